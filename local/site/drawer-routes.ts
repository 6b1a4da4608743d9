import { z } from 'zod';
import type { Clock } from '../clock';
import type { ForgeHost } from '../forge/host';
import type { TrafficEntry } from '../forge/traffic';
import type { SiteSettings } from '../settings';
import type { Store } from '../store/store';
import { SiteError, json, type HttpAnswer, type HttpRequest } from './http';
import type { Route } from './router';
import { listEntities, pageOfStorage, readStored } from './stored-rows';
import type { Steps } from './steps';

interface DrawerRoutesOptions {
  readonly host: ForgeHost;
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: SiteSettings;
  readonly steps: Steps;
}

const number = z.coerce.number().int().min(0);
const FeedSchema = z.object({ calls: number.default(0), steps: number.default(0), epoch: number.default(0) });
const StorageSchema = z.object({
  prefix: z.string().default(''),
  entity: z.string().default(''),
  after: z.string().default(''),
  limit: number.pipe(z.number().min(1).max(100)).default(25),
});
const RecordSchema = z.object({ space: z.string(), entity: z.string().default(''), key: z.string() });

/** What the drawer of the pages reads: calls without their bodies, a page of the storage, the state of the site. */
export function createDrawerRoutes(options: DrawerRoutesOptions): readonly Route[] {
  const { host, store, clock, settings } = options;
  return [
    { method: 'GET', path: '/_local/drawer/feed', handle: (request) => readFeed(options, request) },
    { method: 'GET', path: '/_local/drawer/call', handle: (request) => readCall(host, request) },
    {
      method: 'GET',
      path: '/_local/drawer/storage',
      handle: (request) => {
        const page = pageOfStorage(store, parseQuery(StorageSchema, request));
        return json(200, { ...page, entities: listEntities(store) });
      },
    },
    {
      method: 'GET',
      path: '/_local/drawer/record',
      handle: (request) => json(200, readStored(store, parseQuery(RecordSchema, request))),
    },
    {
      method: 'GET',
      path: '/_local/drawer/site',
      handle: () => json(200, { now: new Date(clock.now()).toISOString(), settings }),
    },
  ];
}

function readFeed({ host, steps }: DrawerRoutesOptions, request: HttpRequest): HttpAnswer {
  const asked = parseQuery(FeedSchema, request);
  const epoch = steps.generation;
  // Numbers of an earlier generation mean nothing any more: everything is new.
  const since = asked.epoch === epoch ? asked : { calls: 0, steps: 0 };
  const calls = host.traffic.since(since.calls).map(toSummary);
  return json(200, { epoch, calls, steps: steps.since(since.steps) });
}

/** Bodies may be large, and there are thousands of them: the drawer asks for those that somebody opens. */
function toSummary({ request: _request, response, ...call }: TrafficEntry) {
  return { ...call, tokens: tokensOf(response) };
}

const UsageSchema = z.object({ usage: z.object({ total_tokens: z.number() }) });

const tokensOf = (response: unknown): number | undefined =>
  UsageSchema.safeParse(response).data?.usage.total_tokens;

function readCall(host: ForgeHost, request: HttpRequest): HttpAnswer {
  const { n } = parseQuery(z.object({ n: number.pipe(z.number().min(1)) }), request);
  const call = host.traffic.since(n - 1)[0];
  if (call?.n !== n) throw new SiteError(404, 'not-found', 'the traffic does not hold this call any more');
  return json(200, { request: call.request, response: call.response });
}

function parseQuery<T extends z.ZodType>(schema: T, { url }: HttpRequest): z.infer<T> {
  const parsed = schema.safeParse(Object.fromEntries(url.searchParams));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SiteError(400, 'bad-request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}
