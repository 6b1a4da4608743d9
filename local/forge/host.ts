import type { Clock } from '../clock';
import type { JiraEmulator } from '../jira/jira-door';
import { createLags, type Lags } from '../lags';
import type { Store } from '../store/store';
import { createDeliver } from './deliveries';
import { createGate } from './doors/gate';
import { createJiraDoor } from './doors/jira-door';
import { createLlmDoor } from './doors/llm-door';
import { createQueueDoor } from './doors/queue-door';
import { Faults } from './faults';
import { createKvsDoor } from './kvs/kvs-door';
import { AppLog } from './log';
import type { Manifest } from './manifest';
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
  readonly lags?: Lags;
  readonly loadApp: () => AppExports | Promise<AppExports>;
}

/** A running app with everything that Forge would give it. */
export interface ForgeHost {
  readonly manifest: Manifest;
  readonly runtime: Runtime;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly log: AppLog;
  readonly queue: WorkQueue;
  readonly schedules: Schedules;
  /** Waits until events, queue and due schedules have run. */
  settle(): Promise<{ idle: boolean; ran: number; delayed: number }>;
  /** Ends what runs and forgets traffic, log and faults; the store is the caller's to clear, in `between`. */
  reset(between: () => void | Promise<void>): Promise<void>;
  close(): void;
}

const TICK_MS = 1_000;

/** Starts the app on this machine: globals, doors, queue, triggers and schedules. */
export async function createForgeHost(options: ForgeHostOptions): Promise<ForgeHost> {
  const { manifest, store, clock, jira, lags = createLags() } = options;
  const traffic = new Traffic();
  const faults = new Faults();
  const log = new AppLog();
  let app: AppExports = {};
  const runtime = createRuntime({ manifest, app: () => app, log });
  const queue = new WorkQueue({
    store,
    clock,
    deliver: createDeliver({ manifest, runtime, clock, traffic, faults, log }),
  });
  const schedules = new Schedules({ manifest, store, clock, queue });
  const doors = {
    jira: createJiraDoor(jira, manifest),
    kvs: createKvsDoor({ store, clock, manifest, lags }),
    queue: createQueueDoor({ manifest, queue, clock }),
    llm: createLlmDoor(manifest),
  };
  const restoreGlobals = installGlobals({
    manifest,
    clock,
    log,
    fetch: createGate({ doors, traffic, faults, clock }),
  });
  app = await options.loadApp();
  jira.onEvent(createTriggers({ manifest, queue, clock, faults }));
  const ticker = setInterval(() => schedules.enqueueDue(), TICK_MS);
  ticker.unref();
  schedules.enqueueDue();
  queue.start();

  return {
    manifest,
    runtime,
    traffic,
    faults,
    log,
    queue,
    schedules,
    settle() {
      schedules.enqueueDue();
      return queue.settle();
    },
    async reset(between) {
      queue.stop();
      runtime.killAll();
      await between();
      for (const part of [traffic, faults, log]) part.clear();
      schedules.enqueueDue();
      queue.start();
    },
    close() {
      clearInterval(ticker);
      queue.stop();
      runtime.killAll();
      restoreGlobals();
    },
  };
}
