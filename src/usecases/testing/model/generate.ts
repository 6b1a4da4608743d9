import fc from 'fast-check';
import {
  BEHAVIOURS,
  EDITS,
  EVENTS,
  MODELS,
  SABOTAGES,
  SHOWN,
  STATUSES,
  type Command,
  type Disturbance,
  type PolicyChange,
  type Request,
} from './command';
import { ANYBODY, BACKUP, CHAIN, DELEGATE, OWNER, REQUESTER, type Who } from './people';
import { OPERATIONS_BY_GATES, QUORUMS, TIERS, type Gates, type Setting } from './site-policy';

const anybody = fc.constantFrom(...ANYBODY);
const approvers: readonly Who[] = [...CHAIN, BACKUP];
const approver = fc.constantFrom(...approvers);
const seat = fc.nat({ max: 2 });
const nth = fc.nat({ max: 4 });
const gates = fc.constantFrom(...(Object.keys(OPERATIONS_BY_GATES) as Gates[]));
const target = fc.oneof(
  { arbitrary: fc.constant('whoever is asked' as const), weight: 1 },
  { arbitrary: anybody, weight: 1 },
);
const rarely = fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 5);
const mostly = rarely.map((isRare) => !isRare);
const verdict = fc.constantFrom(
  'approve' as const,
  'approve' as const,
  'reject' as const,
  'escalate' as const,
);

/** Mostly what is right, so that what is refused is refused for one reason. */
const mostlyFirst = <T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { arbitrary: fc.constant(first), weight: 3 },
    { arbitrary: fc.constantFrom(first, ...others), weight: 1 },
  );

const policyChange: fc.Arbitrary<PolicyChange> = fc.oneof(
  fc.record({ what: fc.constantFrom('remove', 'make operator', 'let write it'), who: approver }),
  fc.record({
    what: fc.constant('delegate' as const),
    from: fc.constantFrom(...CHAIN),
    to: fc.constantFrom(DELEGATE, DELEGATE, ...CHAIN),
    hours: fc.constantFrom(1, 6, 48),
  }),
  fc.record({ what: fc.constant('tier' as const), tier: fc.constantFrom(...TIERS) }),
  fc.record({
    what: fc.constantFrom('end delegations', 'restore', 'restore', 'stricter', 'looser'),
  }),
);

const HOUR = 3_600;

type Weighted<T> = readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<T> }[];

const requests: Weighted<Request> = [
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hand off'),
      who: mostlyFirst(REQUESTER, ...ANYBODY),
      gates,
      isStale: rarely,
    }),
  },
  {
    weight: 34,
    arbitrary: fc.record({
      do: fc.constant('go on'),
      by: fc.constantFrom('panel', 'move'),
      isForCustomer: rarely,
      gates,
    }),
  },
  { weight: 6, arbitrary: fc.constant({ do: 'the backup approves' }) },
  {
    weight: 13,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      who: target,
      seat,
      gate: mostlyFirst<'the open one' | 'run' | 'use'>('the open one', 'run', 'use'),
      verdict,
      shown: fc.constantFrom('everything', 'everything', 'everything', ...SHOWN),
      isRead: mostly,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('review'),
      who: mostlyFirst(OWNER, ...ANYBODY),
      verdict: fc.constantFrom('accept', 'accept', 'accept', 'reject', 'escalate'),
      isForCustomer: fc.boolean(),
      strikes: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw', 'remind', 'remind'),
      who: mostlyFirst(REQUESTER, ...ANYBODY),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer'), who: anybody }) },
  { weight: 6, arbitrary: fc.constant({ do: 'sweep' }) },
  { weight: 10, arbitrary: fc.constant({ do: 'deliver everything' }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('deliver', 'deliver', 'deliver twice'), nth }),
  },
];

const disturbances: Weighted<Disturbance> = [
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('move'),
      who: fc.oneof(target, fc.constant('whoever decided last' as const)),
      seat,
      to: fc.constantFrom('Approved', 'Approved', ...STATUSES),
      event: mostlyFirst<(typeof EVENTS)[number]>(...EVENTS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('sabotage'), seat, how: fc.constantFrom(...SABOTAGES) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit'), what: fc.constantFrom(...EDITS) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('change policy'), change: policyChange }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('set account'), who: approver, isActive: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('halt'), isHalted: fc.constantFrom(true, false, false) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      seconds: fc.constantFrom(
        1,
        1,
        1,
        200,
        200,
        200,
        HOUR,
        HOUR,
        2 * HOUR + 10,
        3 * HOUR + 10,
        5 * HOUR,
        30 * HOUR,
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('model'),
      model: fc.constantFrom(...MODELS),
      becomes: fc.constantFrom('honest', 'retired', ...BEHAVIOURS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose'), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('Jira fails'),
      call: fc.constantFrom('addComment', 'createSubtask', 'setIssueProperty', 'readIssue', 'notifyPeople'),
      code: fc.constantFrom('unavailable', 'refused', null, null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('damage'), what: fc.constantFrom('the packet', 'the output') }),
  },
];

const crash = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({ call: fc.integer({ min: 1, max: 14 }), when: fc.constantFrom('before', 'after') }),
  },
);

const MOST_COMMANDS = 25;

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 76,
    arbitrary: fc.record({ kind: fc.constant('request'), request: fc.oneof(...requests), crash }),
  },
  {
    weight: 24,
    arbitrary: fc.record({ kind: fc.constant('disturbance'), disturbance: fc.oneof(...disturbances) }),
  },
);

const setting: fc.Arbitrary<Setting> = fc.record({
  requester: mostlyFirst(REQUESTER, REQUESTER, ...CHAIN),
  quorum: fc.constantFrom(...(Object.keys(QUORUMS) as (keyof typeof QUORUMS)[])),
  place: fc.constantFrom('subtask', 'subtask', 'panel'),
  mayBackupDecideEarly: fc.constantFrom(true, true, false),
  needsReading: fc.boolean(),
  maxApprovalsInARow: fc.constantFrom(1, 2, 40, 40),
  isFirstAway: rarely,
  isSilent: fc.integer({ min: 0, max: 19 }).map((drawn) => drawn === 19),
  tier: fc.constantFrom(0, ...TIERS),
});

/** One life of a site: how it is set, what is handed off first, and what happens then. */
export interface Sequence {
  readonly setting: Setting;
  readonly first: Gates;
  readonly commands: readonly Command[];
}

export const sequences: fc.Arbitrary<Sequence> = fc.record({
  setting,
  first: gates,
  commands: fc.array(command, { minLength: 6, maxLength: MOST_COMMANDS, size: 'max' }),
});

/** The commands of a sequence with the hand-off that it begins with. */
export const withFirst = ({ setting: { requester }, first, commands }: Sequence): readonly Command[] => [
  {
    kind: 'request',
    request: { do: 'hand off', who: requester, gates: first, isStale: false },
    crash: null,
  },
  ...commands,
];

/** How a sequence is set, as a sentence. */
export const settingWords = ({ setting: { quorum, place, ...flags } }: Sequence): string =>
  `Approvals: ${quorum}, at the ${place}; the backup ${flags.mayBackupDecideEarly ? 'may' : 'may not'} decide early; ` +
  `engines of tier ${flags.tier}; ${flags.needsReading ? 'read first' : 'no reading asked'}; ${flags.maxApprovalsInARow} approvals in a row` +
  `${flags.isFirstAway ? '; the first approver is away' : ''}${flags.isSilent ? '; the issue says nothing' : ''}.`;
