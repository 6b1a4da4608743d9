import type { Clock } from '../clock';
import { createForgeHost, type ForgeHost } from '../forge/host';
import type { Manifest } from '../forge/manifest';
import type { AppExports } from '../forge/runtime';
import type { JiraEmulator } from '../jira/jira-door';
import type { Lags } from '../lags';
import type { Store } from '../store/store';
import { createAppRoutes } from './app-routes';
import { createControlRoutes, type SeedName } from './control-routes';
import { createIdentify } from './identity';
import { createRestRoutes } from './rest-routes';
import { startServer } from './server';

/** The emulated Jira as the site needs it. */
export interface SeededJira extends JiraEmulator {
  seed(name: SeedName): void | Promise<void>;
}

/** Parts of a site; the caller opens and closes the store. */
export interface SiteParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly jira: SeededJira;
  /** The same object that the Jira reads. */
  readonly lags: Lags;
  readonly manifest: Manifest;
  /** Folder of manifest.yml. */
  readonly root: string;
  readonly pagesFolder: string;
  readonly port: number;
  readonly version: string;
  readonly loadApp: () => AppExports | Promise<AppExports>;
}

/** A running site. */
export interface Site {
  readonly url: string;
  readonly host: ForgeHost;
  close(): Promise<void>;
}

const SEED_KEY = ['site', 'seed'];

/** Which data set the store was filled with; undefined for a store that never was. */
export function seededWith(store: Store): SeedName | undefined {
  return store.get<SeedName>(SEED_KEY);
}

/** Empties the store, the app's storage and queue included, and fills it with a data set. */
export async function refill(
  { store, jira }: Pick<SiteParts, 'store' | 'jira'>,
  seed: SeedName,
): Promise<void> {
  store.clear();
  await jira.seed(seed);
  // Last, so that a start that was cut off seeds again.
  store.put(SEED_KEY, seed);
}

/** Starts the app and the HTTP server over a filled store. */
export async function startSite(parts: SiteParts): Promise<Site> {
  const host = await createForgeHost(parts);
  const identify = createIdentify(parts.jira);
  const routes = [
    ...createRestRoutes(parts.jira, identify),
    ...createAppRoutes({ ...parts, host, identify }),
    ...createControlRoutes({ ...parts, host, refill: (seed) => refill(parts, seed) }),
  ];
  try {
    const server = await startServer({ ...parts, routes });
    return {
      url: `http://localhost:${server.port}`,
      host,
      async close() {
        await server.close();
        host.close();
      },
    };
  } catch (error) {
    host.close();
    throw error;
  }
}
