import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createLags } from '../../lags';
import { MemoryStore } from '../../store/memory-store';
import { createFixtureClock } from '../testing/fixture-host';
import { createFixtureManifest } from '../testing/fixture-manifest';
import { createKvsDoor } from './kvs-door';

type Post = (path: string, body: unknown) => Promise<{ status: number; body: unknown }>;

function openDoor(scopes?: readonly string[]): Post {
  const manifest = createFixtureManifest(scopes);
  const door = createKvsDoor({ store: new MemoryStore(), clock, manifest, lags: createLags() });
  const fn = { key: 'f', exportName: 'f', timeoutSeconds: 25 };
  const invocation = {
    id: 'i',
    fn,
    moduleKey: 'm',
    moduleType: 't',
    accountId: undefined,
    deadline: 0,
    traceId: 't',
  };
  return async (path, body) => {
    const call = {
      invocation: { ...invocation, isDead: false, kill: () => undefined },
      provider: 'app',
    } as const;
    const answer = await door({ ...call, method: 'POST', headers: {}, path, body: JSON.stringify(body) });
    return { status: answer.status, body: answer.body };
  };
}

let clock = createFixtureClock();
let post = openDoor();
const code = (value: string) => expect.objectContaining({ code: value });
const task = (key: string, value: object, more: object = {}) => ({ entityName: 'task', key, value, ...more });

beforeEach(() => {
  clock = createFixtureClock();
  post = openDoor();
});

describe('keys and values', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { n: nested(depth - 1) });

  it.each([
    ['an empty key', { key: '', value: 1 }, 'KEY_TOO_SHORT'],
    ['a key of 501 characters', { key: 'k'.repeat(501), value: 1 }, 'KEY_TOO_LONG'],
    ['a slash in the key', { key: 'a/b', value: 1 }, 'INVALID_KEY'],
    ['an at sign in the key', { key: 'a@b', value: 1 }, 'INVALID_KEY'],
    ['white space alone', { key: '  ', value: 1 }, 'INVALID_KEY'],
    ['a null value', { key: 'k', value: null }, 'VALIDATION_FAILED'],
    ['an absent value', { key: 'k' }, 'VALIDATION_FAILED'],
    ['a value above 240 KiB', { key: 'k', value: 'x'.repeat(240 * 1024) }, 'MAX_SIZE'],
    ['32 levels', { key: 'k', value: nested(32) }, 'MAX_DEPTH'],
    [
      'a ttl above a year',
      { key: 'k', value: 1, options: { ttl: { value: 366, unit: 'DAYS' } } },
      'VALIDATION_FAILED',
    ],
    ['an unknown option', { key: 'k', value: 1, options: { mode: 'x' } }, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_name, body, expected) => {
    expect((await post('/api/v1/set', body)).body).toEqual(code(expected));
  });

  it('takes the documented extremes', async () => {
    expect((await post('/api/v1/set', { key: `${'k'.repeat(490)}:._-# 9`, value: nested(31) })).status).toBe(
      204,
    );
  });

  it('answers KEY_NOT_FOUND with 404 for what was never set or was deleted', async () => {
    await post('/api/v1/set', { key: 'k', value: 1 });
    await post('/api/v1/delete', { key: 'k' });
    expect(await post('/api/v1/get', { key: 'k' })).toEqual({ status: 404, body: code('KEY_NOT_FOUND') });
  });

  it('answers KEY_CONFLICT with 409 for a second FAIL_IF_EXISTS', async () => {
    const claim = { key: 'claim', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } };
    expect((await post('/api/v1/set', claim)).status).toBe(204);
    expect(await post('/api/v1/set', claim)).toEqual({ status: 409, body: code('KEY_CONFLICT') });
  });

  it('answers the previous record where returnValue asks for it', async () => {
    await post('/api/v1/set', { key: 'k', value: 'old' });
    const answer = await post('/api/v1/set', {
      key: 'k',
      value: 'new',
      options: { returnValue: 'PREVIOUS' },
    });
    expect(answer.body).toEqual(expect.objectContaining({ value: 'old' }));
  });

  it('keeps secrets and plain keys apart', async () => {
    await post('/api/v1/secret/set', { key: 'k', value: 's' });
    expect((await post('/api/v1/get', { key: 'k' })).status).toBe(404);
  });

  it('still reads an expired value for 48 hours, and not after', async () => {
    await post('/api/v1/set', { key: 'k', value: 1, options: { ttl: { value: 1, unit: 'HOURS' } } });
    clock.advance(2 * 3_600_000);
    expect((await post('/api/v1/get', { key: 'k' })).status).toBe(200);
    clock.advance(48 * 3_600_000);
    expect((await post('/api/v1/get', { key: 'k' })).status).toBe(404);
  });

  it('refuses every call without the scope storage:app', async () => {
    expect(await openDoor(['read:jira-work'])('/api/v1/get', { key: 'k' })).toEqual({
      status: 403,
      body: code('SCOPE_MISSING'),
    });
  });

  it('refuses a path that it does not serve', async () => {
    expect(await post('/api/v1/frobnicate', {})).toEqual({ status: 501, body: code('NOT_SERVED') });
  });

  it('pages plain keys by prefix with a cursor', async () => {
    for (const key of ['a-1', 'a-2', 'a-3', 'b-1']) await post('/api/v1/set', { key, value: key });
    const where = [{ property: 'key', condition: 'BEGINS_WITH', values: ['a-'] }];
    const first = await post('/api/v1/query', { limit: 2, where });
    expect(first.body).toMatchObject({ data: [{ key: 'a-1' }, { key: 'a-2' }] });
    const after = z.object({ cursor: z.string() }).parse(first.body).cursor;
    expect((await post('/api/v1/query', { limit: 2, where, after })).body).toEqual({
      data: [expect.objectContaining({ key: 'a-3' })],
    });
  });
});

describe('custom entities', () => {
  it.each([
    ['an unknown entity', { entityName: 'job', key: 'k', value: {} }, 'ENTITY_TYPE_NOT_FOUND'],
    ['an undeclared attribute', task('k', { colour: 'red' }), 'INVALID_ENTITY_ATTRIBUTE'],
    ['a value that is no object', { entityName: 'task', key: 'k', value: 'text' }, 'INVALID_ENTITY_VALUE'],
    ['an empty string', task('k', { issueId: '' }), 'INVALID_ENTITY_VALUE'],
    ['a number for a string', task('k', { issueId: 1 }), 'INVALID_ENTITY_VALUE'],
    ['milliseconds in a 32-bit integer', task('k', { dueAt: 1_777_000_000_000 }), 'INVALID_ENTITY_VALUE'],
    ['a fraction in an integer', task('k', { dueAt: 1.5 }), 'INVALID_ENTITY_VALUE'],
    ['text for a boolean', task('k', { isOpen: 'yes' }), 'INVALID_ENTITY_VALUE'],
    ['a range value above 900 bytes', task('k', { issueId: 'x'.repeat(901) }), 'MAX_SIZE'],
  ])('refuse %s', async (_name, body, expected) => {
    expect((await post('/api/v1/entity/set', body)).body).toEqual(code(expected));
  });

  const query = (more: object) =>
    post('/api/v1/entity/query', {
      entityName: 'task',
      indexName: 'by-issue-due',
      partition: ['10'],
      ...more,
    });
  const PageSchema = z.object({ data: z.array(z.object({ key: z.string() })) });
  const keysOf = (body: unknown): string[] => PageSchema.parse(body).data.map((record) => record.key);

  async function fill(): Promise<void> {
    for (const [key, dueAt, isOpen] of [
      ['t1', -5, true],
      ['t2', 20, false],
      ['t3', 100, true],
    ] as const) {
      await post('/api/v1/entity/set', task(key, { issueId: '10', dueAt, isOpen }));
    }
    await post('/api/v1/entity/set', task('other', { issueId: '11', dueAt: 1 }));
    await post('/api/v1/entity/set', task('unindexed', { issueId: '10' }));
  }

  it.each([
    ['all of a partition in order', {}, ['t1', 't2', 't3']],
    ['descending', { sort: 'DESC' }, ['t3', 't2', 't1']],
    ['GREATER_THAN', { range: { condition: 'GREATER_THAN', values: [20] } }, ['t3']],
    ['BETWEEN, both ends in', { range: { condition: 'BETWEEN', values: [-5, 20] } }, ['t1', 't2']],
    [
      'a filter',
      { filters: { and: [{ property: 'isOpen', condition: 'EQUAL_TO', values: [true] }] } },
      ['t1', 't3'],
    ],
    [
      'an or filter',
      { filters: { or: [{ property: 'dueAt', condition: 'EQUAL_TO', values: [20] }] } },
      ['t2'],
    ],
  ])('find %s', async (_name, more, expected) => {
    await fill();
    expect(keysOf((await query(more)).body)).toEqual(expected);
  });

  it('give an empty page with a cursor when the filter drops the whole page', async () => {
    await fill();
    const filters = { and: [{ property: 'dueAt', condition: 'EQUAL_TO', values: [100] }] };
    const first = await query({ limit: 1, filters });
    expect(first.body).toEqual({ data: [], cursor: expect.any(String) });
  });

  it('follow the record when its indexed attribute changes, and forget it when it goes', async () => {
    await fill();
    await post('/api/v1/entity/set', task('t1', { issueId: '10', dueAt: 500 }));
    await post('/api/v1/entity/delete', { entityName: 'task', key: 't2' });
    expect(keysOf((await query({})).body)).toEqual(['t3', 't1']);
  });

  it('query by the short-form index and by the built-in by-key', async () => {
    await fill();
    const range = { condition: 'EQUAL_TO', values: ['11'] };
    const short = await post('/api/v1/entity/query', { entityName: 'task', indexName: 'issueId', range });
    expect(keysOf(short.body)).toEqual(['other']);
    const byKey = await post('/api/v1/entity/query', {
      entityName: 'task',
      indexName: 'by-key',
      range: { condition: 'BEGINS_WITH', values: ['t'] },
    });
    expect(keysOf(byKey.body)).toEqual(['t1', 't2', 't3']);
  });

  it.each([
    ['an undeclared index', { indexName: 'by-colour' }, 'INVALID_ENTITY_INDEX'],
    ['a missing partition', { partition: [] }, 'INVALID_ENTITY_PARTITION'],
    ['a partition of the wrong type', { partition: [10] }, 'INVALID_ENTITY_VALUE'],
    ['a page above 100', { limit: 101 }, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['one value for BETWEEN', { range: { condition: 'BETWEEN', values: [1] } }, 'INVALID_FILTER_VALUES'],
    [
      'a filter on an any attribute',
      { filters: { and: [{ property: 'body', condition: 'EXISTS', values: [true] }] } },
      'INVALID_FILTER_CONDITION',
    ],
    ['a made-up cursor', { cursor: 'zzz' }, 'INVALID_CURSOR'],
  ])('refuse a query with %s', async (_name, more, expected) => {
    expect((await query(more)).body).toEqual(code(expected));
  });
});

describe('transactions and batches', () => {
  const version = (score: number) => ({
    and: [{ property: 'score', condition: 'EQUAL_TO', values: [score] }],
  });
  const absent = { and: [{ property: 'score', condition: 'NOT_EXISTS', values: [true] }] };

  it('write all or nothing', async () => {
    const set = [task('a', { score: 1 }), { key: 'a/b', value: 1 }];
    expect((await post('/api/v1/transaction', { set })).body).toEqual(code('INVALID_KEY'));
    expect((await post('/api/v1/entity/get', { entityName: 'task', key: 'a' })).status).toBe(404);
  });

  it('answer CONDITIONAL_CHECK_FAILED and write nothing when a version moved on', async () => {
    await post('/api/v1/entity/set', task('a', { score: 2 }));
    const set = [task('a', { score: 3 }, { conditions: version(1) }), { key: 'plain', value: 1 }];
    expect((await post('/api/v1/transaction', { set })).body).toEqual(code('CONDITIONAL_CHECK_FAILED'));
    expect((await post('/api/v1/get', { key: 'plain' })).status).toBe(404);
  });

  it('hold a condition on an absent record, once', async () => {
    const create = { set: [task('new', { score: 1 }, { conditions: absent })] };
    expect((await post('/api/v1/transaction', create)).status).toBe(204);
    expect((await post('/api/v1/transaction', create)).body).toEqual(code('CONDITIONAL_CHECK_FAILED'));
  });

  it('check one record while writing and deleting others', async () => {
    await post('/api/v1/entity/set', task('head', { score: 7 }));
    await post('/api/v1/set', { key: 'old', value: 1 });
    const request = {
      check: [{ key: 'head', entityName: 'task', conditions: version(7) }],
      set: [{ key: 'new', value: 2 }],
      delete: [{ key: 'old' }],
    };
    expect((await post('/api/v1/transaction', request)).status).toBe(204);
    expect((await post('/api/v1/get', { key: 'old' })).status).toBe(404);
  });

  it.each([
    ['26 operations', { set: Array.from({ length: 26 }, (_, n) => ({ key: `k${n}`, value: n })) }],
    ['no operation', {}],
    ['one key twice', { set: [{ key: 'k', value: 1 }], delete: [{ key: 'k' }] }],
    ['a condition on a plain key', { set: [{ key: 'k', value: 1, conditions: absent }] }],
  ])('refuse %s', async (_name, request) => {
    expect((await post('/api/v1/transaction', request)).body).toEqual(code('INVALID_TRANSACTION_REQUEST'));
  });

  it('refuse a key policy, which only single sets take', async () => {
    const set = [{ key: 'k', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } }];
    expect((await post('/api/v1/transaction', { set })).body).toEqual(code('VALIDATION_FAILED'));
  });

  it('let each item of a batch succeed or fail alone', async () => {
    const answer = await post('/api/v1/batch/set', [
      { key: 'ok', value: 1 },
      { key: 'not/ok', value: 1 },
    ]);
    expect(answer.body).toMatchObject({
      successfulKeys: [{ key: 'ok' }],
      failedKeys: [{ error: { code: 'INVALID_KEY' } }],
    });
    const read = await post('/api/v1/batch/get', [{ key: 'ok' }, { key: 'none' }]);
    expect(read.body).toMatchObject({
      successfulKeys: [{ value: 1 }],
      failedKeys: [{ error: { code: 'KEY_NOT_FOUND' } }],
    });
    expect((await post('/api/v1/batch/delete', [{ key: 'ok' }])).status).toBe(200);
  });
});
