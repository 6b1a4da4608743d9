import type { PolicyDocument } from '../../../contract/policy';
import type { Condition, Effect } from '../../../contract/rule';
import { checkPolicy } from '../check-policy';
import { kindOf, ruleOf, sampleDocument } from '../policy-samples';

export const sound = sampleDocument();

/** Level and place of what is wrong with the sample once `over` is in it. */
export const found = (over: Partial<PolicyDocument>): readonly string[] =>
  checkPolicy(sampleDocument(over)).map(({ level, path }) => `${level} ${path}`);

/** The sample with one rule more, at place 6. */
export const withRule = (when: Condition, effect: Effect = { type: 'block' }): Partial<PolicyDocument> => ({
  rules: [...sound.rules, ruleOf({ id: 'extra-1', when, effect })],
});

/** The sample with one kind more, at place 2. */
export const withKind = (over: Parameters<typeof kindOf>[0]): Partial<PolicyDocument> => ({
  kinds: [...sound.kinds, kindOf({ kind: 'third', ...over })],
});

/** A bypass with which nothing is wrong. */
export const bypass = {
  id: 'bypass-1',
  ruleIds: ['data-2'],
  projects: ['NEW'],
  operations: ['gather-evidence' as const],
  accountIds: ['agent-ana'],
  because: 'Audit of the vendor',
  from: '2026-11-02T12:00:00Z',
  until: '2026-11-16T12:00:00Z',
  maxUses: 3,
};
/** The sample with a bypass, like the other but for `over`. */
export const withBypass = (over: Partial<typeof bypass>): Partial<PolicyDocument> => ({
  bypasses: [{ ...bypass, ...over }],
});

/** Monday night in Berlin. */
export const weekly = {
  type: 'weekly' as const,
  days: ['mon' as const],
  from: '22:00',
  to: '06:00',
  timeZone: 'Europe/Berlin',
};
/** One second. */
export const once = { type: 'once' as const, from: '2026-11-02T12:00:00Z', to: '2026-11-02T12:00:01Z' };

/** What it is, the document's parts, and what is found. */
export type Case = readonly [string, Partial<PolicyDocument>, readonly string[]];
