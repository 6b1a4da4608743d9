import type { Finding, GuardCheck } from './finding';
import type { TextView } from './text-view';

/**
 * A rule as data. `pattern` MUST be global and cost a bounded amount at each position: every repeat has an upper bound and
 * no repeat stands inside another that could share its characters (threats §1.4 names what happens otherwise).
 */
export interface PatternRule {
  readonly id: string;
  readonly pattern: RegExp;
  /** How many characters of the match count, from its beginning; 0 refuses it. All of them when absent. */
  readonly measure?: (match: string) => number;
}

/** Every hit of the rules, as spans of the original text. */
export function findAll(check: GuardCheck, rules: readonly PatternRule[], view: TextView): Finding[] {
  return rules.flatMap(({ id, pattern, measure }) => {
    const findings: Finding[] = [];
    for (const match of view.text.matchAll(pattern)) {
      const length = measure === undefined ? match[0].length : measure(match[0]);
      if (length === 0) continue;
      findings.push({ check, ruleId: id, ...view.toOriginal(match.index, match.index + length) });
    }
    return findings;
  });
}

/** Gives the whole match when the test holds, else nothing: for rules that confirm by a checksum or a shape. */
export const wholeIf =
  (isReal: (match: string) => boolean) =>
  (match: string): number =>
    isReal(match) ? match.length : 0;
