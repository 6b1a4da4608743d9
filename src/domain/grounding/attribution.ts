import { deedFormsOf } from './deed-forms';
import { isSpeech } from './speech';
import { contentWordsOf, isContent, partStart, type Clause, type Word } from './statements';
import { isKnownWord } from './names';
import { isNeutral } from './words';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Parties that are none of the desk’s own: whoever is said to do or say something is told. By lemma. */
const ROLES = setOf(
  '=customer =vendor =user =manager owner board director auditor partner contractor provider finance security hr legal',
);
const ROLE_WORDS = setOf(
  'owner owners board director directors auditor auditors partner partners contractor contractors provider providers finance security ' +
    'hr legal administrator administrators bank police',
);
/** Who asks is a user or customer of the desk, by the kind of the source. */
const ASKERS = setOf('=customer =user');

const PASSIVE = setOf('was were been is are be being got gets');
const NEAR = 3;
const BY = setOf('by');
const BY_REACH = 4;
/** A clause of its own begins behind these. */
const JOINS = setOf('that whether if when while because since as where how why');

/** What a claim is judged by: the sentences that it cites, what Jira says of their sources, and whether an asker wrote them. */
export interface Telling {
  readonly told: readonly Clause[];
  readonly authors: readonly Clause[];
  readonly byAsker: boolean;
  /** Its nouns are capitalised as names are. */
  readonly isGerman: boolean;
}

const isParty = (word: Word, isGerman: boolean): boolean =>
  ROLES.has(word.lemma) ||
  ROLE_WORDS.has(word.text) ||
  (word.isCapital && !isGerman && isContent(word) && !isNeutral(word.text) && !isKnownWord(word.text));

/** A verb by which somebody acts, and who does and does not. */
interface Act {
  readonly lemma: string;
  readonly isSpeech: boolean;
  readonly agents: readonly Word[];
  readonly others: readonly Word[];
}

const isVerb = (word: Word): boolean =>
  isSpeech(word.text) || deedFormsOf(word.text).some(({ isDone }) => isDone);

const startOf = ({ words }: Clause, at: number): number => {
  const joins = words
    .slice(0, at)
    .map(({ text }) => JOINS.has(text))
    .lastIndexOf(true);
  return Math.max(partStart(words, at), joins + 1);
};

function actAt(clause: Clause, at: number, isGerman: boolean): readonly Act[] {
  const { words } = clause;
  const verb = words[at];
  if (verb === undefined || !isVerb(verb)) return [];
  const start = startOf(clause, at);
  const named = (from: number, to: number): readonly Word[] =>
    words.slice(from, to).filter((word) => word !== verb && isParty(word, isGerman));
  const isPassive = words.slice(Math.max(start, at - NEAR), at).some(({ text }) => PASSIVE.has(text));
  const by = words.findIndex(({ text }, index) => index > at && BY.has(text));
  const byAgents = by < 0 ? [] : named(by + 1, by + 1 + BY_REACH);
  const before = named(start, at);
  const around = [...words.slice(start, at), ...words.slice(at + 1, by < 0 ? words.length : by)];
  const act = { lemma: verb.lemma, isSpeech: isSpeech(verb.text) };
  if (verb.text === 'according') return [{ ...act, agents: named(at + 1, at + 1 + BY_REACH), others: [] }];
  return isPassive || (byAgents.length > 0 && (by === at + 1 || before.length === 0))
    ? [{ ...act, agents: byAgents, others: around.filter(isContent) }]
    : [{ ...act, agents: before, others: words.slice(at + 1).filter(isContent) }];
}

const actsOf = (clauses: readonly Clause[], isGerman: boolean): readonly Act[] =>
  clauses.flatMap((clause) => clause.words.flatMap((_word, at) => actAt(clause, at, isGerman)));

const lemmasIn = (words: readonly Word[]): ReadonlySet<string> => new Set(words.map(({ lemma }) => lemma));

const lemmasOf = (clauses: readonly Clause[]): ReadonlySet<string> =>
  lemmasIn(clauses.flatMap(({ words }) => words));

const share = (some: readonly Word[], others: readonly Word[]): boolean =>
  some.some(({ lemma }) => others.some((other) => other.lemma === lemma));

/** Whether a told act is the claimed one done by somebody else. */
function isAnothers(claimed: Act, told: Act): boolean {
  if (told.agents.length === 0) return false;
  return share(claimed.agents, told.others) || !told.agents.every((agent) => share([agent], claimed.others));
}

/** Whoever a claim says did or said something and that nothing cited names; undefined when all are named. */
function unnamedAgent(
  acts: readonly Act[],
  told: ReadonlySet<string>,
  { byAsker }: Telling,
): Word | undefined {
  const isNamed = ({ lemma }: Word): boolean => told.has(lemma) || (byAsker && ASKERS.has(lemma));
  return acts.find(({ agents }) => !agents.some(isNamed))?.agents[0];
}

/** Whoever a claim says did what is told of somebody else. Whoever wrote a source may be said to say what it says. */
function mistakenAgent(acts: readonly Act[], { told, authors, isGerman }: Telling): Word | undefined {
  const writers = lemmasOf(authors);
  const toldActs = actsOf(told, isGerman);
  return acts.find((act) => {
    if (act.isSpeech && act.agents.some(({ lemma }) => writers.has(lemma))) return false;
    const alike = toldActs.filter(({ lemma }) => lemma === act.lemma);
    return !alike.some((one) => share(act.agents, one.agents)) && alike.some((one) => isAnothers(act, one));
  })?.agents[0];
}

/** The first word of a clause where it is a name or a noun without an article that is not told; undefined where it is none. */
function strangerAtStart({ words: [first] }: Clause, told: ReadonlySet<string>): Word | undefined {
  if (first === undefined || !first.isCapital || !isContent(first) || told.has(first.lemma)) return undefined;
  const isPlain = isNeutral(first.text) || isKnownWord(first.text) || first.text.endsWith('ly');
  return isPlain ? undefined : first;
}

/** A first word that stands where what is cited has another: `Oracle ran out`, told of PostgreSQL. */
function replacedSubject(
  own: readonly Clause[],
  told: readonly Clause[],
  lemmas: ReadonlySet<string>,
): Word | undefined {
  const said = told.map(contentWordsOf);
  return own
    .flatMap((clause) => {
      const stranger = strangerAtStart(clause, lemmas);
      const next = clause.words.slice(1, 1 + NEAR).find((word) => isContent(word) && lemmas.has(word.lemma));
      if (stranger === undefined || next === undefined) return [];
      const mine = lemmasIn(clause.words);
      const isElsewhere = said.some((words) => {
        const at = words.findIndex(({ lemma }) => lemma === next.lemma);
        return at > 0 && words.slice(0, at).every(({ lemma }) => !mine.has(lemma));
      });
      return isElsewhere ? [stranger] : [];
    })
    .at(0);
}

/**
 * Whom a claim wrongly names as who did or said something (folded): somebody whom nothing cited names, or somebody else than
 * what is cited names for it (`Cho asked Mia` is not `Mia asked Cho`, `restarted by Ben` is not `Ana restarted`). Null when
 * nobody.
 */
export function wrongAgent(own: readonly Clause[], telling: Telling): string | null {
  const { told, authors, isGerman } = telling;
  const acts = actsOf(own, isGerman).filter(({ agents }) => agents.length > 0);
  const lemmas = lemmasOf([...told, ...authors]);
  const wrong =
    unnamedAgent(acts, lemmas, telling) ??
    mistakenAgent(acts, telling) ??
    (isGerman ? undefined : replacedSubject(own, told, lemmas));
  return wrong?.text ?? null;
}
