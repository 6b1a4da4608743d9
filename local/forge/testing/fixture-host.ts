import type { Clock } from '../../clock';
import { MemoryStore } from '../../store/memory-store';
import type { Store } from '../../store/store';
import { createForgeHost, type ForgeHost } from '../host';
import type { Manifest } from '../manifest';
import type { AppExports } from '../runtime';
import { createFixtureManifest } from './fixture-manifest';
import { FixtureJira } from './fixture-jira';

/** A clock that moves with real time from a fixed start, so that due times and delays work. */
export function createFixtureClock(start = Date.parse('2026-05-01T00:00:00Z')): Clock {
  const began = performance.now();
  let offset = 0;
  return {
    now: () => Math.round(start + performance.now() - began + offset),
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** A host over the fixture app with everything that a test reaches into. */
export interface FixtureHost {
  readonly host: ForgeHost;
  readonly store: Store;
  readonly clock: Clock;
  readonly jira: FixtureJira;
  readonly invoke: (functionKey: string, payload?: unknown, accountId?: string) => Promise<unknown>;
  /** Value under a plain key of the app's storage. */
  readonly stored: (key: string) => unknown;
}

interface FixtureOptions {
  readonly scopes?: readonly string[];
  /** Instead of the fixture's with these scopes. */
  readonly manifest?: Manifest;
  readonly store?: Store;
  readonly clock?: Clock;
  /** Handlers of the test's own, in place of the fixture app's. */
  readonly app?: AppExports;
}

/** Starts the fixture app; the caller closes `host`. */
export async function startFixtureHost(options: FixtureOptions = {}): Promise<FixtureHost> {
  const { store = new MemoryStore(), clock = createFixtureClock(), app } = options;
  const jira = new FixtureJira();
  const { manifest = createFixtureManifest(options.scopes) } = options;
  const host = await createForgeHost({
    manifest,
    store,
    clock,
    jira,
    loadApp: async () => ({ ...(await import('./fixture-app')), ...app }),
  });
  return {
    host,
    store,
    clock,
    jira,
    invoke(functionKey, payload, accountId = 'agent-ana') {
      const target = { functionKey: 'resolve', moduleKey: 'panel', moduleType: 'jira:issuePanel', accountId };
      return host.runtime.invoke(
        target,
        { call: { functionKey, payload }, context: {} },
        { principal: { accountId } },
      );
    },
    stored: (key) => store.get<{ value: unknown }>(['kvs', 'plain', key])?.value,
  };
}
