import type { Clock } from '../clock';
import { createForgeHost, type ForgeHost } from '../forge/host';
import type { ChatModel } from '../forge/llm/chat-model';
import type { Manifest } from '../forge/manifest';
import type { AppExports } from '../forge/runtime';
import type { Jira } from '../jira/jira';
import type { JiraEmulator } from '../jira/jira-door';
import type { SiteSettings } from '../settings';
import type { Store } from '../store/store';
import { createAccountRoutes } from './account-routes';
import { createAppRoutes } from './app-routes';
import { createControlRoutes, type SeedName } from './control-routes';
import { createDrawerRoutes } from './drawer-routes';
import { createIdentify } from './identity';
import { createProductRoute } from './product-route';
import { createRestRoutes } from './rest-routes';
import { startServer } from './server';
import { Steps } from './steps';
import { watchRoutes } from './watch-routes';
import { createWorkflowRoutes } from './workflow-routes';

/** The emulated Jira as the site needs it. */
export interface SeededJira
  extends
    JiraEmulator,
    Pick<Jira, 'accounts' | 'changeAccount' | 'changeMembership' | 'rules' | 'attachRule' | 'clearRules'> {
  seed(name: SeedName): void | Promise<void>;
}

/** Parts of a site; the caller opens and closes the store. */
export interface SiteParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly jira: SeededJira;
  /** The same object that the Jira reads. */
  readonly settings: SiteSettings;
  readonly manifest: Manifest;
  /** Folder of manifest.yml. */
  readonly root: string;
  readonly pagesFolder: string;
  readonly port: number;
  readonly version: string;
  /** Serves Forge LLM; without it, no model is available. */
  readonly model?: ChatModel | undefined;
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
  const steps = new Steps(parts.clock);
  const loadApp = async (): Promise<AppExports> => steps.watch(await parts.loadApp());
  const host = await createForgeHost({ ...parts, loadApp });
  const identify = createIdentify(parts.jira);
  const empty = (seed: SeedName): void | Promise<void> => {
    steps.clear();
    return refill(parts, seed);
  };
  const served = [
    ...createRestRoutes({ ...parts, identify, rates: host.rates }),
    ...createAppRoutes({ ...parts, host, identify }),
    ...createControlRoutes({ ...parts, host, refill: empty }),
    ...createAccountRoutes(parts.jira),
    ...createWorkflowRoutes(parts.jira),
    ...createDrawerRoutes({ ...parts, host, steps }),
    createProductRoute({ ...parts, host, identify }),
  ];
  const routes = watchRoutes(served, { steps, identify });
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
