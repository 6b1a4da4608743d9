import type { Clause } from './statements';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** They say that one thing brought about another. */
const CAUSES = setOf('because caused causing led resulted triggered');
/** They say what came first, and no more. */
const TIMES = setOf('after before following followed then later afterwards while during until');
/** Beside any of these a cause is told, or may be meant. */
const REASONS = setOf(
  'because cause caused causes causing due since as so therefore thus hence why reason reasons lead leads leading led result results ' +
    'resulted resulting trigger triggers triggered make makes made making from by through given owing thanks fault blame blames ' +
    'blamed when if broke breaks break broken fix fixes fixed block blocks blocked prevent prevents prevented stop stops stopped ' +
    'force forces forced help helps helped means meant',
);

const wordsOf = (clauses: readonly Clause[]): readonly string[] =>
  clauses.flatMap(({ words }) => words.map(({ text }) => text));

/**
 * The word by which a claim makes a cause of what is cited only as coming first: `slow after the update` carries no `slow because
 * of the update`. Null where it does not, and where what is cited has any word of reasons. English.
 */
export function inventedCause(own: readonly Clause[], told: readonly Clause[]): string | null {
  const claimed = wordsOf(own);
  const cause = claimed.find((text, at) => CAUSES.has(text) || (text === 'due' && claimed[at + 1] === 'to'));
  if (cause === undefined) return null;
  const words = wordsOf(told);
  const isOrderOnly = words.some((text) => TIMES.has(text)) && !words.some((text) => REASONS.has(text));
  return isOrderOnly ? cause : null;
}
