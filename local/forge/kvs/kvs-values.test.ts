import { beforeEach, describe, expect, it } from '@jest/globals';
import { openKvs, task, type KvsFixture } from './testing/kvs-fixture';

let kvs: KvsFixture;
const code = (value: string) => expect.objectContaining({ code: value });
beforeEach(() => {
  kvs = openKvs();
});

const nested = (depth: number): unknown => (depth === 0 ? 1 : { n: nested(depth - 1) });
/** A text whose JSON has exactly this many bytes. */
const textOf = (bytes: number) => 'x'.repeat(bytes - 2);

describe('keys and values', () => {
  it.each([
    ['an empty key', { key: '', value: 1 }, 'KEY_TOO_SHORT'],
    ['a key of 501 characters', { key: 'k'.repeat(501), value: 1 }, 'KEY_TOO_LONG'],
    ['a slash in the key', { key: 'a/b', value: 1 }, 'INVALID_KEY'],
    ['an at sign in the key', { key: 'a@b', value: 1 }, 'INVALID_KEY'],
    ['white space alone', { key: '  ', value: 1 }, 'INVALID_KEY'],
    ['a null value', { key: 'k', value: null }, 'VALIDATION_FAILED'],
    ['an absent value', { key: 'k' }, 'VALIDATION_FAILED'],
    ['a value of one byte over 240 KiB', { key: 'k', value: textOf(240 * 1024 + 1) }, 'MAX_SIZE'],
    ['32 levels', { key: 'k', value: nested(32) }, 'MAX_DEPTH'],
    ['an unknown option', { key: 'k', value: 1, options: { mode: 'x' } }, 'VALIDATION_FAILED'],
    ['an unknown member', { key: 'k', value: 1, entity: 'task' }, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_name, body, expected) => {
    expect(await kvs.post('set', body)).toEqual({ status: 400, body: code(expected) });
  });

  it('takes the documented extremes', async () => {
    const key = `${'k'.repeat(490)}:._-# 9aZ`;
    expect((await kvs.post('set', { key, value: nested(31) })).status).toBe(204);
    expect((await kvs.post('set', { key: 'k', value: textOf(240 * 1024) })).status).toBe(204);
  });

  it('measures bytes and not characters', async () => {
    expect((await kvs.post('set', { key: 'k', value: 'ä'.repeat(130 * 1024) })).body).toEqual(
      code('MAX_SIZE'),
    );
  });

  it('lets undefined vanish and keeps a nested null', async () => {
    await kvs.post('set', { key: 'k', value: { gone: undefined, kept: null } });
    expect((await kvs.post('get', { key: 'k' })).body).toEqual({ key: 'k', value: { kept: null } });
  });

  it('answers KEY_NOT_FOUND with 404 for what was never set or was deleted', async () => {
    await kvs.post('set', { key: 'k', value: 1 });
    expect((await kvs.post('delete', { key: 'k' })).status).toBe(204);
    expect(await kvs.post('get', { key: 'k' })).toEqual({ status: 404, body: code('KEY_NOT_FOUND') });
    expect((await kvs.post('delete', { key: 'k' })).status).toBe(204);
  });

  it('refuses every call without the scope storage:app', async () => {
    const { post } = openKvs({ scopes: ['read:jira-work'] });
    expect(await post('get', { key: 'k' })).toEqual({ status: 403, body: code('SCOPE_MISSING') });
  });

  it('refuses a path that it does not serve', async () => {
    expect(await kvs.post('frobnicate', {})).toEqual({ status: 501, body: code('NOT_SERVED') });
  });
});

describe('secrets', () => {
  it('are kept apart from plain keys', async () => {
    await kvs.post('secret/set', { key: 'k', value: 's' });
    expect((await kvs.post('get', { key: 'k' })).status).toBe(404);
    expect((await kvs.post('secret/get', { key: 'k' })).body).toEqual({ key: 'k', value: 's' });
    expect((await kvs.post('query', {})).body).toEqual({ data: [] });
    await kvs.post('secret/delete', { key: 'k' });
    expect((await kvs.post('secret/get', { key: 'k' })).status).toBe(404);
  });

  it('have at most 128 KiB', async () => {
    const set = (bytes: number) => kvs.post('secret/set', { key: 'k', value: textOf(bytes) });
    expect((await set(128 * 1024)).status).toBe(204);
    expect((await set(128 * 1024 + 1)).body).toEqual(code('MAX_SIZE'));
  });
});

describe('metadata', () => {
  const all = ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'];

  it('is answered only where it was asked for', async () => {
    const created = kvs.clock.now();
    await kvs.post('set', { key: 'k', value: 1 });
    kvs.clock.advance(5);
    await kvs.post('set', { key: 'k', value: 2, options: { ttl: { value: 1, unit: 'MINUTES' } } });
    expect((await kvs.post('get', { key: 'k' })).body).toEqual({ key: 'k', value: 2 });
    expect((await kvs.post('get', { key: 'k', options: { metadataFields: all } })).body).toEqual({
      key: 'k',
      value: 2,
      createdAt: created,
      updatedAt: created + 5,
      expireTime: new Date(created + 60_005).toISOString(),
    });
    expect((await kvs.post('query', { options: { metadataFields: ['UPDATED_AT'] } })).body).toEqual({
      data: [{ key: 'k', value: 2, updatedAt: created + 5 }],
    });
  });

  it('names its fields exactly', async () => {
    const answer = await kvs.post('get', { key: 'k', options: { metadataFields: ['VERSION'] } });
    expect(answer.body).toEqual(code('VALIDATION_FAILED'));
  });
});

describe('a key policy', () => {
  const claim = { key: 'claim', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } };

  it.each(['set', 'secret/set'])(
    'answers KEY_CONFLICT with 409 for a second FAIL_IF_EXISTS at %s',
    async (path) => {
      expect((await kvs.post(path, claim)).status).toBe(204);
      expect(await kvs.post(path, claim)).toEqual({ status: 409, body: code('KEY_CONFLICT') });
    },
  );

  it('holds for entities', async () => {
    const first = task('k', { score: 1 }, { options: { keyPolicy: 'FAIL_IF_EXISTS' } });
    expect((await kvs.post('entity/set', first)).status).toBe(204);
    expect((await kvs.post('entity/set', first)).status).toBe(409);
  });

  it('answers the previous or the latest record where returnValue asks for it', async () => {
    const set = (value: string, returnValue: string) =>
      kvs.post('set', { key: 'k', value, options: { keyPolicy: 'OVERRIDE', returnValue } });
    expect(await set('one', 'PREVIOUS')).toEqual({ status: 204, body: undefined });
    expect((await set('two', 'PREVIOUS')).body).toEqual({ key: 'k', value: 'one' });
    expect((await set('three', 'LATEST')).body).toEqual({ key: 'k', value: 'three' });
    const options = { returnValue: 'LATEST', returnMetadataFields: ['CREATED_AT'] };
    expect((await kvs.post('set', { key: 'k', value: 4, options })).body).toEqual({
      key: 'k',
      value: 4,
      createdAt: kvs.clock.now(),
    });
  });

  it.each([
    ['returnValue with FAIL_IF_EXISTS', { keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' }],
    ['returnMetadataFields without returnValue', { returnMetadataFields: ['CREATED_AT'] }],
  ])('refuses %s', async (_name, options) => {
    const answer = await kvs.post('set', { key: 'k', value: 1, options });
    expect(answer.body).toEqual(code('INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION'));
    expect((await kvs.post('get', { key: 'k' })).status).toBe(404);
  });
});

describe('a time to live', () => {
  const set = (value: number, unit: string) =>
    kvs.post('set', { key: 'k', value: 1, options: { ttl: { value, unit } } });
  const HOUR_MS = 3_600_000;

  it.each([
    ['SECONDS', 1_000],
    ['MINUTES', 60_000],
    ['HOURS', HOUR_MS],
    ['DAYS', 24 * HOUR_MS],
  ])('counts in %s', async (unit, ms) => {
    await set(2, unit);
    const answer = await kvs.post('get', { key: 'k', options: { metadataFields: ['EXPIRE_TIME'] } });
    expect(answer.body).toMatchObject({ expireTime: new Date(kvs.clock.now() + 2 * ms).toISOString() });
  });

  it('is at most a year', async () => {
    expect((await set(365, 'DAYS')).status).toBe(204);
    expect((await set(365 * 24 + 1, 'HOURS')).body).toEqual(code('VALIDATION_FAILED'));
  });

  it.each([
    [0, 'DAYS'],
    [-1, 'DAYS'],
    [1.5, 'DAYS'],
    [1, 'WEEKS'],
  ])('refuses %s %s', async (value, unit) => {
    expect((await set(value, unit)).body).toEqual(code('VALIDATION_FAILED'));
  });

  it('still reads an expired value for 48 hours, and not after', async () => {
    await set(1, 'HOURS');
    kvs.clock.advance(49 * HOUR_MS - 1);
    expect((await kvs.post('get', { key: 'k' })).status).toBe(200);
    expect((await kvs.post('query', {})).body).toMatchObject({ data: [{ key: 'k' }] });
    kvs.clock.advance(1);
    expect((await kvs.post('get', { key: 'k' })).status).toBe(404);
    expect((await kvs.post('query', {})).body).toEqual({ data: [] });
  });

  it('lets an expired claim stand until the value is gone', async () => {
    const claim = () =>
      kvs.post('set', {
        key: 'k',
        value: 1,
        options: { ttl: { value: 1, unit: 'HOURS' }, keyPolicy: 'FAIL_IF_EXISTS' },
      });
    await claim();
    kvs.clock.advance(2 * HOUR_MS);
    expect((await claim()).status).toBe(409);
    kvs.clock.advance(47 * HOUR_MS);
    expect((await claim()).status).toBe(204);
  });
});

describe('values of an entity', () => {
  it.each([
    ['an unknown entity', { entityName: 'job', key: 'k', value: {} }, 'ENTITY_TYPE_NOT_FOUND'],
    ['an empty key', task('', {}), 'EMPTY_KEY'],
    ['an undeclared attribute', task('k', { colour: 'red' }), 'INVALID_ENTITY_ATTRIBUTE'],
    ['a value that is no object', { entityName: 'task', key: 'k', value: 'text' }, 'INVALID_ENTITY_VALUE'],
    ['a list', { entityName: 'task', key: 'k', value: [] }, 'INVALID_ENTITY_VALUE'],
    ['an empty string', task('k', { issueId: '' }), 'INVALID_ENTITY_VALUE'],
    ['a string of white space', task('k', { issueId: ' \t' }), 'INVALID_ENTITY_VALUE'],
    ['a number for a string', task('k', { issueId: 1 }), 'INVALID_ENTITY_VALUE'],
    ['milliseconds in a 32-bit integer', task('k', { dueAt: 1_777_000_000_000 }), 'INVALID_ENTITY_VALUE'],
    ['one over the largest integer', task('k', { dueAt: 2_147_483_648 }), 'INVALID_ENTITY_VALUE'],
    ['one under the least integer', task('k', { dueAt: -2_147_483_649 }), 'INVALID_ENTITY_VALUE'],
    ['a fraction in an integer', task('k', { dueAt: 1.5 }), 'INVALID_ENTITY_VALUE'],
    ['a float beyond its range', task('k', { score: 1e126 }), 'INVALID_ENTITY_VALUE'],
    ['text for a boolean', task('k', { isOpen: 'yes' }), 'INVALID_ENTITY_VALUE'],
    ['null', task('k', { body: null }), 'INVALID_ENTITY_VALUE'],
    [
      'partition values of 1,701 bytes',
      task('k', { issueId: 'x'.repeat(900), team: 'y'.repeat(801) }),
      'MAX_SIZE',
    ],
    ['a range value of 901 bytes', task('k', { issueId: 'x'.repeat(901) }), 'MAX_SIZE'],
  ])('refuse %s', async (_name, body, expected) => {
    expect((await kvs.post('entity/set', body)).body).toEqual(code(expected));
  });

  it.each([
    ['the largest integer', { dueAt: 2_147_483_647 }],
    ['the least integer', { dueAt: -2_147_483_648 }],
    ['an integer as a float', { score: 3 }],
    ['a range value of 900 bytes', { issueId: 'x'.repeat(900) }],
    ['partition values of 1,700 bytes', { issueId: 'x'.repeat(900), team: 'y'.repeat(800) }],
    ['the largest float', { score: 9.99e125 }],
    ['anything in any', { body: { list: [1, 'a', { deep: true }] } }],
  ])('take %s', async (_name, value) => {
    expect((await kvs.post('entity/set', task('k', value))).status).toBe(204);
    expect((await kvs.post('entity/get', { entityName: 'task', key: 'k' })).body).toEqual({
      entityName: 'task',
      key: 'k',
      value,
    });
  });
});
