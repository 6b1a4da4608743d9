import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GateKind } from '../contract/vocabulary';
import { checkSubtask } from './check-subtask';
import { gateIn, onlyHandoff, refOf, settle, subtaskOf, trailOf } from './testing/bench';
import { detailsOf, heldBy, waitAt } from './testing/gates';
import { putInForce } from './testing/policy';
import { expectRefusal } from './testing/refusal';
import { decide, moveSubtask } from './testing/steps';

const TRIO = ['commander-cho', 'manager-mia', 'secowner-sam'];
const TWO_OF_THREE = heldBy(TRIO, ['backup-bo'], { needed: 2, of: 3, isInOrder: false });
const IN_ORDER = heldBy(TRIO, ['backup-bo'], { needed: 3, of: 3, isInOrder: true });
const WAITING = { run: 'awaiting-run-approval', use: 'awaiting-use-approval' } as const;
const PASSED = { run: 'queued', use: 'writing-back' } as const;

describe.each<GateKind>(['run', 'use'])('two of three at the %s gate', (gate) => {
  it('ask each approver by a subtask of their own', async () => {
    const bench = await waitAt(gate, TWO_OF_THREE);
    const { seats } = gateIn(bench, gate);
    expect(seats.map(({ subtask }) => bench.jira.issue(subtask?.id ?? '').assigneeId)).toEqual(TRIO);
    expect(detailsOf(bench, 'approval.requested')).toHaveLength(3);
    expect(detailsOf(bench, 'approval.subtask-created')).toMatchObject(
      TRIO.map((approver) => ({ approver: refOf(bench, approver) })),
    );
    for (const place of [0, 1, 2])
      expect(await bench.world.handoffs.handoffOfSubtask(subtaskOf(bench, gate, place).id)).toBe(
        onlyHandoff(bench).id,
      );
  });

  it('pass at the second approval, whichever way each came', async () => {
    const bench = await waitAt(gate, TWO_OF_THREE);
    await decide(bench, 'secowner-sam', { gate, seat: 2 });
    expect(onlyHandoff(bench)).toMatchObject({
      state: WAITING[gate],
      explanation: `Approved by Sam Okafor at the ${gate} gate: 1 of 2 approvals.`,
    });
    bench.jira.move(subtaskOf(bench, gate).id, 'commander-cho', 'Approved');
    await checkSubtask(bench.world, subtaskOf(bench, gate).id);
    expect(onlyHandoff(bench).state).toBe(PASSED[gate]);
    expect(gateIn(bench, gate).validUntil).toBe('2026-11-19T10:00:00.000Z');
  });

  it('end at the first refusal', async () => {
    const bench = await waitAt(gate, TWO_OF_THREE);
    await decide(bench, 'commander-cho', { gate });
    await decide(bench, 'manager-mia', { gate, seat: 1, verdict: 'reject' });
    expect(onlyHandoff(bench).state).toBe('rejected');
    await expectRefusal(decide(bench, 'secowner-sam', { gate, seat: 2 }), 'wrong-state');
  });

  it('count nobody twice, and the backup once', async () => {
    const bench = await waitAt(gate, TWO_OF_THREE);
    await decide(bench, 'backup-bo', { gate, seat: 0 });
    await expectRefusal(decide(bench, 'backup-bo', { gate, seat: 1 }), 'not-permitted');
    await expectRefusal(decide(bench, 'manager-mia', { gate, seat: 2 }), 'not-permitted');
    await expectRefusal(decide(bench, 'commander-cho', { gate, seat: 0 }), 'wrong-state');
    expect(detailsOf(bench, 'approval.ignored')).toMatchObject([
      { why: 'decided-another' },
      { why: 'not-the-approver' },
      { why: 'seat-decided' },
    ]);
    expect(onlyHandoff(bench).state).toBe(WAITING[gate]);
  });

  it('pass when two decide at once, in every order of their reads and writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const bench = await waitAt(gate, TWO_OF_THREE);
        const { handoffs } = bench.world;
        const loadWhole = scheduler.scheduleFunction((id: string) => handoffs.loadWhole(id));
        const slow = { ...bench, world: { ...bench.world, handoffs: { ...handoffs, loadWhole } } };
        await scheduler.waitFor(
          Promise.all([
            decide(slow, 'commander-cho', { gate }),
            decide(slow, 'manager-mia', { gate, seat: 1 }),
          ]),
        );
        expect(onlyHandoff(bench).state).toBe(PASSED[gate]);
        expect(trailOf(bench).filter((event) => event === 'approval.decided')).toHaveLength(2);
      }),
      { numRuns: 20 },
    );
  });
});

describe('approvers in an order', () => {
  it('are asked one after the other', async () => {
    const bench = await waitAt('run', IN_ORDER);
    const subtasks = () => gateIn(bench, 'run').seats.map(({ subtask }) => subtask !== null);
    expect(subtasks()).toEqual([true, false, false]);
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    expect(subtasks()).toEqual([true, true, false]);
    expect(bench.jira.issue(subtaskOf(bench, 'run', 1).id).assigneeId).toBe('manager-mia');
    await moveSubtask(bench, 'manager-mia', { gate: 'run', seat: 1, toStatus: 'Approved' });
    await decide(bench, 'secowner-sam', { gate: 'run', seat: 2 });
    expect(onlyHandoff(bench).state).toBe('queued');
    expect(trailOf(bench).filter((event) => event === 'approval.requested')).toHaveLength(3);
  });
});

describe('a delegation', () => {
  const delegating = (from: string, to: string) => ({
    from,
    to,
    role: null,
    since: '2026-11-18T00:00:00.000Z',
    until: '2026-11-18T12:00:00.000Z',
    because: 'Away.',
  });

  it('lets the delegate be asked, in whose place is said, and who delegated is not', async () => {
    const bench = await waitAt('run', (document) => ({
      ...document,
      delegations: [delegating('commander-cho', 'manager-mia')],
    }));
    expect(gateIn(bench, 'run').plan.approvers).toEqual([
      {
        accountId: 'manager-mia',
        displayName: 'Mia Lang',
        standsInFor: { accountId: 'commander-cho', displayName: 'Cho Min-ji' },
      },
    ]);
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'not-permitted');
    await decide(bench, 'manager-mia', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
  });

  it('is judged again at the decision: over, begun meanwhile', async () => {
    const bench = await waitAt('run', (document) => ({
      ...document,
      delegations: [delegating('commander-cho', 'manager-mia')],
    }));
    bench.clock.advance(2 * 3_600_000);
    await expectRefusal(decide(bench, 'manager-mia', { gate: 'run' }), 'not-permitted');
    const begun = await waitAt('run');
    putInForce(begun, (document) => ({
      ...document,
      delegations: [delegating('commander-cho', 'manager-mia')],
    }));
    await expectRefusal(decide(begun, 'commander-cho', { gate: 'run' }), 'not-permitted');
    await expectRefusal(decide(begun, 'manager-mia', { gate: 'run' }), 'not-permitted');
    await decide(begun, 'backup-bo', { gate: 'run' });
    expect(onlyHandoff(begun).state).toBe('queued');
  });
});

describe('who operates the AI', () => {
  it('is not asked, although policy names them for the role', async () => {
    const bench = await waitAt('run', heldBy(['admin-max', 'manager-mia'], ['agent-ben']));
    expect(gateIn(bench, 'run').plan).toMatchObject({
      approvers: [{ accountId: 'manager-mia' }],
      backup: null,
    });
  });

  it('cannot decide once they operate it', async () => {
    const bench = await waitAt('run');
    putInForce(bench, (document) => ({
      ...document,
      owners: document.owners.map((owner) => ({ ...owner, onCall: 'commander-cho' })),
    }));
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'not-permitted');
    expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'is-operator' }]);
  });
});

describe('a backup that policy lets decide only once asked', () => {
  it('is refused before', async () => {
    const bench = await waitAt('run', (document) => ({
      ...document,
      gates: { ...document.gates, mayBackupDecideEarly: false },
    }));
    await expectRefusal(decide(bench, 'backup-bo', { gate: 'run' }), 'not-permitted');
    bench.clock.advance(2 * 3_600_000);
    await checkSubtask(bench.world, subtaskOf(bench, 'run').id);
    await decide(bench, 'backup-bo', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
    expect(gateIn(bench, 'run').seats[0]?.decision?.as).toBe('backup');
  });
});
