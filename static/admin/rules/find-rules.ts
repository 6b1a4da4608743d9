import type { Rule } from '../../../src/contract/rule';
import type { ReasonCategory } from '../../../src/contract/vocabulary';
import { ruleSentence } from './rule-sentence';

/** A rule and where it stands in the document. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly index: number;
}

const byReading = (one: PlacedRule, other: PlacedRule): number =>
  one.rule.priority - other.rule.priority || (one.rule.id < other.rule.id ? -1 : 1);

/** The rules whose id, sentence or limit hold every word of the search, in the order in which reasons are listed. */
export function findRules(
  rules: readonly Rule[],
  { words, category }: { readonly words: string; readonly category: ReasonCategory | 'all' },
): readonly PlacedRule[] {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean);
  const holds = ({ rule }: PlacedRule): boolean => {
    if (category !== 'all' && rule.category !== category) return false;
    if (wanted.length === 0) return true;
    const text = `${rule.id} ${ruleSentence(rule)} ${rule.threshold}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return rules
    .map((rule, index) => ({ rule, index }))
    .filter(holds)
    .sort(byReading);
}
