import { request } from './http';
import { pickText } from './json';
import { parseJiraTime } from './relative-time';
import { createStore } from './store';

const TICK_MS = 30_000;
const now = createStore(Date.now());
let offsetMs = 0;

/** The site's time, which a test may have moved away from the browser's; advances every half minute. */
export const siteNow: Pick<typeof now, 'get' | 'subscribe'> = now;

const tick = (): void => now.set(Date.now() + offsetMs);

/** Takes the difference between the browser's clock and the site's from Jira's server info. */
export async function readSiteClock(): Promise<void> {
  const info = await request('/rest/api/3/serverInfo').catch(() => undefined);
  const serverTime = parseJiraTime(pickText(info, 'serverTime') ?? '');
  if (serverTime !== undefined) offsetMs = serverTime - Date.now();
  tick();
}

/** Keeps the site's time from now on, and asks for it again now and then: somebody may have moved the clock. */
export async function followSiteClock(): Promise<void> {
  setInterval(() => {
    tick();
    if (document.visibilityState === 'visible') void readSiteClock();
  }, TICK_MS);
  await readSiteClock();
}
