import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Rule } from '../../contract/rule';
import { factsOf, inForce, inputOf } from '../testing';
import { compile } from './compile';
import { decide } from './decide';
import { DEFAULT_POLICY } from './default-policy';
import { CUSTOMER_FACING, DATA_CLASSES, ENVIRONMENTS, IMPACTS, SEVERITIES } from './seen';

const CONDITIONS: readonly Condition[] = [
  { severities: [...SEVERITIES], impacts: [...IMPACTS] },
  { dataClasses: [...DATA_CLASSES], environments: [...ENVIRONMENTS] },
  { customerFacing: [...CUSTOMER_FACING], reversibilities: ['reversible', 'costly', 'irreversible'] },
  { leavesTeam: true },
  { leavesTeam: false, severities: [...SEVERITIES], dataClasses: [...DATA_CLASSES] },
  {},
];
const RULES = CONDITIONS.flatMap((when, at) =>
  (['severity', 'data', 'control'] as const).map((category): Rule => ({
    id: `${category}-${at + 1}`,
    priority: 1,
    category,
    when,
    effect: { type: 'redact' },
    because: 'It is looked at.',
    threshold: 'Any value',
  })),
);

const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...values, null);
const facts = fc.record({
  severity: anyOf(SEVERITIES),
  dataClass: anyOf(DATA_CLASSES),
  impact: anyOf(IMPACTS),
  environment: anyOf(ENVIRONMENTS),
  customerFacing: anyOf(CUSTOMER_FACING),
});
const operation = fc.constantFrom(
  'gather-diagnostics' as const,
  'draft-vendor-escalation' as const,
  'draft-update-note' as const,
);

describe('a policy that decided before', () => {
  it('says of each input what it says of it at first: nothing of an earlier decision is left', () => {
    const policy = inForce({ ...DEFAULT_POLICY, rules: RULES });
    fc.assert(
      fc.property(fc.array(fc.tuple(facts, operation), { minLength: 2, maxLength: 12 }), (asked) => {
        const used = compile(policy);
        for (const [over, id] of asked) {
          const input = inputOf({ facts: factsOf(over), operation: id });
          expect(decide(used, input)).toEqual(decide(compile(policy), input));
        }
      }),
    );
  });
});
