import { describe, expect, it } from '@jest/globals';
import { openKvs, task } from './kvs/testing/kvs-fixture';
import { closedAfterEach } from './testing/closed-after-each';
import { startFixtureHost } from './testing/fixture-host';
import { UsageMeter } from './usage';

const start = closedAfterEach(startFixtureHost);
const NOTHING = { reads: 0, writes: 0, readUnits: 0, writeUnits: 0, bytesWritten: 0, queryPages: 0 };
const text = (kib: number) => 'x'.repeat(kib * 1024);
const jsonBytes = (...values: readonly unknown[]) =>
  values.reduce<number>((sum, value) => sum + Buffer.byteLength(JSON.stringify(value)), 0);

describe('what storage is used', () => {
  /** What these calls of the storage API use together. */
  const used = async (...calls: readonly (readonly [path: string, body: unknown])[]) => {
    const { post, usage } = openKvs();
    for (const [path, body] of calls) await post(path, body);
    return usage.since(0)?.kvs;
  };

  it('is one write a request, by its size in begun units, and the bytes of its value', async () => {
    const value = { name: 'é', text: text(10) };
    expect(await used(['set', { key: 'k', value }], ['secret/set', { key: 's', value: 1 }])).toEqual({
      ...NOTHING,
      writes: 2,
      writeUnits: 2 + 1,
      bytesWritten: jsonBytes(value, 1),
    });
  });

  it('is one write for everything in a transaction or a batch', async () => {
    const values = [{ score: 1 }, { score: 2 }, 'plain'];
    const set = [task('a', { score: 1 }), task('b', { score: 2 }), { key: 'c', value: 'plain' }];
    const each = { ...NOTHING, writes: 1, writeUnits: 1, bytesWritten: jsonBytes(...values) };
    expect(await used(['transaction', { set, delete: [{ key: 'gone' }] }])).toEqual(each);
    expect(await used(['batch/set', set])).toEqual(each);
  });

  it('is a write without bytes where nothing is stored', async () => {
    const conditions = { and: [{ property: 'score', condition: 'EQUAL_TO', values: [1] }] };
    expect(
      await used(
        ['delete', { key: 'k' }],
        ['batch/delete', [{ key: 'k' }]],
        ['transaction', { set: [task('a', { score: 2 }, { conditions })] }],
        // The second value is refused after the first one was written, so that both are undone.
        ['transaction', { set: [task('a', { score: 2 }), task('b', { score: 'none' })] }],
      ),
    ).toEqual({ ...NOTHING, writes: 4, writeUnits: 4 });
  });

  it('is the bytes of the good items of a batch alone', async () => {
    const items = [task('a', { score: 1 }), task('b', { score: 'none' })];
    expect(await used(['batch/set', items])).toMatchObject({
      writes: 1,
      bytesWritten: jsonBytes({ score: 1 }),
    });
  });

  it('is one read a request, by the size of the answer, and a page where it is a query', async () => {
    const big = text(25);
    const { post, usage } = openKvs();
    await post('set', { key: 'k', value: big });
    const before = usage.since(0)?.kvs;
    await post('get', { key: 'k' });
    await post('batch/get', [{ key: 'k' }]);
    await post('query', {});
    await post('entity/query', { entityName: 'task', indexName: 'by-open' });
    await post('get', { key: 'none' });
    expect(before).toMatchObject({ reads: 0, readUnits: 0, queryPages: 0, writes: 1 });
    // An answer of "no such key" costs a request and no unit.
    expect(usage.since(0)?.kvs).toMatchObject({
      reads: 5,
      readUnits: 3 + 3 + 3 + 1,
      queryPages: 2,
      writes: 1,
    });
  });

  it('is nothing for calls that never reach the storage', async () => {
    const { post, usage } = openKvs({ scopes: [] });
    await post('set', { key: 'k', value: 1 });
    const other = openKvs();
    await other.post('nothing', {});
    expect([usage.since(0)?.kvs, other.usage.since(0)?.kvs]).toEqual([NOTHING, NOTHING]);
  });
});

describe('usage by the numbers of the traffic', () => {
  it('is what came after a call', async () => {
    const { host, invoke } = await start();
    const { usage } = host.traffic;
    await invoke('remember', { value: 'one' });
    const seen = host.traffic.since(0).at(-1)?.n ?? 0;
    expect(seen).toBe(2);
    expect(usage.since(seen)).toEqual({ kvs: NOTHING, jira: { calls: 0, points: 0 } });
    await invoke('remember', { value: 'second' });
    expect(usage.since(seen)?.kvs).toMatchObject({ writes: 1, reads: 1, bytesWritten: jsonBytes('second') });
    expect(usage.since(1)?.kvs).toMatchObject({ writes: 1, reads: 2 });
    expect(usage.since(0)?.kvs).toMatchObject({ writes: 2, bytesWritten: jsonBytes('one', 'second') });
  });

  it('has the calls and the points of Jira, also of refused calls', async () => {
    const { host, invoke } = await start();
    await invoke('readIssue');
    const points = host.traffic.since(0)[0]?.points;
    expect(points).toBeGreaterThan(0);
    await invoke('editIssue');
    expect(host.traffic.usage.since(0)).toEqual({ kvs: NOTHING, jira: { calls: 2, points } });
    expect(host.traffic.usage.since(1)).toEqual({ kvs: NOTHING, jira: { calls: 1, points: 0 } });
  });

  it('counts what had its effect, whatever a fault made of the answer', async () => {
    const { host, invoke } = await start();
    const store = async (fault: { mode: 'crash' | 'duplicate'; when?: 'before' | 'after' }) => {
      const before = host.traffic.since(0).at(-1)?.n ?? 0;
      host.faults.add({ door: 'kvs', match: '/set$', times: 1, ...fault });
      await invoke('remember', { value: 'x' }).catch(() => undefined);
      return host.traffic.usage.since(before)?.kvs;
    };
    expect(await store({ mode: 'crash', when: 'before' })).toEqual(NOTHING);
    expect(await store({ mode: 'crash', when: 'after' })).toMatchObject({ writes: 1, bytesWritten: 3 });
    expect(await store({ mode: 'duplicate' })).toMatchObject({ writes: 2, bytesWritten: 6 });
  });

  it('starts anew with the traffic', async () => {
    const { host, invoke } = await start();
    await invoke('remember', { value: 'x' });
    await host.reset(() => undefined);
    expect(host.traffic.usage.since(0)?.kvs).toEqual(NOTHING);
    expect(host.traffic.usage.since(1)).toBeUndefined();
  });

  it('is unknown after a call that was not yet, or is kept no more', () => {
    const usage = new UsageMeter(2);
    for (let n = 1; n <= 4; n += 1) {
      usage.addJira({ calls: 1 });
      usage.mark();
    }
    expect([0, 1, 2, 3, 4, 5].map((n) => usage.since(n)?.jira.calls)).toEqual([
      4,
      undefined,
      undefined,
      1,
      0,
      undefined,
    ]);
  });
});
