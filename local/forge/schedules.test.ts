import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../store/memory-store';
import { toManifest } from './manifest';
import { SCHEDULE_INTERVALS } from './schedules';
import { closedAfterEach } from './testing/closed-after-each';
import { createFixtureClock, startFixtureHost, type FixtureHost } from './testing/fixture-host';
import { createFixtureDocument } from './testing/fixture-manifest';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const startClosed = closedAfterEach(startFixtureHost);

interface Started extends FixtureHost {
  readonly runs: readonly number[];
  /** Moves the clock and lets run what came due; answers how many runs there were so far. */
  readonly after: (ms: number) => Promise<number>;
}

interface Options {
  readonly interval?: string;
  readonly store?: MemoryStore;
  readonly clock?: ReturnType<typeof createFixtureClock>;
  readonly onRun?: () => void;
}

async function start({
  interval = 'hour',
  store,
  clock = createFixtureClock(),
  onRun,
}: Options = {}): Promise<Started> {
  const document = createFixtureDocument();
  const scheduledTrigger = [{ key: 'sweep', function: 'on-hour', interval }];
  const manifest = toManifest({ ...document, modules: { ...document.modules, scheduledTrigger } });
  const runs: number[] = [];
  const onHour = () => {
    runs.push(clock.now());
    onRun?.();
  };
  const fixture = await startClosed({ manifest, clock, app: { onHour }, ...(store ? { store } : {}) });
  return {
    ...fixture,
    runs,
    async after(ms) {
      clock.advance(ms);
      await fixture.host.settle();
      return runs.length;
    },
  };
}

const INTERVAL_MS: Readonly<Record<string, number>> = {
  fiveMinute: 5 * MINUTE_MS,
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 168 * HOUR_MS,
};

describe('a schedule', () => {
  it.each(SCHEDULE_INTERVALS)('runs five minutes after the start and then each %s', async (interval) => {
    const { after } = await start({ interval });
    const each = INTERVAL_MS[interval] ?? 0;
    expect(await after(5 * MINUTE_MS - 5_000)).toBe(0);
    expect(await after(5_000)).toBe(1);
    expect(await after(each - 5_000)).toBe(1);
    expect(await after(5_000)).toBe(2);
  });

  it('runs once for all the times that were missed', async () => {
    const { after } = await start();
    await after(5 * MINUTE_MS);
    expect(await after(10 * HOUR_MS)).toBe(2);
    expect(await after(HOUR_MS / 2)).toBe(2);
  });

  it('of a day runs once each time that more than a day passes, and once after several', async () => {
    const { after, runs, clock } = await start({ interval: 'day' });
    for (const ran of [1, 2, 3]) expect(await after(26 * HOUR_MS)).toBe(ran);
    expect(await after(72 * HOUR_MS)).toBe(4);
    const last = runs.at(-1) ?? 0;
    expect(clock.now() - last).toBeLessThan(MINUTE_MS);
    expect(await after(23 * HOUR_MS)).toBe(4);
    expect(await after(HOUR_MS)).toBe(5);
  });

  it('of a day runs once, however many days the site was off', async () => {
    const store = new MemoryStore();
    const clock = createFixtureClock();
    const first = await start({ interval: 'day', store, clock });
    expect(await first.after(5 * MINUTE_MS)).toBe(1);
    first.host.close();
    clock.advance(72 * HOUR_MS);
    const second = await start({ interval: 'day', store, clock });
    expect(await second.after(0)).toBe(1);
    expect(await second.after(23 * HOUR_MS)).toBe(1);
    expect(await second.after(HOUR_MS)).toBe(2);
  });

  it('is not run again after a throw', async () => {
    const onRun = () => {
      throw new Error('fails');
    };
    const { after, host } = await start({ onRun });
    expect(await after(5 * MINUTE_MS)).toBe(1);
    expect(await after(30 * MINUTE_MS)).toBe(1);
    expect(host.queue.size()).toBe(0);
  });

  it('may run twice', async () => {
    const { after, host } = await start();
    host.faults.add({ door: 'events', mode: 'duplicate', match: '^schedule:sweep$', times: 1 });
    expect(await after(5 * MINUTE_MS)).toBe(2);
  });

  it('may miss a run', async () => {
    const { after, host } = await start();
    host.faults.add({ door: 'events', mode: 'drop', match: '^schedule:sweep$', times: 1 });
    expect(await after(5 * MINUTE_MS)).toBe(0);
    expect(await after(HOUR_MS)).toBe(1);
  });

  it('keeps its time over a restart of the site', async () => {
    const store = new MemoryStore();
    const clock = createFixtureClock();
    const first = await start({ store, clock });
    await first.after(5 * MINUTE_MS);
    first.host.close();
    const second = await start({ store, clock });
    expect(await second.after(HOUR_MS / 2)).toBe(0);
    expect(await second.after(HOUR_MS / 2)).toBe(1);
  });
});
