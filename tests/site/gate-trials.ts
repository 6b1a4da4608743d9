import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { ErrorCode } from '../../src/contract/errors';
import type { GateKind } from '../../src/contract/vocabulary';
import { trailOf } from './evidence';
import { codeOf, decision } from './handoffs';
import { startLocalSite, type LocalSite } from './local-site';
import type { Gated } from './at-use-gate';

export const KINDS: readonly GateKind[] = ['run', 'use'];
export const WAITING = { run: 'awaiting-run-approval', use: 'awaiting-use-approval' } as const;

/** Faults off, and the seed as it was. */
export async function afresh(site: LocalSite): Promise<void> {
  await site.request('/_local/faults', { method: 'DELETE' });
  await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
}

/** A site for one file of tests, afresh after each of them. What is asked of it before the tests run fails. */
export function useSite(): LocalSite {
  let started: LocalSite | null = null;
  const site = (): LocalSite => {
    if (started === null) throw new Error('the site starts in beforeAll');
    return started;
  };
  beforeAll(async () => {
    started = await startLocalSite();
  }, 60_000);
  afterAll(() => site().stop());
  afterEach(() => afresh(site()));
  return {
    get url() {
      return site().url;
    },
    get dataDir() {
      return site().dataDir;
    },
    get pid() {
      return site().pid;
    },
    request: (path, options) => site().request(path, options),
    invoke: (call) => site().invoke(call),
    settle: () => site().settle(),
    printed: () => site().printed(),
    stop: (signal) => site().stop(signal),
  };
}

/** What attacks on a gate do and look at. */
interface Trials {
  /** Approves in the panel of the subtask; gives `ok` or the code of the refusal. */
  readonly tryInPanel: (
    as: string,
    gated: Gated,
    gate: GateKind,
  ) => Promise<ErrorCode | 'ok' | `site:${string}`>;
  /** Attempts that did not count, and decisions that did, as `event account`. */
  readonly ignoredIn: (gated: Gated) => Promise<readonly string[]>;
  readonly decidedIn: (gated: Gated) => Promise<readonly string[]>;
}

export function trialsOn(site: LocalSite): Trials {
  const linesOf = async ({ view }: Gated, event: string): Promise<readonly string[]> =>
    (await trailOf(site, view.summary.id)).filter((line) => line.startsWith(event));
  return {
    tryInPanel: async (as, { view, subtask }, gate) =>
      codeOf(await site.invoke(decision({ as, issueKey: subtask }, view, { gate }))),
    ignoredIn: (gated) => linesOf(gated, 'approval.ignored'),
    decidedIn: (gated) => linesOf(gated, 'approval.decided'),
  };
}

/** A text as Jira takes it in a description. */
export const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
