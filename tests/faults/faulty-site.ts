import { z } from 'zod';
import { CALLS, type CallInput, type CallName, type CallOutput } from '../../src/contract/calls';
import { CallErrorSchema, type CallError } from '../../src/contract/errors';
import type { Clock } from '../../local/clock';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import { readManifest } from '../../local/forge/manifest';
import type { AppExports } from '../../local/forge/runtime';
import { createJira, type Jira } from '../../local/jira/jira';
import type { JiraRequest } from '../../local/jira/jira-door';
import { createTestClock, TEST_NOW } from '../../local/jira/testing';
import type { Store } from '../../local/store/store';
import { createRewindingStore, type Differences, type RewindingStore } from './rewinding-store';
import { createSiteModel, type SiteModel } from './site-model';
import { installSiteTimers, type SiteTimers } from './site-timers';

/** How a person's call ended: what the app answered, or nothing, when the invocation was cut off. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  | { readonly kind: 'refused'; readonly error: CallError }
  | { readonly kind: 'cut-off' };

/** Somebody on an issue. */
export interface Standing {
  readonly accountId: string;
  readonly issueId: string;
}

/** The app on the emulated platform, on a clock that moves only when nothing is left to do at its time. */
export interface FaultySite {
  readonly host: ForgeHost;
  readonly store: RewindingStore;
  readonly clock: Clock;
  readonly jira: Jira;
  /** Serves Forge LLM. */
  readonly model: SiteModel;
  /** Calls the app as its page does. */
  readonly call: <N extends CallName>(
    who: Standing,
    name: N,
    payload: CallInput<N>,
  ) => Promise<Answer<CallOutput<N>>>;
  /** A request to Jira, `METHOD path`, as a person and beside the app; raises when Jira refuses it. */
  readonly ask: (accountId: string, request: string, body?: unknown) => Promise<unknown>;
  /** Runs what is due, retries included, until nothing is due within the next `SOON_MS`. */
  readonly drain: () => Promise<void>;
  /** Moves the clock, lets due schedules run, and drains. */
  readonly pass: (ms: number) => Promise<void>;
  readonly moment: () => Moment;
  /** Everything as it was at a moment, or when the site was made; no fault, traffic or log is left. */
  readonly rewind: (moment?: Moment) => Promise<void>;
  /** Sees every request of the app to Jira before Jira does; stays until the next rewind. */
  readonly watch: (seen: (request: JiraRequest) => void) => void;
}

/** The site at one time: what its store held and what its clock said. */
export interface Moment {
  readonly differences: Differences;
  readonly atMs: number;
}

const SOON_MS = 60_000;
const MODULES = {
  panel: { functionKey: 'fn-panel', moduleKey: 'issue-panel', moduleType: 'jira:issuePanel' },
  admin: { functionKey: 'fn-admin', moduleKey: 'admin-page', moduleType: 'jira:adminPage' },
  oversight: { functionKey: 'fn-oversight', moduleKey: 'oversight-page', moduleType: 'jira:globalPage' },
} as const;

const AnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: CallErrorSchema }),
]);

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Working = Pick<FaultySite, 'store' | 'clock' | 'host'> & { readonly timers: SiteTimers };

/**
 * Runs the queue until its first row is due later than soon. A row stays stored while it runs, so the first row tells: due
 * by now, it runs or starts; due later, nothing runs and the clock goes there. Also what outlived its run comes to its end.
 */
async function drainQueue({ store, clock, host, timers }: Working): Promise<void> {
  for (;;) {
    const [row] = store.range({ prefix: ['work'], limit: 1 });
    const waitMs = row === undefined ? Infinity : Number(row.key[1]) - clock.now();
    if (waitMs > SOON_MS && timers.isIdle()) return;
    if (waitMs > SOON_MS) {
      await breath();
      continue;
    }
    if (waitMs > 0) {
      clock.advance(waitMs);
      host.queue.wake();
    }
    await breath();
  }
}

/**
 * Starts the app over a seeded demo site. `loadApp` imports it, after the globals stand that `@forge/*` reads; `addPeople` may
 * store accounts before Jira reads them.
 */
export async function createFaultySite(
  loadApp: () => Promise<AppExports>,
  addPeople: (store: Store) => void = () => undefined,
): Promise<FaultySite> {
  const store = createRewindingStore();
  const clock = createTestClock();
  createJira({ store, clock }).seed('demo');
  addPeople(store);
  const manifest = readManifest('manifest.yml');
  const jira = createJira({ store, clock, permissions: manifest.permissionsOfApp });
  let seen: (request: JiraRequest) => void = () => undefined;
  const waits: { timers: SiteTimers | null } = { timers: null };
  const model = createSiteModel((ms) => waits.timers?.pause(ms) ?? Promise.resolve());
  const started = await createForgeHost({
    manifest,
    store,
    clock,
    model,
    jira: {
      onEvent: (listener) => jira.onEvent(listener),
      handle: (request) => {
        seen(request);
        return jira.handle(request);
      },
    },
    loadApp,
  });
  const timers = installSiteTimers(clock, started);
  waits.timers = timers;
  const host: ForgeHost = {
    ...started,
    close: () => {
      timers.restore();
      started.close();
    },
  };
  store.mark();
  const drain = (): Promise<void> => drainQueue({ store, clock, host, timers });
  return {
    host,
    store,
    clock,
    jira,
    model,
    drain,
    async call(who, name, payload) {
      const target = { ...MODULES[CALLS[name].surface], accountId: who.accountId };
      const request = {
        call: { functionKey: name, payload },
        context: { extension: { issue: { id: who.issueId } } },
      };
      try {
        const principal = { principal: { accountId: who.accountId } };
        const answer = AnswerSchema.parse(await host.runtime.invoke(target, request, principal));
        if (!answer.ok) return { kind: 'refused', error: answer.error };
        return { kind: 'ok', data: CALLS[name].output.parse(answer.data) as CallOutput<typeof name> };
      } catch (error) {
        if (error instanceof z.ZodError) throw error;
        return { kind: 'cut-off' };
      }
    },
    async ask(accountId, wanted, body) {
      const [method = '', path = ''] = wanted.split(' ');
      const actor = { kind: 'user', accountId } as const;
      const request = { method, path: `/rest/api/3/${path}`, headers: {}, actor };
      const sent = body === undefined ? request : { ...request, body: JSON.stringify(body) };
      const answer = await jira.handle(sent);
      if (answer.status >= 400) throw new Error(`${wanted}: ${answer.status}`);
      return answer.body;
    },
    async pass(ms) {
      clock.advance(ms);
      host.schedules.enqueueDue();
      host.queue.wake();
      await drain();
    },
    moment: () => ({ differences: store.differences(), atMs: clock.now() }),
    rewind: (moment = { differences: [], atMs: TEST_NOW }) =>
      host.reset(() => {
        seen = () => undefined;
        timers.clear();
        store.rewind(moment.differences);
        clock.advance(moment.atMs - clock.now());
      }),
    watch(listener) {
      seen = listener;
    },
  };
}
