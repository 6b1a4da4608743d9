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

/** Whether a row belongs to the record of a refusal: the decision, the site's own chain and the references of people in it. */
const isOfRefusal = ({ entityName, key }: z.infer<typeof RowSchema>): boolean =>
  entityName === 'actor' ||
  entityName === 'decision' ||
  (entityName === 'audit-head' && key === 'site') ||
  /^site\.\d+$/u.test(key);

/** The app's storage but for the record of refusals. */
async function storageOf(site: LocalSite): Promise<readonly string[]> {
  const rows = z.array(RowSchema).parse((await site.request('/_local/storage')).json);
  return rows
    .filter((row) => !isOfRefusal(row))
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

/** A row of an entry: its chain is in the key (docs/storage.md). */
const EntrySchema = z.looseObject({
  key: z.string(),
  value: z.looseObject({
    event: z.string(),
    body: z.looseObject({
      // A row says nothing of who acted where the app did (docs/storage.md).
      actor: z.looseObject({ ref: z.string() }).default({ ref: 'app' }),
      details: z.record(z.string(), z.unknown()),
    }),
  }),
});
const ActorSchema = z.looseObject({ key: z.string(), value: z.looseObject({ ref: z.string() }) });

/** The entries of a chain, with the account of each actor; `app` for the app itself. */
async function entriesOf(site: LocalSite, chain: string) {
  const rows = async <T extends z.ZodType>(prefix: string, schema: T) =>
    z.array(schema).parse((await site.request(`/_local/storage?prefix=${prefix}`)).json);
  const people = new Map((await rows('actor', ActorSchema)).map(({ key, value }) => [value.ref, key]));
  return (await rows('audit-entry', EntrySchema))
    .filter(({ key }) => key.slice(0, key.lastIndexOf('.')) === chain)
    .map(({ value: { event, body } }) => {
      const { ref } = body.actor;
      return { event, details: body.details, account: people.get(ref) ?? ref };
    });
}

/** One hand-off's trail, as `event account`. */
export const trailOf = async (site: LocalSite, handoffId: string): Promise<readonly string[]> =>
  (await entriesOf(site, handoffId)).map(({ event, account }) => `${event} ${account}`);

/** The refusals that the site's chain holds, as `account call code`. */
export const denialsOf = async (site: LocalSite): Promise<readonly string[]> =>
  (await entriesOf(site, 'site'))
    .filter(({ event }) => event === 'access.denied')
    .map(({ account, details }) => `${account} ${String(details['call'])} ${String(details['code'])}`);
