import fc from 'fast-check';
import type { DecisionInput } from '../../contract/decision';
import type { PolicyDocument } from '../../contract/policy';
import type { Condition, Rule, TimeWindow } from '../../contract/rule';
import {
  DataClassSchema,
  EnvironmentSchema,
  ExecutionClassSchema,
  ImpactSchema,
  OperationIdSchema,
  ReversibilitySchema,
  SeveritySchema,
  type GateKind,
} from '../../contract/vocabulary';
import { factsOf, inputOf, NOON } from '../testing';
import { DEFAULT_POLICY } from './default-policy';

/** Kinds, names and time windows that random policies and inputs share, so that they meet often. */
export const KINDS = ['incident', 'security', 'software'];
const PROJECTS = ['INC', 'OPS'];
export const NAMES = ['vip', 'Legal', 'x'];
const weekly = (day: 'mon' | 'tue', timeZone: string): TimeWindow => ({
  type: 'weekly',
  days: [day],
  from: '12:00',
  to: '14:00',
  timeZone,
});
/** Windows with where noon of Monday, 2 November 2026, lies. */
export const HOLDS = weekly('mon', 'UTC');
const PAST = weekly('tue', 'UTC');
export const NOWHERE = weekly('mon', 'Mars/Olympus');

const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> =>
  rarely(fc.subarray([...values], { minLength: 1 }));

const conditions = fc.record({
  kinds: someOf(KINDS),
  projects: someOf(PROJECTS),
  operations: someOf(['gather-diagnostics', 'draft-vendor-escalation', 'draft-update-note'] as const),
  classes: someOf(ExecutionClassSchema.options),
  severities: someOf([...SeveritySchema.options, 'unknown'] as const),
  dataClasses: someOf([...DataClassSchema.options, 'unknown'] as const),
  impacts: someOf([...ImpactSchema.options, 'unknown'] as const),
  environments: someOf([...EnvironmentSchema.options, 'unknown'] as const),
  customerFacing: someOf(['yes', 'no', 'unknown'] as const),
  reversibilities: someOf(ReversibilitySchema.options),
  leavesTeam: rarely(fc.boolean()),
  requesterRoles: someOf(NAMES),
  labels: someOf(NAMES),
  components: someOf(NAMES),
  tierAtMost: rarely(fc.nat(3)),
  tierAbove: rarely(fc.nat(3)),
  during: someOf([HOLDS, PAST, NOWHERE]),
  outside: someOf([HOLDS, PAST, NOWHERE]),
});
const percents = fc.constantFrom(1, 50, 100);
/** Effects that restrict. */
export const restrictions = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Rule['effect']>({ type: 'block' }) },
  fc.constantFrom<GateKind>('run', 'use').map((gate): Rule['effect'] => ({ type: 'require-approval', gate })),
  fc.constant<Rule['effect']>({ type: 'require-second-reviewer' }),
  fc.nat(3).map((tier): Rule['effect'] => ({ type: 'cap-tier', tier })),
  fc.constantFrom<Rule['effect']>({ type: 'redact' }, { type: 'internal-only' }),
  percents.map((percent): Rule['effect'] => ({ type: 'sample', percent })),
);
const effects = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Rule['effect']>({ type: 'allow' }) },
  { weight: 2, arbitrary: restrictions },
);
export const ruleWith = (effect: fc.Arbitrary<Rule['effect']>): fc.Arbitrary<Rule> =>
  fc.record({
    id: fc.nat(400).map((number) => `any-${number}`),
    priority: fc.nat(2),
    category: fc.constantFrom<Rule['category']>('severity', 'data', 'control'),
    when: conditions,
    effect,
    because: fc.constant('Said by the case.'),
    threshold: fc.constant('As the case says'),
  });
const allowing = (id: string, category: Rule['category'], when: Condition): Rule => ({
  id,
  priority: 1,
  category,
  when,
  effect: { type: 'allow' },
  because: 'b',
  threshold: 't',
});
const OPEN: readonly Rule[] = [
  allowing('open-1', 'severity', {}),
  allowing('open-2', 'data', {}),
  allowing('open-3', 'control', { tierAtMost: 3 }),
  allowing('open-4', 'control', {}),
];
const bypasses = fc.record({
  ruleIds: fc
    .constantFrom(401, 401, 200)
    .map((length) => Array.from({ length }, (_, number) => `any-${number}`)),
  from: fc.constantFrom('2026-11-01T00:00:00.000Z', NOON, '2026-11-03T00:00:00.000Z'),
});
/** Documents of a few random rules, most over ones that open everything, so that every outcome is common. */
export const policies = fc
  .record({
    rules: fc.uniqueArray(ruleWith(effects), { maxLength: 6, selector: ({ id }) => id }),
    opened: fc.subarray([...OPEN], { minLength: 3 }),
    shipped: fc.boolean(),
    engineTier: fc.nat(3),
    bypasses: fc.array(bypasses, { maxLength: 2 }),
  })
  .map(({ rules, opened, shipped, engineTier, bypasses: lifts }): PolicyDocument => ({
    ...DEFAULT_POLICY,
    engineTier,
    rules: [...(shipped ? DEFAULT_POLICY.rules : opened), ...rules],
    bypasses: lifts.map((lift, number) => ({
      ...lift,
      id: `bypass-${number}`,
      projects: ['INC'],
      operations: [...OperationIdSchema.options],
      accountIds: ['agent-ana'],
      because: 'b',
      until: '2026-11-08T00:00:00.000Z',
      maxUses: 1,
    })),
  }));
const names = fc.option(fc.subarray(['VIP', 'legal', 'other']), { freq: 4 });
const maybe = <T>(values: readonly T[]): fc.Arbitrary<T | null> =>
  fc.option(fc.constantFrom(...values), { freq: 4 });
/** Inputs of which any part may be missing. */
export const inputs: fc.Arbitrary<DecisionInput> = fc
  .record({
    facts: fc.record({
      projectKey: fc.constantFrom('INC', 'INC', 'INC', 'OPS', 'ZZZ'),
      kind: fc.option(fc.constantFrom(...KINDS), { freq: 9 }),
      severity: maybe(SeveritySchema.options),
      dataClass: maybe(DataClassSchema.options),
      impact: maybe(ImpactSchema.options),
      environment: maybe(EnvironmentSchema.options),
      customerFacing: maybe(['yes', 'no'] as const),
      ownerAccountId: fc.option(fc.constant('agent-ben'), { freq: 9 }),
      requesterRoles: names,
      labels: names,
      components: names,
    }),
    operation: fc.constantFrom(
      'gather-diagnostics' as const,
      'draft-vendor-escalation' as const,
      'draft-update-note' as const,
    ),
    draw: fc.option(fc.nat(99)),
    stopped: fc.constantFrom<DecisionInput['stopped']>([], [], ['evidence-gathering']),
    bypassIds: fc.constantFrom<string[]>([], ['bypass-0'], ['bypass-1'], ['bypass-0', 'bypass-1']),
  })
  .map(({ facts, ...rest }) => inputOf({ ...rest, facts: factsOf(facts) }));
