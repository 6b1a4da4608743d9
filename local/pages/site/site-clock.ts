import { request } from './http';
import { pickText } from './json';
import { parseJiraTime } from './relative-time';
import { createStore } from './store';

const now = createStore(Date.now());
let offsetMs = 0;

/** The site's time, which a test may have moved away from the browser's; advances every half minute. */
export const siteNow: Pick<typeof now, 'get' | 'subscribe'> = now;

const tick = (): void => now.set(Date.now() + offsetMs);

/** Takes the difference between the browser's clock and the site's from Jira's server info, then keeps time. */
export async function followSiteClock(): Promise<void> {
  setInterval(tick, 30_000);
  const info = await request('/rest/api/3/serverInfo').catch(() => undefined);
  const serverTime = parseJiraTime(pickText(info, 'serverTime') ?? '');
  offsetMs = serverTime === undefined ? 0 : serverTime - Date.now();
  tick();
}
