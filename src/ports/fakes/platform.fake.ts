import type { Clock, Ids, Log, ModelCatalogue, WorkQueue } from '../platform';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

/** A clock that starts at this instant (ISO 8601 UTC). */
export function createFakeClock(start = '2026-11-18T10:00:00.000Z'): FakeClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString(),
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Ids that count, in the shape of the contract. */
export function createFakeIds(): Ids {
  let last = 0;
  return { handoffId: () => `ho-00000000-0000-4000-8000-${String((last += 1)).padStart(12, '0')}` };
}

/** What was pushed: an effect to perform or a subtask to look at. */
export interface QueueItem {
  readonly kind: 'effect' | 'subtask';
  readonly id: string;
}

/** A queue that only collects: a test takes the items out and performs them, in the order and as often as it likes. */
export interface FakeQueue extends WorkQueue {
  readonly items: QueueItem[];
  /** While true, every push fails, as when the platform does not answer. */
  isDown: boolean;
}

/** An empty queue that is up. */
export function createFakeQueue(): FakeQueue {
  const items: QueueItem[] = [];
  const queue: FakeQueue = {
    items,
    isDown: false,
    pushEffect: async (id) => push('effect', id),
    pushSubtaskCheck: async (id) => push('subtask', id),
  };
  const push = (kind: QueueItem['kind'], id: string): void => {
    if (queue.isDown) throw new Error('the queue does not answer');
    items.push({ kind, id });
  };
  return queue;
}

/** A catalogue of the models that a test names; null is one that does not answer. */
export const createFakeModels = (names: readonly string[] | null = []): ModelCatalogue => ({
  listActive: async () => {
    if (names === null) throw new Error('the catalogue does not answer');
    return names;
  },
});

/** A log that keeps its lines as the text that Forge would keep. */
export interface FakeLog extends Log {
  readonly lines: string[];
}

/** An empty log. */
export function createFakeLog(): FakeLog {
  const lines: string[] = [];
  const write: Log['info'] = (event, facts) => {
    lines.push(JSON.stringify({ event, ...facts }));
  };
  return { lines, info: write, error: write };
}
