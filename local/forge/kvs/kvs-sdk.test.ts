import { afterEach, describe, expect, it } from '@jest/globals';
import { startQueueFixture, type QueueFixture } from '../testing/queue-fixture';

interface Task {
  issueId?: string;
  dueAt?: number;
  score?: number;
  isOpen?: boolean;
}

let open: QueueFixture | undefined;
async function start() {
  const fixture = await startQueueFixture();
  open = fixture;
  // Only now: the package reads what the host sets.
  const sdk = await import('@forge/kvs');
  return { ...fixture, sdk, kvs: sdk.kvs, tasks: sdk.kvs.entity<Task>('task') };
}

afterEach(() => {
  open?.host.close();
  open = undefined;
});

describe('the storage through @forge/kvs', () => {
  it('sets, gets and deletes plain keys, and a missing key is undefined', async () => {
    const { inApp, kvs } = await start();
    await inApp(() => kvs.set('k', { n: 1, gone: undefined }));
    expect(await inApp(() => kvs.get('k'))).toEqual({ n: 1 });
    await inApp(() => kvs.delete('k'));
    expect(await inApp(() => kvs.get('k'))).toBeUndefined();
  });

  it('raises ForgeKvsAPIError with the code of the platform and the status of the answer', async () => {
    const { inApp, kvs, sdk } = await start();
    await expect(inApp(() => kvs.set('a/b', 1))).rejects.toMatchObject({
      constructor: sdk.ForgeKvsAPIError,
      code: 'INVALID_KEY',
      responseDetails: { status: 400 },
    });
    await inApp(() => kvs.set('claim', 1, { keyPolicy: 'FAIL_IF_EXISTS' }));
    await expect(inApp(() => kvs.set('claim', 1, { keyPolicy: 'FAIL_IF_EXISTS' }))).rejects.toMatchObject({
      code: 'KEY_CONFLICT',
      responseDetails: { status: 409 },
    });
  });

  it('returns the record that an overriding set asks for', async () => {
    const { inApp, kvs, sdk } = await start();
    const set = (value: string, returnValue: 'PREVIOUS' | 'LATEST') =>
      inApp(() =>
        kvs.set('k', value, {
          keyPolicy: 'OVERRIDE',
          returnValue,
          returnMetadataFields: [sdk.MetadataField.CREATED_AT],
        }),
      );
    expect(await set('one', 'PREVIOUS')).toBeUndefined();
    expect(await set('two', 'PREVIOUS')).toEqual({ key: 'k', value: 'one', createdAt: expect.any(Number) });
    expect(await set('three', 'LATEST')).toMatchObject({ value: 'three' });
  });

  it('shows when a value expires', async () => {
    const { inApp, kvs, sdk, clock } = await start();
    await inApp(() => kvs.set('k', 1, { keyPolicy: 'OVERRIDE', ttl: { value: 1, unit: 'HOURS' } }));
    clock.advance(2 * 3_600_000);
    const metadataFields = [sdk.MetadataField.EXPIRE_TIME];
    const record = await inApp(() => kvs.get('k', { metadataFields }));
    expect(record).toEqual({ key: 'k', value: 1, expireTime: expect.stringMatching(/^2026-05-01T01:00/) });
  });

  it('keeps secrets apart', async () => {
    const { inApp, kvs } = await start();
    await inApp(() => kvs.setSecret('k', 's'));
    expect(await inApp(() => kvs.getSecret('k'))).toBe('s');
    expect(await inApp(() => kvs.get('k'))).toBeUndefined();
    await inApp(() => kvs.deleteSecret('k'));
    expect(await inApp(() => kvs.getSecret('k'))).toBeUndefined();
  });

  it('queries plain keys and entities page by page', async () => {
    const { inApp, kvs, tasks, sdk } = await start();
    await inApp(async () => {
      for (let n = 0; n < 15; n += 1) {
        await kvs.set(`p-${n}`, n);
        await tasks.set(`t-${n}`, { issueId: '10', dueAt: n, isOpen: n % 2 === 0 });
      }
    });
    const first = await inApp(() => kvs.query().where('key', sdk.WhereConditions.beginsWith('p-')).getMany());
    expect(first.results).toHaveLength(10);
    const rest = await inApp(() =>
      kvs
        .query()
        .where('key', sdk.WhereConditions.beginsWith('p-'))
        .cursor(first.nextCursor ?? '')
        .getMany(),
    );
    expect(rest.results).toHaveLength(5);
    expect(rest.nextCursor).toBeUndefined();
    const found = await inApp(() =>
      tasks
        .query()
        .index('by-issue-due', { partition: ['10'] })
        .where(sdk.WhereConditions.between(3, 8))
        .filters(new sdk.Filter<Task>().and('isOpen', sdk.FilterConditions.equalTo(true)))
        .sort(sdk.Sort.DESC)
        .getMany(),
    );
    expect(found.results.map(({ key }) => key)).toEqual(['t-8', 't-6', 't-4']);
  });

  it('writes a transaction with conditions, and a batch', async () => {
    const { inApp, kvs, tasks, sdk } = await start();
    const stillHas = (score: number) => ({
      entityName: 'task',
      conditions: new sdk.Filter<Task>().and('score', sdk.FilterConditions.equalTo(score)),
    });
    await inApp(() => tasks.set('t', { score: 1 }));
    const move = (from: number) =>
      inApp(() =>
        kvs
          .transact()
          .set<Task>('t', { score: from + 1 }, stillHas(from))
          .set('log', from)
          .execute(),
      );
    await move(1);
    await expect(move(1)).rejects.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
    expect(await inApp(() => tasks.get('t'))).toEqual({ score: 2 });
    const written = await inApp(() =>
      kvs.batchSet<unknown>([
        { key: 'a', value: 1 },
        { key: 'b', value: { score: 'x' }, entityName: 'task' },
      ]),
    );
    expect(written.failedKeys).toMatchObject([{ key: 'b', error: { code: 'INVALID_ENTITY_VALUE' } }]);
    const read = await inApp(() => kvs.batchGet([{ key: 'a' }, { key: 't', entityName: 'task' }]));
    expect(read.successfulKeys).toEqual([
      { key: 'a', value: 1 },
      { key: 't', entityName: 'task', value: { score: 2 } },
    ]);
    expect((await inApp(() => kvs.batchDelete([{ key: 'a' }]))).successfulKeys).toEqual([{ key: 'a' }]);
  });

  it('raises RATE_LIMIT_EXCEEDED with 429 over the rate', async () => {
    const { inApp, kvs } = await start();
    const value = 'x'.repeat(235 * 1024);
    await inApp(async () => {
      for (let n = 0; n < 166; n += 1) await kvs.set('k', value);
    });
    await expect(inApp(() => kvs.set('k', value))).rejects.toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      responseDetails: { status: 429 },
    });
  });
});
