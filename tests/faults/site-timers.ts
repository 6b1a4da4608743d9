import { currentInvocation } from '../../local/forge/invocation';
import type { ForgeHost } from '../../local/forge/host';
import type { Clock } from '../../local/clock';

/** Waits of the app, and of what it waits for, on the site's clock. */
export interface SiteTimers {
  /** As the app's own long waits: over once the site's clock has come so far. */
  readonly pause: (ms: number) => Promise<void>;
  readonly isIdle: () => boolean;
  /** Forgets every wait: what waited is dead. */
  readonly clear: () => void;
  /** Gives the global `setTimeout` back. */
  readonly restore: () => void;
}

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** Shorter waits stay real: with those the app steps aside for others, and they are over soon. */
const SHORTEST_MS = 1_000;
/** So many turns of the event loop without a platform call mean that everybody waits. */
const QUIET_TURNS = 40;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Lets the app's waits of a second or more pass at once: when nothing calls the platform any more, the site's clock goes to the end
 * of the shortest. So a model may take minutes in a test of milliseconds, and what the app does meanwhile is the same each time.
 */
export function installSiteTimers(
  clock: Clock,
  { traffic, queue }: Pick<ForgeHost, 'traffic' | 'queue'>,
): SiteTimers {
  let waiting: readonly Timer[] = [];
  let isDriven = false;
  const newest = (seen: number): number => traffic.since(seen).at(-1)?.n ?? seen;
  const fireFirst = (): void => {
    const atMs = Math.min(...waiting.map((timer) => timer.atMs));
    const due = waiting.filter((timer) => timer.atMs === atMs);
    waiting = waiting.filter((timer) => timer.atMs !== atMs);
    clock.advance(Math.max(0, atMs - clock.now()));
    queue.wake();
    for (const { fire } of due) fire();
  };
  const drive = async (): Promise<void> => {
    let seen = newest(0);
    let quiet = 0;
    while (waiting.length > 0) {
      await turn();
      const now = newest(seen);
      quiet = now === seen ? quiet + 1 : 0;
      seen = now;
      if (quiet < QUIET_TURNS) continue;
      quiet = 0;
      fireFirst();
    }
    isDriven = false;
  };
  const add = (ms: number, fire: () => void): void => {
    waiting = [...waiting, { atMs: clock.now() + ms, fire }];
    if (isDriven) return;
    isDriven = true;
    void drive();
  };
  const real = Object.getOwnPropertyDescriptor(globalThis, 'setTimeout');
  const started = globalThis.setTimeout;
  Object.defineProperty(globalThis, 'setTimeout', {
    configurable: true,
    writable: true,
    value: (fire: () => void, ms = 0): unknown => {
      if (currentInvocation() === undefined || ms < SHORTEST_MS) return started(fire, ms);
      add(ms, fire);
      // All that the app does with a timer.
      return { unref: () => undefined };
    },
  });
  return {
    pause: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => add(ms, resolve))),
    isIdle: () => waiting.length === 0,
    clear: () => {
      waiting = [];
    },
    restore: () => {
      if (real !== undefined) Object.defineProperty(globalThis, 'setTimeout', real);
    },
  };
}
