import { z } from 'zod';
import type { Clock } from '../clock';
import { FaultSchema } from '../forge/faults';
import type { ForgeHost } from '../forge/host';
import { KVS_ROOT } from '../forge/kvs/kvs-records';
import type { JiraEmulator } from '../jira/jira-door';
import { CONDITION_READINGS, type SiteSettings } from '../settings';
import type { Store } from '../store/store';
import { COVERAGE } from '../coverage/table';
import { parseDurationMs } from './duration';
import { SiteError, json, jsonLines, parseBody, type HttpAnswer, type HttpRequest } from './http';
import { listPeople } from './people';
import type { Route } from './router';

/** The data sets that the site can be filled with. */
export const SEEDS = ['demo', 'empty'] as const;
/** Name of a data set. */
export type SeedName = (typeof SEEDS)[number];

interface ControlRoutesOptions {
  readonly host: ForgeHost;
  readonly jira: JiraEmulator;
  readonly store: Store;
  readonly settings: SiteSettings;
  readonly clock: Clock;
  readonly version: string;
  /** Empties the store and fills it anew. */
  readonly refill: (seed: SeedName) => void | Promise<void>;
}

const ClockSchema = z.object({ advance: z.string() });
const SettingsSchema = z.strictObject({
  searchLagMs: z.number().int().min(0).max(3_600_000).optional(),
  queryLagMs: z.number().int().min(0).max(3_600_000).optional(),
  conditionOnMissing: z.enum(CONDITION_READINGS).optional(),
});
const ResetSchema = z.object({ seed: z.enum(SEEDS).default('demo') });

/** The endpoints by which tests and developers look into the site and move it. */
export function createControlRoutes(options: ControlRoutesOptions): readonly Route[] {
  const { host, jira, store, version, settings, refill } = options;
  const firstSettings = { ...settings };
  return [
    { method: 'GET', path: '/_local/health', handle: () => json(200, { ready: true, version }) },
    { method: 'GET', path: '/_local/people', handle: async () => json(200, await listPeople(jira)) },
    { method: 'GET', path: '/_local/coverage', handle: () => json(200, COVERAGE) },
    {
      method: 'GET',
      path: '/_local/traffic',
      handle: (request) => jsonLines(host.traffic.since(readSince(request))),
    },
    {
      method: 'GET',
      path: '/_local/logs',
      handle: (request) => jsonLines(host.log.since(readSince(request))),
    },
    { method: 'GET', path: '/_local/usage', handle: (request) => readUsage(host, request) },
    { method: 'GET', path: '/_local/storage', handle: (request) => dumpStorage(store, request) },
    { method: 'GET', path: '/_local/faults', handle: () => json(200, host.faults.list()) },
    { method: 'POST', path: '/_local/faults', handle: (request) => addFault(host, request) },
    {
      method: 'DELETE',
      path: '/_local/faults',
      handle: () => {
        host.faults.clear();
        return { status: 204 };
      },
    },
    { method: 'POST', path: '/_local/settings', handle: (request) => changeSettings(settings, request) },
    { method: 'POST', path: '/_local/clock', handle: (request) => advanceClock(options, request) },
    { method: 'POST', path: '/_local/settle', handle: async () => json(200, await host.settle()) },
    {
      method: 'POST',
      path: '/_local/reset',
      handle: async (request) => {
        const { seed } = parseBody(ResetSchema, request);
        await host.reset(() => refill(seed));
        Object.assign(settings, firstSettings);
        return json(200, { seed });
      },
    },
  ];
}

function readSince({ url }: HttpRequest): number {
  const since = Number(url.searchParams.get('since') ?? '0');
  if (!Number.isInteger(since) || since < 0)
    throw new SiteError(400, 'bad-request', 'since must be a whole number');
  return since;
}

function readUsage(host: ForgeHost, request: HttpRequest): HttpAnswer {
  const since = readSince(request);
  const usage = host.traffic.usage.since(since);
  if (!usage) throw new SiteError(404, 'not-found', `the traffic does not hold call ${since}`);
  return json(200, usage);
}

function addFault(host: ForgeHost, request: HttpRequest): HttpAnswer {
  const fault = parseBody(FaultSchema, request);
  host.faults.add(fault);
  return json(201, fault);
}

function changeSettings(settings: SiteSettings, request: HttpRequest): HttpAnswer {
  Object.assign(settings, parseBody(SettingsSchema, request));
  return json(200, settings);
}

async function advanceClock(
  { host, clock }: ControlRoutesOptions,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const { advance } = parseBody(ClockSchema, request);
  const ms = parseDurationMs(advance);
  if (ms === undefined) {
    throw new SiteError(400, 'bad-request', 'advance must be an ISO 8601 duration such as PT26H or P1DT30M');
  }
  clock.advance(ms);
  const settled = await host.settle();
  return json(200, { now: new Date(clock.now()).toISOString(), ...settled });
}

/** Storage as the drawer shows it: `space` is plain, secret or entity; index rows are left out. */
function dumpStorage(store: Store, { url }: HttpRequest): HttpAnswer {
  const prefix = url.searchParams.get('prefix') ?? '';
  const rows = ['plain', 'entity'].flatMap((space) =>
    store.range<object>({ prefix: [KVS_ROOT, space] }).map(({ key, value }) => {
      const entityName = space === 'entity' ? String(key[2]) : undefined;
      return {
        space,
        ...(entityName === undefined ? {} : { entityName }),
        key: String(key.at(-1)),
        ...value,
      };
    }),
  );
  const isWanted = (row: (typeof rows)[number]) =>
    row.key.startsWith(prefix) || (row.entityName?.startsWith(prefix) ?? false);
  return json(200, rows.filter(isWanted));
}
