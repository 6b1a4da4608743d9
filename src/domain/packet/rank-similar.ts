import MiniSearch from 'minisearch';
import { toView } from '../guardrails/text-view';
import type { IssueReading } from './issue-reading';
import type { SimilarReading } from './surroundings';

/** An earlier issue with the reason for its choice. */
export interface RankedIssue {
  readonly issue: SimilarReading;
  readonly because: string;
}

const FIELDS = ['summary', 'description', 'lastComment'] as const;
type Field = (typeof FIELDS)[number];
const FIELD_WORDS: Readonly<Record<Field, string>> = {
  summary: 'summary',
  description: 'description',
  lastComment: 'last comment',
};
/** A summary says in a few words what an issue is about, so a word there weighs most. */
const BOOSTS: Readonly<Record<Field, number>> = { summary: 3, description: 1, lastComment: 1 };

/** Words that join others, in the languages that desks write most, and those that every ticket has. */
const COMMON: ReadonlySet<string> = new Set(
  [
    'about after again all also and any are because been before being but can cannot could did does done down each for from get had has have her here him his how into its just may more need needs new not now off old one only other our out over please same see she should since some than that the their them then there these they this those through too two under until use very via want was were what when where which while who why will with would you your',
    'aber alle auch auf aus bei bin das dass dem den der des die durch ein eine einem einen einer eines für hat ich ist kann man mit nach nicht noch nur oder sich sie sind und uns unter vom von vor war was wenn wie wir wird zum zur über',
    'aux avec ces cette dans des elle est les leur mais nous par pas plus pour que qui sans ses son sont sur une vous',
    'como con cuando del desde donde este esta las los más muy para pero por que sin sobre son sus una',
    'aos das dos está foi mas mais não nas nos pela pelo seu sua são tem uma',
    'alla che con dal dei del della delle gli nel nella non per più sono una',
    'aan als bij dat deze die een het met naar niet ook over uit van voor wordt zijn',
    'issue issues problem ticket tickets',
  ].flatMap((words) => words.split(' ')),
);
const WORD = /[\p{L}\p{N}]{3,40}/gu;
const QUERY_WORDS = 60;
const SHOWN_WORDS = 5;

/** Words that can tell issues apart, in the order of the text, each once; letters and digits only. */
export const wordsOf = (text: string): readonly string[] => [
  ...new Set((toView(text).text.toLowerCase().match(WORD) ?? []).filter((word) => !COMMON.has(word))),
];

type Match = Readonly<Record<string, readonly string[]>>;

function why(match: Match): string {
  const inField = (field: Field): string[] => {
    const words = Object.entries(match).flatMap(([word, fields]) => (fields.includes(field) ? [word] : []));
    const longest = words
      .sort((a, b) => b.length - a.length || a.localeCompare(b, 'en'))
      .slice(0, SHOWN_WORDS);
    return longest.length === 0 ? [] : [`${FIELD_WORDS[field]}: ${longest.join(', ')}`];
  };
  return `Same words in its ${FIELDS.flatMap(inField).join('; ')}`;
}

function search(candidates: readonly SimilarReading[], query: readonly string[]) {
  const index = new MiniSearch<SimilarReading>({
    idField: 'key',
    fields: [...FIELDS],
    tokenize: (text) => text.toLowerCase().match(WORD) ?? [],
    processTerm: (term) => term,
  });
  index.addAll(candidates);
  return index.search(query.join(' '), { boost: { ...BOOSTS } });
}

/**
 * The candidates that are most like an issue, the best first: BM25+ of minisearch over summary, description and last comment,
 * with the words of the issue's summary and description (the first 60) as the query. `because` names matched words by field.
 * One word in common is chance: a candidate shares two, or the only one that the issue has. Equal scores go by key. No two
 * candidates may have one key.
 */
export function rankSimilar(
  reading: Pick<IssueReading, 'fields' | 'description'>,
  candidates: readonly SimilarReading[],
  most: number,
): readonly RankedIssue[] {
  const summary = reading.fields.find(({ id }) => id === 'summary')?.text ?? '';
  const query = wordsOf(`${summary}\n${reading.description}`).slice(0, QUERY_WORDS);
  const least = Math.min(2, query.length);
  const hits = new Map(
    search(candidates, query)
      .filter(({ match }) => Object.keys(match).length >= least)
      .map(({ id, score, match }) => [String(id), { score, because: why(match) }] as const),
  );
  return candidates
    .flatMap((issue) => {
      const hit = hits.get(issue.key);
      return hit === undefined ? [] : [{ issue, ...hit }];
    })
    .sort((a, b) => b.score - a.score || a.issue.key.localeCompare(b.issue.key, 'en'))
    .slice(0, most)
    .map(({ issue, because }) => ({ issue, because }));
}
