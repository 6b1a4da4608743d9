import { z } from 'zod';
import { findRoute } from '../../local/jira/router';
import type { LocalSite } from './local-site';
import { trafficOf, type TrafficEntry } from './evidence';

const RowsSchema = z.array(z.object({ area: z.string(), name: z.string(), status: z.string() }));

/** The row of the coverage table that a platform call of the app stands under: its area and name. */
function rowOf({ door, method, path }: TrafficEntry): string {
  const [pathname = ''] = path.split('?');
  switch (door) {
    case 'jira':
      return `jira ${findRoute(method.toLowerCase(), pathname)?.operationId ?? `${method} ${pathname}`}`;
    case 'queue':
      // The packages leave the rest of the path to the platform: {contextAri}/{environmentId}/…
      return `queue ${pathname.split('/').slice(0, 4).join('/')}`;
    case 'llm':
      return method === 'GET' ? 'llm list' : 'llm chat';
    default:
      return `${door} ${pathname}`;
  }
}

/** What the app has called since the site started and the site's coverage table does not call `supported`. */
export async function unsupportedNeeds(site: LocalSite): Promise<readonly string[]> {
  const rows = RowsSchema.parse((await site.request('/_local/coverage')).json);
  const supported = new Set(
    rows.filter(({ status }) => status === 'supported').map(({ area, name }) => `${area} ${name}`),
  );
  const calls = (await trafficOf(site)).filter(({ door }) => door !== 'events');
  return [...new Set(calls.map(rowOf))].filter((name) => !supported.has(name));
}
