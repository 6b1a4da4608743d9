import type { Clock } from '../clock';
import type { Store } from '../store/store';
import type { Manifest } from './manifest';
import type { WorkQueue } from './work-queue';

export { SCHEDULE_INTERVALS } from './manifest-schema';

const INTERVAL_MS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
/** forge-facts §1.9: a schedule starts about five minutes after the deploy. */
const FIRST_RUN_DELAY_MS = 300_000;
const ROOT = 'schedule';

interface SchedulesOptions {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: WorkQueue;
}

/** The manifest's scheduled triggers on the site's clock; the next run of each is stored. */
export class Schedules {
  constructor(private readonly options: SchedulesOptions) {}

  /** Queues one run of every schedule that is due: however late, a missed time runs once. */
  enqueueDue(): void {
    const { manifest, store, clock, queue } = this.options;
    const now = clock.now();
    for (const { key, interval } of manifest.schedules) {
      const nextAtMs = store.get<number>([ROOT, key]);
      if (nextAtMs === undefined) {
        store.put([ROOT, key], now + Math.min(FIRST_RUN_DELAY_MS, INTERVAL_MS[interval]));
      } else if (nextAtMs <= now) {
        store.transaction(() => {
          store.put([ROOT, key], now + INTERVAL_MS[interval]);
          queue.add([{ kind: 'schedule', moduleKey: key, body: {}, dueAtMs: now }]);
        });
      }
    }
  }
}
