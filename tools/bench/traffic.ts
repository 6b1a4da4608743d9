import { z } from 'zod';
import type { LocalSite } from '../../tests/site/local-site';

const CallSchema = z.object({
  n: z.number(),
  door: z.string(),
  path: z.string(),
  request: z.unknown(),
  points: z.number().nullable(),
  requestBytes: z.number(),
});
/** One call of the app to the platform: `door` is `jira`, `kvs` and so on; `points` are Jira's. */
export type Call = z.infer<typeof CallSchema>;

/** The calls after this one, oldest first. */
export async function callsSince(site: LocalSite, n: number): Promise<readonly Call[]> {
  const { text } = await site.request(`/_local/traffic?since=${n}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => CallSchema.parse(JSON.parse(line)));
}

/** The number of the newest call. */
export const newest = async (site: LocalSite): Promise<number> => (await callsSince(site, 0)).at(-1)?.n ?? 0;

/** Puts the site back to its seed. */
export const reset = (site: LocalSite) =>
  site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });

export const toJira = (calls: readonly Call[]): readonly Call[] =>
  calls.filter(({ door }) => door === 'jira');

/** The points that Jira counts for these calls. */
export const pointsOf = (calls: readonly Call[]): number =>
  calls.reduce((sum, { points }) => sum + (points ?? 0), 0);
