import { describe, expect, it } from '@jest/globals';
import type { DecisionInput } from '../../contract/decision';
import type { Condition, Rule } from '../../contract/rule';
import { factsOf, inForce, inputOf } from '../testing';
import { compile } from './compile';
import { decide } from './decide';
import { DEFAULT_POLICY } from './default-policy';

const ruleOf = (when: Condition, category: Rule['category'] = 'control'): Rule => ({
  id: 'any-1',
  priority: 1,
  category,
  when,
  effect: { type: 'redact' },
  because: 'Said by the case.',
  threshold: 'As the case says',
});

function observedBy(rule: Rule, input: DecisionInput, engineTier = 0): string | undefined {
  const compiled = compile(inForce({ ...DEFAULT_POLICY, rules: [rule], engineTier }));
  return decide(compiled, input).reasons.find(({ ruleId }) => ruleId === 'any-1')?.observed;
}

const CLEARED = inputOf({
  facts: factsOf({
    severity: null,
    dataClass: null,
    impact: null,
    environment: null,
    customerFacing: null,
    requesterRoles: null,
    labels: null,
    components: null,
  }),
});
const NAMED = inputOf({ facts: factsOf({ labels: ['B', 'a', 'x'], components: ['Search'] }) });

const CASES: readonly (readonly [part: Condition, seen: string, cleared: string])[] = [
  [{ severities: ['high'] }, 'severity high', 'severity not set'],
  [{ dataClasses: ['internal'] }, 'data class internal', 'data class not set'],
  [{ impacts: ['moderate'] }, 'impact moderate', 'impact not set'],
  [{ environments: ['production'] }, 'environment production', 'environment not set'],
  [{ customerFacing: ['no'] }, 'customer-facing no', 'customer-facing not set'],
  [{ requesterRoles: ['service desk team'] }, 'role service desk team', 'role not known'],
  [{ labels: ['A', 'b', 'c'] }, 'label A and b', 'label not known'],
  [{ components: ['search'] }, 'component search', 'component not known'],
  [{ reversibilities: ['reversible'] }, 'reversible', 'reversible'],
  [{ leavesTeam: false }, 'Text stays in the team', 'Text stays in the team'],
  [{ operations: ['gather-diagnostics'] }, 'Gather diagnostics', 'Gather diagnostics'],
  [{}, 'Gather diagnostics', 'Gather diagnostics'],
];

describe('what a rule saw', () => {
  it.each(CASES)('%j: %s; cleared: %s', (when, seen, cleared) => {
    expect(observedBy(ruleOf(when), NAMED)).toBe(seen);
    expect(observedBy(ruleOf(when), CLEARED)).toBe(cleared);
  });

  it.each([
    ['during', { during: [{ type: 'once', from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' }] }],
    ['outside', { outside: [{ type: 'once', from: '2025-11-01T00:00:00Z', to: '2025-11-03T00:00:00Z' }] }],
  ] satisfies [string, Condition][])(
    'says that the moment suits a rule %s a window, and never which moment',
    (part, when) => {
      const said = part === 'during' ? 'a time inside its windows' : 'a time outside its windows';
      expect(observedBy(ruleOf(when), inputOf())).toBe(said);
      expect(observedBy(ruleOf(when), inputOf({ at: '2026-11-02T13:00:00.000Z' }))).toBe(said);
    },
  );

  it('is the subject first, then each other part', () => {
    const when: Condition = { severities: ['high'], environments: ['production'], labels: ['a'] };
    expect(observedBy(ruleOf(when, 'severity'), NAMED)).toBe('high, environment production, label a');
    expect(observedBy(ruleOf(when, 'severity'), CLEARED)).toBe(
      'not set, environment not set, label not known',
    );
    expect(observedBy(ruleOf(when, 'data'), NAMED)).toBe(
      'internal, severity high, environment production, label a',
    );
    expect(observedBy(ruleOf({ ...when, tierAtMost: 1 }), NAMED)).toBe(
      'Tier 0 (composer, no model), severity high, environment production, label a',
    );
  });

  it('is the tier that is asked for', () => {
    const tiers = [0, 1, 2, 3, 4].map((tier) => observedBy(ruleOf({ tierAtMost: 9 }), inputOf(), tier));
    expect(tiers).toEqual([
      'Tier 0 (composer, no model)',
      'Tier 1 (small model)',
      'Tier 2 (model)',
      'Tier 3 (large model)',
      'Tier 4',
    ]);
  });

  it('is of this input, whatever was seen before', () => {
    const compiled = compile(inForce());
    const severities = (['high', 'low', 'high'] as const).map(
      (severity) => decide(compiled, inputOf({ facts: factsOf({ severity }) })).reasons[0]?.observed,
    );
    expect(severities).toEqual(['high', 'low', 'high']);
  });
});

describe('the reasons of the app itself', () => {
  const reasonFor = (ruleId: string, input: DecisionInput, over = {}) =>
    decide(compile(inForce({ ...DEFAULT_POLICY, ...over })), input).reasons.find(
      (reason) => reason.ruleId === ruleId,
    );

  it('have the subject and the category that they are about', () => {
    const input = inputOf({ facts: factsOf({ kind: null, ownerAccountId: null }) });
    const { reasons } = decide(compile(inForce({ ...DEFAULT_POLICY, rules: [], owners: [] })), input);
    expect(
      reasons.map(({ ruleId, category, subject, effect }) => [ruleId, category, subject, effect]),
    ).toEqual([
      ['scope-1', 'control', 'policy', 'block'],
      ['owner-1', 'control', 'owner', 'block'],
      ['owners-1', 'control', 'owner', 'block'],
      ['default-severity', 'severity', 'severity', 'block'],
      ['default-data-class', 'data', 'data-class', 'block'],
      ['default-ai-tier', 'control', 'ai-tier', 'block'],
      ['default-policy', 'control', 'policy', 'block'],
    ]);
    expect(reasons[0]?.observed).toBe('Project INC, issue type Incident');
  });

  it('tell a class without owners from one that stands still', () => {
    expect(reasonFor('owners-1', inputOf(), { owners: [] })?.observed).toBe(
      'Evidence gathering has no owners',
    );
    expect(reasonFor('owners-1', inputOf({ stopped: ['evidence-gathering'] }))?.observed).toBe(
      'Evidence gathering stands still: one of its people is missing',
    );
  });

  it('name the operation that is not offered, and the kind that nobody approves', () => {
    expect(reasonFor('scope-2', inputOf({ operation: 'draft-tradeoff-brief' }))?.observed).toBe(
      'Draft sponsor trade-off brief',
    );
    const waiting = inputOf({ facts: factsOf({ severity: 'critical' }) });
    expect(reasonFor('approver-1', waiting, { approvers: [] })).toMatchObject({
      subject: 'approver',
      observed: 'Nobody is named to approve incident work',
    });
  });
});
