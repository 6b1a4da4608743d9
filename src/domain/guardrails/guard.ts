import { digestOf } from '../canonical/canonical';
import { COMMITMENT_RULES } from './commitment-rules';
import { findDenied, OWN_RULES, type CompiledDenial } from './denylist';
import { strictest, type Finding, type GuardCheck, type GuardResult, type GuardVerdict } from './finding';
import { findInjection, INJECTION_RULES } from './injection';
import { findCommitments, findSmuggling } from './output-rules';
import type { PatternRule } from './pattern-rule';
import { PII_RULES } from './pii-rules';
import { redact } from './redact';
import { SECRET_RULES } from './secret-rules';
import { SMUGGLING_RULES } from './smuggling-rules';
import { UNICODE_RULES } from './unicode';

/** Longest text that goes in, and the longest comment that Jira takes, in UTF-16 units. */
export const MAX_INPUT_LENGTH = 262_144;
export const MAX_OUTPUT_LENGTH = 32_767;

const told = (rules: readonly PatternRule[]): readonly string[] =>
  rules.map(({ id, pattern }) => `${id} ${String(pattern)}`);

/** These guardrails in the inventory (R314): the digest changes with any phrase, word or pattern, the version with what they do. */
export const GUARDRAILS = {
  id: 'guardrails',
  version: '2.1.0',
  digest: digestOf([
    INJECTION_RULES,
    ...[UNICODE_RULES, SECRET_RULES, PII_RULES, SMUGGLING_RULES, COMMITMENT_RULES, OWN_RULES].map(told),
  ]),
} as const;

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
 * Checks a text that people wrote before an engine may read it: invisible characters, secrets, structured personal data,
 * injection, length. Injection is not taken out; its verdict `escalate` says that a person must know. Hostile input, linear time.
 */
export const guardInput = (text: string): GuardResult =>
  guard(text, { maxLength: MAX_INPUT_LENGTH, find: findInjection });

/**
 * Checks a text that an engine wrote before a person reviews it: all of the input's checks, smuggling, promises, the app's
 * denylist and that of the policy. Hostile input, linear time.
 */
export const guardOutput = (text: string, denylist: readonly CompiledDenial[] = []): GuardResult =>
  guard(text, {
    maxLength: MAX_OUTPUT_LENGTH,
    find: (written) => [
      ...findInjection(written),
      ...findSmuggling(written),
      ...findCommitments(written),
      ...findDenied(denylist, written),
    ],
  });
