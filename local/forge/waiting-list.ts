import { compareKeys } from '../store/key-order';
import type { Key } from '../store/store';

/** What the queue holds in memory of a stored item: enough to choose what starts next. */
export interface Waiting {
  readonly id: string;
  /** Where it is stored; keys are ordered by due time. */
  readonly key: Key;
  readonly dueAtMs: number;
  readonly isRepeat: boolean;
  readonly jobId?: string;
  readonly concurrency?: { readonly key: string; readonly limit: number };
}

interface Room {
  /** What runs now. */
  readonly busy: readonly Waiting[];
  /** How many more may start. */
  readonly slots: number;
}

/** The waiting items in order of due time. Choosing among thousands reads no stored body. */
export class WaitingList {
  constructor(private readonly items: Waiting[]) {}

  get size(): number {
    return this.items.length;
  }

  first(): Waiting | undefined {
    return this.items[0];
  }

  add(waiting: Waiting): void {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = this.items[middle];
      if (item && compareKeys(item.key, waiting.key) < 0) low = middle + 1;
      else high = middle;
    }
    this.items.splice(low, 0, waiting);
  }

  /** Takes out what is due and may start beside what runs. */
  takeDue(now: number, { busy, slots }: Room): Waiting[] {
    const counts = countByKey(busy);
    const taken: Waiting[] = [];
    for (let at = 0; taken.length < slots;) {
      const item = this.items[at];
      if (!item || item.dueAtMs > now) break;
      if (isWithinConcurrency(item, counts)) {
        taken.push(item);
        this.items.splice(at, 1);
      } else {
        at += 1;
      }
    }
    return taken;
  }

  /** Takes out everything of a job. */
  takeJob(jobId: string): Waiting[] {
    const taken = this.items.filter((item) => item.jobId === jobId);
    const kept = this.items.filter((item) => item.jobId !== jobId);
    this.items.splice(0, this.items.length, ...kept);
    return taken;
  }
}

function countByKey(busy: readonly Waiting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { concurrency } of busy)
    if (concurrency) counts.set(concurrency.key, (counts.get(concurrency.key) ?? 0) + 1);
  return counts;
}

/** forge-facts §2.2: `concurrency` is counted per key, across queues. Counts the item when it fits. */
function isWithinConcurrency({ concurrency }: Waiting, counts: Map<string, number>): boolean {
  if (!concurrency) return true;
  const running = counts.get(concurrency.key) ?? 0;
  if (running >= concurrency.limit) return false;
  counts.set(concurrency.key, running + 1);
  return true;
}
