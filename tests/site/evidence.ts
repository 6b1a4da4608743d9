import { z } from 'zod';
import type { LocalSite } from './local-site';

const TrafficSchema = z.object({
  n: z.number(),
  door: z.string(),
  provider: z.string(),
  accountId: z.string().nullable(),
  method: z.string(),
  path: z.string(),
  request: z.unknown(),
  response: z.unknown(),
  status: z.number(),
});
export type TrafficEntry = z.infer<typeof TrafficSchema>;

/** Every platform call of the app after entry `since`. */
export async function trafficOf(site: LocalSite, since = 0): Promise<readonly TrafficEntry[]> {
  const { text } = await site.request(`/_local/traffic?since=${since}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => TrafficSchema.parse(JSON.parse(line)));
}

/** These post a question and change nothing (developer.atlassian.com, Jira REST v3). */
const ASKING =
  /^\/rest\/api\/3\/(search\/|permissions\/check|comment\/list|issue\/bulkfetch|changelog\/bulkfetch)/u;

const isJiraWrite = ({ door, method, path }: TrafficEntry): boolean =>
  door === 'jira' && method !== 'GET' && !ASKING.test(path);

const RowSchema = z.looseObject({
  space: z.string(),
  entityName: z.string().optional(),
  key: z.string(),
  value: z.unknown(),
});

/** The app's storage but for the site's own chain, where a refusal may be recorded. */
async function storageOf(site: LocalSite): Promise<readonly string[]> {
  const rows = z.array(RowSchema).parse((await site.request('/_local/storage')).json);
  return rows
    .filter(({ entityName, key }) => !(entityName === 'audit-head' || /^site\.\d+$/u.test(key)))
    .map(({ space, entityName, key, value }) =>
      [space, entityName ?? '', key, JSON.stringify(value)].join(' '),
    )
    .sort();
}

/** What an attack left behind: Jira writes and changed rows of the app's storage. Harmless is an empty list. */
export interface Watch {
  readonly marks: () => Promise<readonly string[]>;
}

/** Starts to watch; `marks` settles first, so that what an attack queued counts too. */
export async function watch(site: LocalSite): Promise<Watch> {
  await site.settle();
  const before = new Set(await storageOf(site));
  const from = (await trafficOf(site)).at(-1)?.n ?? 0;
  return {
    marks: async () => {
      await site.settle();
      const rows = (await storageOf(site)).filter((row) => !before.has(row));
      const writes = (await trafficOf(site, from)).filter(isJiraWrite);
      return [...rows, ...writes.map(({ method, path }) => `${method} ${path}`)];
    },
  };
}

const EntriesSchema = z.array(
  z.looseObject({
    value: z.looseObject({
      chain: z.string(),
      event: z.string(),
      actor: z.string(),
      body: z.looseObject({ details: z.record(z.string(), z.unknown()) }),
    }),
  }),
);

const entriesOf = async (site: LocalSite, chain: string) =>
  EntriesSchema.parse((await site.request('/_local/storage?prefix=audit-entry')).json)
    .map(({ value }) => value)
    .filter((entry) => entry.chain === chain);

/** One hand-off's trail, as `event actor`. */
export const trailOf = async (site: LocalSite, handoffId: string): Promise<readonly string[]> =>
  (await entriesOf(site, handoffId)).map(({ event, actor }) => `${event} ${actor}`);

/** The refusals that the site's chain holds, as `actor call code`. */
export const denialsOf = async (site: LocalSite): Promise<readonly string[]> =>
  (await entriesOf(site, 'site'))
    .filter(({ event }) => event === 'access.denied')
    .map(({ actor, body }) => `${actor} ${String(body.details['call'])} ${String(body.details['code'])}`);
