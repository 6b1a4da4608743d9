import type { Finding, GuardCheck } from './finding';
import type { TextView } from './text-view';

/**
 * A rule as data. `pattern` MUST be global and cost a bounded amount at each position: every repeat has an upper bound and
 * no repeat stands inside another that could share its characters (threats §1.4 names what happens otherwise). Where the
 * pattern has a group `value` it MUST end with it: the value alone is what was found, so that a reader still sees its place.
 */
export interface PatternRule {
  readonly id: string;
  readonly pattern: RegExp;
  /** Words in lower case of which a text that the pattern matches holds at least one: without them it is not tried. */
  readonly hints?: readonly string[];
  /** How many characters of what was found count, from its beginning; 0 refuses it. All of them when absent. */
  readonly measure?: (found: string) => number;
}

/** Every hit of the rules, as spans of the original text. */
export function findAll(check: GuardCheck, rules: readonly PatternRule[], view: TextView): Finding[] {
  const lower = view.text.toLowerCase();
  return rules
    .filter(({ hints }) => hints === undefined || hints.some((hint) => lower.includes(hint)))
    .flatMap(({ id, pattern, measure }) => {
      const findings: Finding[] = [];
      for (const match of view.text.matchAll(pattern)) {
        const value = match.groups?.['value'] ?? match[0];
        const length = measure === undefined ? value.length : measure(value);
        if (length === 0) continue;
        const start = match.index + match[0].length - value.length;
        findings.push({ check, ruleId: id, ...view.toOriginal(start, start + length) });
      }
      return findings;
    });
}

/** Gives the whole match when the test holds, else nothing: for rules that confirm by a checksum or a shape. */
export const wholeIf =
  (isReal: (match: string) => boolean) =>
  (match: string): number =>
    isReal(match) ? match.length : 0;
