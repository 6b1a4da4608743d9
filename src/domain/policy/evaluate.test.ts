import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { DecisionSchema, FactsSchema, type Decision, type Facts } from '../../contract/decision';
import { RuleSchema, type PolicyDocument, type Rule } from '../../contract/policy';
import {
  DataClassSchema,
  ExecutionClassSchema,
  GateKindSchema,
  OperationIdSchema,
  OutcomeSchema,
  SeveritySchema,
  WorkKindSchema,
} from '../../contract/vocabulary';
import { factsOf, inForce } from '../testing';
import { DEFAULT_POLICY } from './default-policy';
import { evaluate } from './evaluate';

const VectorSchema = z.strictObject({
  desc: z.string(),
  facts: FactsSchema,
  operation: OperationIdSchema,
  engineTier: z.number().int(),
  rules: z.array(RuleSchema),
  expected: z.strictObject({
    outcome: OutcomeSchema,
    gates: z.array(GateKindSchema),
    fired: z.array(z.string()),
    blockedBy: z.array(z.string()),
    wouldChange: z.string(),
  }),
});

const FOLDER = resolve(__dirname, 'vectors');
const blocksOf = (decision: Decision): string[] =>
  decision.reasons.filter((reason) => reason.effect === 'block').map((reason) => reason.ruleId);

describe('evaluate, by vectors', () => {
  it.each(readdirSync(FOLDER))('%s', (file) => {
    const { facts, operation, engineTier, rules, expected } = VectorSchema.parse(
      JSON.parse(readFileSync(resolve(FOLDER, file), 'utf8')),
    );
    const decision = evaluate(inForce({ ...DEFAULT_POLICY, engineTier, rules }), facts, operation);
    const known = new Set(rules.map((rule) => rule.id));
    expect({
      outcome: decision.outcome,
      gates: decision.gates,
      fired: decision.reasons.map((reason) => reason.ruleId).filter((id) => known.has(id)),
      blockedBy: blocksOf(decision),
      wouldChange: decision.whatWouldChangeIt,
    }).toEqual(expected);
    expect(decision).toMatchObject({ operation, policyVersion: 7 });
  });
});

describe('reasons', () => {
  it('of a rule about who reads it say whether the text stays in the team', () => {
    const rules = DEFAULT_POLICY.rules.map((rule) =>
      rule.id === 'class-1' ? { ...rule, when: { leavesTeam: false } } : rule,
    );
    const { reasons } = evaluate(inForce({ ...DEFAULT_POLICY, rules }), factsOf({}), 'gather-diagnostics');
    expect(reasons.find(({ ruleId }) => ruleId === 'class-1')?.observed).toBe('Text stays in the team');
  });

  it('say what was seen, where the limit is and why, by category and subject', () => {
    const { reasons } = evaluate(
      inForce(),
      factsOf({ severity: 'critical', dataClass: null }),
      'prepare-incident-packet',
    );
    expect(reasons).toContainEqual({
      ruleId: 'sev-3',
      category: 'severity',
      subject: 'severity',
      effect: 'block',
      observed: 'critical',
      threshold: 'Below Critical for drafts and notes',
      because: 'Words about critical work are written by people.',
    });
    const short = reasons.map(({ ruleId, category, subject, effect, observed }) =>
      [ruleId, category, subject, effect, observed].join(' | '),
    );
    expect(short).toEqual([
      'sev-3 | severity | severity | block | critical',
      'data-4 | data | data-class | require-run-approval | not set',
      'tier-1 | control | ai-tier | allow | Tier 0 (composer, no model)',
      'class-2 | control | policy | allow | Gather diagnostics, compare baseline, draft vendor packet',
      'comm-1 | control | policy | require-use-approval | Text goes outside the team',
    ]);
  });

  it('of the app itself are control reasons with a category each', () => {
    const facts = factsOf({ kind: null, projectKey: 'ZZZ', severity: null, dataClass: null });
    const decision = evaluate(inForce({ ...DEFAULT_POLICY, rules: [] }), facts, 'gather-diagnostics');
    expect(decision.reasons.map(({ ruleId, category, subject }) => [ruleId, category, subject])).toEqual([
      ['scope-1', 'control', 'policy'],
      ['default-severity', 'severity', 'severity'],
      ['default-data-class', 'data', 'data-class'],
      ['default-ai-tier', 'control', 'ai-tier'],
      ['default-policy', 'control', 'policy'],
    ]);
    expect(decision.approverRole).toBeNull();
  });

  it('about owner and approver carry those subjects', () => {
    const facts = factsOf({
      projectKey: 'ABC',
      issueType: 'Bug',
      kind: 'software',
      ownerAccountId: null,
      severity: null,
    });
    const { reasons } = evaluate(inForce(), facts, 'gather-evidence');
    const blocks = reasons.filter((reason) => reason.effect === 'block');
    expect(blocks.map((reason) => reason.subject)).toEqual(['owner', 'approver']);
    expect(blocks.map((reason) => reason.category)).toEqual(['control', 'control']);
  });
});

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> => optional(fc.subarray([...values]));
const defined = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

const conditions = fc.record({
  kinds: someOf(WorkKindSchema.options),
  operations: someOf(OperationIdSchema.options),
  classes: someOf(ExecutionClassSchema.options),
  severities: someOf([...SeveritySchema.options, 'unknown']),
  dataClasses: someOf([...DataClassSchema.options, 'unknown']),
  leavesTeam: optional(fc.boolean()),
  tierAtMost: optional(fc.nat(3)),
  tierAbove: optional(fc.nat(3)),
});
const rules = fc
  .record({
    number: fc.integer({ min: 100, max: 999 }),
    category: fc.constantFrom('severity', 'data', 'control'),
    when: conditions,
    effect: fc.constantFrom(
      { type: 'allow' },
      { type: 'allow' },
      { type: 'block' },
      { type: 'require-approval', gate: 'run' },
      { type: 'require-approval', gate: 'use' },
    ),
  })
  .map(({ number, when, ...rest }): Rule =>
    RuleSchema.parse({ ...rest, id: `any-${number}`, when: defined(when), because: 'b', threshold: 't' }),
  );
/** Half of the policies start from the shipped rules, so that eligible decisions are common. */
const policies = fc
  .record({
    rules: fc.array(rules, { maxLength: 6 }),
    hasShipped: fc.boolean(),
    engineTier: fc.nat(3),
  })
  .map(({ rules: extra, hasShipped, engineTier }): PolicyDocument => ({
    ...DEFAULT_POLICY,
    engineTier,
    rules: hasShipped ? [...DEFAULT_POLICY.rules, ...extra] : extra,
  }));
const places = fc.constantFrom(
  { projectKey: 'INC', issueType: 'Incident', kind: 'incident' as const },
  { projectKey: 'SEC', issueType: 'Task', kind: 'security' as const },
  { projectKey: 'ABC', issueType: 'Bug', kind: 'software' as const },
  { projectKey: 'ZZZ', issueType: 'Odd', kind: null },
);
const facts = fc
  .tuple(
    places,
    fc.record({
      severity: fc.option(fc.constantFrom(...SeveritySchema.options)),
      dataClass: fc.option(fc.constantFrom(...DataClassSchema.options)),
      ownerAccountId: fc.option(fc.constant('agent-ben')),
    }),
  )
  .map(([place, rest]): Facts => ({ ...place, ...rest }));
const operations = fc.constantFrom(...OperationIdSchema.options);
const RUNS = { numRuns: 500 };

describe('evaluate, for any policy', () => {
  it('gives a decision that the contract takes, with gates only where it is approval-bound', () => {
    fc.assert(
      fc.property(policies, facts, operations, (document, seen, operation) => {
        const decision = DecisionSchema.parse(evaluate(inForce(document), seen, operation));
        expect(decision.gates.length > 0).toBe(decision.outcome === 'approval-bound');
        expect(blocksOf(decision).length > 0).toBe(decision.outcome === 'blocked');
      }),
      RUNS,
    );
  });

  it('never gets more permissive by one more block rule', () => {
    fc.assert(
      fc.property(policies, rules, fc.tuple(facts, operations), (document, rule, [seen, operation]) => {
        const block: Rule = { ...rule, effect: { type: 'block' } };
        const before = evaluate(inForce(document), seen, operation);
        const after = evaluate(inForce({ ...document, rules: [...document.rules, block] }), seen, operation);
        expect(after.outcome === before.outcome || after.outcome === 'blocked').toBe(true);
      }),
      RUNS,
    );
  });

  it('decides the same in any order of rules', () => {
    const shuffled = policies.chain((document) =>
      fc
        .shuffledSubarray([...document.rules], { minLength: document.rules.length })
        .map((turned) => [document, { ...document, rules: turned }] as const),
    );
    fc.assert(
      fc.property(shuffled, facts, operations, (documents, ...[seen, operation]) => {
        const [one, other] = documents.map((document) => {
          const decision = evaluate(inForce(document), seen, operation);
          return [decision.outcome, decision.gates, blocksOf(decision).sort()];
        });
        expect(other).toEqual(one);
      }),
      RUNS,
    );
  });

  it('lets nothing with a missing value be eligible unless an allow names `unknown`', () => {
    const isByName = (rule: Rule): boolean =>
      rule.effect.type === 'allow' &&
      [rule.when.severities, rule.when.dataClasses].some((values) =>
        values?.some((value) => value === 'unknown'),
      );
    const careful = policies.map((document) => ({
      ...document,
      rules: document.rules.filter((rule) => !isByName(rule)),
    }));
    const blanks = fc.constantFrom('severity', 'dataClass', 'ownerAccountId');
    fc.assert(
      fc.property(careful, fc.tuple(facts, operations), blanks, (document, [seen, operation], blank) => {
        const decision = evaluate(inForce(document), { ...seen, [blank]: null }, operation);
        expect(decision.outcome).not.toBe('eligible');
      }),
      RUNS,
    );
  });
});
