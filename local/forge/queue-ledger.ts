import type { Clock } from '../clock';
import type { Key, Store } from '../store/store';
import { LIMITS } from './limits';
import type { PushChain } from './push-chain';

/** What `JobProgress.getStats` answers: events of one push by how far they are. */
export interface JobStats {
  readonly success: number;
  readonly inProgress: number;
  readonly failed: number;
}

interface Job extends JobStats {
  readonly queueName: string;
  readonly isCancelled: boolean;
}

/** One push as the ledger counts it. */
interface Push {
  readonly queueName: string;
  readonly jobId: string;
  readonly events: number;
}

const ROOT = 'queue-ledger';
const HOUR_MS = 3_600_000;
/** No event outlives its retention window and its longest extension (runtime-reference/async-events-api): 96 h. */
const KEPT_MS = (LIMITS.retryWindow.value + 72) * HOUR_MS;
/** Each push forgets up to this many old rows, so that the ledger does not grow without end. */
const FORGET = 20;

/** Durable counters of the queue: how far each job is, and how often each chain pushed. Callers own the transaction. */
export class QueueLedger {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** Counts one push request of a chain; false, counting nothing, when the chain has none left. */
  takePush({ origin }: PushChain): boolean {
    const pushes = this.store.get<number>(chainKey(origin)) ?? 0;
    if (pushes >= LIMITS.cyclicPushes.value) return false;
    this.store.put(chainKey(origin), pushes + 1);
    if (pushes === 0) this.remember(chainKey(origin));
    return true;
  }

  /** Starts the count of a job. */
  open({ queueName, jobId, events }: Push): void {
    const job: Job = { queueName, success: 0, inProgress: events, failed: 0, isCancelled: false };
    this.store.put(jobKey(jobId), job);
    this.remember(jobKey(jobId));
    this.forgetOld();
  }

  /** Takes events of a job out of progress: they ended well, failed, or were cancelled. */
  close(jobId: string, ending: 'success' | 'failed' | 'cancelled', events = 1): void {
    const job = this.store.get<Job>(jobKey(jobId));
    if (!job) return;
    const counted = ending === 'cancelled' ? {} : { [ending]: job[ending] + events };
    this.store.put(jobKey(jobId), { ...job, ...counted, inProgress: job.inProgress - events });
  }

  /** Marks a job so that nothing of it starts again. */
  cancel(jobId: string): void {
    const job = this.store.get<Job>(jobKey(jobId));
    if (job) this.store.put(jobKey(jobId), { ...job, isCancelled: true });
  }

  isCancelled(jobId: string): boolean {
    return this.store.get<Job>(jobKey(jobId))?.isCancelled === true;
  }

  /** Counts of a job; undefined when this queue has no such job, or had it more than 96 hours ago. */
  stats(queueName: string, jobId: string): JobStats | undefined {
    const job = this.store.get<Job>(jobKey(jobId));
    if (job?.queueName !== queueName) return undefined;
    return { success: job.success, inProgress: job.inProgress, failed: job.failed };
  }

  private remember(key: Key): void {
    this.store.put([ROOT, 'age', this.clock.now(), ...key.slice(1)], null);
  }

  private forgetOld(): void {
    for (const { key } of this.store.range({ prefix: [ROOT, 'age'], limit: FORGET })) {
      const [, , at, ...rest] = key;
      if (Number(at) + KEPT_MS > this.clock.now()) return;
      this.store.remove([ROOT, ...rest]);
      this.store.remove(key);
    }
  }
}

const chainKey = (origin: string): Key => [ROOT, 'chain', origin];
const jobKey = (jobId: string): Key => [ROOT, 'job', jobId];
