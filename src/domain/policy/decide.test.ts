import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  DecisionInputSchema,
  DecisionSchema,
  ObligationsSchema,
  type Decision,
  type DecisionInput,
} from '../../contract/decision';
import { PolicyDocumentSchema, type PolicyDocument } from '../../contract/policy';
import { RuleSchema, type Rule } from '../../contract/rule';
import { GateKindSchema, OutcomeSchema } from '../../contract/vocabulary';
import { factsOf, inForce, inputOf } from '../testing';
import { compile } from './compile';
import { decide } from './decide';
import { DEFAULT_POLICY } from './default-policy';

/** A rule of a vector; what its case does not turn on is filled in. */
const ShortRuleSchema = z.looseObject({}).transform((rule) =>
  RuleSchema.parse({
    priority: 600,
    because: 'Said by the case.',
    threshold: 'As the case says',
    ...rule,
  }),
);

const VectorSchema = z.strictObject({
  desc: z.string(),
  /** What differs from the policy that ships. */
  policy: z.looseObject({}).optional(),
  /** All rules, instead of the base. */
  rules: z.array(ShortRuleSchema).optional(),
  /** Rules beside the base. */
  add: z.array(ShortRuleSchema).optional(),
  /** What differs from diagnostics on INC-2041 at noon. */
  input: z.looseObject({ facts: z.looseObject({}).optional() }),
  expected: z.strictObject({
    outcome: OutcomeSchema,
    gates: z.array(GateKindSchema),
    /** Rules of the document, in the order in which they are listed. */
    fired: z.array(z.string()),
    blockedBy: z.array(z.string()),
    obligations: ObligationsSchema.optional(),
    bypassId: z.string().nullable().optional(),
    approverRole: z.string().nullable().optional(),
  }),
});
type Vector = z.infer<typeof VectorSchema>;

const allow = (id: string, category: Rule['category'], when: Rule['when']): Rule => ({
  id,
  priority: 500,
  category,
  when,
  effect: { type: 'allow' },
  because: 'The base allows everything.',
  threshold: 'Anything',
});

/** Rules that allow everything: what a vector adds to them decides. */
const BASE: Rule[] = [
  allow('data-1', 'data', { dataClasses: ['public', 'internal', 'confidential', 'restricted'] }),
  allow('sev-1', 'severity', { severities: ['low', 'medium', 'high', 'critical'] }),
  allow('task-1', 'control', {}),
  allow('tier-1', 'control', { tierAtMost: 3 }),
];

const blocksOf = (decision: Decision): string[] =>
  decision.reasons.filter((reason) => reason.effect === 'block').map((reason) => reason.ruleId);

const documentOf = ({ policy, rules = BASE, add = [] }: Vector): PolicyDocument =>
  PolicyDocumentSchema.parse({ ...DEFAULT_POLICY, ...policy, rules: [...add, ...rules] });

const inputFrom = ({ input }: Vector): DecisionInput =>
  DecisionInputSchema.parse({ ...inputOf(), ...input, facts: { ...factsOf(), ...input.facts } });

const FOLDER = resolve(__dirname, 'vectors');

describe.each(readdirSync(FOLDER))('decide, by %s', (file) => {
  const vectors = z
    .array(VectorSchema)
    .parse(JSON.parse(readFileSync(resolve(FOLDER, file), 'utf8')))
    .map((vector) => [vector.desc, vector] as const);

  it.each(vectors)('%s', (_desc, vector) => {
    const document = documentOf(vector);
    const decision = decide(compile(inForce(document)), inputFrom(vector));
    const known = new Set(document.rules.map((rule) => rule.id));
    const { obligations, bypassId, approverRole, ...expected } = vector.expected;
    expect({
      outcome: decision.outcome,
      gates: decision.gates,
      fired: decision.reasons.map(({ ruleId }) => ruleId).filter((id) => known.has(id)),
      blockedBy: blocksOf(decision),
    }).toEqual(expected);
    if (obligations !== undefined) expect(decision.obligations).toEqual(obligations);
    if (bypassId !== undefined) expect(decision.bypassId).toBe(bypassId);
    if (approverRole !== undefined) expect(decision.approverRole).toBe(approverRole);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(DecisionSchema.parse(decision));
  });
});

const shipped = compile(inForce());

describe('a decision', () => {
  it('names the version and the digest that it was made under', () => {
    expect(decide(shipped, inputOf())).toMatchObject({
      operation: 'gather-diagnostics',
      policyVersion: 7,
      policyDigest: 'd'.repeat(64),
    });
  });

  it('says what was seen, where the limit is and why, by category and subject', () => {
    const { reasons } = decide(
      shipped,
      inputOf({
        operation: 'prepare-incident-packet',
        facts: factsOf({ severity: 'critical', dataClass: null }),
      }),
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
      'sev-2 | severity | severity | require-use-approval | critical',
      'sev-3 | severity | severity | block | critical',
      'data-2 | data | data-class | require-run-approval | not set',
      'data-3 | data | data-class | block | not set',
      'tier-1 | control | ai-tier | allow | Tier 0 (composer, no model)',
      'class-2 | control | policy | allow | Gather diagnostics, compare baseline, draft vendor packet',
      'comm-1 | control | policy | require-use-approval | Text goes outside the team',
    ]);
  });

  it('is not changed by what is done to another one', () => {
    const [first] = decide(shipped, inputOf()).reasons;
    if (first === undefined) throw new Error('no reason');
    expect(() => {
      first.because = 'Because I say so.';
    }).toThrow(TypeError);
    expect(decide(shipped, inputOf()).reasons[0]?.because).toBe('Work up to High may be supported by AI.');
  });

  it('asks the role that holds one operation before the role of the kind', () => {
    const kinds = DEFAULT_POLICY.kinds.map((kind) => ({
      ...kind,
      approverRoles: [{ operation: 'draft-vendor-escalation' as const, role: 'security-owner' }],
    }));
    const compiled = compile(inForce({ ...DEFAULT_POLICY, kinds }));
    expect(decide(compiled, inputOf({ operation: 'draft-vendor-escalation' })).approverRole).toBe(
      'security-owner',
    );
    expect(decide(compiled, inputOf()).approverRole).toBe('incident-commander');
  });

  it('takes the first of two kinds of one name', () => {
    const [incident, ...rest] = DEFAULT_POLICY.kinds;
    if (incident === undefined) throw new Error('no kind');
    const bare = { ...incident, offers: [] };
    const blocked = compile(inForce({ ...DEFAULT_POLICY, kinds: [bare, incident, ...rest] }));
    expect(blocksOf(decide(blocked, inputOf()))).toEqual(['scope-2']);
    const open = compile(inForce({ ...DEFAULT_POLICY, kinds: [incident, bare, ...rest] }));
    expect(decide(open, inputOf()).outcome).toBe('eligible');
  });

  it('is refused for an operation that is not in the catalogue', () => {
    const input = { ...inputOf(), operation: 'close-issue' } as unknown as ReturnType<typeof inputOf>;
    expect(() => decide(shipped, input)).toThrow(expect.objectContaining({ code: 'unknown-operation' }));
  });
});

describe('what would change it', () => {
  const says = (over: Parameters<typeof inputOf>[0], document = DEFAULT_POLICY): string =>
    decide(compile(inForce(document)), inputOf(over)).whatWouldChangeIt;

  it('names every block with what was seen and where the limit is, and the gates behind', () => {
    const facts = factsOf({ dataClass: 'restricted', ownerAccountId: null });
    expect(says({ facts })).toBe(
      'owner-1: No service owner and no active assignee would have to be A named, active owner who reviews the output. ' +
        'data-3: restricted would have to be Below Restricted.',
    );
    expect(says({ facts: factsOf({ dataClass: 'restricted', severity: 'critical' }) })).toBe(
      'data-3: restricted would have to be Below Restricted. ' +
        'A named person approves here; it would run without only where sev-2 did not apply.',
    );
  });

  it('names the rules that hold it at a gate', () => {
    const facts = factsOf({ severity: 'critical', dataClass: 'confidential' });
    expect(says({ facts })).toBe(
      'A named person approves here; it would run without only where sev-2, data-2 did not apply.',
    );
  });

  it('says of eligible work what would end that', () => {
    expect(says({})).toBe(
      'A higher severity, a more sensitive data class or a missing value would make this more careful.',
    );
  });
});

describe('names that people make up', () => {
  const held: Rule = {
    ...allow('label-1', 'control', { labels: ['Freeze'] }),
    effect: { type: 'block' },
  };
  const compiled = compile(inForce({ ...DEFAULT_POLICY, rules: [...BASE, held] }));
  const firedOn = (...labels: readonly string[]): boolean =>
    decide(compiled, inputOf({ facts: factsOf({ labels: [...labels] }) })).outcome === 'blocked';

  it('match without case however often they come, and when more were seen than are remembered', () => {
    expect([firedOn('freeze'), firedOn('freeze'), firedOn('other'), firedOn('other')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    for (let number = 0; number < 2_100; number += 1) expect(firedOn(`label ${number}`)).toBe(false);
    expect([firedOn('FREEZE '), firedOn('never seen', 'FreezE')]).toEqual([true, true]);
  });
});
