import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../contract/audit';
import { appendEntries, entryId } from '../domain/audit/chain';
import type { World } from './world';
import { callerOn, createBench, entriesOf, handOff, onlyHandoff, settle, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { review } from './testing/steps';
import { ava, chainIn, finished, tamper } from './testing/trails';
import { verifyTrail } from './verify-trail';
import { withdrawHandoff } from './withdraw-handoff';

const verify = async (bench: Bench, world: World = bench.world) =>
  verifyTrail(world, await ava(bench), { handoffId: onlyHandoff(bench).id });

const setRecord = (bench: Bench, change: Partial<ReturnType<typeof onlyHandoff>>): void => {
  const handoff = onlyHandoff(bench);
  bench.memory.handoffs.set(handoff.id, { ...handoff, ...change });
};

/** The chain from an entry on made again after it was changed, with sound hashes and the head that belongs to it. */
function rewrite(bench: Bench, from: number, change: (entry: AuditEntry) => AuditEntry): void {
  const chain = chainIn(bench, onlyHandoff(bench).id);
  const kept = chain.entries.slice(0, from);
  const drafts = chain.entries.slice(from).map((entry) => {
    const { specVersion, id, chain: name, index, prevEntryHash, hash, ...draft } = change(entry);
    return draft;
  });
  const head = { nextIndex: from, lastHash: kept.at(-1)?.hash ?? '0'.repeat(64) };
  const made = appendEntries(onlyHandoff(bench).id, head, drafts);
  chain.entries = [...kept, ...made.entries];
  chain.head = made.head;
}

describe('a sound chain', () => {
  it('verifies at every step of a hand-off', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    expect((await verify(bench)).firstBroken).toBeNull();
    await settle(bench);
    expect((await verify(bench)).firstBroken).toBeNull();
    await review(bench);
    expect((await verify(bench)).firstBroken).toBeNull();
    await settle(bench);
    expect(await verify(bench)).toEqual({
      entries: entriesOf(bench).length,
      chains: 1,
      checkpoints: 0,
      firstBroken: null,
    });
  });

  it('verifies when an effect of an older state is recorded late', async () => {
    const bench = await finished();
    rewrite(bench, 3, (entry) => (entry.event === 'effect.done' ? { ...entry, state: 'queued' } : entry));
    expect(entriesOf(bench).at(-1)).toMatchObject({ event: 'effect.done', state: 'queued' });
    expect((await verify(bench)).firstBroken).toBeNull();
  });

  it('is not called broken because a step comes between the reads', async () => {
    const bench = createBench();
    const { summary, version } = await handOff(bench, 'gather-diagnostics');
    const ana = await callerOn(bench, 'agent-ana');
    const { audit } = bench.world;
    let steps = 0;
    const heads: typeof audit.heads = async (chains) => {
      const before = await audit.heads(chains);
      steps += 1;
      if (steps === 1) await withdrawHandoff(bench.world, ana, { handoffId: summary.id, version });
      return before;
    };
    const report = await verify(bench, { ...bench.world, audit: { ...audit, heads } });
    expect(report).toMatchObject({ entries: entriesOf(bench).length, firstBroken: null });
    expect(onlyHandoff(bench).state).toBe('withdrawn');
  });
});

describe('a chain that was bent', () => {
  const places = [0, 1, 4, 9] as const;

  it.each(places)('is found by its entry %d when that was changed', async (index) => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    tamper(bench, id, (all) =>
      all.map((entry) => (entry.index === index ? { ...entry, requestId: 'other' } : entry)),
    );
    expect(await verify(bench)).toMatchObject({ entries: index, firstBroken: { id: entryId(id, index) } });
  });

  it.each(places)('is found by its entry %d when that is gone', async (index) => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    tamper(bench, id, (all) => all.filter((entry) => entry.index !== index));
    expect(await verify(bench)).toMatchObject({
      entries: index,
      firstBroken: { id: entryId(id, index), why: 'the entry is missing' },
    });
  });

  it('is found when its first entry is that of another chain', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const other = `${id.slice(0, -1)}9`;
    const first = entriesOf(bench)[0];
    if (first === undefined) throw new Error('no entry');
    const { specVersion, id: _id, chain, index, prevEntryHash, hash, ...draft } = first;
    const foreign = appendEntries(other, { nextIndex: 0, lastHash: '0'.repeat(64) }, [draft]).entries[0];
    const read: World['audit']['read'] = async (name, from, count) =>
      (await bench.world.audit.read(name, from, count)).map((row, at) => (from + at === 0 ? foreign : row));
    const report = await verify(bench, { ...bench.world, audit: { ...bench.world.audit, read } });
    expect(report.firstBroken).toEqual({
      id: entryId(id, 0),
      why: 'an entry of another chain stands here',
    });
  });

  it.each<[string, (bench: Bench, id: string) => void]>([
    ['all its entries', (bench, id) => tamper(bench, id, () => [])],
    ['its last entry', (bench, id) => tamper(bench, id, (all) => all.slice(0, -1))],
    ['its head', (bench, id) => bench.memory.chains.delete(id)],
    [
      'its last entry, and the head set back, but not the record',
      (bench, id) => {
        const chain = chainIn(bench, id);
        const written = chain.entries.findIndex(({ event }) => event === 'writeback.done');
        const last = chain.entries[written - 1];
        chain.entries = chain.entries.slice(0, written);
        chain.head = { nextIndex: written, lastHash: last?.hash ?? '' };
      },
    ],
  ])('is found when it lost %s', async (_what, bend) => {
    const bench = await finished();
    bend(bench, onlyHandoff(bench).id);
    expect((await verify(bench)).firstBroken).not.toBeNull();
  });

  it('is found when its head was set back and the entries were left', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const chain = chainIn(bench, id);
    const before = chain.entries.at(-2);
    chain.head = { nextIndex: chain.entries.length - 1, lastHash: before?.hash ?? '' };
    expect((await verify(bench)).firstBroken).toEqual({
      id: entryId(id, chain.entries.length - 1),
      why: 'an entry stands past the head of the chain',
    });
  });

  it('is found when the head names another last entry', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const chain = chainIn(bench, id);
    chain.head = { ...chain.head, lastHash: 'f'.repeat(64) };
    expect((await verify(bench)).firstBroken?.id).toBe(id);
  });

  it.each([
    ['state', { state: 'rejected' }],
    ['seal', { seal: 'e'.repeat(64) }],
  ] as const)('is found when the record has another %s', async (_what, change) => {
    const bench = await finished();
    setRecord(bench, change);
    expect((await verify(bench)).firstBroken?.id).toBe(onlyHandoff(bench).id);
  });
});

describe('whoever may not see the issue', () => {
  it('gets not-found, as for a hand-off that does not exist', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const caller = await ava(bench);
    for (const handoffId of [id, id.replaceAll('0', '9')])
      await expectSilentRefusal(bench, () => verifyTrail(bench.world, caller, { handoffId }), 'not-found');
  });
});
