import type { Clock } from './clock';
import type { Store } from './store/store';

const OFFSET_KEY = ['site', 'clock-offset-ms'];

/**
 * The site's clock over a store: the offset survives a restart, so that time never runs backwards.
 * It reads `performance`, not `Date`, because `Date` answers from this clock while the app runs.
 */
export function createSystemClock(store: Store): Clock {
  const offset = (): number => store.get<number>(OFFSET_KEY) ?? 0;
  return {
    now: () => Math.round(performance.timeOrigin + performance.now()) + offset(),
    advance: (ms) => store.put(OFFSET_KEY, offset() + ms),
  };
}
