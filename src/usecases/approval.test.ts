import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ApproverSource } from '../contract/policy-people';
import type { GateKind } from '../contract/vocabulary';
import type { HandoffCommit } from '../ports/handoff-store';
import { checkSubtask } from './check-subtask';
import { entriesOf, onlyHandoff, settle, subtaskOf, trailOf, type Bench } from './testing/bench';
import { waitAt } from './testing/gates';
import { putInForce } from './testing/policy';
import { expectRefusal, expectSilentRefusal } from './testing/refusal';
import { decide, moveSubtask } from './testing/steps';

/** What the last ignored attempt says. */
const ignoredOf = (bench: Bench) =>
  entriesOf(bench)
    .filter(({ event }) => event === 'approval.ignored')
    .at(-1)?.details;

const WAITING = { run: 'awaiting-run-approval', use: 'awaiting-use-approval' } as const;
const GATES: readonly GateKind[] = ['run', 'use'];

const removeFromPolicy = (bench: Bench, accountId: string): void => {
  const stays = (source: ApproverSource): boolean =>
    source.type !== 'account' || source.accountId !== accountId;
  putInForce(bench, (document) => ({
    ...document,
    approvers: document.approvers.map(({ role, chain, backups, quorum }) => ({
      role,
      quorum,
      chain: chain.filter(stays),
      backups: backups.filter(stays),
    })),
  }));
};

/** Who may not decide, and why it is refused. */
const OUTSIDERS = [
  { who: 'agent-ana', why: 'is-requester' },
  { who: 'agent-ben', why: 'is-owner' },
  { who: 'manager-mia', why: 'not-the-approver' },
  { who: 'bot-automation', why: 'not-a-human' },
  { who: 'gone-gil', why: 'inactive' },
] as const;

describe.each(GATES)('an attempt at the %s gate by somebody else', (gate) => {
  it.each(OUTSIDERS)('of $who in the panel passes nothing ($why)', async ({ who, why }) => {
    const bench = await waitAt(gate);
    await expectRefusal(decide(bench, who, { gate }), 'not-permitted');
    expect(onlyHandoff(bench)).toMatchObject({ state: WAITING[gate] });
    expect(trailOf(bench).at(-1)).toBe('approval.ignored');
    expect(ignoredOf(bench)).toMatchObject({
      why,
      via: 'panel',
    });
  });

  it.each(OUTSIDERS)('of $who in Jira is answered once and passes nothing ($why)', async ({ who, why }) => {
    const bench = await waitAt(gate);
    await moveSubtask(bench, who, { gate, toStatus: 'Approved' });
    await checkSubtask(bench.world, subtaskOf(bench, gate).id);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe(WAITING[gate]);
    expect(trailOf(bench).filter((event) => event === 'approval.ignored')).toHaveLength(1);
    expect(ignoredOf(bench)).toMatchObject({
      why,
      via: 'transition',
    });
    expect(bench.jira.issue(subtaskOf(bench, gate).id).posted).toHaveLength(1);
  });

  it('does not take the right away from the approver', async () => {
    const bench = await waitAt(gate);
    await moveSubtask(bench, 'agent-ben', { gate, toStatus: 'Approved' });
    await moveSubtask(bench, 'commander-cho', { gate, toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).not.toBe(WAITING[gate]);
  });
});

describe.each(GATES)('a decision at the %s gate', (gate) => {
  it('of an approver whom the policy does not name any more passes nothing', async () => {
    const bench = await waitAt(gate);
    removeFromPolicy(bench, 'commander-cho');
    await expectRefusal(decide(bench, 'commander-cho', { gate }), 'not-permitted');
    expect(onlyHandoff(bench).state).toBe(WAITING[gate]);
  });

  it('of an account that was deactivated meanwhile passes nothing', async () => {
    const bench = await waitAt(gate);
    const cho = bench.jira.people.get('commander-cho');
    if (cho !== undefined) bench.jira.people.set('commander-cho', { ...cho, isActive: false });
    await expectRefusal(decide(bench, 'commander-cho', { gate }), 'not-permitted');
  });

  it('after its time passes nothing', async () => {
    const bench = await waitAt(gate);
    bench.clock.advance(4 * 3_600_000 + 1);
    await expectRefusal(decide(bench, 'commander-cho', { gate }), 'wrong-state');
    expect(onlyHandoff(bench).state).toBe(WAITING[gate]);
  });

  it('counts at the last moment of its time', async () => {
    const bench = await waitAt(gate);
    bench.clock.advance(4 * 3_600_000);
    await decide(bench, 'commander-cho', { gate });
    expect(onlyHandoff(bench).state).not.toBe(WAITING[gate]);
  });

  it.each([
    ['a field', (bench: Bench) => (bench.jira.issue('10001').severity = 'Medium')],
    ['the description', (bench: Bench) => (bench.jira.issue('10001').description += '!')],
    ['the security level', (bench: Bench) => (bench.jira.issue('10001').securityLevel = '10400')],
    ['a comment that was used', (bench: Bench) => (bench.jira.issue('10001').comments = [])],
  ])('on an issue that changed in %s supersedes the hand-off', async (_what, change) => {
    const bench = await waitAt(gate);
    change(bench);
    await decide(bench, 'commander-cho', { gate });
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'superseded',
      gates: [{ seats: [{ decision: null }] }],
    });
    expect(trailOf(bench).at(-1)).toBe('approval.invalidated');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });

  it('counts although new comments came, because they are no part of the packet', async () => {
    const bench = await waitAt(gate);
    const issue = bench.jira.issue('10001');
    issue.comments = [...issue.comments, ...issue.comments.map((comment) => ({ ...comment, id: '777' }))];
    await decide(bench, 'commander-cho', { gate });
    expect(onlyHandoff(bench).state).not.toBe('superseded');
  });

  it('under another seal is superseded, and writes nothing', async () => {
    const bench = await waitAt(gate);
    await expectSilentRefusal(
      bench,
      () => decide(bench, 'commander-cho', { gate, seal: 'f'.repeat(64) }),
      'superseded',
    );
  });

  it('without a reason is refused for a rejection, and writes nothing', async () => {
    const bench = await waitAt(gate);
    const call = () => decide(bench, 'commander-cho', { gate, verdict: 'reject', reason: 'none' });
    await expectSilentRefusal(bench, call, 'reason-required');
  });

  it('is not taken while the site is halted, and writes nothing', async () => {
    const bench = await waitAt(gate);
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true, reason: 'Drill' };
    await expectSilentRefusal(bench, () => decide(bench, 'commander-cho', { gate }), 'halted');
    bench.jira.move(subtaskOf(bench, gate).id, 'commander-cho', 'Approved');
    await checkSubtask(bench.world, subtaskOf(bench, gate).id);
    expect(onlyHandoff(bench).state).toBe(WAITING[gate]);
  });

  it('is not-found for an approver who cannot see the parent', async () => {
    const bench = await waitAt(gate);
    bench.jira.issue('10001').hiddenFrom.add('commander-cho');
    await expectSilentRefusal(bench, () => decide(bench, 'commander-cho', { gate }), 'not-found');
  });

  it.each([
    ['reject', 'rejected', 'Rejected'],
    ['escalate', 'escalated', 'Escalated'],
  ] as const)('to %s ends as %s, in the panel and in Jira', async (verdict, state, toStatus) => {
    const inPanel = await waitAt(gate);
    await decide(inPanel, 'commander-cho', { gate, verdict });
    const inJira = await waitAt(gate);
    await moveSubtask(inJira, 'commander-cho', { gate, toStatus });
    expect([onlyHandoff(inPanel).state, onlyHandoff(inJira).state]).toEqual([state, state]);
    expect([trailOf(inPanel).at(-1), trailOf(inJira).at(-1)]).toEqual([
      'approval.decided',
      'approval.decided',
    ]);
  });

  it('in the panel moves the subtask as that person, whose event is no second decision', async () => {
    const bench = await waitAt(gate);
    await decide(bench, 'commander-cho', { gate });
    const { id } = subtaskOf(bench, gate);
    expect(bench.jira.issue(id).changes).toMatchObject([
      { accountId: 'commander-cho', toStatus: 'Approved' },
    ]);
    await checkSubtask(bench.world, id);
    await checkSubtask(bench.world, id);
    await settle(bench);
    expect(trailOf(bench).filter((event) => event.startsWith('approval.decided'))).toHaveLength(1);
    expect(trailOf(bench)).not.toContain('approval.ignored');
    expect(bench.jira.issue(id).posted).toEqual([]);
  });

  it('delivered several times is one decision', async () => {
    const bench = await waitAt(gate);
    const { id } = subtaskOf(bench, gate);
    bench.jira.move(id, 'commander-cho', 'Approved');
    for (let times = 0; times < 4; times += 1) await checkSubtask(bench.world, id);
    await settle(bench);
    expect(trailOf(bench).filter((event) => event === 'approval.decided')).toHaveLength(1);
  });

  it('is one of two when approver and backup decide at once, and before the run a refusal beats an approval', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const bench = await waitAt(gate);
        const { handoffs } = bench.world;
        const slow = {
          ...bench,
          world: {
            ...bench.world,
            handoffs: {
              ...handoffs,
              loadWhole: scheduler.scheduleFunction((id: string) => handoffs.loadWhole(id)),
              commit: scheduler.scheduleFunction((change: HandoffCommit) => handoffs.commit(change)),
            },
          },
        };
        const both = Promise.allSettled([
          decide(slow, 'commander-cho', { gate, verdict: 'approve' }),
          decide(slow, 'backup-bo', { gate, verdict: 'reject' }),
        ]);
        await scheduler.waitFor(both);
        const { state } = onlyHandoff(bench);
        if (gate === 'run') expect(state).toBe('rejected');
        else {
          expect(['rejected', 'writing-back']).toContain(state);
          expect(trailOf(bench).filter((event) => event === 'approval.decided')).toHaveLength(1);
          expect(JSON.stringify(ignoredOf(bench))).toMatch(/not-waiting: rejected|decision-stands/u);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a status that decides nothing', () => {
  it('leaves the gate open and is not answered', async () => {
    const bench = await waitAt('run');
    await moveSubtask(bench, 'agent-ben', { gate: 'run', toStatus: 'In progress' });
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    expect(trailOf(bench).at(-1)).toBe('approval.subtask-created');
  });

  it('of an issue that only copied the mark decides nothing', async () => {
    const bench = await waitAt('run');
    const clone = bench.jira.addIssue({ id: '555', key: 'INC-555', parent: { id: '10001', key: 'INC-1' } });
    clone.approvalMark = { handoffId: onlyHandoff(bench).id, gate: 'run' };
    bench.jira.move('555', 'commander-cho', 'Approved');
    await checkSubtask(bench.world, '555');
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
  });
});
