import { describe, expect, it } from '@jest/globals';
import { createSettings } from '../../settings';
import fc from 'fast-check';
import { z } from 'zod';
import { MemoryStore } from '../../store/memory-store';
import { createStandingClock, openKvs, task, type Answer, type KvsFixture } from './testing/kvs-fixture';

const LAG_MS = 5_000;
const RowsSchema = z.object({ data: z.array(z.object({ key: z.string(), value: z.unknown() })) });
const rowsOf = ({ body }: Answer) => RowsSchema.parse(body).data.map(({ key, value }) => [key, value]);

function openLate(): KvsFixture {
  const kvs = openKvs();
  kvs.settings.queryLagMs = LAG_MS;
  return kvs;
}
const plain = async ({ post }: KvsFixture) => rowsOf(await post('query', { limit: 100 }));
const tasks = async ({ post }: KvsFixture, more: object = {}) =>
  rowsOf(
    await post('entity/query', {
      entityName: 'task',
      indexName: 'by-issue-due',
      partition: ['10'],
      limit: 100,
      ...more,
    }),
  );

describe('a query lag', () => {
  it('of zero shows everything at once', async () => {
    const kvs = openKvs();
    await kvs.post('set', { key: 'k', value: 1 });
    expect(await plain(kvs)).toEqual([['k', 1]]);
  });

  it('hides a new row, shows an overwritten one as it was, and a deleted one still', async () => {
    const kvs = openLate();
    for (const key of ['changed', 'deleted']) await kvs.post('set', { key, value: 'old' });
    kvs.clock.advance(LAG_MS);
    await kvs.post('set', { key: 'changed', value: 'new' });
    await kvs.post('set', { key: 'changed', value: 'newer' });
    await kvs.post('delete', { key: 'deleted' });
    await kvs.post('set', { key: 'added', value: 'new' });
    kvs.clock.advance(LAG_MS - 1);
    expect(await plain(kvs)).toEqual([
      ['changed', 'old'],
      ['deleted', 'old'],
    ]);
    expect((await kvs.post('get', { key: 'changed' })).body).toMatchObject({ value: 'newer' });
    expect((await kvs.post('get', { key: 'deleted' })).status).toBe(404);
    kvs.clock.advance(1);
    expect(await plain(kvs)).toEqual([
      ['added', 'new'],
      ['changed', 'newer'],
    ]);
  });

  it('moves a record in an index late, and holds for by-key, sort and pages', async () => {
    const kvs = openLate();
    const early = { issueId: '10', dueAt: 1 };
    const late = { issueId: '10', dueAt: 9 };
    await kvs.post('entity/set', task('a', early));
    await kvs.post('entity/set', task('b', { issueId: '10', dueAt: 5 }));
    kvs.clock.advance(LAG_MS);
    await kvs.post('entity/set', task('a', late));
    const keys = async (more?: object) => (await tasks(kvs, more)).map(([key]) => key);
    expect(await keys()).toEqual(['a', 'b']);
    expect(await keys({ sort: 'DESC' })).toEqual(['b', 'a']);
    expect(await keys({ range: { condition: 'LESS_THAN', values: [5] } })).toEqual(['a']);
    expect(await keys({ limit: 1 })).toEqual(['a']);
    expect(await tasks(kvs, { indexName: 'by-key', partition: undefined })).toContainEqual(['a', early]);
    kvs.clock.advance(LAG_MS);
    expect(await keys()).toEqual(['b', 'a']);
    expect(await keys({ range: { condition: 'LESS_THAN', values: [5] } })).toEqual([]);
  });

  it('holds for transactions and batches, and a transaction that failed leaves no trace', async () => {
    const kvs = openLate();
    await kvs.post('batch/set', [{ key: 'k', value: 1 }]);
    kvs.clock.advance(LAG_MS);
    await kvs.post('transaction', {
      set: [
        { key: 'k', value: 2 },
        { key: 'a/b', value: 1 },
      ],
    });
    expect(await plain(kvs)).toEqual([['k', 1]]);
    await kvs.post('transaction', { set: [{ key: 'k', value: 3 }] });
    await kvs.post('batch/delete', [{ key: 'k' }]);
    expect(await plain(kvs)).toEqual([['k', 1]]);
    kvs.clock.advance(LAG_MS);
    expect(await plain(kvs)).toEqual([]);
  });

  it('keeps no history of writes that are old, and none at all without a lag', async () => {
    const kvs = openLate();
    const history = () => kvs.store.range({ prefix: ['kvs-young'] }).length;
    for (let n = 0; n < 200; n += 1) {
      await kvs.post('set', { key: `k${n % 7}`, value: n });
      kvs.clock.advance(LAG_MS / 10);
    }
    expect(history()).toBeLessThanOrEqual(11);
    const prompt = openKvs();
    await prompt.post('set', { key: 'k', value: 1 });
    expect(prompt.store.range({ prefix: ['kvs-young'] })).toEqual([]);
  });

  it('survives a restart over the same store', async () => {
    const store = new MemoryStore();
    const clock = createStandingClock();
    const settings = { ...createSettings(), queryLagMs: LAG_MS };
    await openKvs({ store, clock, settings }).post('set', { key: 'k', value: 1 });
    const second = openKvs({ store, clock, settings });
    await second.post('set', { key: 'k', value: 2 });
    clock.advance(LAG_MS);
    expect(await plain(second)).toEqual([['k', 2]]);
  });

  it('shows in every order of writes what gets showed one lag before', async () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      dueAt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      waitMs: fc.integer({ min: 0, max: LAG_MS }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const kvs = openLate();
        const seen = [{ at: kvs.clock.now(), rows: '[]' }];
        const now = new Map<string, number>();
        for (const { key, dueAt, waitMs } of steps) {
          if (dueAt === undefined) {
            await kvs.post('entity/delete', { entityName: 'task', key });
            now.delete(key);
          } else {
            await kvs.post('entity/set', task(key, { issueId: '10', dueAt }));
            now.set(key, dueAt);
          }
          const rows = [...now].sort(([a, x], [b, y]) => x - y || a.localeCompare(b));
          seen.push({ at: kvs.clock.now(), rows: JSON.stringify(rows.map(([name]) => name)) });
          kvs.clock.advance(waitMs);
          const visible = seen.filter(({ at }) => at + LAG_MS <= kvs.clock.now()).at(-1) ?? seen[0];
          const found = (await tasks(kvs)).map(([name]) => name);
          expect(JSON.stringify(found)).toBe(visible?.rows);
        }
      }),
      { numRuns: 200 },
    );
  });
});
