import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { kvs as kvsApi } from '@forge/kvs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { LmdbStore } from '../../store/lmdb-store';
import { MemoryStore } from '../../store/memory-store';
import type { Store } from '../../store/store';
import { startQueueFixture, type QueueFixture } from '../testing/queue-fixture';
import { KVS_PATHS } from './kvs-routes';
import { openKvs } from './testing/kvs-fixture';

const directories: string[] = [];
const stores: Store[] = [];
const hosts: QueueFixture['host'][] = [];

function openLmdb(): Store {
  const directory = mkdtempSync(join(tmpdir(), 'handoff-crash-'));
  directories.push(directory);
  return new LmdbStore(join(directory, 'store'));
}

const KINDS: readonly [string, () => Store][] = [
  ['memory', () => new MemoryStore()],
  ['lmdb', openLmdb],
];
const MOMENTS = ['before', 'after'] as const;
const CASES = KINDS.flatMap(([kind, openStore]) =>
  MOMENTS.flatMap((when) => KVS_PATHS.map((path) => ({ kind, openStore, when, path }))),
);

afterEach(async () => {
  for (const host of hosts.splice(0)) host.close();
  for (const store of stores.splice(0)) await store.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

async function start(store: Store): Promise<QueueFixture> {
  stores.push(store);
  const fixture = await startQueueFixture({ store });
  hosts.push(fixture.host);
  return fixture;
}

type Kvs = typeof kvsApi;
const due = (dueAt: number) => ({ issueId: '10', dueAt });

/** One call of the app for each path; each changes or reads what `fill` wrote. */
const CALLS: Readonly<Record<(typeof KVS_PATHS)[number], (kvs: Kvs) => Promise<unknown>>> = {
  '/api/v1/get': (kvs) => kvs.get('plain'),
  '/api/v1/set': (kvs) => kvs.set('plain', 2),
  '/api/v1/delete': (kvs) => kvs.delete('plain'),
  '/api/v1/query': (kvs) => kvs.query().getMany(),
  '/api/v1/secret/get': (kvs) => kvs.getSecret('plain'),
  '/api/v1/secret/set': (kvs) => kvs.setSecret('plain', 2),
  '/api/v1/secret/delete': (kvs) => kvs.deleteSecret('plain'),
  '/api/v1/entity/get': (kvs) => kvs.entity('task').get('a'),
  '/api/v1/entity/set': (kvs) => kvs.entity('task').set('a', due(9)),
  '/api/v1/entity/delete': (kvs) => kvs.entity('task').delete('a'),
  '/api/v1/entity/query': (kvs) => kvs.entity('task').query().index('by-key').getMany(),
  '/api/v1/batch/get': (kvs) => kvs.batchGet([{ key: 'plain' }]),
  '/api/v1/batch/set': (kvs) =>
    kvs.batchSet([
      { key: 'a', value: due(9), entityName: 'task' },
      { key: 'new', value: due(1), entityName: 'task' },
    ]),
  '/api/v1/batch/delete': (kvs) => kvs.batchDelete([{ key: 'a', entityName: 'task' }, { key: 'plain' }]),
  '/api/v1/transaction': (kvs) =>
    kvs
      .transact()
      .set('a', due(9), { entityName: 'task' })
      .set('new', due(1), { entityName: 'task' })
      .delete('b', { entityName: 'task' })
      .execute(),
};

async function fill(kvs: Kvs): Promise<void> {
  await kvs.set('plain', 1);
  await kvs.setSecret('plain', 1);
  for (const key of ['a', 'b']) await kvs.entity('task').set(key, due(5));
}

const RowsSchema = z.object({
  data: z.array(z.object({ key: z.string(), value: z.object({ dueAt: z.number() }) })),
});

/** What the storage says afterwards, read by a site that knows nothing of the crash. */
async function readBack(store: Store) {
  const { post } = openKvs({ store });
  const query = async (more: object) =>
    RowsSchema.parse((await post('entity/query', { entityName: 'task', ...more })).body).data;
  const records = await query({ indexName: 'by-key' });
  const indexed = await query({ indexName: 'by-issue-due', partition: ['10'] });
  const plain = await post('get', { key: 'plain' });
  return { records, indexed, plain };
}

describe('a crash of the app', () => {
  it.each(CASES)(
    '$when the effect of $path leaves the $kind store readable, indexes and records agreed',
    async ({ openStore, when, path }) => {
      const store = openStore();
      const { inApp, host } = await start(store);
      const { kvs } = await import('@forge/kvs');
      await inApp(() => fill(kvs));
      const before = JSON.stringify(await readBack(store));
      host.faults.add({ door: 'kvs', match: `^${path}$`, mode: 'crash', when, times: 1 });
      await expect(inApp(() => CALLS[path](kvs))).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' });
      const after = await readBack(store);
      const byDue = [...after.records].sort(
        (x, y) => x.value.dueAt - y.value.dueAt || (x.key < y.key ? -1 : 1),
      );
      expect(after.indexed).toEqual(byDue);
      if (when === 'before') expect(JSON.stringify(after)).toBe(before);
      await inApp(() => CALLS[path](kvs));
      await inApp(() => fill(kvs));
      expect((await readBack(store)).indexed.map(({ key }) => key)).toEqual(
        expect.arrayContaining(['a', 'b']),
      );
    },
  );

  it.each(KINDS.flatMap(([kind, openStore]) => MOMENTS.map((when) => ({ kind, openStore, when }))))(
    '$when the effect of a push leaves the queue of the $kind store whole',
    async ({ openStore, when }) => {
      const { inApp, host, queue, rows } = await start(openStore());
      host.faults.add({ door: 'queue', match: 'publish', mode: 'crash', when, times: 1 });
      const events = [
        { body: {}, delayInSeconds: 60 },
        { body: {}, delayInSeconds: 60 },
      ];
      await expect(inApp(() => queue.push(events))).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' });
      expect(rows()).toHaveLength(when === 'before' ? 0 : 2);
      const { jobId } = await inApp(() => queue.push(events));
      expect(await inApp(() => queue.getStats(jobId))).toEqual({ success: 0, inProgress: 2, failed: 0 });
      expect(host.queue.size()).toBe(when === 'before' ? 2 : 4);
    },
  );
});
