import { describe, expect, it } from '@jest/globals';
import { gateOf, handoffOf, inputOf, planOf, seatOf } from '../domain/testing';
import type { Seat } from '../domain/handoff/handoff';
import { MOST_WRITES } from '../ports/handoff-store';
import { firstCommit } from '../ports/suites/samples';
import { commitStep, theApp, type Step } from './commit-step';
import { createBench, entriesIn, refOf, type Bench } from './testing/bench';

const DUE = '2026-11-18T16:00:00.000Z';
const five = ['one', 'two', 'three', 'four', 'five'].map((name) => ({
  accountId: `approver-${name}`,
  displayName: name,
  standsInFor: null,
}));
const plan = planOf('run', { approvers: five, needed: 5 });
const gateWith = (change: (seat: Seat, at: number) => Partial<Seat>) => ({
  ...gateOf('run'),
  plan,
  seats: five.map((approver, at) => {
    const seat = seatOf({ approver });
    return { ...seat, ...change(seat, at) };
  }),
});
const opened = handoffOf({
  version: 0,
  state: 'awaiting-run-approval',
  dueAt: DUE,
  gates: [gateWith(() => ({}))],
});
const subtask = (at: number) => ({ id: String(900 + at), key: `INC-${900 + at}` });
const reached = { ...opened, gates: [gateWith((_seat, at) => ({ subtask: subtask(at) }))] };

const actor = { kind: 'person', accountId: 'agent-ana', role: 'requester', requestId: 'request-1' } as const;
const requested: Step = {
  before: null,
  after: opened,
  actor,
  happenings: [{ event: 'handoff.requested', details: { sources: 1, clientRequestId: 'request-1' } }],
  effects: ['open-subtask', 'sync-property'],
  packet: firstCommit(opened).packet,
};
const step = (before: Step['before'], after: Step['after'], over: Partial<Step> = {}): Step => ({
  before,
  after,
  actor: theApp('gate'),
  happenings: [{ event: 'effect.done', details: { effect: 'open-subtask' } }],
  effects: [],
  ...over,
});

const waitsIn = ({ memory }: Bench) =>
  memory.marks.filter(({ mark }) => mark.startsWith('waits:')).map(({ mark, at }) => [mark.slice(6), at]);
const waits = (bench: Bench, accountIds: readonly string[], dueAt = DUE) =>
  accountIds.map((accountId) => [refOf(bench, accountId), dueAt]);
const ALL = five.map(({ accountId }) => accountId);

describe('whom a hand-off waits for', () => {
  it('is listed once there is something to open, by reference and due time', async () => {
    const bench = createBench();
    const first = await commitStep(bench.world, requested);
    expect(waitsIn(bench)).toEqual([]);
    const gateSubtasks = five.map((_person, at) => subtask(at).id);
    await commitStep(bench.world, step(first, { ...reached, version: 1 }, { gateSubtasks }));
    expect(waitsIn(bench)).toEqual(waits(bench, ALL));
    expect(await bench.world.handoffs.handoffOfSubtask('904')).toBe(opened.id);
  });

  it('is listed when the panel holds the gate', async () => {
    const bench = createBench();
    const first = await commitStep(bench.world, requested);
    const happenings = five.map(({ accountId }) => ({
      event: 'approval.held-in-panel' as const,
      details: { gate: 'run' as const, why: 'No type', approver: accountId },
    }));
    await commitStep(bench.world, step(first, first, { happenings }));
    expect(waitsIn(bench)).toEqual(waits(bench, ALL));
  });

  it('follows seats that are decided, a backup that is asked, and a due time that moves', async () => {
    const bench = createBench();
    const first = await commitStep(bench.world, requested);
    const second = await commitStep(bench.world, step(first, { ...reached, version: 1 }));
    const asked = gateWith((_seat, at) => ({
      subtask: subtask(at),
      ...(at === 1 ? { backupAskedAt: DUE } : {}),
      ...(at === 0 ? { askedAt: null } : {}),
    }));
    const third = await commitStep(bench.world, step(second, { ...second, gates: [asked] }));
    const left = [...ALL.slice(1), 'backup-bo'];
    expect(waitsIn(bench).sort()).toEqual(waits(bench, left).sort());
    const later = '2026-11-19T16:00:00.000Z';
    const fourth = await commitStep(bench.world, step(third, { ...third, dueAt: later }));
    expect(waitsIn(bench).sort()).toEqual(waits(bench, left, later).sort());
    const ended = { ...fourth, state: 'withdrawn' as const, dueAt: null };
    await commitStep(bench.world, step(fourth, ended));
    expect(waitsIn(bench)).toEqual([]);
  });

  it('is the owner of an output', async () => {
    const bench = createBench();
    const after = handoffOf({ version: 0, state: 'awaiting-review', dueAt: DUE });
    await commitStep(bench.world, { ...requested, after });
    expect(waitsIn(bench)).toEqual(waits(bench, ['agent-ben']));
  });
});

describe('how a person has decided', () => {
  it('is stored by reference, with the step', async () => {
    const bench = createBench();
    const first = await commitStep(bench.world, requested);
    const record = { day: '2026-11-18', decisions: 1, approvalsInARow: 1, quickInARow: 0, lastAt: DUE };
    const attention = { accountId: 'approver-one', record };
    await commitStep(bench.world, step(first, first, { attention }));
    expect(Object.fromEntries(bench.memory.attention)).toEqual({ [refOf(bench, 'approver-one')]: record });
  });
});

describe('the largest steps', () => {
  it('leave a request room for its person and the rules that matter most, and none is refused', async () => {
    const bench = createBench();
    const take = { of: 'INC', most: 9, day: '2026-11-18' };
    const wide: Step = {
      ...requested,
      happenings: [
        ...requested.happenings,
        { event: 'eligibility.decided', details: { outcome: 'approval-bound', fired: 9 } },
        { event: 'bypass.used', details: { bypass: 'bypass-1' } },
        { event: 'guardrail.decided', details: { stage: 'input', findings: [] } },
        { event: 'guardrail.decided', details: { stage: 'input', findings: [] } },
        ...five.map(({ accountId }) => ({
          event: 'approval.requested' as const,
          details: { gate: 'run' as const, approver: accountId, backup: null, ruleId: 'r', dueAt: DUE },
        })),
      ],
      takes: (['person', 'project', 'class', 'bypass'] as const).map((scope) => ({ ...take, scope })),
      slot: { ...(await bench.world.handoffs.ensureSlot('20041')), latestHandoffId: opened.id },
      decision: { issueKey: 'INC-2041', input: inputOf(), outcome: 'approval-bound', policyVersion: 7 },
      marks: Array.from({ length: 10 }, (_none, at) => `rule:r-${at}` as const),
    };
    await commitStep(bench.world, wide);
    const marks = bench.memory.marks.map(({ mark }) => mark);
    expect(marks[0]).toBe(`person:${refOf(bench, 'agent-ana')}`);
    expect(marks.slice(1)).toEqual(wide.marks?.slice(0, marks.length - 1));
    expect(marks).toHaveLength(MOST_WRITES - 21);
    expect(entriesIn(bench, opened.id)).toHaveLength(10);
  });
});
