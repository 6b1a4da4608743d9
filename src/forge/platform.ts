import { randomBytes, randomUUID } from 'node:crypto';
import { getAppContext } from '@forge/api';
import { Queue } from '@forge/events';
import type { Clock, Ids, Log, WorkQueue } from '../ports/platform';

const WORK_QUEUE = 'handoff-work';

/** What stands in a queue event: ids only, and a version, because events outlive deployments (facts §7 no. 13). */
export interface WorkItem {
  readonly v: 1;
  readonly kind: 'effect' | 'subtask';
  readonly id: string;
}

/** The server's clock. */
export const createClock = (): Clock => ({
  now: () => new Date().toISOString(),
  pause: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms).unref();
    }),
});

/** Id of the invocation that runs now: the request id of every entry and log line (R191). */
export const invocationId = (): string => getAppContext().invocationId;

/** Random ids (RFC 9562 version 4). */
export const createIds = (): Ids => ({
  handoffId: () => `ho-${randomUUID()}`,
  nonce: () => randomBytes(16).toString('hex'),
  salt: () => randomBytes(32).toString('hex'),
});

/** Forge's async queue. The constructor reads nothing at run time, so one object serves every invocation. */
export function createWorkQueue(): WorkQueue {
  const queue = new Queue<Readonly<Record<string, string | number>>>({ key: WORK_QUEUE });
  const push = async (item: WorkItem, oneOf: string, delaySeconds: number): Promise<void> => {
    // Two at once would both find no marker and both write: one effect of a hand-off at a time (OUT-13).
    const concurrency = { key: oneOf, limit: 1 };
    await queue.push({ body: { ...item }, delayInSeconds: delaySeconds, concurrency });
  };
  return {
    pushEffect: (id, delaySeconds = 0) =>
      push({ v: 1, kind: 'effect', id }, id.split('.', 1).join(), delaySeconds),
    pushSubtaskCheck: (id) => push({ v: 1, kind: 'subtask', id }, `subtask-${id}`, 0),
  };
}

/** One JSON line an event, on the console, where Forge takes its logs from; it keeps 100 lines a minute (facts §2.1). */
export const createLog = (): Log => ({
  info: (event, facts) => {
    console.info(JSON.stringify({ event, ...facts }));
  },
  error: (event, facts) => {
    console.error(JSON.stringify({ event, ...facts }));
  },
});
