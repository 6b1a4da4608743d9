import { describe, expect, it } from '@jest/globals';
import { PortError } from '../ports/port-error';
import { callerOn, createBench, refOf } from './testing/bench';
import { ava, chainIn, finished, nextDay } from './testing/trails';
import { eventsOnSite, hurried, resultOf, site, walk } from './testing/walks';
import { loadVerification, verifyAll } from './verify-all';
import type { World } from './world';

describe('a walk over everything', () => {
  it('of a site where nothing happened ends at once, and is an entry', async () => {
    const bench = createBench();
    const [slice, ...more] = await walk(bench);
    expect(slice).toMatchObject({ chains: 0, totalChains: 0, entries: 0, checkpoints: 0, firstBroken: null });
    expect(more).toEqual([]);
    expect(eventsOnSite(bench)).toEqual(['integrity.checked']);
  });

  it('covers every chain, entry and checkpoint, and is recorded once with what it found', async () => {
    const { bench } = await site();
    const chains = bench.memory.chains.size;
    const entries = [...bench.memory.chains.values()].reduce((sum, chain) => sum + chain.entries.length, 0);
    const found = { chains, entries, checkpoints: 3, firstBroken: null };
    expect(await resultOf(bench)).toMatchObject({ ...found, totalChains: chains, by: 'Ava Rossi' });
    expect(eventsOnSite(bench).filter((event) => event === 'integrity.checked')).toHaveLength(1);
    expect(chainIn(bench, 'site').entries.at(-1)).toMatchObject({
      event: 'integrity.checked',
      details: found,
      actor: { ref: refOf(bench, 'auditor-ava') },
    });
  });

  it('goes slice by slice to the same result, with progress that only grows and never passes its whole', async () => {
    const { bench } = await site();
    const chains = bench.memory.chains.size;
    const slices = await walk(bench, hurried(bench));
    expect(slices.length).toBeGreaterThan(6);
    for (const [at, slice] of slices.entries()) {
      expect(slice.chains).toBeLessThanOrEqual(slice.totalChains);
      expect(slice.chains).toBeGreaterThanOrEqual(slices[at - 1]?.chains ?? 0);
      expect(slice.totalChains).toBeGreaterThanOrEqual(slices[at - 1]?.totalChains ?? 0);
    }
    expect(slices.at(-1)).toMatchObject({ chains, totalChains: chains, checkpoints: 3, firstBroken: null });
    expect(eventsOnSite(bench).filter((event) => event === 'integrity.checked')).toHaveLength(1);
  });

  it('goes on after an interruption of every slice as if there had been none', async () => {
    const { bench } = await site();
    const slices = await walk(bench, hurried(bench));
    const world = hurried(bench);
    const { checkpoints } = world;
    let isCut = true;
    const cutting: World = {
      ...world,
      checkpoints: {
        ...checkpoints,
        saveVerification: async (place) => {
          isCut = !isCut;
          // The first save is that of the place where a walk begins.
          if (isCut && place.totalChains > 0) throw new PortError('unavailable', 'the function was ended');
          await checkpoints.saveVerification(place);
        },
      },
    };
    const caller = await ava(bench);
    let last = await verifyAll(cutting, caller, { restart: true }).catch(() => null);
    for (let calls = 0; (last?.finishedAt ?? null) === null && calls < 100; calls += 1)
      last = await verifyAll(cutting, caller, { restart: false }).catch(() => null);
    const { startedAt, finishedAt, entries, ...found } = slices.at(-1) ?? {};
    expect(last).toMatchObject(found);
  });

  it('keeps its place with a reference instead of the account, and tells it to whoever asks', async () => {
    const { bench } = await site();
    const caller = await ava(bench);
    expect(await loadVerification(bench.world, caller)).toEqual({ verification: null });
    const first = await verifyAll(hurried(bench), caller, { restart: true });
    expect(JSON.stringify(bench.memory.verification)).not.toContain('auditor-ava');
    expect(await loadVerification(bench.world, await callerOn(bench, 'admin-ada'))).toEqual({
      verification: first,
    });
    expect(first).toMatchObject({ by: 'Ava Rossi', finishedAt: null });
  });

  it('is one walk for two people, and counts nothing twice', async () => {
    const { bench } = await site();
    const chains = bench.memory.chains.size;
    const [one, other] = [await ava(bench), await callerOn(bench, 'admin-ada')];
    let last = await verifyAll(hurried(bench), one, { restart: true });
    for (let calls = 0; last.finishedAt === null && calls < 100; calls += 1) {
      const both = await Promise.all([
        verifyAll(hurried(bench), one, { restart: false }),
        verifyAll(hurried(bench), other, { restart: false }),
      ]);
      last = both[1];
    }
    expect(last).toMatchObject({ chains, checkpoints: 3, firstBroken: null, by: 'Ava Rossi' });
  });

  it('that somebody began again meanwhile is dropped', async () => {
    const { bench } = await site();
    const caller = await ava(bench);
    await verifyAll(hurried(bench), caller, { restart: true });
    const { checkpoints } = bench.world;
    let looks = 0;
    const loadVerificationLater: typeof checkpoints.loadVerification = async () => {
      looks += 1;
      if (looks === 2) await verifyAll(hurried(bench), caller, { restart: true });
      return checkpoints.loadVerification();
    };
    const world = {
      ...bench.world,
      checkpoints: { ...checkpoints, loadVerification: loadVerificationLater },
    };
    const answer = await verifyAll(world, caller, { restart: false });
    expect(answer.finishedAt).toBeNull();
    expect((await loadVerification(bench.world, caller)).verification).toEqual(answer);
  });

  it('gives its result again when it is over, and begins anew only when asked', async () => {
    const { bench } = await site();
    const caller = await ava(bench);
    const result = await resultOf(bench);
    expect(await verifyAll(bench.world, caller, { restart: false })).toEqual(result);
    bench.clock.advance(1_000);
    expect((await verifyAll(bench.world, caller, { restart: true })).startedAt).not.toBe(result.startedAt);
  });

  it('keeps what it did when storage is busy, and fails when it could do nothing', async () => {
    const { bench } = await site();
    const { audit } = bench.world;
    let reads = 0;
    const busyFrom = (limit: number): World => ({
      ...bench.world,
      audit: {
        ...audit,
        heads: async (chains) => {
          reads += 1;
          if (reads > limit) throw new PortError('rate-limited', 'too many requests');
          return audit.heads(chains);
        },
      },
    });
    const caller = await ava(bench);
    const part = await verifyAll(busyFrom(3), caller, { restart: true });
    expect(part).toMatchObject({ chains: 50, finishedAt: null });
    await expect(verifyAll(busyFrom(0), caller, { restart: false })).rejects.toThrow(PortError);
    expect((await verifyAll(bench.world, caller, { restart: false })).firstBroken).toBeNull();
  });
});

describe('a finished hand-off', () => {
  it('is covered, its effects included', async () => {
    const bench = await finished();
    await nextDay(bench);
    await nextDay(bench);
    expect(await resultOf(bench)).toMatchObject({ chains: 2, checkpoints: 2, firstBroken: null });
  });
});
