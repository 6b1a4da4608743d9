import { describe, expect, it } from '@jest/globals';
import type { GatePlan } from '../../contract/scope';
import type { GateKind, HandoffState, Verdict } from '../../contract/vocabulary';
import { askedOf, decisionOf, gateOf, handoffOf, NOON, planOf, seatOf } from '../testing';
import { effectOf } from './effect';
import {
  advance,
  askNext,
  decisionsAt,
  gateOf as openingOf,
  hasGate,
  isUnanswered,
  lapsedGate,
  openGate,
  outcomeOf,
  validUntilOf,
  waitingFor,
  withGate,
  withSeat,
  type GateRecord,
  type Seat,
} from './handoff';

const AT = '2026-11-02T13:30:00.000Z';
const change = { at: AT, explanation: 'Because.' };

describe('advance', () => {
  it('moves state, time and explanation, and leaves the record it was given alone', () => {
    const before = handoffOf();
    const after = advance(before, 'queue', change);
    expect(after).toEqual({
      ...before,
      state: 'queued',
      updatedAt: AT,
      explanation: 'Because.',
      dueAt: '2026-11-02T14:30:00.000Z',
    });
    expect(before.state).toBe('proposed');
    expect(before.updatedAt).toBe(NOON);
  });

  it.each([
    ['queued', 'start', 'the run', '2026-11-02T13:34:00.000Z'],
    ['running', 'produce', 'the review', '2026-11-05T13:30:00.000Z'],
    ['awaiting-review', 'accept', 'the write-back', '2026-11-02T14:30:00.000Z'],
    ['awaiting-review', 'accept-and-hold', 'the use gate', '2026-11-02T17:30:00.000Z'],
    ['proposed', 'hold-for-run', 'the run gate', '2026-11-02T17:30:00.000Z'],
    ['writing-back', 'write', 'nothing after the end', null],
    ['queued', 'halt', 'nothing after a stop', null],
  ] as const)('from %s by %s sets the due time of %s', (state, event, ...[, dueAt]) => {
    const gates = [gateOf('run'), gateOf('use')];
    expect(advance(handoffOf({ state, gates }), event, change).dueAt).toBe(dueAt);
  });

  it('takes the due time of each gate from its own hours', () => {
    const run = gateOf('run');
    const gates = [{ ...run, plan: { ...run.plan, hours: 1 } }, gateOf('use')];
    expect(advance(handoffOf({ gates }), 'hold-for-run', change).dueAt).toBe('2026-11-02T14:30:00.000Z');
  });

  it('makes a wait at a gate that nobody planned due at once', () => {
    expect(advance(handoffOf(), 'hold-for-run', change).dueAt).toBe(AT);
  });

  it('opens the gate that it comes to, and no other', () => {
    const after = advance(handoffOf({ gates: [gateOf('run'), gateOf('use')] }), 'hold-for-run', change);
    expect(after.gates.map(({ openedAt, expiresAt }) => [openedAt, expiresAt])).toEqual([
      [AT, '2026-11-02T17:30:00.000Z'],
      [null, null],
    ]);
    expect(after.gates.map(({ seats }) => seats.map(({ askedAt }) => askedAt))).toEqual([[AT], [null]]);
  });

  it('keeps an opened gate as it is when it moves on', () => {
    const opened = advance(handoffOf({ gates: [gateOf('run')] }), 'hold-for-run', change);
    const after = advance(opened, 'approve-run', { at: '2026-11-02T14:00:00.000Z', explanation: '' });
    expect(after.gates).toEqual(opened.gates);
  });

  it('takes the patch along', () => {
    const writtenBack = { commentId: '77', at: AT };
    const after = advance(handoffOf({ state: 'writing-back' }), 'write', {
      ...change,
      patch: { writtenBack },
    });
    expect(after).toMatchObject({ state: 'completed', writtenBack });
  });

  it('lets the texts of a hand-off be erased from its end on, and not before', () => {
    const ended = advance(handoffOf({ state: 'awaiting-review' }), 'reject', change);
    expect(ended.eraseFrom).toBe(AT);
    expect(advance(handoffOf({ eraseFrom: NOON }), 'queue', change).eraseFrom).toBeNull();
  });

  it('refuses what the lifecycle does not hold', () => {
    expect(() => advance(handoffOf({ state: 'completed' }), 'queue', change)).toThrow(
      expect.objectContaining({ code: 'not-allowed-in-state' }),
    );
  });
});

describe('gates of a hand-off', () => {
  const gates = [gateOf('run', 'approve'), gateOf('use')];

  it.each([
    ['awaiting-run-approval', 'run'],
    ['awaiting-use-approval', 'use'],
    ['awaiting-review', null],
    ['queued', null],
    ['completed', null],
  ] as const)('in %s the open gate is %s', (state, gate) => {
    expect(openGate(handoffOf({ state, gates }))?.plan.gate ?? null).toBe(gate);
  });

  it('are open only when they are planned', () => {
    expect(openGate(handoffOf({ state: 'awaiting-run-approval', gates: [gateOf('use')] }))).toBeNull();
  });

  it('are found by kind', () => {
    expect(hasGate(handoffOf({ gates: [gateOf('use')] }), 'use')).toBe(true);
    expect(hasGate(handoffOf({ gates: [gateOf('use')] }), 'run')).toBe(false);
  });

  it('are replaced one at a time', () => {
    const decided = gateOf('use', 'reject');
    expect(withGate(handoffOf({ gates }), decided)).toEqual([gates[0], decided]);
  });
});

const mia = seatOf({ approver: askedOf('mia', 'Mia'), askedAt: null });
const unasked = seatOf({ askedAt: null });
const decided = (verdict: Verdict) => seatOf({ decision: decisionOf('run', verdict) });
const withSeats = (seats: readonly Seat[], plan: Partial<GatePlan> = {}): GateRecord => ({
  ...gateOf('run'),
  plan: planOf('run', plan),
  seats,
});

describe('a gate that opens', () => {
  const plan = planOf('run', { approvers: [askedOf('cho', 'Cho'), askedOf('mia', 'Mia')], needed: 2 });
  const askedAt = (record: GateRecord) => record.seats.map((seat) => seat.askedAt);

  it('has a seat for each approver, of whom nobody is asked', () => {
    const type = { id: '10100', projectId: '10' };
    expect(openingOf(plan, type)).toMatchObject({ subtaskType: type, openedAt: null, release: null });
    expect(openingOf(plan).subtaskType).toBeNull();
    expect(openingOf(plan).seats.map(({ approver }) => approver.accountId)).toEqual(['cho', 'mia']);
    expect(askedAt(openingOf(plan))).toEqual([null, null]);
  });

  it('asks everybody at once, or in an order the first who was not asked', () => {
    expect(askedAt(askNext(openingOf(plan), AT))).toEqual([AT, AT]);
    const first = askNext(openingOf({ ...plan, isInOrder: true }), AT);
    expect(askedAt(first)).toEqual([AT, null]);
    const second = askNext(first, '2026-11-02T15:00:00.000Z');
    expect(askedAt(second)).toEqual([AT, '2026-11-02T15:00:00.000Z']);
    expect(askedAt(askNext(second, NOON))).toEqual([AT, '2026-11-02T15:00:00.000Z']);
  });
});

describe('outcomeOf', () => {
  it.each<[string, readonly Seat[], number, Verdict | null]>([
    ['nothing yet', [unasked, mia], 1, null],
    ['one of one', [decided('approve')], 1, 'approve'],
    ['one of two', [decided('approve'), mia], 2, null],
    ['two of two', [decided('approve'), decided('approve')], 2, 'approve'],
    ['one of two asked, of whom one is needed', [decided('approve'), mia], 1, 'approve'],
    ['a refusal beside an approval', [decided('approve'), decided('reject')], 1, 'reject'],
    ['an escalation', [decided('escalate'), mia], 2, 'escalate'],
  ])('of %s', (_what, ...[seats, needed, outcome]) => {
    expect(outcomeOf(withSeats(seats, { needed }))).toBe(outcome);
  });
});

describe('seats of a gate', () => {
  it('give their decisions in order', () => {
    const seats = [decided('approve'), mia, decided('reject')];
    expect(decisionsAt(withSeats(seats)).map(({ verdict }) => verdict)).toEqual(['approve', 'reject']);
  });

  it('are replaced one at a time', () => {
    const after = withSeat(withSeats([seatOf(), mia]), 1, { remindedAt: AT });
    expect(after.seats).toEqual([seatOf(), { ...mia, remindedAt: AT }]);
  });
});

describe('waitingFor', () => {
  const backupAsked = seatOf({ backupAskedAt: AT });
  const waiting = (seats: readonly Seat[], plan: Partial<GatePlan> = {}) =>
    waitingFor(handoffOf({ state: 'awaiting-run-approval', gates: [withSeats(seats, plan)] }));

  it.each<[string, readonly Seat[], readonly string[]]>([
    ['who was asked', [seatOf(), mia], ['commander-cho']],
    ['who did not decide', [decided('approve'), { ...mia, askedAt: AT }], ['mia']],
    ['the backup too, once it was asked', [backupAsked], ['commander-cho', 'backup-bo']],
    ['not the backup of a decided place', [{ ...backupAsked, ...decided('approve'), backupAskedAt: AT }], []],
  ])('names %s', (_who, seats, accounts) => {
    expect(waiting(seats)).toEqual(accounts);
  });

  it('names each person once, and nobody where there is no backup', () => {
    expect(waiting([backupAsked], { backup: askedOf('commander-cho', 'Cho') })).toEqual(['commander-cho']);
    expect(waiting([backupAsked], { backup: null })).toEqual(['commander-cho']);
  });

  it('names the owner at the review, and nobody while the app works', () => {
    expect(waitingFor(handoffOf({ state: 'awaiting-review' }))).toEqual(['agent-ben']);
    expect(waitingFor(handoffOf({ state: 'running' }))).toEqual([]);
  });
});

describe('isUnanswered', () => {
  const answer = { by: handoffOf().owner, at: NOON, note: 'Called them' };

  it('is true for an escalation that nobody took up', () => {
    expect(isUnanswered(handoffOf({ state: 'escalated' }))).toBe(true);
    expect(isUnanswered(handoffOf({ state: 'escalated', escalationAnswer: answer }))).toBe(false);
    expect(isUnanswered(handoffOf({ state: 'rejected' }))).toBe(false);
  });
});

describe('how long an approval counts', () => {
  const until = '2026-11-03T12:00:00.000Z';
  const run = { ...gateOf('run', 'approve'), validUntil: until };
  const use = { ...gateOf('use', 'approve'), validUntil: until };

  it('is the hours of its plan', () => {
    expect(validUntilOf(gateOf('run'), NOON)).toBe(until);
  });

  it.each<[string, HandoffState, readonly GateRecord[], string, GateKind | null]>([
    ['the run, in time', 'queued', [run], until, null],
    ['the run, too late', 'queued', [run], '2026-11-03T12:00:00.001Z', 'run'],
    ['the post, too late', 'writing-back', [run, use], '2026-11-03T12:00:00.001Z', 'use'],
    ['the run, while the post is to come', 'writing-back', [run], '2026-11-05T12:00:00.000Z', null],
    ['a run that has begun', 'running', [run], '2026-11-05T12:00:00.000Z', null],
    ['an approval without an end', 'queued', [gateOf('run', 'approve')], '2026-11-05T12:00:00.000Z', null],
  ])('lapses before %s', (_what, state, ...[gates, at, kind]) => {
    expect(lapsedGate(handoffOf({ state, gates }), at)?.plan.gate ?? null).toBe(kind);
  });
});

describe('effectOf', () => {
  const handoff = { id: 'ho-1', version: 4 };

  it('names version and kind, so that asking twice is asking once', () => {
    const one = effectOf(handoff, 'write-comment', { askedAt: AT });
    expect(one).toEqual({
      id: 'ho-1.4.write-comment',
      handoffId: 'ho-1',
      kind: 'write-comment',
      status: 'pending',
      attempts: 0,
      askedAt: AT,
      answer: null,
      notice: null,
    });
    expect(effectOf(handoff, 'write-comment', { askedAt: NOON }).id).toBe(one.id);
    expect(effectOf({ ...handoff, version: 5 }, 'write-comment', { askedAt: AT }).id).not.toBe(one.id);
    expect(effectOf(handoff, 'sync-property', { askedAt: AT }).id).not.toBe(one.id);
  });

  it('carries a notification', () => {
    const notice = { issueKey: 'INC-1', accountIds: ['a'], subject: 'S', text: 'T' };
    expect(effectOf(handoff, 'notify', { askedAt: AT, notice }).notice).toEqual(notice);
  });

  it('carries the answer to an attempt', () => {
    const answer = { subtaskId: '9', changeId: '10', sentence: 'No.' };
    expect(effectOf(handoff, 'answer-attempt', { askedAt: AT, answer }).answer).toEqual(answer);
  });
});
