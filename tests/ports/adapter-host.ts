import { join } from 'node:path';
import type { Clock } from '../../local/clock';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import type { ChatModel } from '../../local/forge/llm/chat-model';
import { readManifest } from '../../local/forge/manifest';
import { createJira, type Jira } from '../../local/jira/jira';
import type { JiraRequest, JiraResponse } from '../../local/jira/jira-door';
import { MemoryStore } from '../../local/store/memory-store';
import type { Store } from '../../local/store/store';
import { createTestClock } from '../../local/jira/testing';
import { createSettings, type SiteSettings } from '../../local/settings';

/** The emulated platform with the app's real manifest, for tests that call adapters inside an invocation. */
export interface AdapterHost<T> {
  readonly host: ForgeHost;
  readonly jira: Jira;
  readonly clock: Clock;
  readonly adapters: T;
  /** How the emulator reads what Forge leaves open; a test may change it. */
  readonly settings: SiteSettings;
  readonly store: Store;
  /** Runs a body as the platform runs a function: of the panel for a person, of the consumer for nobody. */
  readonly run: (accountId: string | null, body: () => Promise<void>) => Promise<void>;
  /** Changes answers of Jira on their way to the app, until the next reset: what Jira may do and the emulator does not. */
  tap(change: Tap): void;
  /** Empties storage and seeds Jira again. */
  readonly reset: () => Promise<void>;
}

type Tap = (request: JiraRequest, response: JiraResponse) => JiraResponse;

const untouched: Tap = (_request, response) => response;
const noop = async (): Promise<void> => undefined;

/** Starts a host; `load` imports the adapters, after the globals stand that `@forge/*` reads. Without a model none is offered. */
export async function startAdapterHost<T>(
  load: () => Promise<T>,
  { model }: { readonly model?: ChatModel } = {},
): Promise<AdapterHost<T>> {
  const store = new MemoryStore();
  const clock = createTestClock();
  const manifest = readManifest(join(__dirname, '../../manifest.yml'));
  const jira = createJira({ store, clock, permissions: manifest.permissionsOfApp });
  jira.seed('demo');
  let job: () => Promise<void> = noop;
  let tap = untouched;
  const settings = createSettings();
  const loaded: T[] = [];
  // Once: the host delivers to the same handler what a job puts on the queue.
  const runJob = (): Promise<void> => {
    const now = job;
    job = noop;
    return now();
  };
  const host = await createForgeHost({
    manifest,
    store,
    clock,
    settings,
    model,
    jira: {
      onEvent: (listener) => jira.onEvent(listener),
      handle: async (request) => tap(request, await jira.handle(request)),
    },
    loadApp: async () => {
      loaded.push(await load());
      const others = {
        admin: noop,
        oversight: noop,
        lozenge: noop,
        onIssue: noop,
        onSweep: noop,
        onDaily: noop,
        jqlWaitingForMe: noop,
      };
      return { ...others, panel: runJob, onWork: runJob };
    },
  });
  const [adapters] = loaded;
  if (adapters === undefined) throw new Error('the adapters were not loaded');
  return {
    host,
    jira,
    clock,
    store,
    settings,
    adapters,
    async run(accountId, body) {
      const failures: unknown[] = [];
      job = async () => {
        await body().catch((error: unknown) => void failures.push(error));
      };
      const target =
        accountId === null
          ? { functionKey: 'fn-work', moduleKey: 'work', moduleType: 'consumer' }
          : { functionKey: 'fn-panel', moduleKey: 'issue-panel', moduleType: 'jira:issuePanel', accountId };
      await host.runtime.invoke(target, {}, {});
      if (failures.length > 0) throw failures[0];
    },
    tap(change) {
      tap = change;
    },
    reset: () =>
      host.reset(() => {
        tap = untouched;
        store.clear();
        jira.seed('demo');
      }),
  };
}
