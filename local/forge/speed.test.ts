import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LmdbStore } from '../store/lmdb-store';
import { MemoryStore } from '../store/memory-store';
import { createSystemClock } from '../system-clock';
import { openKvs, task, type KvsFixture } from './kvs/testing/kvs-fixture';
import { WorkQueue, type NewWork } from './work-queue';

const RECORDS = 2_000;
const CALLS = 100;
const EVENTS = 1_000;
/** Measured are a tenth of these and less. */
const MEDIAN_MS = 5;
const DRAIN_MS = 2_000;
/** A test may take this long where the disk is busy. */
const PATIENCE_MS = 60_000;

let directory = '';
let store: LmdbStore;
let kvs: KvsFixture;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'handoff-speed-'));
  store = new LmdbStore(join(directory, 'store'));
  kvs = openKvs({ store });
  for (let first = 0; first < RECORDS; first += 25) {
    kvs.clock.advance(60);
    const set = Array.from({ length: 25 }, (_, at) => toTask(first + at));
    expect((await kvs.post('transaction', { set })).status).toBe(204);
  }
}, PATIENCE_MS);

const toTask = (n: number) => task(`t${n}`, { issueId: String(n % 10), dueAt: n, score: 1, body: { n } });

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const medianOf = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;

async function timeOf(call: () => unknown): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}

/**
 * Median times in ms of a call, and of a bare durable write between the calls: what the disk takes for a commit, which
 * is a fraction of a millisecond on an idle machine and many on one whose disk is busy.
 */
async function measure(call: (n: number) => Promise<{ status: number }>) {
  const calls: number[] = [];
  const commits: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    kvs.clock.advance(60);
    calls.push(
      await timeOf(async () => {
        expect((await call(n)).status).toBeLessThan(300);
      }),
    );
    commits.push(await timeOf(() => store.put(['speed'], n)));
  }
  return { call: medianOf(calls), commit: medianOf(commits) };
}

const byDue = (n: number, more: object = {}) =>
  kvs.post('entity/query', {
    entityName: 'task',
    indexName: 'by-issue-due',
    partition: [String(n % 10)],
    ...more,
  });

describe('the median of a storage call over LMDB is under 5 ms beside the commit of a write', () => {
  it.each<[string, (n: number) => Promise<{ status: number }>]>([
    ['set', (n) => kvs.post('set', { key: `k${n}`, value: { text: 'x'.repeat(1_000) } })],
    ['get', (n) => kvs.post('get', { key: `k${n}` })],
    ['entity set', (n) => kvs.post('entity/set', task(`t${n}`, { issueId: '1', dueAt: n }))],
    ['entity query', (n) => byDue(n)],
    ['entity query of 100', (n) => byDue(n, { limit: 100 })],
    [
      'entity query by range',
      (n) => byDue(n, { sort: 'DESC', range: { condition: 'LESS_THAN', values: [1_500] } }),
    ],
    ['query of plain keys', () => kvs.post('query', { limit: 100 })],
    [
      'transaction',
      (n) =>
        kvs.post('transaction', {
          set: [
            task(`t${n}`, { issueId: '1', dueAt: n, score: 1 }, { conditions: undefined }),
            task(`u${n}`, { issueId: '2', dueAt: n }),
            { key: `log${n}`, value: n },
          ],
          check: [
            {
              key: 't1999',
              entityName: 'task',
              conditions: { and: [{ property: 'score', condition: 'EQUAL_TO', values: [1] }] },
            },
          ],
        }),
    ],
  ])(
    '%s',
    async (name, call) => {
      const isWrite = /set|transaction/.test(name);
      const medians = await measure(call);
      const own = isWrite ? medians.call - medians.commit : medians.call;
      expect(own).toBeLessThan(MEDIAN_MS);
    },
    PATIENCE_MS,
  );
});

describe('the queue', () => {
  it('delivers 1,000 waiting events in less than the square of them takes', async () => {
    const seen = new Set<string>();
    const waiting = new MemoryStore();
    const queue = new WorkQueue({
      store: waiting,
      clock: createSystemClock(waiting),
      async deliver({ eventId }) {
        seen.add(eventId);
        return { kind: 'done' };
      },
    });
    queue.start();
    const items = Array.from({ length: EVENTS }, (): NewWork => ({
      kind: 'trigger',
      moduleKey: 'm',
      body: { text: 'x'.repeat(2_000) },
      dueAtMs: 0,
    }));
    const started = performance.now();
    queue.add(items);
    await queue.settle();
    const ms = performance.now() - started;
    queue.stop();
    expect(seen.size).toBe(EVENTS);
    expect(ms).toBeLessThan(DRAIN_MS);
  });
});
