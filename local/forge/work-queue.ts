import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Key, Store } from '../store/store';
import { QueueLedger, type JobStats } from './queue-ledger';
import type { PushChain } from './push-chain';
import { WaitingList, type Waiting } from './waiting-list';

/** An event that the app pushed to its own queue. */
export interface EventItem {
  readonly kind: 'event';
  readonly queueName: string;
  readonly jobId: string;
  readonly chain: PushChain;
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

/** An item to be stored; one that repeats another carries its `eventId` and `isRepeat`, and no job counts it. */
export type NewWork = WorkItem & {
  readonly dueAtMs: number;
  readonly eventId?: string;
  readonly isRepeat?: boolean;
};

/** A stored item: it stays in the store until its delivery is over, so `kill -9` only repeats it. */
export interface WorkRow {
  readonly eventId: string;
  readonly item: WorkItem;
  readonly isRepeat: boolean;
  readonly dueAtMs: number;
  /** The retention window runs from here. */
  readonly enqueuedAtMs: number;
  /** Deliveries that ended in a retry, for whatever reason. */
  readonly attempts: number;
  /** Of these, the ones that were the app's doing: what `retryContext` shows. */
  readonly retryCount: number;
  readonly retryReason?: string;
  readonly retryData?: unknown;
}

/** A delivery that is to be repeated. */
export interface Retry {
  readonly kind: 'retry';
  readonly afterMs: number;
  readonly reason: string;
  readonly data?: unknown;
  /** The platform's fault and not the app's, which the app's count of retries does not show. */
  readonly isPlatform?: boolean;
}

/** How a delivery ended. `failed` is given up; the deliverer decides when. */
export type DeliveryOutcome = { readonly kind: 'done' | 'failed' } | Retry;

/** Delivers one row to the app; MUST NOT reject. */
export type Deliver = (row: WorkRow) => Promise<DeliveryOutcome>;

interface WorkQueueOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly deliver: Deliver;
}

interface Running {
  readonly waiting: Waiting;
  readonly ended: Promise<void>;
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
  /** What waits, without the bodies; the store is read again for each delivery. */
  private list = new WaitingList([]);
  private readonly running = new Map<string, Running>();
  private readonly ledger: QueueLedger;
  private timer: NodeJS.Timeout | undefined;
  private isStarted = false;
  private generation = 0;
  private sequence = 0;
  private readonly startedAt = Math.round(performance.timeOrigin + performance.now()).toString(36);
  private ended = 0;

  constructor(private readonly options: WorkQueueOptions) {
    this.ledger = new QueueLedger(options.store, options.clock);
  }

  /** Stores items, all or none, before it returns. */
  add(items: readonly NewWork[]): void {
    const { store, clock } = this.options;
    const enqueuedAtMs = clock.now();
    store.transaction(() => {
      for (const { dueAtMs, eventId = randomUUID(), isRepeat = false, ...item } of items) {
        this.put({ eventId, item, isRepeat, dueAtMs, enqueuedAtMs, attempts: 0, retryCount: 0 });
      }
    });
    this.wake();
  }

  /** Stores one push of the app; false, storing nothing, when its chain has used up its push requests. */
  push(
    job: { readonly queueName: string; readonly jobId: string; readonly events: number },
    chain: PushChain,
    items: readonly NewWork[],
  ): boolean {
    const isTaken = this.options.store.transaction(() => {
      if (!this.ledger.takePush(chain)) return false;
      this.ledger.open(job);
      this.add(items);
      return true;
    });
    return isTaken;
  }

  /** How far a job is; undefined when the queue has no such job. */
  jobStats(queueName: string, jobId: string): JobStats | undefined {
    return this.ledger.stats(queueName, jobId);
  }

  /** Drops what of a job has not started, and later its retries; false when the queue has no such job. */
  cancelJob(queueName: string, jobId: string): boolean {
    if (!this.ledger.stats(queueName, jobId)) return false;
    this.options.store.transaction(() => {
      this.ledger.cancel(jobId);
      for (const { key, isRepeat } of this.list.takeJob(jobId)) {
        this.options.store.remove(key);
        if (!isRepeat) this.ledger.close(jobId, 'cancelled');
      }
    });
    return true;
  }

  start(): void {
    this.list = new WaitingList(
      this.options.store.range<WorkRow>({ prefix: [ROOT] }).map(({ key, value }) => toWaiting(key, value)),
    );
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
    const now = this.options.clock.now();
    const busy = [...this.running.values()].map(({ waiting }) => waiting);
    for (const waiting of this.list.takeDue(now, { busy, slots: PARALLEL - busy.length }))
      this.begin(waiting);
    const next = this.list.first();
    if (!next || this.running.size >= PARALLEL) return;
    const delay = Math.min(Math.max(next.dueAtMs - now, 1), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.wake(), delay);
    this.timer.unref();
  }

  /** Number of items not yet over: running, due and delayed. */
  size(): number {
    return this.list.size + this.running.size;
  }

  /** Waits until nothing runs and nothing is due soon; items delayed for longer may remain. */
  async settle(): Promise<{ idle: boolean; ran: number; delayed: number }> {
    const before = this.ended;
    const giveUpAt = performance.now() + SETTLE_LIMIT_MS;
    for (;;) {
      this.wake();
      const next = this.list.first();
      const waitMs = next ? next.dueAtMs - this.options.clock.now() : Infinity;
      const isIdle = this.running.size === 0 && waitMs > SETTLE_AHEAD_MS;
      if (isIdle || !this.isStarted || performance.now() > giveUpAt) {
        return { idle: isIdle, ran: this.ended - before, delayed: this.size() };
      }
      const soon = new Promise<void>((resolve) => setTimeout(resolve, Math.min(Math.max(waitMs, 1), 50)));
      await Promise.race([soon, ...[...this.running.values()].map(({ ended }) => ended)]);
    }
  }

  private begin(waiting: Waiting): void {
    // Absent when the transaction that added it was rolled back.
    const row = this.options.store.get<WorkRow>(waiting.key);
    if (!row) return;
    const { generation } = this;
    // In a later microtask: an app that pushes before its first await must find this row among the running ones.
    const delivery = Promise.resolve().then(() => this.options.deliver(row));
    const ended = delivery.then((outcome) => {
      // A stop or reset in between owns the store now.
      if (generation !== this.generation) return;
      this.finish(waiting.key, row, outcome);
      this.running.delete(waiting.id);
      this.ended += 1;
      this.wake();
    });
    this.running.set(waiting.id, { waiting, ended });
  }

  private finish(key: Key, row: WorkRow, outcome: DeliveryOutcome): void {
    const { store } = this.options;
    const jobId = row.item.kind === 'event' ? row.item.jobId : undefined;
    store.transaction(() => {
      store.remove(key);
      const isCancelled = jobId !== undefined && this.ledger.isCancelled(jobId);
      if (outcome.kind === 'retry' && !isCancelled) {
        this.put(toRetryRow(row, outcome, this.options.clock.now()));
      } else if (jobId !== undefined && !row.isRepeat) {
        const endings = { done: 'success', failed: 'failed', retry: 'cancelled' } as const;
        this.ledger.close(jobId, endings[outcome.kind]);
      }
    });
  }

  private put(row: WorkRow): void {
    const key = this.newKey(row.dueAtMs);
    this.options.store.put(key, row);
    if (this.isStarted) this.list.add(toWaiting(key, row));
  }

  /** Ordered by due time; the start time keeps a restarted site from reusing a key. */
  private newKey(dueAtMs: number): Key {
    this.sequence += 1;
    return [ROOT, dueAtMs, `${this.startedAt}-${this.sequence.toString().padStart(9, '0')}`];
  }
}

function toRetryRow({ retryData: _before, ...row }: WorkRow, retry: Retry, now: number): WorkRow {
  const { afterMs, reason, data, isPlatform = false } = retry;
  return {
    ...row,
    ...(data === undefined ? {} : { retryData: data }),
    dueAtMs: now + afterMs,
    attempts: row.attempts + 1,
    retryCount: row.retryCount + (isPlatform ? 0 : 1),
    retryReason: reason,
  };
}

function toWaiting(key: Key, { item, dueAtMs, isRepeat }: WorkRow): Waiting {
  const event = item.kind === 'event' ? item : undefined;
  return {
    id: String(key.at(-1)),
    key,
    dueAtMs,
    isRepeat,
    ...(event ? { jobId: event.jobId } : {}),
    ...(event?.concurrency ? { concurrency: event.concurrency } : {}),
  };
}
