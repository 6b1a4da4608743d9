import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openKvs, type KvsFixture } from './testing/kvs-fixture';

let kvs: KvsFixture;
beforeEach(() => {
  kvs = openKvs();
});
const refused = (code: string) => ({ status: 429, body: expect.objectContaining({ code }) });
const text = (kib: number) => 'x'.repeat(kib * 1024);

/** Moves the clock a little with each call, so that only the rate per minute can bite. */
async function repeat(times: number, send: (n: number) => Promise<{ status: number }>): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let n = 0; n < times; n += 1) {
    statuses.add((await send(n)).status);
    if (n % 100 === 0) kvs.clock.advance(200);
  }
  return statuses;
}

describe('the storage rates', () => {
  // Thousands of calls a test.
  jest.setTimeout(60_000);

  it('take 1,000 requests in a second and refuse one more with 429', async () => {
    for (let n = 0; n < 1_000; n += 1) expect((await kvs.post('get', { key: 'k' })).status).toBe(404);
    expect(await kvs.post('get', { key: 'k' })).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    kvs.clock.advance(1_000);
    expect((await kvs.post('get', { key: 'k' })).status).toBe(404);
  });

  it('take 4,000 write units in a minute and refuse one more, leaving the value as it was', async () => {
    expect(await repeat(4_000, (n) => kvs.post('set', { key: 'k', value: n }))).toEqual(new Set([204]));
    kvs.clock.advance(1_000);
    expect(await kvs.post('set', { key: 'k', value: 'over' })).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    expect(await kvs.post('delete', { key: 'k' })).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    expect((await kvs.post('get', { key: 'k' })).body).toMatchObject({ value: 3_999 });
    kvs.clock.advance(60_000);
    expect((await kvs.post('set', { key: 'k', value: 'later' })).status).toBe(204);
  });

  it('take 4,000 read units in a minute and refuse one more', async () => {
    await kvs.post('set', { key: 'k', value: 1 });
    expect(await repeat(4_000, () => kvs.post('get', { key: 'k' }))).toEqual(new Set([200]));
    kvs.clock.advance(1_000);
    expect(await kvs.post('query', {})).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    expect((await kvs.post('set', { key: 'k', value: 2 })).status).toBe(204);
  });

  it('count in units of 10 KB, rounded up', async () => {
    // 200 KB and the rest of the request: 21 units, which fit 190 times into 4,000.
    const value = text(200);
    expect(await repeat(190, () => kvs.post('set', { key: 'k', value }))).toEqual(new Set([204]));
    expect(await kvs.post('set', { key: 'k', value })).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    expect((await kvs.post('set', { key: 'small', value: text(90) })).status).toBe(204);
    expect((await kvs.post('set', { key: 'small', value: 1 })).status).toBe(429);
  });

  it('count a batch and a transaction by their size together', async () => {
    const items = Array.from({ length: 25 }, (_, n) => ({ key: `k${n}`, value: 1 }));
    expect(await repeat(3_999, () => kvs.post('batch/set', items))).toEqual(new Set([200]));
    kvs.clock.advance(1_000);
    expect((await kvs.post('transaction', { set: items })).status).toBe(204);
    expect(await kvs.post('transaction', { set: items })).toEqual(refused('TOO_MANY_REQUESTS'));
    expect(await kvs.post('batch/set', items)).toEqual(refused('RATE_LIMIT_EXCEEDED'));
    const read = items.map(({ key }) => ({ key }));
    expect((await kvs.post('batch/get', read)).status).toBe(200);
  });
});
