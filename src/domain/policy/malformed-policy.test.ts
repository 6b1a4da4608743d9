import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DecisionSchema, type DecisionInput } from '../../contract/decision';
import { PolicyDocumentSchema, type PolicyDocument } from '../../contract/policy';
import { DataClassSchema, OperationIdSchema, SeveritySchema } from '../../contract/vocabulary';
import { factsOf, inForce, inputOf } from '../testing';
import { careOf } from './care';
import { checkPolicy } from './check-policy';
import { compile } from './compile';
import { decide } from './decide';
import { DEFAULT_POLICY } from './default-policy';
import { kindRuleFor, toFacts, type IssueFields } from './facts';
import { applyChanges } from './merge-policies';
import { itemsOf } from './policy-places';

const inputs: fc.Arbitrary<DecisionInput> = fc
  .record({
    operation: fc.constantFrom(...OperationIdSchema.options),
    kind: fc.constantFrom(...DEFAULT_POLICY.kinds.map(({ kind }) => kind)),
    severity: fc.option(fc.constantFrom(...SeveritySchema.options)),
    dataClass: fc.option(fc.constantFrom(...DataClassSchema.options)),
  })
  .map(({ operation, ...facts }) => inputOf({ operation, facts: factsOf(facts) }));

/** Places whose loss takes something away that an allowed decision stands on. */
const isBearing = (place: string): boolean => {
  const [list = '', id = ''] = place.split('/');
  const isAllow = DEFAULT_POLICY.rules.some((rule) => rule.id === id && rule.effect.type === 'allow');
  return ['kinds', 'approvers', 'owners'].includes(list) || (list === 'rules' && isAllow);
};
const BEARING = [...itemsOf(DEFAULT_POLICY).keys()].filter(isBearing);

const without = (places: readonly string[]): PolicyDocument => {
  const changes = places.map((place) => ({ place, type: 'removed', before: '', after: null }) as const);
  return applyChanges(DEFAULT_POLICY, changes) ?? DEFAULT_POLICY;
};

describe('a policy with something missing (POL-04)', () => {
  it('has many parts that it stands on', () => {
    expect(BEARING.length).toBeGreaterThan(15);
  });

  it('is never less careful than the whole', () => {
    const whole = compile(inForce());
    fc.assert(
      fc.property(fc.subarray(BEARING, { minLength: 1 }), inputs, (places, input) => {
        const holed = decide(compile(inForce(without(places))), input);
        expect(careOf(holed.outcome)).toBeGreaterThanOrEqual(careOf(decide(whole, input).outcome));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['kinds', 'scope-1'],
    ['owners', 'owners-1'],
    ['rules', 'default-policy'],
  ])('blocks everything without its %s', (list, ruleId) => {
    const places = [...itemsOf(DEFAULT_POLICY).keys()].filter((place) => place.startsWith(`${list}/`));
    const holed = compile(inForce(without(places)));
    fc.assert(
      fc.property(inputs, (input) => {
        const { outcome, reasons } = decide(holed, input);
        expect(outcome).toBe('blocked');
        expect(reasons).toContainEqual(expect.objectContaining({ ruleId, effect: 'block' }));
      }),
    );
  });

  it('allows nothing on an issue whose fields it cannot map', () => {
    const document: PolicyDocument = {
      ...DEFAULT_POLICY,
      fieldMap: { ...DEFAULT_POLICY.fieldMap, severity: [], dataClass: [], owner: [] },
      kinds: DEFAULT_POLICY.kinds.map((kind) => ({ ...kind, assumedSeverity: null, assumedDataClass: null })),
    };
    const issue: IssueFields = {
      projectKey: 'INC',
      issueType: 'Incident',
      fields: { priority: { name: 'Low' }, customfield_10051: { value: 'Public' } },
    };
    expect(kindRuleFor(document, issue)?.kind).toBe('incident');
    const facts = toFacts(document, issue, { accountId: 'agent-ana', roles: [] });
    for (const operation of OperationIdSchema.options)
      expect(decide(compile(inForce(document)), inputOf({ operation, facts })).outcome).toBe('blocked');
  });
});

/** Every place of a JSON value, as its path. */
const pathsIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
    : [path];

/** A copy of a JSON value with something else at a path. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const swap = ([name, inner]: readonly [string, unknown]): readonly [string, unknown] =>
    name === key ? [name, replaced(inner, rest, by)] : [name, inner];
  const entries = Object.entries(Object.assign({}, value)).map(swap);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const PATHS = pathsIn(DEFAULT_POLICY);
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e9, true, [], {}, 'unknown', 'constructor', '__proto__', ['x']),
  fc.constantFrom(...PATHS).map((path) => path.reduce(valueIn, DEFAULT_POLICY)),
  fc.jsonValue({ maxDepth: 2 }),
);

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

describe('a policy with junk in it (POL-04)', () => {
  it('is refused by its shape, or checked and decided without a crash', () => {
    const seen = { refused: 0, decided: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), junk, inputs, (path, by, input) => {
        const parsed = PolicyDocumentSchema.safeParse(replaced(DEFAULT_POLICY, path, by));
        seen[parsed.success ? 'decided' : 'refused'] += 1;
        if (!parsed.success) return;
        for (const { path: place, message } of checkPolicy(parsed.data))
          expect([place, message]).toEqual([expect.any(String), expect.stringMatching(/\.$/u)]);
        const decision = decide(compile(inForce(parsed.data)), input);
        expect(DecisionSchema.parse(decision)).toEqual(decision);
      }),
      { numRuns: 200 },
    );
    expect(seen.refused).toBeGreaterThan(20);
    expect(seen.decided).toBeGreaterThan(0);
  });
});
