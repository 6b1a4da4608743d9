import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Key, Store } from '../store/store';

/** An event that the app pushed to its own queue. */
export interface EventItem {
  readonly kind: 'event';
  readonly queueName: string;
  readonly jobId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly delayInSeconds?: number;
  readonly concurrency?: { readonly key: string; readonly limit: number };
}

/** A product event on its way to one trigger, or one run of a schedule. */
interface ModuleItem {
  readonly kind: 'trigger' | 'schedule';
  readonly moduleKey: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What waits in the queue. */
export type WorkItem = EventItem | ModuleItem;

/** A stored item: it stays in the store until its delivery is over, so `kill -9` only repeats it. */
export interface WorkRow {
  readonly eventId: string;
  readonly item: WorkItem;
  readonly dueAtMs: number;
  readonly firstDueAtMs: number;
  readonly retryCount: number;
  readonly retryReason?: string;
  readonly retryData?: unknown;
}

/** How a delivery ended. `done` covers giving up; the deliverer decides when. */
export type DeliveryOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string; readonly data?: unknown };

/** Delivers one row to the app; MUST NOT reject. */
export type Deliver = (row: WorkRow) => Promise<DeliveryOutcome>;

interface WorkQueueOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly deliver: Deliver;
}

interface StoredRow extends WorkRow {
  readonly key: Key;
}

const ROOT = 'work';
const PARALLEL = 4;
/** `settle` waits for what comes due this soon (first retries), not for longer delays. */
const SETTLE_AHEAD_MS = 2_500;
const SETTLE_LIMIT_MS = 120_000;
const LONGEST_TIMER_MS = 60_000;

/**
 * The one durable queue behind async events, triggers and schedules. At least once, not in order:
 * several deliveries run side by side, and an item is removed only after its delivery ended.
 */
export class WorkQueue {
  private readonly running = new Map<string, { row: StoredRow; ended: Promise<void> }>();
  private timer: NodeJS.Timeout | undefined;
  private isStarted = false;
  private generation = 0;
  private sequence = 0;
  private readonly startedAt = Math.round(performance.timeOrigin + performance.now()).toString(36);
  private ended = 0;

  constructor(private readonly options: WorkQueueOptions) {}

  /** Stores items, all or none, before it returns. */
  add(items: readonly (WorkItem & { readonly dueAtMs: number })[]): void {
    const { store } = this.options;
    store.transaction(() => {
      for (const { dueAtMs, ...item } of items) {
        const row: WorkRow = { eventId: randomUUID(), item, dueAtMs, firstDueAtMs: dueAtMs, retryCount: 0 };
        store.put(this.newKey(dueAtMs), row);
      }
    });
    this.wake();
  }

  start(): void {
    this.isStarted = true;
    this.wake();
  }

  /** Starts nothing more; what runs is the caller's to end. Items stay stored. */
  stop(): void {
    this.isStarted = false;
    this.generation += 1;
    this.running.clear();
    clearTimeout(this.timer);
  }

  /** Looks again for due items: after new ones, after a delivery, and when the site's clock moved. */
  wake(): void {
    if (!this.isStarted) return;
    clearTimeout(this.timer);
    for (const row of this.dueRows()) this.begin(row);
    const next = this.waiting()[0];
    if (!next || this.running.size >= PARALLEL) return;
    const delay = Math.min(Math.max(next.dueAtMs - this.options.clock.now(), 1), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.wake(), delay);
    this.timer.unref();
  }

  /** Number of stored items: running, due and delayed. */
  size(): number {
    return this.rows().length;
  }

  /** Waits until nothing runs and nothing is due soon; items delayed for longer may remain. */
  async settle(): Promise<{ idle: boolean; ran: number; delayed: number }> {
    const before = this.ended;
    const giveUpAt = performance.now() + SETTLE_LIMIT_MS;
    for (;;) {
      this.wake();
      const next = this.waiting()[0];
      const waitMs = next ? next.dueAtMs - this.options.clock.now() : Infinity;
      const isIdle = this.running.size === 0 && waitMs > SETTLE_AHEAD_MS;
      if (isIdle || !this.isStarted || performance.now() > giveUpAt) {
        return { idle: isIdle, ran: this.ended - before, delayed: this.size() };
      }
      const soon = new Promise<void>((resolve) => setTimeout(resolve, Math.min(Math.max(waitMs, 1), 50)));
      await Promise.race([soon, ...[...this.running.values()].map(({ ended }) => ended)]);
    }
  }

  private begin(row: StoredRow): void {
    const { generation } = this;
    // In a later microtask: an app that pushes before its first await must find this row among the running ones.
    const delivery = Promise.resolve().then(() => this.options.deliver(row));
    const ended = delivery.then((outcome) => {
      // A stop or reset in between owns the store now.
      if (generation !== this.generation) return;
      this.finish(row, outcome);
      this.running.delete(row.eventId);
      this.ended += 1;
      this.wake();
    });
    this.running.set(row.eventId, { row, ended });
  }

  private finish(row: StoredRow, outcome: DeliveryOutcome): void {
    const { store, clock } = this.options;
    const { key, ...stored } = row;
    store.transaction(() => {
      store.remove(key);
      if (outcome.kind === 'done') return;
      const { afterMs, reason, data } = outcome;
      const dueAtMs = clock.now() + afterMs;
      const retryData = data === undefined ? {} : { retryData: data };
      const retry: WorkRow = {
        ...stored,
        ...retryData,
        dueAtMs,
        retryCount: row.retryCount + 1,
        retryReason: reason,
      };
      store.put(this.newKey(dueAtMs), retry);
    });
  }

  private dueRows(): StoredRow[] {
    const now = this.options.clock.now();
    const begun: StoredRow[] = [];
    for (const row of this.waiting()) {
      if (row.dueAtMs > now || this.running.size + begun.length >= PARALLEL) break;
      const busy = [...[...this.running.values()].map((item) => item.row), ...begun];
      if (isWithinConcurrency(row, busy)) begun.push(row);
    }
    return begun;
  }

  private waiting(): StoredRow[] {
    return this.rows().filter((row) => !this.running.has(row.eventId));
  }

  private rows(): StoredRow[] {
    return this.options.store.range<WorkRow>({ prefix: [ROOT] }).map(({ key, value }) => ({ ...value, key }));
  }

  /** Ordered by due time; the start time keeps a restarted site from reusing a key. */
  private newKey(dueAtMs: number): Key {
    this.sequence += 1;
    return [ROOT, dueAtMs, `${this.startedAt}-${this.sequence.toString().padStart(9, '0')}`];
  }
}

/** forge-facts §2.2: `concurrency` is counted per key, across queues. */
function isWithinConcurrency({ item }: StoredRow, busy: readonly StoredRow[]): boolean {
  if (item.kind !== 'event' || !item.concurrency) return true;
  const { key, limit } = item.concurrency;
  return busy.filter((row) => row.item.kind === 'event' && row.item.concurrency?.key === key).length < limit;
}
