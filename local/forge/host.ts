import type { Clock } from '../clock';
import type { JiraEmulator } from '../jira/jira-door';
import { createSettings, type SiteSettings } from '../settings';
import type { Store } from '../store/store';
import { createBackendContext, SITE_IDENTITY, type AppIdentity } from './app-identity';
import { createDeliver } from './deliveries';
import { createAccountsDoor } from './doors/accounts-door';
import { createGate } from './doors/gate';
import { createJiraDoor } from './doors/jira-door';
import { JiraPoints } from './doors/jira-points';
import { JiraRates } from './doors/jira-rates';
import { createLlmDoor } from './doors/llm-door';
import { createQueueDoor } from './doors/queue-door';
import { Faults } from './faults';
import { createKvsDoor } from './kvs/kvs-door';
import { runOutside } from './invocation';
import { AppLog } from './log';
import type { ChatModel } from './llm/chat-model';
import type { Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { createRuntime, type AppExports, type Runtime } from './runtime';
import { installGlobals } from './runtime-globals';
import { Schedules } from './schedules';
import { Traffic } from './traffic';
import { createTriggers } from './triggers';
import { WorkQueue } from './work-queue';

/** What a host needs; `loadApp` is called once, after the globals stand. */
export interface ForgeHostOptions {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly clock: Clock;
  readonly jira: JiraEmulator;
  /** Read at each storage query; without it, queries see every write at once. */
  readonly settings?: SiteSettings;
  /** Serves Forge LLM; without it, no model is available. */
  readonly model?: ChatModel | undefined;
  readonly loadApp: () => AppExports | Promise<AppExports>;
}

/** What belongs to one tenant alone. */
export interface Tenant {
  readonly identity: AppIdentity;
  readonly store: Store;
  readonly jira: JiraEmulator;
}

/** The app installed for one tenant. */
export interface Installation {
  readonly identity: AppIdentity;
  readonly runtime: Runtime;
  readonly queue: WorkQueue;
  readonly schedules: Schedules;
  /** Jira's limits on this tenant, for every caller of its Jira. */
  readonly rates: JiraRates;
  /** Waits until events, queue and due schedules have run. */
  settle(): Promise<{ idle: boolean; ran: number; delayed: number }>;
  /** Forgets what its doors counted. */
  readonly clear: () => void;
}

/** A running app with everything that Forge would give it; itself the installation that the site shows. */
export interface ForgeHost extends Installation {
  readonly manifest: Manifest;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly log: AppLog;
  /**
   * Installs the same loaded app for another tenant, as a warm process of the platform serves several. Clock, faults,
   * log, traffic and the hourly Jira points are shared; everything else is the tenant's own.
   */
  install(tenant: Tenant): Installation;
  /** Ends what runs and forgets traffic, log and faults; the store is the caller's to clear, in `between`. */
  reset(between: () => void | Promise<void>): Promise<void>;
  close(): void;
}

/** What all installations share. */
interface Shared {
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly settings: SiteSettings;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly log: AppLog;
  readonly points: JiraPoints;
  readonly model: ChatModel | undefined;
  readonly app: () => AppExports;
}

const TICK_MS = 1_000;

/** Starts the app on this machine: globals, doors, queue, triggers and schedules. */
export async function createForgeHost(options: ForgeHostOptions): Promise<ForgeHost> {
  const { manifest, store, clock, jira, settings = createSettings() } = options;
  const traffic = new Traffic();
  const faults = new Faults();
  const log = new AppLog();
  let app: AppExports = {};
  const points = new JiraPoints();
  const shared: Shared = {
    manifest,
    clock,
    settings,
    traffic,
    faults,
    log,
    points,
    model: options.model,
    app: () => app,
  };
  const restoreGlobals = installGlobals({ manifest, clock, log });
  try {
    app = await options.loadApp();
    assertHandlers(manifest, app);
  } catch (error) {
    restoreGlobals();
    throw error;
  }
  const own = install(shared, { identity: SITE_IDENTITY, store, jira });
  const installations = [own];
  const ticker = setInterval(() => {
    for (const { schedules } of installations) schedules.enqueueDue();
  }, TICK_MS);
  ticker.unref();

  return {
    ...own,
    manifest,
    traffic,
    faults,
    log,
    install(tenant) {
      const installation = install(shared, tenant);
      installations.push(installation);
      return installation;
    },
    async reset(between) {
      stop(installations);
      await between();
      for (const part of [traffic, faults, log, points, ...installations]) part.clear();
      for (const installation of installations) start(installation);
    },
    close() {
      clearInterval(ticker);
      stop(installations);
      restoreGlobals();
    },
  };
}

/** `forge deploy` warns of it only, and every call would fail later (forge-facts §8.4). */
function assertHandlers({ functions }: Manifest, app: AppExports): void {
  for (const { key, exportName } of functions.values()) {
    if (typeof app[exportName] !== 'function')
      throw new ManifestError(`function "${key}": the bundle exports no function "${exportName}"`);
  }
}

function install(shared: Shared, { identity, store, jira }: Tenant): Installation {
  const { manifest, clock, settings, traffic, faults, log, app } = shared;
  const queue: WorkQueue = new WorkQueue({ store, clock, deliver: (row) => deliver(row) });
  const llm = createLlmDoor({ manifest, clock, model: shared.model });
  const rates = new JiraRates();
  const { usage } = traffic;
  const services = {
    jira: createJiraDoor({ jira, manifest, rates, points: shared.points, clock, usage }),
    kvs: createKvsDoor({ store, clock, manifest, settings, usage }),
    queue: createQueueDoor({ manifest, queue, clock }),
    llm: llm.handle,
    accounts: createAccountsDoor({ manifest, store }),
  };
  const fetch = createGate({ services, traffic, faults, clock });
  const runtime = createRuntime({ manifest, identity, fetch, app, log });
  const deliver = createDeliver({ manifest, identity, runtime, clock, traffic, faults, log });
  const schedules = new Schedules({ manifest, store, clock, queue });
  jira.onEvent(createTriggers({ manifest, queue, clock, faults, log }));
  jira.connect?.({
    modules: manifest.jiraModules,
    callFunction({ key, function: functionKey }, payload) {
      const target = { functionKey, moduleKey: key, moduleType: 'jira:jqlFunction' };
      // What it answers is for everybody, so nobody is its user.
      return runOutside(() => runtime.invoke(target, payload, createBackendContext(undefined, identity)));
    },
    report: (text) => log.write({ level: 'error', invocation: '', text }),
  });
  const installation: Installation = {
    identity,
    runtime,
    queue,
    schedules,
    rates,
    settle() {
      schedules.enqueueDue();
      return queue.settle();
    },
    clear() {
      llm.clear();
      rates.clear();
    },
  };
  start(installation);
  return installation;
}

function start({ schedules, queue }: Installation): void {
  schedules.enqueueDue();
  queue.start();
}

function stop(installations: readonly Installation[]): void {
  for (const { queue, runtime } of installations) {
    queue.stop();
    runtime.killAll();
  }
}
