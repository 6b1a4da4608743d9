import type { Finding, GuardCheck } from './finding';
import { createHintedLines, type HintedLines, type Part } from './rule-lines';
import type { TextView } from './text-view';

/**
 * A rule as data. `pattern` MUST be global and cost a bounded amount at each position: every repeat has an upper bound and
 * no repeat stands inside another that could share its characters (threats §1.4 names what happens otherwise). Where the
 * pattern has a group `value` it MUST end with it: the value alone is what was found, so that a reader still sees its place.
 */
export interface PatternRule {
  readonly id: string;
  readonly pattern: RegExp;
  /**
   * Words in lower case of which the line of a match holds at least one: on other lines the pattern is not tried. A match that may
   * go over a line end, other than at its first or last sign, needs `isAcrossLines`.
   */
  readonly hints?: readonly string[];
  /** Whether a match may lie on several lines: then the hints are asked of the whole text. */
  readonly isAcrossLines?: true;
  /** How many characters of what was found count, from its beginning; 0 refuses it. All of them when absent. */
  readonly measure?: (found: string) => number;
}

/** The view that was looked at last: the tables of a guardrail are asked one after the other. */
let latest: { readonly of: TextView; readonly lines: HintedLines } | null = null;

function linesOf(view: TextView): HintedLines {
  if (latest?.of !== view) latest = { of: view, lines: createHintedLines(view.text) };
  return latest.lines;
}

/** Where a rule looks. */
function partsFor({ hints, isAcrossLines }: PatternRule, view: TextView): readonly Part[] {
  const whole = [{ text: view.text, from: 0 }];
  if (hints === undefined) return whole;
  const lines = linesOf(view);
  if (isAcrossLines === true) return lines.hasAny(hints) ? whole : [];
  return lines.partsWith(hints);
}

/** Every hit of the rules, as spans of the original text. */
export function findAll(check: GuardCheck, rules: readonly PatternRule[], view: TextView): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules)
    for (const { text, from } of partsFor(rule, view))
      for (const match of text.matchAll(rule.pattern)) {
        const value = match.groups?.['value'] ?? match[0];
        const length = rule.measure === undefined ? value.length : rule.measure(value);
        if (length === 0) continue;
        const start = from + match.index + match[0].length - value.length;
        findings.push({ check, ruleId: rule.id, ...view.toOriginal(start, start + length) });
      }
  return findings;
}

/** Gives the whole match when the test holds, else nothing: for rules that confirm by a checksum or a shape. */
export const wholeIf =
  (isReal: (match: string) => boolean) =>
  (match: string): number =>
    isReal(match) ? match.length : 0;
