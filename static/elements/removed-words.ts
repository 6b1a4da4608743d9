import type { Removed } from '../../src/contract/output';
import { count } from './words';

/** How a sample of words that were spelt in characters which nobody sees begins. */
const HIDDEN = 'hidden:';

/** What each rule takes out, where that is not simply invisible (INJ-03). */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['unicode-bidi', 'direction mark'],
  ['unicode-control', 'control character'],
  ['unicode-surrogate', 'broken character'],
]);

/** Whether somebody hid words in the text: the one thing of these that a reader should know of first. */
export const isHiddenWords = ({ sample }: Removed): boolean => sample.startsWith(HIDDEN);

/** “3 invisible characters were removed (U+200B)”, “Hidden words were removed: “ignore all””. */
export function removedInWords(removed: Removed): string {
  const { ruleId, count: characters, sample } = removed;
  if (isHiddenWords(removed)) return `Hidden words were removed: “${sample.slice(HIDDEN.length).trim()}”`;
  const kind = KINDS.get(ruleId) ?? 'invisible character';
  return `${count(characters, `${kind} was`, `${kind}s were`)} removed (${sample})`;
}
