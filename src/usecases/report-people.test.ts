import { describe, expect, it } from '@jest/globals';
import { reportPeople } from './report-people';
import { sweep } from './sweep';
import { createBench, handOff, onlyHandoff, settle, storedText } from './testing/bench';
import { completed, held } from './testing/erasure';

const DAY = 24 * 3_600_000;

describe('reporting people', () => {
  it('reports every account of a hand-off once in seven days, its owner and approvers too', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    expect(await reportPeople(bench.world)).toMatchObject({ closed: 0, updated: 0 });
    const [first] = bench.privacy.reports;
    expect(first).toEqual(expect.arrayContaining(['agent-ana', 'agent-ben', 'commander-cho']));
    bench.clock.advance(7 * DAY - 1_000);
    await reportPeople(bench.world);
    expect(bench.privacy.reports).toHaveLength(1);
    bench.clock.advance(2_000);
    await reportPeople(bench.world);
    expect(bench.privacy.reports).toEqual([first, first]);
  });

  it('sends at most 90 accounts at once, one report after the other, and each account once', async () => {
    const bench = createBench();
    await bench.world.audit.open(
      'site',
      Array.from({ length: 200 }, (_none, at) => `person-${at}`),
    );
    expect((await reportPeople(bench.world)).reported).toBe(200);
    expect(bench.privacy.reports.map((report) => report.length)).toEqual([90, 90, 20]);
    expect(new Set(bench.privacy.reports.flat()).size).toBe(200);
  });

  it('ends where the list shows for ever what was reported a moment ago', async () => {
    const bench = createBench();
    await bench.world.audit.open('site', ['agent-ana']);
    const stale = await bench.world.registry.listToReport('9');
    const registry = { ...bench.world.registry, listToReport: async () => stale };
    expect((await reportPeople({ ...bench.world, registry })).reported).toBe(1);
  });

  it('marks and erases nothing when the report fails, and reports all the next day', async () => {
    const bench = await completed();
    bench.privacy.statuses.set('agent-ana', 'closed');
    bench.privacy.isDown = true;
    const before = storedText(bench);
    await expect(reportPeople(bench.world)).rejects.toMatchObject({ code: 'unavailable' });
    expect(storedText(bench)).toBe(before);
    bench.privacy.isDown = false;
    expect((await reportPeople(bench.world)).closed).toBe(1);
  });

  it('leaves the record as it was signed when an account was updated', async () => {
    const bench = await completed();
    bench.privacy.statuses.set('agent-ana', 'updated');
    const before = bench.memory.handoffs.get(onlyHandoff(bench).id);
    expect((await reportPeople(bench.world)).updated).toBe(1);
    await settle(bench);
    expect(onlyHandoff(bench)).toEqual(before);
  });

  it('stores what a closed account asks for, also when the queue is down', async () => {
    const bench = await completed();
    bench.privacy.statuses.set('agent-ana', 'closed');
    bench.queue.isDown = true;
    await reportPeople(bench.world);
    bench.queue.isDown = false;
    bench.clock.advance(3 * 60_000);
    await sweep(bench.world);
    await settle(bench);
    expect(held(bench)).not.toContain('agent-ana');
  });
});
