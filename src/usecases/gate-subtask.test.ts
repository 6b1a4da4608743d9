import { describe, expect, it } from '@jest/globals';
import type { FakeIssue } from '../ports/fakes/fake-site';
import { checkSubtask } from './check-subtask';
import { loadPanel } from './load-panel';
import { sweep } from './sweep';
import {
  callerOn,
  createBench,
  gateIn,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  subtaskOf,
  trailOf,
  type Bench,
} from './testing/bench';
import { detailsOf, heldBy, waitAt } from './testing/gates';
import { putInForce } from './testing/policy';
import { expectRefusal } from './testing/refusal';
import { decide, moveSubtask } from './testing/steps';

const replace = (bench: Bench, over: Partial<FakeIssue>): void => {
  const { id } = subtaskOf(bench, 'run');
  bench.jira.issues.set(id, { ...bench.jira.issue(id), ...over });
};

const GONE_WRONG: readonly (readonly [string, (bench: Bench) => void, RegExp])[] = [
  ['deleted', (bench) => bench.jira.issues.delete(subtaskOf(bench, 'run').id), /was deleted/u],
  ['re-parented', (bench) => replace(bench, { parent: { id: '7', key: 'INC-7' } }), /put under INC-7/u],
  ['converted to an issue', (bench) => replace(bench, { parent: null }), /no subtask any more/u],
  ['moved to another project', (bench) => replace(bench, { key: 'REQ-9' }), /moved to REQ/u],
];

describe.each(GONE_WRONG)('a subtask that is %s', (_what, spoil, words) => {
  it('before its decision blocks the hand-off and says what to do', async () => {
    const bench = await waitAt('run');
    const { id } = subtaskOf(bench, 'run');
    if (bench.jira.issues.has(id)) bench.jira.move(id, 'commander-cho', 'Approved');
    spoil(bench);
    await checkSubtask(bench.world, id);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('blocked');
    expect(onlyHandoff(bench).explanation).toMatch(words);
    expect(onlyHandoff(bench).explanation).toMatch(/Hand it off again/u);
    expect(trailOf(bench)).not.toContain('approval.decided');
    expect(trailOf(bench).at(-1)).toBe('approval.invalidated');
  });

  it('is found by the sweep when no event tells', async () => {
    const bench = await waitAt('run');
    spoil(bench);
    await sweep(bench.world);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('blocked');
  });

  it('after its decision leaves the decision as it is', async () => {
    const bench = await waitAt('run');
    const { id } = subtaskOf(bench, 'run');
    await decide(bench, 'commander-cho', { gate: 'run' });
    spoil(bench);
    await checkSubtask(bench.world, id);
    expect(onlyHandoff(bench).state).toBe('queued');
  });
});

describe('a decision in the panel of a subtask that was put elsewhere', () => {
  it('passes nothing', async () => {
    const bench = await waitAt('run');
    replace(bench, { parent: { id: '7', key: 'INC-7' } });
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('blocked');
    expect(trailOf(bench)).not.toContain('approval.decided');
  });
});

describe('a decision after the hand-off was blocked for its subtask', () => {
  it('is refused in words, and changes nothing', async () => {
    const bench = await waitAt('run');
    replace(bench, { parent: { id: '7', key: 'INC-7' } });
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('blocked');
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'wrong-state');
    expect(onlyHandoff(bench).state).toBe('blocked');
  });
});

describe('what people write on a subtask', () => {
  it('decides nothing and takes nothing away: summary, description, assignee, property', async () => {
    const bench = await waitAt('run');
    replace(bench, {
      summary: 'Approved',
      description: 'Approved',
      assigneeId: 'outsider-oz',
      approvalMark: null,
    });
    bench.jira.issue(subtaskOf(bench, 'run').id).properties.clear();
    await moveSubtask(bench, 'outsider-oz', { gate: 'run', toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    await moveSubtask(bench, 'commander-cho', { gate: 'run', toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('makes no other issue an approval: a clone with the same property is left alone', async () => {
    const bench = await waitAt('run');
    const original = bench.jira.issue(subtaskOf(bench, 'run').id);
    bench.jira.issues.set('555', { ...original, id: '555', key: 'INC-555', changes: [] });
    bench.jira.move('555', 'commander-cho', 'Approved');
    const before = storedText(bench);
    await checkSubtask(bench.world, '555');
    expect(storedText(bench)).toBe(before);
  });
});

describe('an approval by transition that is reversed', () => {
  /** Approved in Jira, and what it approved has not begun: the queue is not worked off. */
  async function approved(): Promise<Bench> {
    const bench = await waitAt('run');
    bench.jira.move(subtaskOf(bench, 'run').id, 'commander-cho', 'Approved');
    await checkSubtask(bench.world, subtaskOf(bench, 'run').id);
    expect(onlyHandoff(bench).state).toBe('queued');
    return bench;
  }

  const moveBack = async (bench: Bench, accountId: string, toStatus: string): Promise<void> => {
    bench.jira.move(subtaskOf(bench, 'run').id, accountId, toStatus);
    await checkSubtask(bench.world, subtaskOf(bench, 'run').id);
    await checkSubtask(bench.world, subtaskOf(bench, 'run').id);
  };

  it.each([
    ['the approver rejects', 'commander-cho', 'Rejected', 'rejected'],
    ['the approver escalates', 'commander-cho', 'Escalated', 'escalated'],
    ['the backup rejects', 'backup-bo', 'Rejected', 'rejected'],
    ['the approver moves it back', 'commander-cho', 'In progress', 'superseded'],
  ])('ends the hand-off before the run starts: %s', async (_who, ...[accountId, toStatus, state]) => {
    const bench = await approved();
    await moveBack(bench, accountId, toStatus);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe(state);
    expect(bench.memory.outputs.size).toBe(0);
  });

  it.each(['commander-cho', 'backup-bo'])(
    'in the panel by %s, before the first decision’s own move was looked at, leaves that move unanswered',
    async (who) => {
      const bench = await waitAt('run');
      await decide(bench, 'commander-cho', { gate: 'run' });
      await decide(bench, who, { gate: 'run', verdict: 'escalate' });
      expect(onlyHandoff(bench).state).toBe('escalated');
      await checkSubtask(bench.world, subtaskOf(bench, 'run').id);
      await settle(bench);
      expect(trailOf(bench)).not.toContain('approval.ignored');
      expect(bench.jira.issue(subtaskOf(bench, 'run').id).posted).toEqual([]);
    },
  );

  it('says that it was taken back, by whom', async () => {
    const bench = await approved();
    await moveBack(bench, 'commander-cho', 'In progress');
    expect(onlyHandoff(bench).explanation).toContain('the approval was taken back');
    expect(detailsOf(bench, 'approval.invalidated')).toEqual([{ changes: ['the approval was taken back'] }]);
  });

  it.each([
    ['to reject', 'Rejected'],
    ['to nothing', 'In progress'],
  ])('by somebody else changes nothing (%s)', async (_what, toStatus) => {
    const bench = await approved();
    await moveBack(bench, 'agent-ana', toStatus);
    expect(onlyHandoff(bench).state).toBe('queued');
    expect(detailsOf(bench, 'approval.ignored')).toHaveLength(toStatus === 'Rejected' ? 1 : 0);
  });

  it.each([
    ['to reject', 'Rejected', 'reject'],
    ['to nothing', 'In progress', 'approve'],
  ])(
    'after the run began is recorded once, answered once, and un-writes nothing (%s)',
    async (_what, toStatus, verdict) => {
      const bench = await approved();
      await settle(bench);
      await moveBack(bench, 'commander-cho', toStatus);
      await settle(bench);
      expect(onlyHandoff(bench).state).toBe('awaiting-review');
      expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'decision-stands', verdict }]);
      expect(bench.jira.issue(subtaskOf(bench, 'run').id).posted).toHaveLength(1);
    },
  );

  it('after an approval of the use is recorded and changes nothing', async () => {
    const bench = await waitAt('use');
    const { id } = subtaskOf(bench, 'use');
    bench.jira.move(id, 'commander-cho', 'Approved');
    await checkSubtask(bench.world, id);
    bench.jira.move(id, 'commander-cho', 'Rejected');
    await checkSubtask(bench.world, id);
    expect(onlyHandoff(bench).state).toBe('writing-back');
    expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'decision-stands' }]);
  });

  it('and approved again counts no second time', async () => {
    const bench = await approved();
    await moveBack(bench, 'commander-cho', 'In progress');
    await moveBack(bench, 'commander-cho', 'Approved');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
    expect(detailsOf(bench, 'approval.decided')).toHaveLength(1);
  });
});

describe('a change of the same subtask', () => {
  it('counts by Jira’s order, whatever the clocks say', async () => {
    const bench = await waitAt('run');
    const { id } = subtaskOf(bench, 'run');
    const at = '2026-11-18T09:59:00.000Z';
    bench.jira
      .issue(id)
      .changes.push({ changeId: '1', accountId: 'commander-cho', toStatus: 'Approved', at });
    await checkSubtask(bench.world, id);
    expect(onlyHandoff(bench).state).toBe('queued');
  });

  it('is answered once when two events about it are worked off at once', async () => {
    const bench = await waitAt('run');
    const { id } = subtaskOf(bench, 'run');
    bench.jira.move(id, 'agent-ana', 'Approved');
    await Promise.all([1, 2, 3].map(() => checkSubtask(bench.world, id)));
    expect(detailsOf(bench, 'approval.ignored')).toHaveLength(1);
  });

  it('is answered once however many there are', async () => {
    const bench = await waitAt('run');
    const { id } = subtaskOf(bench, 'run');
    for (let times = 0; times < 50; times += 1) bench.jira.move(id, 'agent-ana', 'Approved');
    for (let looks = 0; looks < 3; looks += 1) await checkSubtask(bench.world, id);
    expect(detailsOf(bench, 'approval.ignored')).toHaveLength(50);
    expect(gateIn(bench, 'run').seenChanges).toHaveLength(40);
  });
});

describe('a project’s own statuses', () => {
  it('mean what policy says there, and others mean nothing', async () => {
    const bench = await waitAt('run', (document) => ({
      ...document,
      gateStatuses: {
        ...document.gateStatuses,
        byProject: [{ projectKey: 'INC', approve: ['Go'], reject: ['No go'], escalate: ['Up'] }],
      },
    }));
    await moveSubtask(bench, 'commander-cho', { gate: 'run', toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(bench.jira.issue(subtaskOf(bench, 'run').id).status).toBe('Go');
  });
});

describe('a gate without a subtask', () => {
  const BOTH = heldBy(['commander-cho', 'manager-mia'], ['backup-bo'], {
    needed: 2,
    of: 2,
    isInOrder: false,
  });

  it('is decided in the panel of the issue by each approver', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    bench.jira.withoutSubtasks.add('INC');
    putInForce(bench, BOTH);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(gateIn(bench, 'run').plan.place).toBe('panel');
    expect(detailsOf(bench, 'approval.held-in-panel')).toHaveLength(2);
    expect(bench.jira.notices).toMatchObject([
      { issueKey: 'INC-1', accountIds: ['commander-cho', 'manager-mia'] },
    ]);
    await expectRefusal(decide(bench, 'outsider-oz', { gate: 'run' }), 'not-permitted');
    await decide(bench, 'manager-mia', { gate: 'run' });
    await decide(bench, 'backup-bo', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
    expect(gateIn(bench, 'run').seats.map(({ decision }) => decision?.by.accountId)).toEqual([
      'backup-bo',
      'manager-mia',
    ]);
  });

  it('is not decided on the issue where it has subtasks', async () => {
    const bench = await waitAt('use', BOTH);
    const caller = await callerOn(bench, 'commander-cho');
    expect(await loadPanel(bench.world, caller)).toMatchObject({ mode: 'issue', approval: null });
  });
});
