import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DecisionSchema, type Decision, type DecisionInput, type Facts } from '../../contract/decision';
import type { PolicyDocument } from '../../contract/policy';
import type { Condition, Rule, TimeWindow } from '../../contract/rule';
import {
  DataClassSchema,
  EnvironmentSchema,
  ImpactSchema,
  SeveritySchema,
  type GateKind,
} from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import { inForce } from '../testing';
import { careOf } from './care';
import { compile } from './compile';
import { decide } from './decide';
import { HOLDS, inputs, KINDS, NAMES, NOWHERE, policies, restrictions, ruleWith } from './testing';

// The reference: every world that an input could stand for is written out, and rules are asked in each of them.

interface World {
  readonly facts: { readonly [K in keyof Facts]: Facts[K] | 'unknown' };
  /** Whether a window of an unknown zone is taken to hold, for each part of a condition by itself. */
  readonly nowhere: { readonly isDuring: boolean; readonly isOutside: boolean };
}

const CLOSED = {
  severity: SeveritySchema.options,
  dataClass: DataClassSchema.options,
  impact: ImpactSchema.options,
  environment: EnvironmentSchema.options,
  customerFacing: ['yes', 'no'],
} as const;

/** Every way to fill in what is null. With `hasMissing` a value may also be missing for good. */
function worldsOf(facts: Facts, hasMissing: boolean): readonly World[] {
  let all: readonly World['facts'][] = [facts];
  const expand = (name: keyof Facts, values: readonly unknown[]): void => {
    if (facts[name] !== null) return;
    all = all.flatMap((world) => values.map((value) => ({ ...world, [name]: value })));
  };
  for (const name of ['severity', 'dataClass', 'impact', 'environment', 'customerFacing'] as const) {
    expand(name, hasMissing ? [...CLOSED[name], 'unknown'] : CLOSED[name]);
  }
  for (const name of ['requesterRoles', 'labels', 'components'] as const) expand(name, [[], NAMES]);
  expand('kind', ['some-other-kind', ...KINDS]);
  return all.flatMap((world) =>
    [true, false].flatMap((isDuring) =>
      [true, false].map((isOutside) => ({ facts: world, nowhere: { isDuring, isOutside } })),
    ),
  );
}

const within = (list: readonly unknown[] | undefined, value: unknown): boolean =>
  list === undefined || list.includes(value);
const fold = (name: string): string => name.toLowerCase();
const shares = (list: readonly string[] | undefined, names: Facts['labels'] | 'unknown'): boolean =>
  list === undefined || (Array.isArray(names) && names.some((name) => list.map(fold).includes(fold(name))));

interface Asked {
  readonly input: DecisionInput;
  readonly tier: number;
}

const holdsForFacts = (when: Condition, { facts }: World): boolean =>
  within(when.kinds, facts.kind) &&
  within(when.projects, facts.projectKey) &&
  within(when.severities, facts.severity) &&
  within(when.dataClasses, facts.dataClass) &&
  within(when.impacts, facts.impact) &&
  within(when.environments, facts.environment) &&
  within(when.customerFacing, facts.customerFacing) &&
  shares(when.requesterRoles, facts.requesterRoles) &&
  shares(when.labels, facts.labels) &&
  shares(when.components, facts.components);

function holdsForTask(when: Condition, { input, tier }: Asked): boolean {
  const operation = operationOf(input.operation);
  return (
    within(when.operations, operation.id) &&
    within(when.classes, operation.class) &&
    within(when.reversibilities, operation.reversibility) &&
    (when.leavesTeam ?? operation.leavesTeam) === operation.leavesTeam &&
    tier <= (when.tierAtMost ?? 9) &&
    tier > (when.tierAbove ?? -1)
  );
}

function holdsForTime(when: Condition, { nowhere }: World): boolean {
  const isIn = (isNowhereNow: boolean) => (window: TimeWindow) =>
    window === HOLDS || (window === NOWHERE && isNowhereNow);
  return (
    (when.during === undefined || when.during.some(isIn(nowhere.isDuring))) &&
    !when.outside?.some(isIn(nowhere.isOutside))
  );
}

const holdsIn = (when: Condition, world: World, asked: Asked): boolean =>
  holdsForTask(when, asked) && holdsForFacts(when, world) && holdsForTime(when, world);

type Subject = 'severity' | 'data-class' | 'ai-tier' | 'policy';
const subjectOf = ({ category, when }: Rule): Subject => {
  if (category !== 'control') return category === 'severity' ? 'severity' : 'data-class';
  return when.tierAtMost !== undefined || when.tierAbove !== undefined ? 'ai-tier' : 'policy';
};

function isSpokenFor(document: PolicyDocument, asked: Asked, subject: Subject): boolean {
  const { facts } = asked.input;
  const isOne = (seen: Facts): boolean =>
    document.rules.some(
      (rule) =>
        (rule.effect.type === 'allow' || rule.effect.type === 'require-approval') &&
        subjectOf(rule) === subject &&
        worldsOf(seen, false).every((world) => holdsIn(rule.when, world, asked)),
    );
  if (subject === 'severity' && facts.severity === null) {
    return SeveritySchema.options.every((severity) => isOne({ ...facts, severity }));
  }
  if (subject === 'data-class' && facts.dataClass === null) {
    return DataClassSchema.options.every((dataClass) => isOne({ ...facts, dataClass }));
  }
  return isOne(facts);
}

const fires = (rule: Rule, asked: Asked): boolean => {
  const { facts, draw } = asked.input;
  if (rule.effect.type === 'allow') {
    return worldsOf(facts, false).every((world) => holdsIn(rule.when, world, asked));
  }
  const isDrawn = rule.effect.type !== 'sample' || draw === null || draw < rule.effect.percent;
  return isDrawn && worldsOf(facts, true).some((world) => holdsIn(rule.when, world, asked));
};

type Answer = Pick<Decision, 'outcome' | 'gates' | 'obligations' | 'bypassId'> & {
  readonly ruleIds: readonly string[];
};

function bypassFor(document: PolicyDocument, { input }: Asked, blocks: readonly Rule[]) {
  const inForceNow = document.bypasses.filter(
    (bypass) =>
      bypass.from <= input.at &&
      input.at < bypass.until &&
      input.bypassIds.includes(bypass.id) &&
      bypass.projects.includes(input.facts.projectKey) &&
      bypass.operations.includes(input.operation) &&
      blocks.some(({ id }) => bypass.ruleIds.includes(id)),
  );
  const whole = inForceNow.find(({ ruleIds }) => blocks.every(({ id }) => ruleIds.includes(id)));
  return whole ?? inForceNow[0];
}

function controlsFor(document: PolicyDocument, input: DecisionInput, isGated: boolean): readonly string[] {
  const operation = operationOf(input.operation);
  const kind = document.kinds.find((one) => one.kind === input.facts.kind);
  const isAttended = document.owners.some((owners) => owners.class === operation.class);
  const controls: readonly (readonly [string, boolean])[] = [
    ['scope-1', kind === undefined],
    ['scope-2', kind !== undefined && !kind.offers.includes(operation.id)],
    ['owner-1', input.facts.ownerAccountId === null],
    ['owners-1', !isAttended || input.stopped.includes(operation.class)],
    ['approver-1', kind !== undefined && isGated && kind.approverRole === null],
  ];
  return controls.filter(([, isMissing]) => isMissing).map(([id]) => id);
}

function reference(document: PolicyDocument, input: DecisionInput): Answer {
  const asked: Asked = { input, tier: document.engineTier };
  const fired = document.rules
    .filter((rule) => fires(rule, asked))
    .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  const blocks = fired.filter(({ effect }) => effect.type === 'block');
  const bypass = bypassFor(document, asked, blocks);
  const standing = blocks.filter(({ id }) => bypass?.ruleIds.includes(id) !== true);
  const opens = (gate: GateKind): boolean =>
    bypass !== undefined ||
    fired.some(({ effect }) => {
      if (effect.type === 'require-approval') return effect.gate === gate;
      return gate === 'use' && (effect.type === 'sample' || effect.type === 'require-second-reviewer');
    });
  const gates = (['run', 'use'] as const).filter(opens);
  const silent = (['severity', 'data-class', 'ai-tier', 'policy'] as const).filter(
    (subject) =>
      !isSpokenFor(document, asked, subject) && !standing.some((rule) => subjectOf(rule) === subject),
  );
  const controls = controlsFor(document, input, gates.length > 0);
  const isBlocked = controls.length + standing.length + silent.length > 0;
  const caps = fired.map(({ effect }) => (effect.type === 'cap-tier' ? effect.tier : 3));
  return {
    outcome: isBlocked ? 'blocked' : gates.length > 0 ? 'approval-bound' : 'eligible',
    gates: isBlocked ? [] : gates,
    ruleIds: [...controls, ...fired.map(({ id }) => id), ...silent.map((subject) => `default-${subject}`)],
    obligations: {
      tierAtMost: Math.min(document.engineTier, ...caps),
      redacts: fired.some(({ effect }) => effect.type === 'redact'),
      isInternalOnly: fired.some(({ effect }) => effect.type === 'internal-only'),
      hasSecondReviewer: fired.some(({ effect }) => effect.type === 'require-second-reviewer'),
    },
    bypassId: bypass?.id ?? null,
  };
}

const ask = (document: PolicyDocument, input: DecisionInput): Decision =>
  decide(compile(inForce(document)), input);
const RUNS = { numRuns: 150 };

/** Whether a decision is at least as careful as another in every way. */
function expectAsCareful(now: Decision, before: Decision): void {
  expect(careOf(now.outcome)).toBeGreaterThanOrEqual(careOf(before.outcome));
  if (now.outcome !== 'blocked') expect(now.gates).toEqual(expect.arrayContaining(before.gates));
  expect(now.obligations.tierAtMost).toBeLessThanOrEqual(before.obligations.tierAtMost);
  for (const name of ['redacts', 'isInternalOnly', 'hasSecondReviewer'] as const) {
    expect(now.obligations[name] || !before.obligations[name]).toBe(true);
  }
}

describe('decide, for any policy and input', () => {
  it('decides as the plain reference does, in a shape that the contract takes', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(policies, inputs, (document, input) => {
        const decision = DecisionSchema.parse(ask(document, input));
        const { outcome, gates, obligations, bypassId, reasons } = decision;
        const ruleIds = reasons.map(({ ruleId }) => ruleId);
        expect({ outcome, gates, obligations, bypassId, ruleIds }).toEqual(reference(document, input));
        outcomes.add(bypassId === null ? outcome : `${outcome} with a bypass`);
      }),
      { numRuns: 250, seed: 20_261_102 },
    );
    expect([...outcomes].sort()).toEqual([
      'approval-bound',
      'approval-bound with a bypass',
      'blocked',
      'blocked with a bypass',
      'eligible',
    ]);
  });

  it('never gets less careful by one more rule that restricts', () => {
    fc.assert(
      fc.property(policies, ruleWith(restrictions), inputs, (document, rule, input) => {
        const before = ask(document, input);
        const more = { ...rule, id: 'more-1' };
        const after = ask({ ...document, rules: [...document.rules, more] }, input);
        // A gate speaks for its subject as an allow does; what it opens is never eligible.
        if (rule.effect.type === 'require-approval' && before.outcome === 'blocked') {
          expect(after.outcome).not.toBe('eligible');
        } else {
          expectAsCareful(after, before);
        }
      }),
      RUNS,
    );
  });

  it('gives the identical decision in any order of rules', () => {
    const shuffled = policies.chain((document) =>
      fc
        .shuffledSubarray([...document.rules], { minLength: document.rules.length })
        .map((turned) => [document, { ...document, rules: turned }] as const),
    );
    fc.assert(
      fc.property(shuffled, inputs, ([one, other], input) => {
        expect(ask(other, input)).toEqual(ask(one, input));
      }),
      RUNS,
    );
  });

  it('never gets less careful when something that was known is not known any more', () => {
    const blanks = fc.subarray(
      [
        'kind',
        'severity',
        'dataClass',
        'impact',
        'environment',
        'customerFacing',
        'ownerAccountId',
        'requesterRoles',
        'labels',
        'components',
      ] as const,
      { minLength: 1 },
    );
    fc.assert(
      fc.property(policies, inputs, fc.tuple(blanks, fc.boolean()), (document, input, [fields, hasDraw]) => {
        const blank = Object.fromEntries(fields.map((field) => [field, null]));
        const less = {
          ...input,
          facts: { ...input.facts, ...blank },
          draw: hasDraw ? input.draw : null,
          bypassIds: [],
        };
        const known = { ...input, bypassIds: hasDraw ? input.bypassIds : [] };
        expectAsCareful(ask(document, { ...less, bypassIds: known.bypassIds }), ask(document, known));
      }),
      { numRuns: 250 },
    );
  });
});
