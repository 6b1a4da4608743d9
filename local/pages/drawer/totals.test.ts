import { describe, expect, it } from '@jest/globals';
import { isFailed, toCall, toStep, type Call } from './model';
import { pageOf } from './paging';
import { storageUnits, totalsOf } from './totals';
import { costText, sizeText, statusText, timeOfDay, UNKNOWN, whoText } from './words';

const call = (changes: Partial<Call>): Call => ({
  n: 1,
  at: '2026-11-20T10:00:01.250Z',
  door: 'jira',
  provider: 'app',
  method: 'GET',
  path: '/rest/api/3/field',
  status: 200,
  ms: 2,
  invocation: 'i',
  ...changes,
});
const stored = (path: string, requestBytes: number, responseBytes: number): Call =>
  call({ door: 'kvs', path: `/api/v1/${path}`, requestBytes, responseBytes });

describe('storageUnits', () => {
  it.each([
    ['entity/get', 60, 10 * 1_024, { kind: 'read', units: 1 }],
    ['entity/get', 60, 10 * 1_024 + 1, { kind: 'read', units: 2 }],
    ['entity/query', 60, 0, { kind: 'read', units: 1 }],
    ['batch/get', 60, 25_000, { kind: 'read', units: 3 }],
    ['entity/set', 10 * 1_024 + 1, 0, { kind: 'write', units: 2 }],
    ['transaction', 10 * 1_024, 90_000, { kind: 'write', units: 1 }],
    ['delete', 20, 0, { kind: 'write', units: 1 }],
  ])('counts %s of %d B and %d B by units of 10 KB', (...[path, sent, received, expected]) => {
    expect(storageUnits(stored(path, sent, received))).toEqual(expected);
  });

  it('says nothing about other doors and unknown sizes', () => {
    expect(storageUnits(call({ responseBytes: 5 }))).toBeUndefined();
    expect(storageUnits(call({ door: 'kvs', path: '/api/v1/get' }))).toBeUndefined();
  });
});

describe('totalsOf', () => {
  it('adds up doors, time, points, sizes, units and failures', () => {
    const totals = totalsOf([
      call({ points: 3, requestBytes: 10, responseBytes: 100, ms: 4 }),
      call({ points: 1, status: 429, ms: 1 }),
      stored('entity/get', 60, 11_000),
      call({ door: 'events', status: 0, ms: 500 }),
      call({ door: 'llm', tokens: 900, ms: 10 }),
    ]);
    expect([...totals.doors]).toEqual([
      ['jira', 2],
      ['kvs', 1],
      ['events', 1],
      ['llm', 1],
    ]);
    expect(totals).toMatchObject({
      calls: 5,
      failed: 2,
      ms: 17,
      points: 4,
      requestBytes: 70,
      responseBytes: 11_100,
      readUnits: 2,
      writeUnits: 0,
      tokens: 900,
    });
  });

  it('does not turn what nobody said into zero', () => {
    expect(totalsOf([call({})])).toMatchObject({
      points: undefined,
      requestBytes: undefined,
      tokens: undefined,
    });
  });
});

describe('words', () => {
  it('say what is unknown, and never an error by colour alone', () => {
    expect([sizeText(undefined), sizeText(1_023), sizeText(1_024)]).toEqual([UNKNOWN, '1023 B', '1.0 KB']);
    expect([200, 399, 400, 0].map((status) => statusText({ status }))).toEqual([
      '200',
      '399',
      '400 error',
      'ended',
    ]);
    expect([200, 399, 400, 0].map((status) => isFailed({ status }))).toEqual([false, false, true, true]);
    expect(timeOfDay('2026-11-20T10:00:01.250Z')).toBe('10:00:01.250');
    expect(costText(stored('entity/set', 20_000, 0))).toBe('2 write units');
    expect(costText(call({ door: 'llm', tokens: 1_200 }))).toBe('1,200 tokens');
    expect(costText(call({}))).toBe(UNKNOWN);
    expect(whoText(call({ provider: 'user', accountId: 'agent-ana' }))).toBe('user agent-ana');
  });
});

describe('what the site sends', () => {
  it('is read with the unknown left out, and dropped without a number', () => {
    expect(toCall({ n: 4, door: 'kvs', status: 204, points: null })).toMatchObject([
      { n: 4, door: 'kvs', status: 204, points: undefined, requestBytes: undefined },
    ]);
    expect(toCall({ door: 'kvs' })).toEqual([]);
    expect(toStep({ n: 1, kind: 'jira', name: 'POST' })).toMatchObject([{ n: 1, kind: 'jira' }]);
    expect(toStep({ n: 1, kind: 'other' })).toEqual([]);
  });
});

describe('pageOf', () => {
  const list = [1, 2, 3, 4, 5];
  it.each([
    [1, [1, 2], 1],
    [3, [5], 3],
    [9, [5], 3],
    [0, [1, 2], 1],
  ])('page %d of five by two is %j', (page, items, shown) => {
    expect(pageOf(list, page, 2)).toEqual({ items, page: shown, pages: 3 });
  });

  it('has one empty page of nothing', () => {
    expect(pageOf([], 1, 10)).toEqual({ items: [], page: 1, pages: 1 });
  });
});
