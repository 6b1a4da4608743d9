import type { DecisionInput } from '../../src/contract/decision';
import type { PolicyDocument } from '../../src/contract/policy';
import type { Condition, Effect, Rule } from '../../src/contract/rule';
import {
  DataClassSchema,
  EnvironmentSchema,
  ExecutionClassSchema,
  ImpactSchema,
  OperationIdSchema,
  SeveritySchema,
} from '../../src/contract/vocabulary';
import { kindOf, sampleDocument } from '../../src/domain/policy/policy-samples';

const ALLOW: Effect = { type: 'allow' };
const BLOCK: Effect = { type: 'block' };
const HOLD_RUN: Effect = { type: 'require-approval', gate: 'run' };
const HOLD_USE: Effect = { type: 'require-approval', gate: 'use' };

const CHECKING = ['evidence-gathering', 'checklist-and-validation'] as const;
const DRAFTING = 'drafting-and-summaries';
const WRITING = 'ticket-write-back';

type Line = readonly [id: string, category: Rule['category'], effect: Effect, when: Condition];

/** A service desk's rules: what may be read, who may draft, and what nobody leaves to AI. */
const LINES: readonly Line[] = [
  ['sev-1', 'severity', ALLOW, { severities: [...SeveritySchema.options] }],
  ['sev-2', 'severity', BLOCK, { severities: ['critical'], classes: [WRITING] }],
  ['sev-3', 'severity', BLOCK, { severities: ['critical'], impacts: ['extensive'] }],
  ['data-1', 'data', ALLOW, { dataClasses: ['public', 'internal', 'confidential'] }],
  ['data-2', 'data', BLOCK, { dataClasses: ['restricted'] }],
  ['data-3', 'data', BLOCK, { dataClasses: ['confidential'], reversibilities: ['irreversible'] }],
  ['data-4', 'data', BLOCK, { dataClasses: ['confidential'], projects: ['SEC'], classes: [DRAFTING] }],
  ['tier-1', 'control', ALLOW, { tierAtMost: 1 }],
  ['task-1', 'control', ALLOW, { kinds: ['incident'], classes: [...CHECKING] }],
  [
    'task-2',
    'control',
    ALLOW,
    { kinds: ['incident'], classes: [DRAFTING], severities: ['low', 'medium', 'high'] },
  ],
  ['task-3', 'control', ALLOW, { kinds: ['request'], classes: ['evidence-gathering', DRAFTING] }],
  [
    'task-4',
    'control',
    ALLOW,
    { kinds: ['request'], classes: [WRITING], dataClasses: ['public', 'internal'] },
  ],
  ['task-5', 'control', ALLOW, { kinds: ['change'], environments: ['non-production'] }],
  [
    'task-6',
    'control',
    ALLOW,
    { kinds: ['access'], operations: ['prepare-access-packet', 'gather-evidence'] },
  ],
  [
    'task-7',
    'control',
    ALLOW,
    { impacts: ['minor'], environments: ['non-production'], customerFacing: ['no'] },
  ],
  ['gate-1', 'control', HOLD_USE, { kinds: ['access'], classes: [DRAFTING] }],
  [
    'gate-2',
    'control',
    HOLD_RUN,
    { kinds: ['change'], dataClasses: ['confidential'], classes: [...CHECKING] },
  ],
  ['gate-3', 'control', HOLD_USE, { kinds: ['incident'], leavesTeam: true, severities: ['critical'] }],
  ['block-1', 'control', BLOCK, { customerFacing: ['yes'], classes: [WRITING] }],
  [
    'block-2',
    'control',
    BLOCK,
    { kinds: ['change'], environments: ['production'], classes: [WRITING, DRAFTING] },
  ],
  ['block-3', 'control', BLOCK, { operations: ['draft-vendor-escalation'], impacts: ['extensive'] }],
  ['block-4', 'control', BLOCK, { kinds: ['request'], severities: ['high', 'critical'], classes: [WRITING] }],
  ['block-5', 'control', BLOCK, { projects: ['SEC'], leavesTeam: true }],
  [
    'block-6',
    'control',
    BLOCK,
    { customerFacing: ['yes'], impacts: ['significant', 'extensive'], classes: [DRAFTING] },
  ],
];

/** The 24 rules of the benchmark, equality conditions all of them, so that every peer can say them. */
export const RULES: readonly Rule[] = LINES.map(([id, category, effect, when], at) => ({
  id,
  priority: at,
  category,
  effect,
  when,
  because: 'The benchmark says so.',
  threshold: 'As the benchmark says',
}));

const KINDS = ['incident', 'request', 'change', 'access'] as const;
const PROJECTS = ['INC', 'REQ', 'CHG', 'SEC', 'OPS'] as const;

/** A document with these rules in which no control beside the rules blocks, for the peers have none. */
export const documentOf = (rules: readonly Rule[]): PolicyDocument => {
  const { owners } = sampleDocument();
  const [people] = owners;
  return sampleDocument({
    kinds: KINDS.map((kind) => kindOf({ kind, offers: [...OperationIdSchema.options], recommended: null })),
    rules: [...rules],
    owners:
      people === undefined ? [] : ExecutionClassSchema.options.map((name) => ({ ...people, class: name })),
  });
};

const COPIES = 40;

/** 1,000 rules: the 24, and copies of the blocks and allows that each hold in a project of its own. */
export const manyRules = (): readonly Rule[] => {
  const copies = Array.from({ length: COPIES + 1 }, (_, copy) =>
    RULES.map((rule) => ({
      ...rule,
      id: `${rule.id.replace(/-\d+$/u, '')}-${(copy + 1) * 100 + rule.priority}`,
      when: { ...rule.when, projects: [`P${copy}`] },
    })),
  );
  return [...RULES, ...copies.flat()].slice(0, 1_000);
};

/** Numbers from 0 up to 1, the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const UNKNOWN_SHARE = 0.1;

/** Inputs as issues give them, one value in ten missing. */
export function inputsOf(count: number): readonly DecisionInput[] {
  const next = numbers(20_261_121);
  const one = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  };
  const known = <T>(values: readonly T[]): T | null => (next() < UNKNOWN_SHARE ? null : one(values));
  return Array.from({ length: count }, () => ({
    operation: one(OperationIdSchema.options),
    facts: {
      projectKey: one(PROJECTS),
      issueType: 'Task',
      kind: one(KINDS),
      severity: known(SeveritySchema.options),
      dataClass: known(DataClassSchema.options),
      impact: known(ImpactSchema.options),
      environment: known(EnvironmentSchema.options),
      customerFacing: known(['yes', 'no'] as const),
      ownerAccountId: 'agent-ben',
      requesterRoles: ['Service Desk Team'],
      labels: ['network', 'emea'],
      components: ['edge'],
    },
    at: '2026-11-02T12:00:00.000Z',
    draw: 50,
    stopped: [],
    bypassIds: [],
  }));
}
