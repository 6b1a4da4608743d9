import type { AsyncEvent } from '@forge/events';
import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../store/memory-store';
import { closedAfterEach } from './testing/closed-after-each';
import { startQueueFixture, toRawPush, type QueueFixture } from './testing/queue-fixture';

const start = closedAfterEach(startQueueFixture);

const events = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, n) => ({ body: { n }, ...more }));
/** An event whose JSON, in a list of one, has exactly this many bytes. */
const eventOf = (bytes: number) => ({ body: { text: 'x'.repeat(bytes - '[{"body":{"text":""}}]'.length) } });
const delivered = (host: QueueFixture['host']) =>
  host.traffic.since(0).filter(({ door }) => door === 'events');
const KIB = 1024;
const HOUR_MS = 3_600_000;

describe('a push', () => {
  it('takes 50 events and refuses 51, by the SDK and at the door', async () => {
    const { inApp, queue, sdk, postRaw, host } = await start();
    await inApp(() => queue.push(events(50)));
    await host.settle();
    expect(delivered(host)).toHaveLength(50);
    await expect(inApp(() => queue.push(events(51)))).rejects.toBeInstanceOf(sdk.TooManyEventsError);
    expect(await postRaw('publish', toRawPush(events(51)))).toBe(400);
    expect(await postRaw('publish', toRawPush([]))).toBe(400);
    expect(await postRaw('publish', toRawPush(events(50)))).toBe(201);
  });

  it('takes 200 KB and refuses one byte more', async () => {
    const { inApp, queue, sdk, postRaw } = await start();
    await inApp(() => queue.push(eventOf(200 * KIB)));
    await expect(inApp(() => queue.push(eventOf(200 * KIB + 1)))).rejects.toBeInstanceOf(
      sdk.PayloadTooBigError,
    );
    expect(await postRaw('publish', toRawPush([eventOf(200 * KIB + 1)]))).toBe(413);
  });

  it('takes 100 KB an event for a consumer that may run over 55 seconds', async () => {
    const { inApp, queue, sdk } = await start({ timeoutSeconds: 56 });
    // The event alone, without the brackets of the list.
    await inApp(() => queue.push(eventOf(100 * KIB + 2)));
    await expect(inApp(() => queue.push(eventOf(100 * KIB + 3)))).rejects.toBeInstanceOf(
      sdk.PayloadTooBigError,
    );
  });

  it('takes a delay of 0 to 900 whole seconds', async () => {
    const { inApp, queue, sdk, postRaw, host } = await start();
    for (const delayInSeconds of [0, 900]) await inApp(() => queue.push({ body: {}, delayInSeconds }));
    await expect(inApp(() => queue.push({ body: {}, delayInSeconds: 901 }))).rejects.toBeInstanceOf(
      sdk.InvalidPushSettingsError,
    );
    for (const delayInSeconds of [901, -1])
      expect(await postRaw('publish', toRawPush(events(1, { delayInSeconds })))).toBe(400);
    for (const delayInSeconds of [0.5, NaN])
      await expect(inApp(() => queue.push({ body: {}, delayInSeconds }))).rejects.toBeInstanceOf(
        sdk.InternalServerError,
      );
    expect(await host.settle()).toMatchObject({ delayed: 1 });
    expect(delivered(host)).toHaveLength(1);
  });

  it.each([
    ['an unknown member of an event', events(1, { retries: 3 })],
    ['a concurrency without a limit', events(1, { concurrency: { key: 'k' } })],
    ['a concurrency limit of 0', events(1, { concurrency: { key: 'k', limit: 0 } })],
    ['a body that is no object', [{ body: 'text' }]],
  ])('refuses %s', async (_name, payload) => {
    const { postRaw } = await start();
    expect(await postRaw('publish', toRawPush(payload))).toBe(400);
  });

  it('to a queue without a consumer fails and names what to add to the manifest', async () => {
    const { inApp, sdk } = await start();
    const lost = new sdk.Queue({ key: 'lost-queue' });
    await expect(inApp(() => lost.push({ body: {} }))).rejects.toMatchObject({
      constructor: sdk.InternalServerError,
      message: expect.stringContaining('add a consumer'),
    });
  });

  it('refuses queue calls that are not served', async () => {
    const { postRaw } = await start();
    expect(await postRaw('pause', {})).toBe(501);
  });

  it('carries the event as it was pushed, without a retry context', async () => {
    const seen: AsyncEvent[] = [];
    const { inApp, queue, host } = await start({ consume: (event) => void seen.push(event) });
    const event = { body: { a: 1 }, delayInSeconds: 0, concurrency: { key: 'k', limit: 2 } };
    const { jobId } = await inApp(() => queue.push(event));
    await host.settle();
    expect(seen).toEqual([{ queueName: 'fixture-queue', jobId, eventId: expect.any(String), ...event }]);
  });
});

describe('the rate of events', () => {
  it('is 500 in a minute, and one more raises RateLimitError', async () => {
    const { inApp, queue, sdk, clock, host } = await start();
    for (let n = 0; n < 9; n += 1) await inApp(() => queue.push(events(50)));
    await inApp(() => queue.push(events(49)));
    await expect(inApp(() => queue.push(events(2)))).rejects.toBeInstanceOf(sdk.RateLimitError);
    await inApp(() => queue.push(events(1)));
    await expect(inApp(() => queue.push(events(1)))).rejects.toBeInstanceOf(sdk.RateLimitError);
    clock.advance(60_000);
    await inApp(() => queue.push(events(50)));
    expect(await host.settle()).toMatchObject({ idle: true });
    expect(host.queue.size()).toBe(0);
  });
});

describe('the limit of cyclic pushes', () => {
  it('counts 1,000 push requests of an invocation and of all consumers that it led to', async () => {
    const refusals: unknown[] = [];
    const fixture = await start({
      async consume({ body }) {
        if (body['kind'] !== 'first') return;
        fixture.clock.advance(60_000);
        try {
          for (;;) {
            await fixture.queue.push({ body: { kind: 'more' } });
            fixture.clock.advance(200);
          }
        } catch (error) {
          refusals.push(error);
        }
      },
    });
    const { inApp, queue, host, sdk, rows } = fixture;
    await inApp(async () => {
      for (let n = 0; n < 400; n += 1) await queue.push({ body: { kind: 'other' } });
    });
    await host.settle();
    fixture.clock.advance(60_000);
    await inApp(async () => {
      for (let n = 0; n < 400; n += 1) await queue.push({ body: { kind: 'other' } });
      await queue.push({ body: { kind: 'first' } });
    });
    await host.settle();
    expect(refusals).toEqual([expect.any(sdk.InvocationLimitReachedError)]);
    const pushes = host.traffic.since(0).filter(({ door, status }) => door === 'queue' && status === 201);
    // 400 of another invocation, then 1,000 of this one's chain.
    expect(pushes).toHaveLength(1_400);
    expect(rows()).toEqual([]);
    fixture.clock.advance(60_000);
    await inApp(() => queue.push({ body: {} }));
  }, 60_000);

  it('holds over many hops and over a restart between them', async () => {
    const store = new MemoryStore();
    let hops = 0;
    const refusals: unknown[] = [];
    const hop = (fixture: () => QueueFixture) => async () => {
      hops += 1;
      fixture().clock.advance(200);
      await fixture()
        .queue.push({ body: {}, ...(hops === 500 ? { delayInSeconds: 600 } : {}) })
        .catch((error: unknown) => refusals.push(error));
    };
    const first: QueueFixture = await start({ store, consume: hop(() => first) });
    await first.inApp(() => first.queue.push({ body: {} }));
    await first.host.settle();
    first.host.close();
    expect(hops).toBe(500);
    const second: QueueFixture = await start({ store, consume: hop(() => second) });
    await second.pass(3_600_000);
    expect(hops).toBe(1_000);
    expect(refusals).toEqual([expect.any(second.sdk.InvocationLimitReachedError)]);
  }, 60_000);
});

describe('the stats of a job', () => {
  it('count what succeeded, is in progress and failed', async () => {
    const { inApp, queue, host, pass } = await start({
      consume({ body }) {
        if (body['fails'] === true) throw new Error('no');
      },
    });
    const { jobId } = await inApp(() =>
      queue.push([{ body: {} }, { body: {} }, { body: { fails: true } }, { body: {}, delayInSeconds: 900 }]),
    );
    const stats = () => inApp(() => queue.getStats(jobId));
    expect(await stats()).toMatchObject({ inProgress: expect.any(Number), failed: 0 });
    await host.settle();
    expect(await stats()).toEqual({ success: 2, inProgress: 2, failed: 0 });
    for (let quarter = 0; quarter < 24 * 4 + 1; quarter += 1) await pass(900_000);
    expect(await stats()).toEqual({ success: 3, inProgress: 0, failed: 1 });
  }, 30_000);

  it('are kept over a restart and forgotten after 96 hours', async () => {
    const store = new MemoryStore();
    const first = await start({ store });
    const { jobId } = await first.inApp(() => first.queue.push({ body: {} }));
    await first.host.settle();
    first.host.close();
    const { inApp, queue, clock, sdk } = await start({ store });
    expect(await inApp(() => queue.getStats(jobId))).toEqual({ success: 1, inProgress: 0, failed: 0 });
    clock.advance(97 * HOUR_MS);
    await inApp(() => queue.push({ body: {} }));
    await expect(inApp(() => queue.getStats(jobId))).rejects.toBeInstanceOf(sdk.JobDoesNotExistError);
  });

  it('of an unknown job, or of a job of another queue, raise JobDoesNotExistError', async () => {
    const { inApp, queue, sdk } = await start();
    const { jobId } = await inApp(() => queue.push({ body: {} }));
    const other = new sdk.Queue({ key: 'second-queue' });
    await expect(inApp(() => queue.getStats('none'))).rejects.toBeInstanceOf(sdk.JobDoesNotExistError);
    await expect(inApp(() => other.getStats(jobId))).rejects.toBeInstanceOf(sdk.JobDoesNotExistError);
  });
});

describe('a cancelled job', () => {
  it('starts nothing more, also no retry, and lets what runs end', async () => {
    let runs = 0;
    const fixture = await start({
      async consume({ jobId }) {
        runs += 1;
        await fixture.queue.cancel(jobId);
        throw new Error('would be repeated');
      },
    });
    const { inApp, queue, host, pass } = fixture;
    const { jobId } = await inApp(() =>
      queue.push([{ body: {} }, { body: {}, delayInSeconds: 10 }, { body: {}, delayInSeconds: 20 }]),
    );
    await host.settle();
    await pass(HOUR_MS);
    expect(runs).toBe(1);
    expect(host.queue.size()).toBe(0);
    expect(await inApp(() => queue.getStats(jobId))).toEqual({ success: 0, inProgress: 0, failed: 0 });
  });

  it('leaves other jobs alone, and an unknown job raises JobDoesNotExistError', async () => {
    const { inApp, queue, sdk, host, pass } = await start();
    const late = { body: {}, delayInSeconds: 10 };
    const { jobId } = await inApp(() => queue.push(late));
    await inApp(() => queue.push(late));
    await inApp(() => queue.cancel(jobId));
    expect(host.queue.size()).toBe(1);
    await pass(10_000);
    expect(host.queue.size()).toBe(0);
    await expect(inApp(() => queue.cancel('none'))).rejects.toBeInstanceOf(sdk.JobDoesNotExistError);
  });
});
