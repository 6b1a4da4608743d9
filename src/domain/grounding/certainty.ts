import { contentWordsOf, type Clause } from './statements';
import { isSpeech } from './speech';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that say that something may be so, en, de, fr, es, pt and nl; folded. */
const HEDGES = setOf(
  'think thinks thought believe believes believed suspect suspects suspected guess guesses assume assumes assumed maybe perhaps ' +
    'possibly possible probably probable likely unlikely seem seems seemed appear appears appeared apparently presumably might may could ' +
    'would should unsure unclear doubt doubts potentially potential supposedly claims claimed if whether unless suspicion ' +
    'vielleicht vermutlich wahrscheinlich moglicherweise scheint konnte ' +
    'peut_etre probablement semble pourrait quizas probablemente parece podria talvez provavelmente misschien waarschijnlijk lijkt',
);
const MIN_SHARED = 2;

/** A month is no hedge: `in May`, `2 May`. */
const isHedge = ({ words }: Clause, at: number): boolean => {
  const word = words[at];
  if (word === undefined || !HEDGES.has(word.text)) return false;
  return word.text !== 'may' || !word.isCapital || at === 0;
};

const isHedged = (clause: Clause): boolean =>
  clause.isOpen || clause.words.some((_word, at) => isHedge(clause, at));

const SURE = setOf('confirm confirms confirmed admitted');

const saysWho = ({ words }: Clause): boolean => words.some(({ text }) => isSpeech(text) && !SURE.has(text));

const lemmasOf = (clauses: readonly Clause[]): ReadonlySet<string> =>
  new Set(clauses.flatMap(contentWordsOf).map(({ lemma }) => lemma));

/**
 * Whether a claim states as certain what the sentences that it cites only suppose (`I think it is the DNS`). One word is enough
 * where the claim says no more; not where it repeats a quote (`repeats`), whose lead-in is often one word.
 */
export function isSurerThan(own: readonly Clause[], told: readonly Clause[], repeats: boolean): boolean {
  const supposed = lemmasOf(told.filter(isHedged));
  if (supposed.size === 0) return false;
  const stated = lemmasOf(told.filter((clause) => !isHedged(clause)));
  return own
    .filter((clause) => !isHedged(clause) && !saysWho(clause))
    .some((clause) => {
      const said = contentWordsOf(clause);
      const shared = said.filter(({ lemma }) => supposed.has(lemma) || stated.has(lemma));
      const needed = repeats ? MIN_SHARED : Math.min(MIN_SHARED, said.length);
      return shared.length > 0 && shared.length >= needed && shared.every(({ lemma }) => !stated.has(lemma));
    });
}
