import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, EntryDraft } from '../contract/audit';
import { appendEntries, EMPTY_CHAIN, entryId } from '../domain/audit/chain';
import { createBench, type Bench } from './testing/bench';
import { ava, chainIn, nextDay, tamper, withdrawn } from './testing/trails';
import { hurried, resultOf, site, walk } from './testing/walks';
import { verifyAll } from './verify-all';

/** An entry without what the chain adds to it. */
function draftOf(entry: AuditEntry): EntryDraft {
  const { specVersion, id, chain, index, prevEntryHash, hash, ...draft } = entry;
  return draft;
}

/** Writes a chain anew, soundly, with another request id in every entry. */
function rewrite(bench: Bench, id: string, requestId: string): void {
  const chain = chainIn(bench, id);
  const drafts = chain.entries.map((entry) => ({ ...draftOf(entry), requestId }));
  const made = appendEntries(id, EMPTY_CHAIN, drafts);
  chain.entries = [...made.entries];
  chain.head = made.head;
}

/** Appends one more entry, soundly, with this date. */
function append(bench: Bench, id: string, at: string): void {
  const chain = chainIn(bench, id);
  const last = chain.entries.at(-1);
  if (last === undefined) throw new Error('the chain is empty');
  const made = appendEntries(id, chain.head, [{ ...draftOf(last), at }]);
  chain.entries = [...chain.entries, ...made.entries];
  chain.head = made.head;
}

describe('the walk finds', () => {
  it.each([0, 24, 25, 59, 60, 92])('a changed entry in chain %d, and stops there', async (at) => {
    const { bench, ids } = await site();
    const id = ids[at] ?? '';
    tamper(bench, id, (all) =>
      all.map((entry) => (entry.index === 1 ? { ...entry, requestId: 'x' } : entry)),
    );
    const result = await resultOf(bench);
    expect(result.firstBroken?.id).toBe(entryId(id, 1));
    expect(result.chains).toBeLessThan(95);
    expect(chainIn(bench, 'site').entries.at(-1)).toMatchObject({
      event: 'integrity.checked',
      details: { firstBroken: expect.stringContaining(entryId(id, 1)) },
    });
  });

  it('a chain that was removed with its record since a checkpoint saw it', async () => {
    const { bench, ids } = await site();
    const id = ids[70] ?? '';
    bench.memory.chains.delete(id);
    bench.memory.handoffs.delete(id);
    expect((await resultOf(bench)).firstBroken).toMatchObject({ id, why: expect.stringContaining('gone') });
  });

  it('a chain whose tail was cut off with head and record', async () => {
    const { bench, ids } = await site();
    const id = ids[5] ?? '';
    const chain = chainIn(bench, id);
    const cut = chain.entries.findIndex(({ event }) => event === 'handoff.withdrawn');
    chain.entries = chain.entries.slice(0, cut);
    chain.head = { nextIndex: cut, lastHash: chain.entries.at(-1)?.hash ?? '' };
    const handoff = bench.memory.handoffs.get(id);
    if (handoff !== undefined) bench.memory.handoffs.set(id, { ...handoff, state: 'queued' });
    expect((await resultOf(bench)).firstBroken).toMatchObject({
      id,
      why: expect.stringMatching(/^checkpoint 0 saw \d+ entries of it, and it has \d+$/u),
    });
  });

  it('a chain that was written anew from some entry on, with sound hashes and head', async () => {
    const { bench, ids } = await site();
    const id = ids[65] ?? '';
    rewrite(bench, id, 'rewritten');
    const { firstBroken } = await resultOf(bench);
    expect(firstBroken).toMatchObject({ id: entryId(id, chainIn(bench, id).entries.length - 1) });
    expect(firstBroken?.why).toMatch(/checkpoint 1 saw another entry/u);
  });

  it('an entry that was appended later under an old date', async () => {
    const { bench, ids } = await site();
    const id = ids[10] ?? '';
    const seen = chainIn(bench, id).entries.length;
    append(bench, id, chainIn(bench, id).entries.at(-1)?.at ?? '');
    expect((await resultOf(bench)).firstBroken).toEqual({
      id: entryId(id, seen),
      why: expect.stringContaining('no checkpoint since then covers it'),
    });
  });

  it('a chain that was written anew and has moved on since', async () => {
    const { bench, ids } = await site();
    const id = ids[65] ?? '';
    const seen = chainIn(bench, id).entries.length;
    append(bench, id, bench.clock.now());
    expect((await resultOf(bench)).firstBroken).toBeNull();
    rewrite(bench, id, 'rewritten');
    expect((await resultOf(bench)).firstBroken).toEqual({
      id: entryId(id, seen - 1),
      why: 'checkpoint 1 saw another entry here',
    });
  });

  it('a whole chain that was slipped in under an old date', async () => {
    const { bench, ids } = await site();
    const id = ids[1] ?? '';
    for (const { pages } of bench.memory.checkpoints)
      for (const leaves of pages) leaves.splice(0, Infinity, ...leaves.filter(({ chain }) => chain !== id));
    const { firstBroken } = await resultOf(bench);
    expect(firstBroken?.id).toContain(id);
    expect(firstBroken?.why).toMatch(/no checkpoint since then covers it/u);
  });

  it('nothing in chains that the next checkpoint will cover', async () => {
    const { bench } = await site();
    bench.clock.advance(20 * 3_600_000);
    expect((await resultOf(bench)).firstBroken).toBeNull();
  });

  it.each<[string, (bench: Bench) => void, string]>([
    ['a checkpoint that is missing', (bench) => void bench.memory.checkpoints.pop(), 'checkpoint.000002'],
    [
      'a leaf that was changed',
      (bench) => {
        const page = bench.memory.checkpoints[1]?.pages[0];
        const leaf = page?.[3];
        if (leaf !== undefined) page?.splice(3, 1, { ...leaf, entries: leaf.entries + 1 });
      },
      'checkpoint.000001',
    ],
    [
      'a leaf that was removed',
      (bench) => void bench.memory.checkpoints[0]?.pages[0]?.splice(3, 1),
      'checkpoint.000000',
    ],
    [
      'leaves out of order',
      (bench) => void bench.memory.checkpoints[0]?.pages[0]?.reverse(),
      'checkpoint.000000',
    ],
    [
      'a checkpoint that was changed',
      (bench) => {
        const stored = bench.memory.checkpoints[2];
        if (stored !== undefined)
          bench.memory.checkpoints[2] = {
            ...stored,
            checkpoint: { ...stored.checkpoint, to: '2026-11-30T00:00:00.000Z' },
          };
      },
      'checkpoint.000002',
    ],
  ])('%s', async (_what, bend, id) => {
    const { bench } = await site();
    const newest = await bench.world.checkpoints.newest();
    bend(bench);
    const { checkpoints } = bench.world;
    const world = { ...bench.world, checkpoints: { ...checkpoints, newest: async () => newest } };
    const found = (await walk({ ...bench, world })).at(-1)?.firstBroken?.id;
    // A leaf that is gone shows first in the chain that it covered.
    expect([id, ...chainsOf(bench)]).toContain(found);
    const slow = (await walk({ ...bench, world }, hurried({ ...bench, world }))).at(-1)?.firstBroken?.id;
    expect(slow).toBe(found);
  });

  it('a newest checkpoint that was set back, and one that stands past it', async () => {
    const { bench } = await site();
    const { checkpoints } = bench.world;
    const newest = async () => checkpoints.read(1);
    const world = { ...bench.world, checkpoints: { ...checkpoints, newest } };
    expect((await walk({ ...bench, world })).at(-1)?.firstBroken).toEqual({
      id: 'checkpoint.000002',
      why: 'a checkpoint stands past the newest one',
    });
    const none = { ...bench.world, checkpoints: { ...checkpoints, newest: async () => null } };
    expect((await walk({ ...bench, world: none })).at(-1)?.firstBroken?.id).toBe('checkpoint.000000');
  });

  it('a checkpoint that was made during the walk and takes it along', async () => {
    const bench = createBench();
    await withdrawn(bench, 30);
    await nextDay(bench);
    const caller = await ava(bench);
    let last = await verifyAll(hurried(bench), caller, { restart: true });
    await nextDay(bench);
    for (let calls = 0; last.finishedAt === null && calls < 100; calls += 1)
      last = await verifyAll(hurried(bench), caller, { restart: false });
    expect(last).toMatchObject({ checkpoints: 2, firstBroken: null });
  });
});

const chainsOf = (bench: Bench): readonly string[] =>
  [...bench.memory.chains.values()].flatMap(({ entries }) => entries.map(({ id }) => id));
