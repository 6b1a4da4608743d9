import { describe, expect, it } from '@jest/globals';
import type { GateKind } from '../../contract/vocabulary';
import type { GateRecord, Seat } from '../handoff/handoff';
import { askedOf, decisionOf, gateOf, planOf, seatOf } from '../testing';
import {
  judgeAttempt,
  REFUSALS,
  whyBarred,
  type Attempt,
  type OpenGate,
  type Refusal,
} from './judge-decision';

const NOON = '2026-11-02T12:00:00.000Z';
const ONE = '2026-11-02T13:00:00.000Z';
const EXPIRES = '2026-11-02T16:00:00.000Z';

/** A gate with these seats, which expires at four. */
const withSeats = (
  kind: GateKind,
  seats: readonly Seat[],
  plan: Partial<GateRecord['plan']> = {},
): GateRecord => ({
  ...gateOf(kind),
  plan: planOf(kind, { approvers: seats.map(({ approver }) => approver), ...plan }),
  expiresAt: EXPIRES,
  seats,
});

const cho = seatOf();
const mia = seatOf({ approver: askedOf('manager-mia', 'Mia') });
const approved = (seat: Seat, over: Parameters<typeof decisionOf>[2] = {}): Seat => ({
  ...seat,
  decision: decisionOf('run', 'approve', over),
});
const byBo = { by: { accountId: 'backup-bo', displayName: 'Bo' }, as: 'backup' } as const;

const RUN = withSeats('run', [cho]);
const LATE_BACKUP = withSeats('run', [cho], { mayBackupDecideEarly: false });
const BACKUP_ASKED = withSeats('run', [{ ...cho, backupAskedAt: ONE }], { mayBackupDecideEarly: false });
const PASSED = withSeats('run', [approved(cho)]);
const TWO = withSeats('run', [approved(cho), mia], { needed: 2 });
const TWO_BY_BO = withSeats('run', [approved(cho, byBo), mia], { needed: 2 });
const IN_ORDER = withSeats('run', [cho, { ...mia, askedAt: null }], { needed: 2, isInOrder: true });
const REJECTED = withSeats('run', [{ ...cho, decision: decisionOf('run', 'reject') }]);
const USE_PASSED = withSeats('use', [{ ...cho, decision: decisionOf('use', 'approve') }]);

const open = (over: Partial<OpenGate> = {}): OpenGate => ({
  gate: RUN,
  seat: 0,
  state: 'awaiting-run-approval',
  requesterId: 'agent-ana',
  ownerId: 'agent-ben',
  approverIds: ['commander-cho', 'manager-mia', 'backup-bo'],
  operatorIds: ['admin-max'],
  pausedIds: [],
  ...over,
});

const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  accountId: 'commander-cho',
  accountType: 'atlassian',
  isActive: true,
  at: ONE,
  act: 'approve',
  ...over,
});

const queued = { gate: PASSED, state: 'queued' } as const;
const bo = { accountId: 'backup-bo' } as const;

type Row = readonly [string, Partial<OpenGate>, Partial<Attempt>, Refusal | null];

const WHO: readonly Row[] = [
  ['the named approver', {}, {}, null],
  ['the named backup', {}, bo, null],
  ['the approver at the last moment', {}, { at: EXPIRES }, null],
  ['the approver one moment late', {}, { at: '2026-11-02T16:00:00.001Z' }, 'expired'],
  [
    'the approver of a gate without an end',
    { gate: { ...RUN, expiresAt: null } },
    { at: '2030-01-01T00:00:00.000Z' },
    null,
  ],
  [
    'the approver of the use gate',
    { gate: withSeats('use', [cho]), state: 'awaiting-use-approval' },
    {},
    null,
  ],
  ['an automation account', {}, { accountType: 'app' }, 'not-a-human'],
  ['a portal customer', {}, { accountType: 'customer' }, 'not-a-human'],
  ['an account of no type', {}, { accountType: '' }, 'not-a-human'],
  ['the approver whose account is inactive', {}, { isActive: false }, 'inactive'],
  ['the requester', {}, { accountId: 'agent-ana' }, 'is-requester'],
  ['the requester who is the approver', { requesterId: 'commander-cho' }, {}, 'is-requester'],
  ['the requester who is the backup', { requesterId: 'backup-bo' }, bo, 'is-requester'],
  ['the approver when the backup asked for it', { requesterId: 'backup-bo' }, {}, null],
  ['the owner', {}, { accountId: 'agent-ben' }, 'is-owner'],
  ['the owner who is the approver', { ownerId: 'commander-cho' }, {}, 'is-owner'],
  ['the owner who is the backup', { ownerId: 'backup-bo' }, bo, 'is-owner'],
  [
    'requester and owner in one',
    { ownerId: 'commander-cho', requesterId: 'commander-cho' },
    {},
    'is-requester',
  ],
  ['the operator of the AI', {}, { accountId: 'admin-max' }, 'is-operator'],
  ['the operator who is the approver', { operatorIds: ['commander-cho'] }, {}, 'is-operator'],
  ['the operator who is the backup', { operatorIds: ['backup-bo'] }, bo, 'is-operator'],
  ['the approver when the backup operates the AI', { operatorIds: ['backup-bo'] }, {}, null],
  ['the approver who wrote the policy lately', { pausedIds: ['commander-cho'] }, {}, 'is-author'],
  [
    'the operator who wrote the policy',
    { pausedIds: ['admin-max'] },
    { accountId: 'admin-max' },
    'is-operator',
  ],
  ['somebody else', {}, { accountId: 'outsider-oz' }, 'not-the-approver'],
  ['nobody', {}, { accountId: '' }, 'not-the-approver'],
  [
    'an approver whom policy names now and the packet did not',
    {},
    { accountId: 'manager-mia' },
    'not-the-approver',
  ],
  [
    'the approver whom policy no longer names, for one who delegates',
    { approverIds: ['backup-bo'] },
    {},
    'not-the-approver',
  ],
  ['the backup whom policy no longer names', { approverIds: ['commander-cho'] }, bo, 'not-the-approver'],
  [
    'the backup of a plan without one',
    { gate: withSeats('run', [cho], { backup: null }) },
    bo,
    'not-the-approver',
  ],
  ['a backup before being asked', { gate: LATE_BACKUP }, bo, 'too-early'],
  ['the approver where only the backup waits to be asked', { gate: LATE_BACKUP }, {}, null],
  ['a backup at the moment of being asked', { gate: BACKUP_ASKED }, { ...bo, at: ONE }, null],
  [
    'a backup whose move was older than being asked',
    { gate: BACKUP_ASKED },
    { ...bo, at: NOON },
    'too-early',
  ],
];

const WHEN: readonly Row[] = [
  ['anybody before the wait', { state: 'proposed' }, {}, 'not-waiting'],
  ['anybody at the other gate', { gate: withSeats('use', [cho]) }, {}, 'not-waiting'],
  ['anybody after the end', { state: 'completed' }, {}, 'not-waiting'],
  ['anybody at a place that is not there', { seat: 1 }, {}, 'not-waiting'],
  ['a second approver', { gate: TWO, seat: 1 }, { accountId: 'manager-mia' }, null],
  ['an approver who decided, at the place of another', { gate: TWO, seat: 1 }, {}, 'not-the-approver'],
  [
    'an approver at an undecided place of another',
    { gate: withSeats('run', [cho, mia]), seat: 1 },
    {},
    'not-the-approver',
  ],
  ['the backup at a second place', { gate: TWO_BY_BO, seat: 1 }, bo, 'decided-another'],
  ['the backup of a place while another was decided by its approver', { gate: TWO, seat: 1 }, bo, null],
  [
    'an approver whose turn has not come',
    { gate: IN_ORDER, seat: 1 },
    { accountId: 'manager-mia' },
    'not-asked-yet',
  ],
  ['the first of an order', { gate: IN_ORDER }, {}, null],
  ['a second approval of one place', { gate: TWO }, {}, 'seat-decided'],
  ['a second approval of one place by the backup', { gate: TWO }, bo, 'seat-decided'],
  ['the refusal of what was approved, while others decide', { gate: TWO }, { act: 'reject' }, null],
  ['the refusal of what was approved, before the run', queued, { act: 'reject' }, null],
  ['the escalation of what was approved, before the run', queued, { act: 'escalate' }, null],
  ['the backup’s refusal of what was approved, before the run', queued, { ...bo, act: 'reject' }, null],
  [
    'a late refusal, as long as the run has not begun',
    queued,
    { act: 'reject', at: '2026-11-02T20:00:00.000Z' },
    null,
  ],
  [
    'a stranger’s refusal of what was approved',
    queued,
    { accountId: 'outsider-oz', act: 'reject' },
    'not-the-approver',
  ],
  ['an approval taken back before the run', queued, { act: 'take-back' }, null],
  ['a second approval before the run', queued, {}, 'not-waiting'],
  [
    'a place that nobody decided, after the others passed the gate',
    { gate: withSeats('run', [approved(cho), mia]), seat: 1, state: 'queued' },
    { accountId: 'manager-mia', act: 'reject' },
    'not-waiting',
  ],
  [
    'the refusal of what was approved, once it runs',
    { gate: PASSED, state: 'running' },
    { act: 'reject' },
    'decision-stands',
  ],
  [
    'an approval taken back once it runs',
    { gate: PASSED, state: 'running' },
    { act: 'take-back' },
    'decision-stands',
  ],
  [
    'the refusal of a use that was approved',
    { gate: USE_PASSED, state: 'writing-back' },
    { act: 'reject' },
    'decision-stands',
  ],
  [
    'the refusal after another refusal',
    { gate: REJECTED, state: 'rejected' },
    { act: 'escalate' },
    'not-waiting',
  ],
  ['taking back what nobody approved', {}, { act: 'take-back' }, 'not-waiting'],
];

describe('judgeAttempt', () => {
  it.each(WHO)('judges by who it is: %s', (_who, ...[gate, tried, refusal]) => {
    expect(judgeAttempt(open(gate), attempt(tried))).toBe(refusal);
  });

  it.each(WHEN)('judges by the moment and the place: %s', (_who, ...[gate, tried, refusal]) => {
    expect(judgeAttempt(open(gate), attempt(tried))).toBe(refusal);
  });

  it('has a sentence of its own for every refusal', () => {
    const sentences = Object.values(REFUSALS);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/u);
  });
});

describe('whyBarred', () => {
  it('says of a person who is named and involved in nothing that nothing speaks against them', () => {
    expect(whyBarred(open(), attempt())).toBeNull();
    expect(whyBarred(open(), attempt({ accountId: 'outsider-oz' }))).toBe('not-the-approver');
  });
});
