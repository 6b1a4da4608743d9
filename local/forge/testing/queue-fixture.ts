import type * as events from '@forge/events';
import { z } from 'zod';
import type { Store } from '../../store/store';
import { InvocationFailure } from '../invocation';
import type { Manifest } from '../manifest';
import type { WorkRow } from '../work-queue';
import { startFixtureHost, type FixtureHost } from './fixture-host';
import { createFixtureManifest } from './fixture-manifest';

type EventsPackage = typeof events;

/** An app whose handlers a test writes, over the real `@forge/events`. */
export interface QueueFixture extends FixtureHost {
  readonly sdk: EventsPackage;
  /** The queue of the fixture's consumer. */
  readonly queue: events.Queue;
  /** Runs a task as a resolver of the app; rejects with the app's own error. */
  readonly inApp: <T>(task: () => Promise<T>) => Promise<T>;
  /** Posts to the queue API as the app, past the checks of the SDK; answers the status. */
  readonly postRaw: (path: string, body: unknown) => Promise<number>;
  /** The stored rows that wait or run. */
  readonly rows: () => WorkRow[];
  /** Moves the clock, then runs what came due. */
  readonly pass: (ms: number) => Promise<void>;
}

interface QueueFixtureOptions {
  readonly consume?: (event: events.AsyncEvent) => unknown;
  readonly onHour?: () => unknown;
  /** Seconds that the consumer may run; above 55 its events are smaller. */
  readonly timeoutSeconds?: number;
  readonly store?: Store;
}

/** Starts the app with two queues that one consumer function serves; the caller closes `host`. */
export async function startQueueFixture(options: QueueFixtureOptions = {}): Promise<QueueFixture> {
  const { consume = () => undefined, onHour = () => undefined, timeoutSeconds = 55, store } = options;
  let act: () => Promise<unknown> = async () => undefined;
  const fixture = await startFixtureHost({
    manifest: toQueueManifest(timeoutSeconds),
    app: { resolve: () => act(), consume, onHour },
    ...(store ? { store } : {}),
  });
  // Only now: the package reads what the host sets.
  const sdk = await import('@forge/events');
  const inApp = async <T>(task: () => Promise<T>): Promise<T> => {
    const results: T[] = [];
    act = async () => {
      results.push(await task());
    };
    try {
      await fixture.invoke('act');
    } catch (error) {
      throw error instanceof InvocationFailure && error.cause !== undefined ? error.cause : error;
    }
    const [result] = results;
    // Checked edge: the task ended, so its result was pushed, which may itself be undefined.
    return result as T;
  };
  return {
    ...fixture,
    sdk,
    queue: new sdk.Queue({ key: 'fixture-queue' }),
    inApp,
    postRaw: (path, body) => inApp(() => postRaw(path, body)),
    rows: () => fixture.store.range<WorkRow>({ prefix: ['work'] }).map(({ value }) => value),
    async pass(ms) {
      fixture.clock.advance(ms);
      await fixture.host.settle();
    },
  };
}

function toQueueManifest(timeoutSeconds: number): Manifest {
  const manifest = createFixtureManifest();
  const functions = [...manifest.functions].map(
    ([key, fn]) => [key, key === 'consume' ? { ...fn, timeoutSeconds } : fn] as const,
  );
  const second = { key: 'second-worker', queue: 'second-queue', function: 'consume' };
  return { ...manifest, functions: new Map(functions), consumers: [...manifest.consumers, second] };
}

const FetchSchema = z.custom<(meta: unknown, path: string, init: RequestInit) => Promise<Response>>(
  (value) => typeof value === 'function',
);

async function postRaw(path: string, body: unknown): Promise<number> {
  const forgeFetch = FetchSchema.parse(Reflect.get(globalThis, '__forge_fetch__'));
  const answer = await forgeFetch(
    { type: 'fpp', provider: 'app', remote: 'stargate' },
    `/webhook/queue/${path}/{contextAri}/{environmentId}/{appId}/{appVersion}`,
    { method: 'POST', body: JSON.stringify(body) },
  );
  return answer.status;
}

/** A push as the SDK would send it. */
export const toRawPush = (payload: readonly unknown[], more: object = {}) => ({
  queueName: 'fixture-queue',
  jobId: crypto.randomUUID(),
  type: 'avi:forge:app:event',
  schema: 'ari:cloud:ecosystem::forge/app-event-2',
  payload,
  time: new Date().toISOString(),
  ...more,
});
