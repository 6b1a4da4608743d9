import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSettings } from '../../settings';
import { openKvs, task, type KvsFixture } from './testing/kvs-fixture';

let kvs: KvsFixture;
const code = (value: string) => expect.objectContaining({ code: value });
beforeEach(() => {
  kvs = openKvs();
});

const items = (count: number, value: unknown = 1) =>
  Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value }));
const score = (condition: string, value: unknown) => ({
  and: [{ property: 'score', condition, values: [value] }],
});
/** 25 of these are over 4 MB, 17 are under. */
const BIG = 'x'.repeat(240 * 1024 - 2);

describe('a transaction', () => {
  const read = (key: string) => kvs.post('entity/get', { entityName: 'task', key });

  it('writes all or nothing', async () => {
    const set = [task('a', { score: 1 }), { key: 'a/b', value: 1 }];
    expect((await kvs.post('transaction', { set })).body).toEqual(code('INVALID_KEY'));
    expect((await read('a')).status).toBe(404);
    const late = [task('a', { score: 1 }), task('b', { score: 'text' })];
    expect((await kvs.post('transaction', { set: late })).body).toEqual(code('INVALID_ENTITY_VALUE'));
    expect((await read('a')).status).toBe(404);
  });

  it('answers CONDITIONAL_CHECK_FAILED and writes nothing when a version moved on', async () => {
    await kvs.post('entity/set', task('a', { score: 2 }));
    const set = [task('a', { score: 3 }, { conditions: score('EQUAL_TO', 1) }), { key: 'plain', value: 1 }];
    const answer = await kvs.post('transaction', { set });
    expect(answer).toEqual({ status: 409, body: code('CONDITIONAL_CHECK_FAILED') });
    expect((await kvs.post('get', { key: 'plain' })).status).toBe(404);
    set[0] = task('a', { score: 3 }, { conditions: score('EQUAL_TO', 2) });
    expect((await kvs.post('transaction', { set })).status).toBe(204);
  });

  it('checks one record while writing and deleting others', async () => {
    await kvs.post('entity/set', task('head', { score: 7 }));
    await kvs.post('set', { key: 'old', value: 1 });
    const request = {
      check: [{ key: 'head', entityName: 'task', conditions: score('EQUAL_TO', 7) }],
      set: [{ key: 'new', value: 2 }],
      delete: [{ key: 'old' }],
    };
    expect((await kvs.post('transaction', request)).status).toBe(204);
    expect((await kvs.post('get', { key: 'old' })).status).toBe(404);
  });

  it.each([
    ['NOT_EXISTS', true],
    ['EQUAL_TO', 1],
    ['NOT_EQUAL_TO', 1],
  ])(
    'fails a condition %s on a missing key, unless the site is set to let it pass',
    async (condition, value) => {
      const set = [task('new', { score: 1 }, { conditions: score(condition, value) })];
      expect((await kvs.post('transaction', { set })).body).toEqual(code('CONDITIONAL_CHECK_FAILED'));
      const other = openKvs({ settings: { ...createSettings(), conditionOnMissing: 'passes' } });
      expect((await other.post('transaction', { set })).status).toBe(204);
    },
  );

  it('takes 25 operations and refuses 26 and none', async () => {
    expect((await kvs.post('transaction', { set: items(25) })).status).toBe(204);
    for (const request of [{ set: items(26) }, {}, { set: items(25), delete: [{ key: 'other' }] }])
      expect((await kvs.post('transaction', request)).body).toEqual(code('INVALID_TRANSACTION_REQUEST'));
  });

  it('takes 4 MB and refuses more', async () => {
    expect((await kvs.post('transaction', { set: items(17, BIG) })).status).toBe(204);
    expect((await kvs.post('transaction', { set: items(18, BIG) })).body).toEqual(code('MAX_SIZE'));
  });

  it.each([
    [
      'one key twice',
      { set: [{ key: 'k', value: 1 }], delete: [{ key: 'k' }] },
      'INVALID_TRANSACTION_REQUEST',
    ],
    [
      'a condition on a plain key',
      { set: [{ key: 'k', value: 1, conditions: score('EQUAL_TO', 1) }] },
      'INVALID_TRANSACTION_REQUEST',
    ],
    ['a check without conditions', { check: [{ key: 'k', entityName: 'task' }] }, 'VALIDATION_FAILED'],
    [
      'empty conditions',
      { delete: [{ key: 'k', entityName: 'task', conditions: { and: [] } }] },
      'EMPTY_FILTER_OPERATOR',
    ],
    [
      'a key policy',
      { set: [{ key: 'k', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } }] },
      'VALIDATION_FAILED',
    ],
    [
      'a ttl over a year',
      { set: [{ key: 'k', value: 1, options: { ttl: { value: 366, unit: 'DAYS' } } }] },
      'VALIDATION_FAILED',
    ],
  ])('refuses %s', async (_name, request, expected) => {
    expect((await kvs.post('transaction', request)).body).toEqual(code(expected));
  });

  it('takes the same key of two namespaces', async () => {
    const set = [{ key: 'k', value: 1 }, task('k', { score: 1 })];
    expect((await kvs.post('transaction', { set })).status).toBe(204);
  });
});

describe('a batch', () => {
  it('lets each item succeed or fail alone', async () => {
    const answer = await kvs.post('batch/set', [
      { key: 'ok', value: 1 },
      { key: 'not/ok', value: 1 },
      task('t', { score: 'text' }),
      task('u', { score: 1 }),
    ]);
    expect(answer.body).toEqual({
      successfulKeys: [{ key: 'ok' }, { key: 'u', entityName: 'task' }],
      failedKeys: [
        { key: 'not/ok', error: code('INVALID_KEY') },
        { key: 't', entityName: 'task', error: code('INVALID_ENTITY_VALUE') },
      ],
    });
    const read = await kvs.post('batch/get', [
      { key: 'ok', options: { metadataFields: ['CREATED_AT'] } },
      { key: 'none' },
      { key: 'u', entityName: 'task' },
    ]);
    expect(read.body).toEqual({
      successfulKeys: [
        { key: 'ok', value: 1, createdAt: kvs.clock.now() },
        { key: 'u', entityName: 'task', value: { score: 1 } },
      ],
      failedKeys: [{ key: 'none', error: code('KEY_NOT_FOUND') }],
    });
    const gone = await kvs.post('batch/delete', [{ key: 'ok' }, { key: 'none' }]);
    expect(gone.body).toEqual({ successfulKeys: [{ key: 'ok' }, { key: 'none' }], failedKeys: [] });
    expect((await kvs.post('get', { key: 'ok' })).status).toBe(404);
  });

  it.each(['get', 'set', 'delete'])(
    'of %s takes 25 items and fails whole with 26, none, or one twice',
    async (verb) => {
      const toItem = ({ key, value }: { key: string; value: unknown }) =>
        verb === 'set' ? { key, value } : { key };
      const send = (list: { key: string; value: unknown }[]) => kvs.post(`batch/${verb}`, list.map(toItem));
      expect((await send(items(25))).status).toBe(200);
      for (const list of [items(26), [], [...items(1), ...items(1)]])
        expect(await send(list)).toEqual({ status: 400, body: code('VALIDATION_FAILED') });
    },
  );

  it('of set takes 4 MB and refuses more', async () => {
    expect((await kvs.post('batch/set', items(17, BIG))).status).toBe(200);
    expect((await kvs.post('batch/set', items(18, BIG))).body).toEqual(code('MAX_SIZE'));
  });

  it('of set takes a ttl and no key policy', async () => {
    const set = (options: object) => kvs.post('batch/set', [{ key: 'k', value: 1, options }]);
    expect((await set({ ttl: { value: 1, unit: 'DAYS' } })).status).toBe(200);
    expect((await set({ keyPolicy: 'OVERRIDE' })).body).toEqual(code('VALIDATION_FAILED'));
  });
});
