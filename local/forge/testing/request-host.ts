import { toManifest } from '../manifest';
import { createFixtureClock, startFixtureHost, type FixtureHost } from './fixture-host';
import { createFixtureDocument } from './fixture-manifest';

/** One call of `requestJira`. */
export interface Call {
  readonly method?: string;
  readonly path?: string;
  /** `asUser()` without one; `asApp()` for null. */
  readonly as?: string | null;
}

/** What the app sees of it; the error's name where it throws. */
export interface Seen {
  readonly status: number;
  readonly error?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Scopes of a manifest, in either form. */
export type Scopes = readonly string[] | Readonly<Record<string, object>>;

/** A host whose app does the Jira calls that it is told to. */
export interface RequestHost extends FixtureHost {
  /** Does calls one after the other in a resolver of agent-ana. */
  readonly calls: (...calls: readonly Call[]) => Promise<readonly Seen[]>;
  /** Does one call in the consumer. */
  readonly consumed: (call: Call) => Promise<Seen | undefined>;
}

const SCOPES: Scopes = ['storage:app', 'read:jira-work', 'write:jira-work', 'read:jira-user'];

/** Starts it over the fixture Jira and its own manifest; the caller closes `host`. */
export async function startRequestHost(scopes: Scopes = SCOPES): Promise<RequestHost> {
  const manifest = toManifest({ ...createFixtureDocument(), permissions: { scopes } });
  const clock = createFixtureClock();
  const fromConsumer: Seen[] = [];
  const app = {
    resolve: async ({ call }: { call: { payload: readonly Call[] } }) => {
      const seen: Seen[] = [];
      for (const item of call.payload) seen.push(await request(item));
      return seen;
    },
    consume: async ({ body }: { body: Call }) => void fromConsumer.push(await request(body)),
  };
  const fixture = await startFixtureHost({ manifest, clock, app });
  const { host, invoke } = fixture;
  return {
    ...fixture,
    // Checked edge: the resolver above answers this.
    calls: async (...payload) => (await invoke('calls', payload)) as readonly Seen[],
    async consumed(call) {
      const target = { functionKey: 'consume', moduleKey: 'worker', moduleType: 'consumer' };
      await host.runtime.invoke(target, { body: call }, {});
      return fromConsumer[0];
    },
  };
}

async function request({ method = 'GET', path = '/rest/api/3/issue/FIX-1', as }: Call): Promise<Seen> {
  const { asApp, asUser, assumeTrustedRoute } = await import('@forge/api');
  const caller = as === null ? asApp() : as === undefined ? asUser() : asUser(as);
  try {
    const init = method === 'GET' ? { method } : { method, body: '{}' };
    const answer = await caller.requestJira(assumeTrustedRoute(path), init);
    const body: unknown = await answer.json();
    // Checked edge: the headers of @forge/api iterate as those of fetch do.
    const headers = Object.fromEntries(answer.headers as unknown as Iterable<[string, string]>);
    return { status: answer.status, headers, body };
  } catch (error) {
    return { status: 0, error: error instanceof Error ? error.name : 'none', headers: {}, body: null };
  }
}
