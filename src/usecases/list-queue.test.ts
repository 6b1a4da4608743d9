import { describe, expect, it } from '@jest/globals';
import { CALLS, type CallInput, type CallOutput } from '../contract/calls';
import { listQueue } from './list-queue';
import { callerOn, createBench, handOff, INCIDENT, settle, type Bench } from './testing/bench';
import { putInForce } from './testing/policy';
import { expectRefusal } from './testing/refusal';
import { decide, review } from './testing/steps';
import { holding } from './testing/gates';
import { askForInternal, handOffOn, subtaskIn } from './testing/waiting';
import { withdrawHandoff } from './withdraw-handoff';

type View = CallInput<'oversight.queue'>['view'];
const HOUR_MS = 3_600_000;

const queueOf = async (
  bench: Bench,
  accountId: string,
  { view = 'mine', cursor = null }: { view?: View; cursor?: string | null } = {},
): Promise<CallOutput<'oversight.queue'>> => {
  const answer = await listQueue(bench.world, await callerOn(bench, accountId), { view, cursor });
  return CALLS['oversight.queue'].output.parse(answer);
};
const keysOf = async (bench: Bench, accountId: string, view: View = 'mine') =>
  (await queueOf(bench, accountId, { view })).items.map(({ issueKey }) => issueKey);

/** Hand-offs at their run gates on so many issues of `INC`, a minute apart. */
async function waiting(count: number, bench = createBench()): Promise<Bench> {
  for (let number = 1; number <= count; number += 1) {
    await handOffOn(bench, { id: String(20_000 + number), key: `INC-${100 + number}` });
    bench.clock.advance(60_000);
  }
  return bench;
}

describe('my queue', () => {
  it('has what asks me to decide, due first, and nothing that asks others', async () => {
    const bench = await waiting(2);
    expect(await keysOf(bench, 'commander-cho')).toEqual(['INC-101', 'INC-102']);
    for (const accountId of ['agent-ana', 'agent-ben', 'backup-bo', 'outsider-oz'])
      expect(await queueOf(bench, accountId)).toMatchObject({ items: [], hiddenCount: 0, cursor: null });
  });

  it('leads to the subtask, and says who is asked, since when and until when', async () => {
    const bench = await waiting(1);
    const [handoff] = [...bench.memory.handoffs.values()];
    if (handoff === undefined) throw new Error('nothing is stored');
    const { items } = await queueOf(bench, 'commander-cho');
    expect(items).toMatchObject([
      {
        handoffId: handoff.id,
        act: 'decide',
        gate: 'run',
        openKey: subtaskIn(handoff).key,
        asked: 'Cho Min-ji',
        dueAt: handoff.dueAt,
        isOverdue: false,
        isMine: true,
        batch: null,
      },
    ]);
  });

  it('has the reviews that I owe, with the risk of what AI read', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const { items } = await queueOf(bench, 'agent-ben');
    expect(items).toMatchObject([{ act: 'review', gate: null, openKey: INCIDENT.key, risk: 'low' }]);
    await review(bench, { verdict: 'reject' });
    expect((await queueOf(bench, 'agent-ben')).items).toEqual([]);
  });

  it('loses an item with the decision, and with the end of its hand-off', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(await keysOf(bench, 'commander-cho')).toEqual([]);
    const other = await waiting(1);
    const [handoff] = [...other.memory.handoffs.values()];
    const { id = '', version = 0 } = handoff ?? {};
    const ana = await callerOn(other, 'agent-ana', '20001');
    await withdrawHandoff(other.world, ana, { handoffId: id, version });
    expect(await keysOf(other, 'commander-cho')).toEqual([]);
    expect(other.memory.marks.filter(({ mark }) => mark.startsWith('waits:'))).toEqual([]);
  });

  it('counts, and does not show, what lies on issues or subtasks that I may not browse', async () => {
    const bench = await waiting(3);
    const [, second, third] = [...bench.memory.handoffs.values()];
    bench.jira.issue('20002').hiddenFrom.add('commander-cho');
    if (second === undefined || third === undefined) throw new Error('too few are stored');
    bench.jira.issue(subtaskIn(third).id).hiddenFrom.add('commander-cho');
    const queue = await queueOf(bench, 'commander-cho');
    expect(queue.items.map(({ issueKey }) => issueKey)).toEqual(['INC-101']);
    expect(queue.hiddenCount).toBe(2);
    expect(JSON.stringify(queue)).not.toContain(second.id);
  });

  it('puts the highest risk first, whatever is due first', async () => {
    const bench = createBench();
    putInForce(bench, askForInternal);
    await handOffOn(bench, { id: '20001', key: 'INC-101', dataClass: 'Internal' });
    bench.clock.advance(60_000);
    await handOffOn(bench, { id: '30001', key: 'INC-301', severity: 'Critical' });
    const { items } = await queueOf(bench, 'commander-cho');
    expect(items.map(({ issueKey }) => issueKey)).toEqual(['INC-301', 'INC-101']);
    expect(items.map(({ risk }) => risk)).toEqual(['medium', 'low']);
    const [first, second] = items.map(({ dueAt }) => Date.parse(dueAt));
    expect(first).toBeGreaterThan(second ?? Infinity);
  });

  it('goes on from page to page, each item once', async () => {
    const bench = await waiting(55);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CallOutput<'oversight.queue'> = await queueOf(bench, 'commander-cho', { cursor });
      seen.push(...page.items.map(({ issueKey }) => issueKey));
      ({ cursor } = page);
    } while (cursor !== null);
    expect(seen.sort()).toEqual(Array.from({ length: 55 }, (_none, index) => `INC-${101 + index}`).sort());
  });

  it.each(['nonsense', '{"part":7,"cursor":null}', '{"part":0}'])('takes no cursor %s', async (cursor) => {
    const bench = createBench();
    await expectRefusal(queueOf(bench, 'commander-cho', { cursor }), 'invalid-input');
  });

  it('says who is governance too', async () => {
    const bench = createBench();
    expect((await queueOf(bench, 'auditor-ava')).isGovernance).toBe(true);
    expect((await queueOf(bench, 'commander-cho')).isGovernance).toBe(false);
  });
});

describe('the queue of a team', () => {
  it('has the open gates whose plan names me, as the backup too', async () => {
    const bench = await waiting(2);
    expect(await keysOf(bench, 'backup-bo', 'team')).toEqual(['INC-101', 'INC-102']);
    expect(await keysOf(bench, 'commander-cho', 'team')).toEqual(['INC-101', 'INC-102']);
    expect(await keysOf(bench, 'secowner-sam', 'team')).toEqual([]);
    const { items } = await queueOf(bench, 'backup-bo', { view: 'team' });
    expect(items.map(({ isMine }) => isMine)).toEqual([false, false]);
  });

  it('has gates of both kinds', async () => {
    const bench = createBench();
    await handOff(bench, 'prepare-incident-packet');
    await settle(bench);
    await review(bench);
    await settle(bench);
    await handOffOn(bench, { id: '20001', key: 'INC-101' });
    const { items } = await queueOf(bench, 'commander-cho', { view: 'team' });
    expect(items.map(({ gate }) => gate).sort()).toEqual(['run', 'use']);
  });
});

describe('what is overdue', () => {
  it('is what is past its reminder’s time, for approver and backup', async () => {
    const bench = await waiting(1);
    expect(await keysOf(bench, 'commander-cho', 'overdue')).toEqual([]);
    bench.clock.advance(HOUR_MS);
    await handOffOn(bench, { id: '20009', key: 'INC-109' });
    expect(await keysOf(bench, 'commander-cho', 'overdue')).toEqual(['INC-101']);
    expect(await keysOf(bench, 'backup-bo', 'overdue')).toEqual(['INC-101']);
  });
});

describe('a batch', () => {
  it('is offered where policy allows it, for gates of low risk that I am asked for', async () => {
    const bench = createBench();
    putInForce(bench, (document) =>
      askForInternal(holding({ allowsBatch: true, lightReviewUpTo: 'medium' })(document)),
    );
    const low = await handOffOn(bench, { id: '20001', key: 'INC-101', dataClass: 'Internal' });
    await handOffOn(bench, { id: '20002', key: 'INC-102', severity: 'Critical' });
    const items = async (accountId: string) => (await queueOf(bench, accountId, { view: 'team' })).items;
    expect(await items('commander-cho')).toMatchObject([
      { risk: 'medium', batch: null },
      { risk: 'low', batch: { seal: low.seal, release: null } },
    ]);
    expect(await items('backup-bo')).toMatchObject([{ batch: null }, { batch: null }]);
    putInForce(bench, holding({ allowsBatch: false }));
    expect(await items('commander-cho')).toMatchObject([{ batch: null }, { batch: null }]);
  });
});
