import { describe, expect, it } from '@jest/globals';
import type { CallInput } from '../contract/calls';
import type { Handoff } from '../domain/handoff/handoff';
import { decideMany } from './decide-many';
import { callerOn, createBench, entriesIn, settle, type Bench } from './testing/bench';
import { putInForce } from './testing/policy';
import { holding } from './testing/gates';
import { askForInternal, handOffOn, storedHandoff, subtaskIn } from './testing/waiting';
import { withdrawHandoff } from './withdraw-handoff';

type Items = CallInput<'oversight.decide-many'>['items'];

/** Hand-offs of low risk at their run gates, on so many issues, where policy allows batches. */
async function waiting(
  count: number,
): Promise<{ readonly bench: Bench; readonly handoffs: readonly Handoff[] }> {
  const bench = createBench();
  putInForce(bench, (document) => askForInternal(holding({ allowsBatch: true })(document)));
  const handoffs: Handoff[] = [];
  for (let number = 1; number <= count; number += 1)
    handoffs.push(
      await handOffOn(bench, {
        id: String(20_000 + number),
        key: `INC-${100 + number}`,
        dataClass: 'Internal',
      }),
    );
  return { bench, handoffs };
}

const itemOf = ({ id, seal }: Handoff): Items[number] => ({
  handoffId: id,
  gate: 'run',
  seal,
  release: null,
});

const approveAll = async (bench: Bench, items: Items, accountId = 'commander-cho') => {
  // As the edge makes it off an issue.
  const caller = { ...(await callerOn(bench, accountId)), issueId: '' };
  const { results } = await decideMany(bench.world, caller, { items, note: 'Looked at all.' });
  return results;
};

const stateOf = (bench: Bench, { id }: Handoff) => storedHandoff(bench, id).state;

describe('several approvals at once', () => {
  it('are one decision each, by this person, as part of a batch, and move each subtask', async () => {
    const { bench, handoffs } = await waiting(3);
    const results = await approveAll(bench, handoffs.map(itemOf));
    expect(results).toEqual(
      handoffs.map(({ id }) => ({ handoffId: id, isDone: true, message: 'Approved.' })),
    );
    for (const { id } of handoffs) {
      const { gates } = storedHandoff(bench, id);
      expect(gates[0]?.seats[0]?.decision).toMatchObject({
        verdict: 'approve',
        via: 'batch',
        by: { accountId: 'commander-cho' },
        note: 'Looked at all.',
      });
      expect(entriesIn(bench, id).map(({ event }) => event)).toContain('approval.decided');
    }
    const subtasks = handoffs.map((handoff) => bench.jira.issue(subtaskIn(handoff).id));
    expect(subtasks.map(({ changes }) => changes.map(({ accountId }) => accountId))).toEqual(
      subtasks.map(() => ['commander-cho']),
    );
  });

  it('stand each by itself: what one is refused for changes nothing for the next', async () => {
    const { bench, handoffs } = await waiting(5);
    const [first, gone, forged, hidden, last] = handoffs.map(itemOf);
    const [, withdrawn, , unseen] = handoffs;
    if (!first || !gone || !forged || !hidden || !last || !withdrawn || !unseen) throw new Error('too few');
    const ana = await callerOn(bench, 'agent-ana', '20002');
    await withdrawHandoff(bench.world, ana, { handoffId: gone.handoffId, version: withdrawn.version });
    await settle(bench);
    bench.jira.issue('20004').hiddenFrom.add('commander-cho');
    const unknown = { ...last, handoffId: 'ho-00000000-0000-4000-8000-00000000dead' };
    const results = await approveAll(bench, [
      first,
      gone,
      { ...forged, seal: 'f'.repeat(64) },
      hidden,
      unknown,
      last,
    ]);
    expect(results.map(({ isDone }) => isDone)).toEqual([true, false, false, false, false, true]);
    expect(results[2]?.message).toContain('another packet');
    expect(results[3]?.message).toBe(results[4]?.message);
    expect(handoffs.map((handoff) => stateOf(bench, handoff))).toEqual([
      'queued',
      'withdrawn',
      'awaiting-run-approval',
      'awaiting-run-approval',
      'queued',
    ]);
  });

  it('need the subtask to be seen too', async () => {
    const { bench, handoffs } = await waiting(1);
    const [handoff] = handoffs;
    if (handoff === undefined) throw new Error('too few');
    bench.jira.issue(subtaskIn(handoff).id).hiddenFrom.add('commander-cho');
    expect(await approveAll(bench, [itemOf(handoff)])).toMatchObject([{ isDone: false }]);
    expect(stateOf(bench, handoff)).toBe('awaiting-run-approval');
  });

  it('are none where policy does not allow them, or no longer', async () => {
    const { bench, handoffs } = await waiting(1);
    putInForce(bench, holding({ allowsBatch: false }));
    const [result] = await approveAll(bench, handoffs.map(itemOf));
    expect(result).toMatchObject({
      isDone: false,
      message: expect.stringContaining('Policy does not allow'),
    });
  });

  it('are for gates of low risk only', async () => {
    const { bench } = await waiting(0);
    const handoff = await handOffOn(bench, { id: '30001', key: 'INC-301', severity: 'Critical' });
    const [result] = await approveAll(bench, [itemOf(handoff)]);
    expect(result).toMatchObject({ isDone: false, message: expect.stringContaining('low risk') });
    expect(stateOf(bench, handoff)).toBe('awaiting-run-approval');
  });

  it.each(['agent-ana', 'agent-ben', 'outsider-oz'])('count for nothing by %s', async (accountId) => {
    const { bench, handoffs } = await waiting(1);
    expect(await approveAll(bench, handoffs.map(itemOf), accountId)).toMatchObject([{ isDone: false }]);
    expect(handoffs.map((handoff) => stateOf(bench, handoff))).toEqual(['awaiting-run-approval']);
  });

  it('end for one whose issue changed, and say so', async () => {
    const { bench, handoffs } = await waiting(2);
    bench.jira.issue('20001').severity = 'Critical';
    const results = await approveAll(bench, handoffs.map(itemOf));
    expect(results[0]).toMatchObject({ isDone: false, message: expect.stringMatching(/^Superseded: /u) });
    expect(results[1]?.isDone).toBe(true);
  });

  it('stop when the time of the call is over, and name what was not reached', async () => {
    const { bench, handoffs } = await waiting(4);
    const { clock } = bench;
    const handoffStore = {
      ...bench.world.handoffs,
      commit: async (change: Parameters<typeof bench.world.handoffs.commit>[0]) => {
        const stored = await bench.world.handoffs.commit(change);
        clock.advance(8_000);
        return stored;
      },
    };
    const slow = { ...bench, world: { ...bench.world, handoffs: handoffStore } };
    const results = await approveAll(slow, handoffs.map(itemOf));
    expect(results.map(({ isDone }) => isDone)).toEqual([true, true, false, false]);
    expect(results[3]?.message).toContain('Not reached');
    expect(handoffs.slice(2).map((handoff) => stateOf(bench, handoff))).toEqual([
      'awaiting-run-approval',
      'awaiting-run-approval',
    ]);
  });

  it('go on after a failure that nobody foresaw, whose words stay out of answer and log', async () => {
    const { bench, handoffs } = await waiting(2);
    let calls = 0;
    const jira = {
      ...bench.world.jira,
      readIssue: async (...args: Parameters<typeof bench.world.jira.readIssue>) => {
        calls += 1;
        if (calls === 1) throw new TypeError('secret words');
        return bench.world.jira.readIssue(...args);
      },
    };
    const results = await approveAll({ ...bench, world: { ...bench.world, jira } }, handoffs.map(itemOf));
    expect(results.map(({ isDone }) => isDone)).toEqual([false, true]);
    expect(JSON.stringify(results) + bench.log.lines.join()).not.toContain('secret words');
    expect(bench.log.lines.join()).toContain('batch.item-failed');
  });
});
