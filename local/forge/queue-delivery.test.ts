import type { AsyncEvent } from '@forge/events';
import { describe, expect, it } from '@jest/globals';
import { closedAfterEach } from './testing/closed-after-each';
import { startQueueFixture, type QueueFixture } from './testing/queue-fixture';

const start = closedAfterEach(startQueueFixture);

const HOUR_MS = 3_600_000;

/** Starts a consumer that answers its first deliveries with these, and keeps what it was given. */
async function startAnswering(...answers: (() => unknown)[]) {
  const seen: AsyncEvent[] = [];
  const fixture = await start({
    consume(event) {
      seen.push(event);
      return answers[seen.length - 1]?.();
    },
  });
  const push = async (body: Record<string, unknown> = {}) => {
    await fixture.inApp(() => fixture.queue.push({ body }));
    await fixture.host.settle();
  };
  /** Seconds until the one row that waits is due. */
  const waitSeconds = () => Math.round(((fixture.rows()[0]?.dueAtMs ?? NaN) - fixture.clock.now()) / 1_000);
  return { ...fixture, seen, push, waitSeconds };
}

const retry = (retryOptions: object) => () => ({ _retry: true, retryOptions });

describe('a requested retry', () => {
  it('comes after the time that InvocationError names, with a retry context', async () => {
    const answering = await startAnswering(
      () =>
        new answering.sdk.InvocationError({
          retryAfter: 60,
          retryReason: answering.sdk.InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
          retryData: { page: 2 },
        }),
    );
    const startTime = answering.clock.now();
    await answering.push();
    await answering.pass(55_000);
    expect(answering.seen).toHaveLength(1);
    expect(answering.seen[0]).not.toHaveProperty('retryContext');
    await answering.pass(5_000);
    const context = answering.seen[1]?.retryContext;
    expect(context).toMatchObject({
      retryCount: 1,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { page: 2 },
    });
    const { retentionWindow } = context ?? {};
    expect(Date.parse(String(retentionWindow?.startTime)) - startTime).toBeLessThan(5_000);
    expect(Math.abs((retentionWindow?.remainingTimeMs ?? 0) - (24 * HOUR_MS - 60_000))).toBeLessThan(10_000);
    expect(answering.seen[1]?.eventId).toBe(answering.seen[0]?.eventId);
  });

  it.each([
    ['as it is', 900, 900],
    ['lowered to 900', 901, 900],
    ['raised to 1', -5, 1],
    ['of 1 when it is no number', 'soon', 1],
  ])('takes a retryAfter %s', async (_name, retryAfter, expected) => {
    const { push, waitSeconds, seen, pass } = await startAnswering(retry({ retryAfter }));
    await push();
    if (expected > 2) {
      expect(waitSeconds()).toBe(expected);
      await pass(expected * 1_000);
    }
    expect(seen).toHaveLength(2);
  });

  const dataOf = (bytes: number) => ({ d: 'x'.repeat(bytes - '{"d":""}'.length) });

  it.each([
    { does: 'keeps an object of 4 KB', retryData: dataOf(4_096), body: {}, isKept: true },
    { does: 'drops an object over 4 KB', retryData: dataOf(4_097), body: {}, isKept: false },
    { does: 'drops a text', retryData: 'text', body: {}, isKept: false },
    { does: 'drops a list', retryData: [1], body: {}, isKept: false },
    {
      does: 'keeps data that fits beside the event',
      retryData: dataOf(4_096),
      body: dataOf(200 * 1_024 - 4_096),
      isKept: true,
    },
    {
      does: 'drops data that does not fit beside the event',
      retryData: dataOf(4_096),
      body: dataOf(200 * 1_024 - 4_095),
      isKept: false,
    },
  ])('$does and delivers again', async ({ retryData, body, isKept }) => {
    const { push, pass, seen } = await startAnswering(retry({ retryAfter: 60, retryData }));
    await push(body);
    await pass(60_000);
    expect(seen[1]?.retryContext).toMatchObject({ retryCount: 1 });
    expect(seen[1]?.retryContext?.retryData).toEqual(isKept ? retryData : undefined);
  });

  it.each([
    ['FUNCTION_UPSTREAM_RATE_LIMITED', 'FUNCTION_UPSTREAM_RATE_LIMITED'],
    ['FUNCTION_OUT_OF_MEMORY', 'FUNCTION_RETRY_REQUEST'],
    [undefined, 'FUNCTION_RETRY_REQUEST'],
  ])('for the reason %s is shown as %s', async (retryReason, expected) => {
    const { push, pass, seen } = await startAnswering(retry({ retryAfter: 60, retryReason }));
    await push();
    await pass(60_000);
    expect(seen[1]?.retryContext).toMatchObject({ retryReason: expected });
  });

  it('may be JSON text, and a plain answer is none', async () => {
    const asked = await startAnswering(() => JSON.stringify(retry({ retryAfter: 1 })()));
    await asked.push();
    expect(asked.seen).toHaveLength(2);
    asked.host.close();
    const plain = await startAnswering(() => ({ _retry: false }));
    await plain.push();
    expect(plain.seen).toHaveLength(1);
  });

  it('is given within 24 hours of the push only', async () => {
    const again = retry({ retryAfter: 900 });
    const { push, pass, seen, host } = await startAnswering(...Array.from({ length: 200 }, () => again));
    await push();
    for (let quarter = 0; quarter < 24 * 4 - 2; quarter += 1) await pass(900_000);
    expect(host.queue.size()).toBe(1);
    for (let quarter = 0; quarter < 4; quarter += 1) await pass(900_000);
    expect(host.queue.size()).toBe(0);
    expect(seen.length).toBeLessThanOrEqual(97);
  }, 30_000);
});

describe('a thrown error', () => {
  const fail = () => {
    throw new Error('no');
  };

  it('repeats an event later each time, at most 15 minutes', async () => {
    const { push, pass, seen, waitSeconds } = await startAnswering(...Array.from({ length: 14 }, () => fail));
    await push();
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      waits.push(waitSeconds());
      await pass((waits.at(-1) ?? 0) * 1_000 + 500);
    }
    // The first two come within the time that settle waits.
    expect(waits).toEqual([4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    expect(seen.at(-1)?.retryContext).toMatchObject({
      retryCount: 12,
      retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
    });
  }, 30_000);

  it('forgets the data of an earlier request', async () => {
    const { push, seen, pass } = await startAnswering(retry({ retryAfter: 1, retryData: { a: 1 } }), fail);
    await push();
    await pass(10_000);
    expect(seen.map((event): unknown => event.retryContext?.retryData)).toEqual([
      undefined,
      { a: 1 },
      undefined,
    ]);
  });

  it('is not counted as a retry of the app when the invocation was cut off', async () => {
    const seen: AsyncEvent[] = [];
    const crashing: QueueFixture = await start({
      async consume(event) {
        seen.push(event);
        if (seen.length === 1) await crashing.queue.getStats(event.jobId);
      },
    });
    crashing.host.faults.add({ door: 'queue', match: 'stats', mode: 'crash', times: 1 });
    await crashing.inApp(() => crashing.queue.push({ body: {} }));
    await crashing.host.settle();
    expect(seen[1]?.retryContext).toMatchObject({ retryCount: 0 });
  });

  it('does not repeat a schedule', async () => {
    let runs = 0;
    const { pass, host } = await start({
      onHour() {
        runs += 1;
        throw new Error('no');
      },
    });
    await pass(300_000);
    await pass(60_000);
    expect(runs).toBe(1);
    expect(host.queue.size()).toBe(0);
  });
});

describe('concurrency', () => {
  async function startCounting() {
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const fixture = await start({
      async consume({ concurrency }) {
        const key = concurrency?.key ?? 'free';
        running.set(key, (running.get(key) ?? 0) + 1);
        most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
        await new Promise((resolve) => setTimeout(resolve, 10));
        running.set(key, (running.get(key) ?? 0) - 1);
      },
    });
    const batch = (concurrency?: { key: string; limit: number }) =>
      Array.from({ length: 6 }, () => ({ body: {}, ...(concurrency ? { concurrency } : {}) }));
    return { ...fixture, most, batch };
  }

  it('is limited by key, across queues', async () => {
    const { inApp, queue, sdk, host, most, batch } = await startCounting();
    const other = new sdk.Queue({ key: 'second-queue' });
    await inApp(async () => {
      await queue.push(batch({ key: 'one', limit: 1 }));
      await other.push(batch({ key: 'one', limit: 1 }));
      await other.push(batch({ key: 'two', limit: 2 }));
    });
    expect(await host.settle()).toMatchObject({ idle: true, ran: 18 });
    expect(Object.fromEntries(most)).toEqual({ one: 1, two: 2 });
  });

  it('is not limited without a key', async () => {
    const { inApp, queue, host, most, batch } = await startCounting();
    await inApp(() => queue.push(batch()));
    await host.settle();
    expect(most.get('free')).toBeGreaterThan(1);
  });
});

describe('faults of the queue', () => {
  it('deliver a duplicate under the same event id, which no job counts twice', async () => {
    const { host, inApp, queue, seen } = await startAnswering();
    host.faults.add({ door: 'queue', match: 'publish', mode: 'duplicate', times: 1 });
    const { jobId } = await inApp(() => queue.push({ body: {} }));
    await host.settle();
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(await inApp(() => queue.getStats(jobId))).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('deliver out of order', async () => {
    const { host, inApp, queue, seen } = await startAnswering();
    host.faults.add({ door: 'queue', match: 'publish', mode: 'reorder', times: 1 });
    await inApp(async () => {
      await queue.push([{ body: { n: 1 } }, { body: { n: 2 } }]);
      await queue.push({ body: { n: 3 } });
    });
    await host.settle();
    expect(seen.map(({ body }) => body['n'])).toEqual([3, 2, 1]);
  });

  it('lose an event, which stays in progress', async () => {
    const { host, inApp, queue, seen } = await startAnswering();
    host.faults.add({ door: 'queue', match: 'publish', mode: 'drop', times: 1 });
    const { jobId } = await inApp(() => queue.push({ body: {} }));
    await host.settle();
    expect(seen).toEqual([]);
    expect(await inApp(() => queue.getStats(jobId))).toEqual({ success: 0, inProgress: 1, failed: 0 });
  });
});
