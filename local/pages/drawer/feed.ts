import { request } from '../site/http';
import { listOf, numberOf, pick } from '../site/json';
import { createStore } from '../site/store';
import { toCall, toStep, type Call, type Step } from './model';

/** What the drawer knows of the platform calls so far. */
export interface Feed {
  /** Changes when the site's numbers start again, as after a reset. */
  readonly epoch: number;
  readonly calls: readonly Call[];
  readonly steps: readonly Step[];
  readonly isLoaded: boolean;
  /** Why the newest look failed; what was known before stays. */
  readonly problem?: string | undefined;
}

/** The site keeps as many of each. */
const CAPACITY = 5_000;
const LOOK_MS = 1_500;

const NOTHING: Feed = { epoch: 0, calls: [], steps: [], isLoaded: false };
const feed = createStore(NOTHING);

/** Adds what the site sent to what was known: everything is new when the site began to count again. */
export function joinFeed(known: Feed, answer: unknown): Feed {
  const epoch = numberOf(pick(answer, 'epoch')) ?? 0;
  const calls = listOf(pick(answer, 'calls')).flatMap(toCall);
  const steps = listOf(pick(answer, 'steps')).flatMap(toStep);
  const isSame = epoch === known.epoch;
  if (isSame && known.isLoaded && known.problem === undefined && calls.length + steps.length === 0)
    return known;
  return {
    epoch,
    calls: [...(isSame ? known.calls : []), ...calls].slice(-CAPACITY),
    steps: [...(isSame ? known.steps : []), ...steps].slice(-CAPACITY),
    isLoaded: true,
  };
}

let isLooking = false;

/** Looks for what is new since the last look; a second look waits for the first. */
async function look(): Promise<void> {
  if (isLooking) return;
  isLooking = true;
  const { calls, steps, epoch } = feed.get();
  const since = `calls=${calls.at(-1)?.n ?? 0}&steps=${steps.at(-1)?.n ?? 0}&epoch=${epoch}`;
  try {
    feed.set(joinFeed(feed.get(), await request(`/_local/drawer/feed?${since}`)));
  } catch (error) {
    feed.set({ ...feed.get(), problem: error instanceof Error ? error.message : 'no answer' });
  }
  isLooking = false;
}

/** The feed; the site is asked only while somebody follows it. */
export const liveFeed: Pick<typeof feed, 'get' | 'subscribe'> = {
  get: feed.get,
  subscribe(listener) {
    const end = feed.subscribe(listener);
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearInterval(timer);
      end();
    };
  },
};
