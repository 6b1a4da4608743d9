import type { Finding } from './finding';
import { findAll, type PatternRule } from './pattern-rule';
import { SURROGATE_RULES, UNICODE_RULES } from './unicode';

const RULES: readonly PatternRule[] = [...UNICODE_RULES, ...SURROGATE_RULES];
/** What a line holds in which a rule could find something: hardly a line of people's texts. */
const SUSPECT = /(?![\t\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Mn}\p{Me}\u115F\u1160\u3164\uFFA0]/u;

/** Characters of a text that nobody sees, by rule and place. Hostile input, linear time. */
export function findUnseen(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (let start = 0; start <= text.length;) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (SUSPECT.test(text.slice(start, end))) {
      // With the line end before it, since the beginning of a text is not that of a line to a byte order mark.
      const from = Math.max(0, start - 1);
      const line = text.slice(from, end);
      const toOriginal = (first: number, last: number) => ({ start: from + first, end: from + last });
      findings.push(...findAll('unicode', RULES, { text: line, toOriginal }));
    }
    start = end + 1;
  }
  return findings;
}
