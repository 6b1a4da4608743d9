import type { Source } from '../../contract/output';
import type { SourceKind } from '../../contract/vocabulary';

/**
 * Tokens of a text, on the safe side: three bytes of UTF-8 a token, where models take four characters of plain English. Forge
 * has no way to count them before a question.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3);

/** How much a model is given to read. The smallest model of Forge reads 200,000 tokens (facts §2.5); its prompts and answer fit beside. */
const MAX_SOURCE_TOKENS = 120_000;

/** What is needed most comes first; within a kind the newest. */
const NEED: Readonly<Record<SourceKind, number>> = {
  description: 0,
  field: 1,
  template: 2,
  request: 3,
  sla: 4,
  comment: 5,
  history: 6,
  link: 7,
  subtask: 8,
  attachment: 9,
  baseline: 10,
  'similar-issue': 11,
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const timeOf = ({ at }: Source): string => at ?? '';

/** By need, then newest first, then by number: the same sources give the same order. */
const byNeed = (a: Source, b: Source): number =>
  NEED[a.kind] - NEED[b.kind] || compare(timeOf(b), timeOf(a)) || a.number - b.number;

/** What a model is given of the sources, in the order of their numbers, and what not, as sentences for the output. */
export interface Fitted {
  readonly sources: readonly Source[];
  readonly notDone: readonly string[];
}

/** A piece shorter than this says too little to be worth its place. */
const SHORTEST_PIECE = 500;

/** The beginning of a text that takes so many tokens at most; never half a character. */
function cutTo(text: string, tokens: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > tokens * 3) break;
    end += character.length;
  }
  return text.slice(0, end);
}

const MAX_LISTED = 20;

function listed(numbers: readonly number[]): string {
  const shown = [...numbers].sort((a, b) => a - b).slice(0, MAX_LISTED);
  const more = numbers.length > MAX_LISTED ? ` and ${numbers.length - MAX_LISTED} more` : '';
  return `${shown.join(', ')}${more}`;
}

const sentence = (numbers: readonly number[], how: string): readonly string[] =>
  numbers.length === 0
    ? []
    : [`The model was not given source ${listed(numbers)}${how}: too much text for one question.`];

/**
 * Fits sources into what a model is given, whole ones by need (INJ-09): the first that does not fit is cut, and those after it are
 * left out unless they are small enough for what is left. Deterministic.
 */
export function fitSources(sources: readonly Source[], maxTokens = MAX_SOURCE_TOKENS): Fitted {
  const kept: Source[] = [];
  const cut: number[] = [];
  const left: number[] = [];
  let room = maxTokens;
  for (const source of [...sources].sort(byNeed)) {
    const text = cutTo(source.text, room);
    const isWhole = text.length === source.text.length;
    if (!isWhole && text.length < SHORTEST_PIECE) {
      left.push(source.number);
      continue;
    }
    if (!isWhole) cut.push(source.number);
    kept.push(isWhole ? source : { ...source, text, isTruncated: true });
    room -= estimateTokens(text);
  }
  return {
    sources: kept.sort((a, b) => a.number - b.number),
    notDone: [...sentence(left, ''), ...sentence(cut, ' beyond its beginning')],
  };
}
