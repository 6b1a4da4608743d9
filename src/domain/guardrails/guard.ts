import { strictest, type Finding, type GuardCheck, type GuardResult, type GuardVerdict } from './finding';
import { INJECTION_RULES } from './injection-rules';
import { COMMITMENT_RULES, DENYLIST_RULES, SMUGGLING_RULES } from './output-rules';
import { findAll } from './pattern-rule';
import { redact } from './redact';
import { toView } from './text-view';

/** Longest text that goes in, and the longest comment that Jira takes, in UTF-16 units. */
export const MAX_INPUT_LENGTH = 262_144;
export const MAX_OUTPUT_LENGTH = 32_767;

const VERDICTS: Readonly<Record<GuardCheck, GuardVerdict>> = {
  secret: 'modify',
  pii: 'modify',
  unicode: 'modify',
  injection: 'escalate',
  commitment: 'escalate',
  smuggling: 'block',
  denylist: 'block',
  length: 'block',
};

/** Redaction may lengthen a text, so both the text that came and the one that would go on count. */
function lengthFindings(text: string, redacted: string, most: number): Finding[] {
  if (text.length <= most && redacted.length <= most) return [];
  const check = { check: 'length', ruleId: 'length-limit' } as const;
  return [{ ...check, start: Math.min(most, text.length), end: text.length }];
}

interface Stage {
  readonly maxLength: number;
  readonly find: (text: string) => readonly Finding[];
}

function guard(text: string, stage: Stage): GuardResult {
  const redaction = redact(text);
  const findings = [
    ...redaction.findings,
    ...stage.find(text),
    ...lengthFindings(text, redaction.text, stage.maxLength),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const unsettled: readonly GuardVerdict[] = redaction.isSettled ? [] : ['block'];
  const verdict = strictest([...findings.map(({ check }) => VERDICTS[check]), ...unsettled]);
  return { verdict, findings, text: verdict === 'block' ? '' : redaction.text };
}

/**
 * Checks a text that people wrote before an engine may read it: invisible characters, secrets, structured personal data, open
 * injection, length. Injection is not taken out; its verdict `escalate` says that a person must know. Hostile input, linear time.
 */
export const guardInput = (text: string): GuardResult =>
  guard(text, {
    maxLength: MAX_INPUT_LENGTH,
    find: (read) => findAll('injection', INJECTION_RULES, toView(read)),
  });

/** Checks a text that an engine wrote before a person reviews it: all of the input's checks, smuggling, promises, denylist. */
export const guardOutput = (text: string): GuardResult =>
  guard(text, {
    maxLength: MAX_OUTPUT_LENGTH,
    find: (written) => {
      const view = toView(written);
      return [
        ...findAll('injection', INJECTION_RULES, view),
        ...findAll('smuggling', SMUGGLING_RULES, view),
        ...findAll('commitment', COMMITMENT_RULES, view),
        ...findAll('denylist', DENYLIST_RULES, view),
      ];
    },
  });
