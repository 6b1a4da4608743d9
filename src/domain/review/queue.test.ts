import { describe, expect, it } from '@jest/globals';
import type { QueueItem } from '../../contract/handoff';
import { decisionOf, handoffOf, NOON, seatOf } from '../testing';
import { inOrder, isForBatch, placeOf, toQueueItem } from './queue';
import { DAN, openedGate, waitingAt } from './testing';

const SUBTASK = { id: '777', key: 'INC-77' };
const LOW = { risk: 'low', review: 'light' } as const;
const gate = openedGate([seatOf({ subtask: SUBTASK }), seatOf({ approver: DAN })], LOW);
const cho = { accountId: 'commander-cho', now: '2026-11-02T12:30:00.000Z' };

describe('where somebody acts', () => {
  it('is the subtask of the own seat, else the issue', () => {
    expect(placeOf(waitingAt(gate), 'commander-cho')).toEqual(SUBTASK);
    expect(placeOf(waitingAt(gate), 'dev-dan')).toEqual({ id: '20041', key: 'INC-2041' });
    expect(placeOf(waitingAt(gate), 'outsider-oz')).toEqual({ id: '20041', key: 'INC-2041' });
  });
});

describe('a line of the queue', () => {
  it('says what is to be decided, by whom and until when', () => {
    const handoff = waitingAt({ ...gate, release: null });
    expect(toQueueItem(handoff, cho, { risk: 'medium', allowsBatch: false })).toEqual({
      handoffId: handoff.id,
      act: 'decide',
      gate: 'run',
      issueKey: 'INC-2041',
      openKey: 'INC-77',
      operationTitle: 'Gather diagnostics',
      requester: handoff.requester,
      asked: 'Cho Park, Dan Ito',
      risk: 'medium',
      askedAt: NOON,
      dueAt: '2026-11-02T16:00:00.000Z',
      isOverdue: false,
      isMine: true,
      batch: null,
    });
  });

  it('is a review for the owner, on the issue', () => {
    const handoff = handoffOf({ state: 'awaiting-review' });
    const ben = { accountId: 'agent-ben', now: cho.now };
    expect(toQueueItem(handoff, ben, { risk: 'low', allowsBatch: true })).toMatchObject({
      act: 'review',
      gate: null,
      openKey: 'INC-2041',
      asked: 'Ben Fischer',
      dueAt: NOON,
      isMine: true,
      batch: null,
    });
  });

  it('is late past the reminder, and not mine where somebody else is asked', () => {
    const late = { accountId: 'backup-bo', now: '2026-11-02T13:00:00.000Z' };
    expect(toQueueItem(waitingAt(gate), late, { risk: 'low', allowsBatch: true })).toMatchObject({
      isOverdue: true,
      isMine: false,
      batch: null,
    });
  });

  it('carries what a batch needs only where policy allows one and this person is asked', () => {
    const batchOf = (handoff: ReturnType<typeof waitingAt>, viewer: string, allowsBatch = true) =>
      toQueueItem(handoff, { ...cho, accountId: viewer }, { risk: 'low', allowsBatch }).batch;
    const use = openedGate([seatOf()], LOW, 'use');
    const seal = 'a'.repeat(64);
    expect(batchOf(waitingAt(gate), 'commander-cho')).toEqual({ seal, release: null });
    const release = 'b'.repeat(64);
    expect(batchOf(waitingAt({ ...use, release }), 'commander-cho')).toEqual({ seal, release });
    expect(batchOf(waitingAt(gate), 'commander-cho', false)).toBeNull();
    expect(batchOf(waitingAt(gate), 'outsider-oz')).toBeNull();
    const high = openedGate([seatOf()], { risk: 'medium', review: 'light' });
    expect(batchOf(waitingAt(high), 'commander-cho')).toBeNull();
    const done = openedGate([seatOf({ decision: decisionOf('run', 'approve') })], LOW);
    expect(batchOf(waitingAt(done), 'commander-cho')).toBeNull();
  });

  it.each([
    ['low', 'light', true],
    ['low', 'sign-off', false],
    ['medium', 'light', false],
    ['high', 'sign-off', false],
  ] as const)('of %s risk and %s is for a batch: %s', (risk, review, isFor) => {
    expect(isForBatch({ risk, review })).toBe(isFor);
  });
});

describe('the order', () => {
  const item = (risk: QueueItem['risk'], dueAt: string): QueueItem => ({
    ...toQueueItem(waitingAt(gate), cho, { risk, allowsBatch: false }),
    dueAt,
  });

  it('is by risk, then by due time', () => {
    const items = [
      item('low', '2026-11-02T13:00:00.000Z'),
      item('high', '2026-11-02T18:00:00.000Z'),
      item('medium', '2026-11-02T14:00:00.000Z'),
      item('high', '2026-11-02T15:00:00.000Z'),
      item('high', '2026-11-02T15:00:00.000Z'),
    ];
    expect(inOrder(items).map(({ risk, dueAt }) => `${risk} ${dueAt.slice(11, 13)}`)).toEqual([
      'high 15',
      'high 15',
      'high 18',
      'medium 14',
      'low 13',
    ]);
  });
});
