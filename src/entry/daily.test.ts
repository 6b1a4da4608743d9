import { describe, expect, it } from '@jest/globals';
import { eraseTexts } from '../usecases/erase-texts';
import { createBench, handOff, onlyHandoff, settle, storedText, type Bench } from '../usecases/testing/bench';
import { withdrawHandoff } from '../usecases/withdraw-handoff';
import { callerOn } from '../usecases/testing/bench';
import { createDaily } from './background';

const YEAR = 366 * 24 * 3_600_000;

/** A bench on which each part of the daily run has something to do. */
async function benchWithWork(): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  const { id, version } = onlyHandoff(bench);
  await withdrawHandoff(bench.world, await callerOn(bench, 'agent-ana'), { handoffId: id, version });
  await settle(bench);
  bench.clock.advance(YEAR);
  return bench;
}

const linesOf = ({ log }: Bench): readonly unknown[] => log.lines.map((line): unknown => JSON.parse(line));

describe('the daily run', () => {
  it('writes a checkpoint, reports people, erases texts, in this order, and logs what it did', async () => {
    const bench = await benchWithWork();
    expect(await createDaily(bench.world)(undefined)).toEqual({ statusCode: 204 });
    expect(linesOf(bench)).toEqual([
      { event: 'daily.done', part: 'checkpoint', index: 0, chains: 1 },
      { event: 'daily.done', part: 'people', reported: 2, closed: 0, updated: 0 },
      { event: 'daily.done', part: 'retention', erased: 1, failed: 0, isFinished: true },
    ]);
    expect(bench.memory.checkpoints).toHaveLength(1);
    expect(bench.privacy.reports).toHaveLength(1);
    expect(onlyHandoff(bench).eraseFrom).toBeNull();
  });

  it('does the rest when a part fails, and logs its code only', async () => {
    const bench = await benchWithWork();
    bench.privacy.isDown = true;
    const newest = async () => {
      throw new Error('words of a person');
    };
    const world = { ...bench.world, checkpoints: { ...bench.world.checkpoints, newest } };
    expect(await createDaily(world)(undefined)).toEqual({ statusCode: 204 });
    expect(linesOf(bench)).toEqual([
      { event: 'daily.failed', part: 'checkpoint', code: 'unexpected' },
      { event: 'daily.failed', part: 'people', code: 'unavailable' },
      { event: 'daily.done', part: 'retention', erased: 1, failed: 0, isFinished: true },
    ]);
    expect(bench.log.lines.join()).not.toContain('words of a person');
  });

  it('logs a day without a checkpoint when one was written a moment ago', async () => {
    const bench = await benchWithWork();
    await createDaily(bench.world)(undefined);
    await createDaily(bench.world)(undefined);
    expect(linesOf(bench)[3]).toEqual({ event: 'daily.done', part: 'checkpoint', index: null, chains: null });
    expect(await eraseTexts(bench.world)).toMatchObject({ erased: 0 });
  });

  it('refuses a person, who could only come through a page', async () => {
    const bench = await benchWithWork();
    const before = storedText(bench);
    const asPerson = { principal: { accountId: 'agent-ana' } };
    expect(await createDaily(bench.world)(undefined, asPerson)).toEqual({ statusCode: 403 });
    expect(storedText(bench)).toBe(before);
  });
});
