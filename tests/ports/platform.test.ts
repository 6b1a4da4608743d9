import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { HandoffIdSchema } from '../../src/contract/vocabulary';
import type { Clock, Ids, Log, WorkQueue } from '../../src/ports/platform';
import type { HandoffStore } from '../../src/ports/handoff-store';
import { startAdapterHost, type AdapterHost } from './adapter-host';

interface Platform {
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly invocationId: () => string;
  readonly handoffs: HandoffStore;
}

let started: AdapterHost<Platform> | undefined;
const site = (): AdapterHost<Platform> => {
  if (started === undefined) throw new Error('the host did not start');
  return started;
};

beforeAll(async () => {
  started = await startAdapterHost(async () => {
    const platform = await import('../../src/forge/platform');
    const { createHandoffStore } = await import('../../src/forge/storage/handoff-store');
    return {
      queue: platform.createWorkQueue(),
      clock: platform.createClock(),
      ids: platform.createIds(),
      log: platform.createLog(),
      invocationId: platform.invocationId,
      handoffs: createHandoffStore(),
    };
  });
});
beforeEach(() => site().reset());
afterAll(() => started?.host.close());

const PushSchema = z.object({
  queueName: z.string(),
  payload: z.array(z.object({ body: z.unknown(), concurrency: z.unknown(), delayInSeconds: z.number() })),
});
const pushes = () =>
  site()
    .host.traffic.since(0)
    .filter((entry) => entry.door === 'queue')
    .map((entry) => PushSchema.parse(entry.request));

describe('the work queue', () => {
  it('carries ids only, and performs the effects of one hand-off one at a time', async () => {
    const { adapters, run } = site();
    await run(null, async () => {
      await adapters.queue.pushEffect('ho-1.3.run');
      await adapters.queue.pushEffect('ho-1.4.write-comment', 30);
      await adapters.queue.pushSubtaskCheck('10001');
    });
    expect(pushes().map(({ queueName, payload }) => [queueName, payload[0]])).toEqual([
      [
        'handoff-work',
        {
          body: { v: 1, kind: 'effect', id: 'ho-1.3.run' },
          concurrency: { key: 'ho-1', limit: 1 },
          delayInSeconds: 0,
        },
      ],
      [
        'handoff-work',
        {
          body: { v: 1, kind: 'effect', id: 'ho-1.4.write-comment' },
          concurrency: { key: 'ho-1', limit: 1 },
          delayInSeconds: 30,
        },
      ],
      [
        'handoff-work',
        {
          body: { v: 1, kind: 'subtask', id: '10001' },
          concurrency: { key: 'subtask-10001', limit: 1 },
          delayInSeconds: 0,
        },
      ],
    ]);
  });

  it('raises when the platform does not take an event, so that the caller knows', async () => {
    const { adapters, run, host } = site();
    host.faults.add({ door: 'queue', mode: 'status', status: 500 });
    await expect(run(null, () => adapters.queue.pushEffect('ho-1.3.run'))).rejects.toBeInstanceOf(Error);
  });
});

describe('storage that fails', () => {
  it.each([
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('with %i is %s', async (status, code) => {
    const { adapters, run, host } = site();
    host.faults.add({ door: 'kvs', mode: 'status', status });
    const load = () => adapters.handoffs.loadWhole('ho-1').then(() => undefined);
    await expect(run(null, load)).rejects.toMatchObject({ name: 'PortError', code });
    const ensure = () => adapters.handoffs.ensureSlot('10001').then(() => undefined);
    await expect(run(null, ensure)).rejects.toMatchObject({ name: 'PortError', code });
  });
});

describe('the rest of the platform', () => {
  it('gives time, random ids and the invocation’s id', async () => {
    const { adapters, run } = site();
    await run('agent-ana', async () => {
      expect(adapters.clock.now()).toBe('2026-11-18T10:00:00.000Z');
      const ids = [adapters.ids.handoffId(), adapters.ids.handoffId()];
      expect(new Set(ids.filter((id) => HandoffIdSchema.safeParse(id).success)).size).toBe(2);
      expect(adapters.ids.nonce()).toMatch(/^[0-9a-f]{32}$/u);
      expect(adapters.ids.salt()).toMatch(/^[0-9a-f]{64}$/u);
      expect(adapters.ids.nonce()).not.toBe(adapters.ids.nonce());
      expect(adapters.ids.salt()).not.toBe(adapters.ids.salt());
      expect(adapters.invocationId()).toMatch(/^[0-9a-f-]{36}$/u);
    });
  });

  it('writes one JSON line an event', async () => {
    const { adapters, run, host } = site();
    await run('agent-ana', async () => {
      adapters.log.info('sweep.done', { pushed: 1 });
      adapters.log.error('effect.failed', { code: 'refused' });
    });
    expect(host.log.since(0).map(({ level, text }) => [level, text])).toEqual([
      ['info', '{"event":"sweep.done","pushed":1}'],
      ['error', '{"event":"effect.failed","code":"refused"}'],
    ]);
  });
});
