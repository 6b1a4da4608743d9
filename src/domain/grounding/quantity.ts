import type { Clause } from './statements';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ALL = setOf(
  'all every each everyone everybody everything everywhere entire whole always fully completely ' +
    'alle allen aller samtliche tous toutes toda todas todo todos cada elke iedereen',
);
/** They say as much of all. */
const AS_GOOD = setOf('no none nobody nothing never nowhere any anyone company global complete total 100');
const MOST = setOf('most majority mostly meisten mehrheit plupart mayoria maioria meeste');
/** `all` speaks of nothing here: `at all`, `after all`. */
const BEFORE_ALL = setOf('at after above overall');
const FIGURE = /^\p{N}/u;

const wordsOf = (clauses: readonly Clause[]): readonly string[] =>
  clauses.flatMap(({ words }) =>
    words.flatMap(({ text }, at) =>
      text === 'all' && BEFORE_ALL.has(String(words[at - 1]?.text)) ? [] : [text],
    ),
  );

/** The word by which a claim speaks of all or most, where what is cited speaks of some; null when it does not. */
export function overstated(own: readonly Clause[], told: readonly Clause[]): string | null {
  const claimed = wordsOf(own);
  const all = claimed.find((word) => ALL.has(word));
  const most = claimed.find((word) => MOST.has(word));
  if (all === undefined && most === undefined) return null;
  const words = wordsOf(told);
  const tellsAll = words.some((word) => ALL.has(word) || AS_GOOD.has(word));
  if (all !== undefined && !tellsAll) return all;
  // Where it gives figures, people can count.
  const tellsMost = tellsAll || words.some((word) => MOST.has(word) || FIGURE.test(word));
  return most !== undefined && !tellsMost ? most : null;
}
