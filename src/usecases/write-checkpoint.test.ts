import { describe, expect, it } from '@jest/globals';
import type { Checkpoint } from '../contract/checkpoint';
import { checkCheckpoint, FIRST_CHECKPOINT, LeafTree } from '../domain/audit/checkpoint';
import { EMPTY_ROOT } from '../domain/audit/merkle';
import type { CheckpointStore } from '../ports/checkpoint-store';
import { PortError } from '../ports/port-error';
import { createBench, entriesIn, handOff, onlyHandoff, settle, type Bench } from './testing/bench';
import { writeCheckpoint } from './write-checkpoint';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const siteEvents = (bench: Bench) => entriesIn(bench, 'site').map(({ event }) => event);

/** The stored checkpoints, checked one after the other with their leaves. */
function checked({ memory }: Bench): readonly Checkpoint[] {
  let walk = FIRST_CHECKPOINT;
  for (const { checkpoint, pages } of memory.checkpoints) {
    const result = checkCheckpoint(walk, checkpoint);
    if ('broken' in result) throw new Error(result.broken.why);
    ({ walk } = result);
    expect(LeafTree.of(pages.flat()).root()).toBe(checkpoint.root);
  }
  return memory.checkpoints.map(({ checkpoint }) => checkpoint);
}

const chainsOf = ({ memory }: Bench, index: number): readonly string[] =>
  memory.checkpoints[index]?.pages.flat().map(({ chain }) => chain) ?? [];

/** A world whose checkpoint store has one method that behaves otherwise. */
const withStore = ({ world }: Bench, over: Partial<CheckpointStore>) => ({
  ...world,
  checkpoints: { ...world.checkpoints, ...over },
});

describe('writeCheckpoint', () => {
  it('writes one on a site where nothing ever happened, and one a day after that', async () => {
    const bench = createBench();
    expect(await writeCheckpoint(bench.world)).toMatchObject({
      index: 0,
      from: null,
      chains: 0,
      root: EMPTY_ROOT,
    });
    for (let day = 1; day <= 3; day += 1) {
      bench.clock.advance(DAY);
      expect((await writeCheckpoint(bench.world))?.index).toBe(day);
    }
    expect(checked(bench).map(({ chains }) => chains)).toEqual([0, 1, 1, 1]);
    expect(siteEvents(bench)).toEqual(Array(4).fill('checkpoint.written'));
  });

  it('covers every chain that moved up to its head now, and names itself in the site’s chain', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const { id } = onlyHandoff(bench);
    const checkpoint = await writeCheckpoint(bench.world);
    const head = bench.memory.chains.get(id)?.head;
    expect(bench.memory.checkpoints[0]?.pages).toEqual([
      [{ chain: id, entries: head?.nextIndex, lastHash: head?.lastHash }],
    ]);
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({
      event: 'checkpoint.written',
      actor: { kind: 'app' },
      details: { checkpoint: 0, hash: checkpoint?.hash, chains: 1 },
    });
    checked(bench);
  });

  it('takes heads by key, where a list shows an older one', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const { id } = onlyHandoff(bench);
    const stale = await bench.world.audit.listChanged(null, null);
    await settle(bench);
    const audit = { ...bench.world.audit, listChanged: async () => stale };
    await writeCheckpoint({ ...bench.world, audit });
    expect(bench.memory.checkpoints[0]?.pages[0]?.[0]?.entries).toBe(
      bench.memory.chains.get(id)?.head.nextIndex,
    );
  });

  it('leaves out what did not move for an hour before the one before, and takes a late row of that hour', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const { id } = onlyHandoff(bench);
    bench.clock.advance(30 * 60_000);
    await writeCheckpoint(bench.world);
    bench.clock.advance(DAY);
    await writeCheckpoint(bench.world);
    bench.clock.advance(DAY);
    await writeCheckpoint(bench.world);
    expect([0, 1, 2].map((index) => chainsOf(bench, index))).toEqual([[id], [id, 'site'], ['site']]);
    checked(bench);
  });

  it('covers days of silence with one', async () => {
    const bench = createBench();
    await writeCheckpoint(bench.world);
    bench.clock.advance(5 * DAY);
    await handOff(bench, 'gather-diagnostics');
    await writeCheckpoint(bench.world);
    const [first, second, ...more] = checked(bench);
    expect(second?.from).toBe(first?.to);
    expect(more).toEqual([]);
    expect(chainsOf(bench, 1)).toHaveLength(2);
  });

  it('is written once when the day’s run comes twice, and again after 20 hours', async () => {
    const bench = createBench();
    await writeCheckpoint(bench.world);
    expect(await writeCheckpoint(bench.world)).toBeNull();
    bench.clock.advance(20 * HOUR - 1);
    expect(await writeCheckpoint(bench.world)).toBeNull();
    bench.clock.advance(1);
    expect((await writeCheckpoint(bench.world))?.index).toBe(1);
  });

  it('is written once by two runs at once', async () => {
    const bench = createBench();
    const both = await Promise.all([writeCheckpoint(bench.world), writeCheckpoint(bench.world)]);
    expect(both.filter((made) => made !== null)).toHaveLength(1);
    expect(checked(bench)).toHaveLength(1);
  });

  it('is not written by a run that read the newest before another wrote it', async () => {
    const bench = createBench();
    await writeCheckpoint(bench.world);
    expect(await writeCheckpoint(withStore(bench, { newest: async () => null }))).toBeNull();
    expect(checked(bench)).toHaveLength(1);
  });

  it('is nobody’s when the turn was lost on the way, and the next run’s when a run was cut off', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const lost = async () => {
      throw new PortError('conflict', 'Somebody else makes this checkpoint');
    };
    expect(await writeCheckpoint(withStore(bench, { commit: lost }))).toBeNull();
    const cut = async () => {
      throw new PortError('unavailable', 'Storage is away');
    };
    bench.clock.advance(DAY);
    await expect(writeCheckpoint(withStore(bench, { commit: cut }))).rejects.toMatchObject({
      code: 'unavailable',
    });
    bench.clock.advance(60_000);
    expect(await writeCheckpoint(bench.world)).toBeNull();
    bench.clock.advance(DAY);
    expect((await writeCheckpoint(bench.world))?.index).toBe(0);
    expect(checked(bench)).toHaveLength(1);
    expect(siteEvents(bench)).toEqual(['checkpoint.written']);
  });

  it('is written in pages of 500 chains in order, however many there are', async () => {
    const bench = createBench();
    const name = (at: number): string => `ho-00000000-0000-4000-8000-${String(1_100 - at).padStart(12, '0')}`;
    for (let at = 0; at < 1_100; at += 1)
      bench.memory.chains.set(name(at), {
        entries: [],
        head: { nextIndex: 2, lastHash: 'a'.repeat(64) },
        startedAt: bench.clock.now(),
        changedAt: bench.clock.now(),
      });
    const checkpoint = await writeCheckpoint(bench.world);
    expect(checkpoint?.chains).toBe(1_100);
    expect(bench.memory.checkpoints[0]?.pages.map((page) => page.length)).toEqual([500, 500, 100]);
    expect(chainsOf(bench, 0)).toEqual([...chainsOf(bench, 0)].sort());
    checked(bench);
  });

  it('asks for its way out only when policy names an issue, and is made without a readable policy', async () => {
    const bench = createBench();
    await writeCheckpoint(bench.world);
    expect(bench.queue.items).toEqual([]);
    const { document } = bench.memory.policy;
    bench.memory.policy = { ...bench.memory.policy, document: { ...document, governance: ['somebody'] } };
    bench.clock.advance(DAY);
    expect((await writeCheckpoint(bench.world))?.index).toBe(1);
    expect(bench.log.lines.join()).toContain('audit.policy-damaged');
    const control = async () => {
      throw new PortError('unavailable', 'Storage is away');
    };
    bench.clock.advance(DAY);
    const world = { ...bench.world, policies: { ...bench.world.policies, control } };
    await expect(writeCheckpoint(world)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
