import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Store } from '../../local/store/store';
import type { CallInput, CallName, CallOutput } from '../../src/contract/calls';
import type { FaultySite, Standing } from './faulty-site';
import type { Acknowledged } from './invariants';

/** Many people at once, what they were told, and what the app acknowledged. */
export interface Crowd {
  readonly site: FaultySite;
  /** Codes of refusals, with how often. */
  readonly told: Map<string, number>;
  readonly acknowledged: Acknowledged[];
}

/** How long a person who was refused waits at least, by the site's clock. */
const WAIT_MS = 1_000;

/** One call; null when it was refused. */
export async function tell<N extends CallName>(
  { site, told }: Crowd,
  who: Standing,
  call: { readonly name: N; readonly payload: CallInput<N> },
): Promise<CallOutput<N> | null> {
  const answer = await site.call(who, call.name, call.payload);
  if (answer.kind === 'ok') return answer.data;
  const code = answer.kind === 'refused' ? answer.error.code : 'cut-off';
  told.set(code, (told.get(code) ?? 0) + 1);
  site.clock.advance(WAIT_MS);
  return null;
}

/** Accounts like the one that is copied, so that a crowd has as many people as it needs. */
export function addPeople(store: Store, like: string, accountIds: readonly string[]): void {
  const row = store.get<object>(['jira-user', like]);
  if (row === undefined) throw new Error(`nobody is called ${like}`);
  for (const accountId of accountIds)
    store.put(['jira-user', accountId], { ...row, accountId, displayName: accountId });
}

const CreatedSchema = z.object({ id: z.string() });

/** An issue of low severity and internal data, so that nothing has to be approved. */
export async function createIssue({ ask }: FaultySite, ownerId: string, summary: string): Promise<string> {
  const fields = {
    project: { key: 'SEC' },
    issuetype: { name: 'Security review' },
    summary,
    customfield_10050: { value: 'Low' },
    customfield_10051: { value: 'Internal' },
    customfield_10052: { accountId: ownerId },
  };
  return CreatedSchema.parse(await ask('admin-ada', 'POST issue', { fields })).id;
}

/** Rings whenever somebody may look again. */
export interface Bell {
  readonly ring: () => void;
  readonly heard: () => Promise<void>;
}

export function createBell(): Bell {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      const now = waiting;
      waiting = [];
      for (const wake of now) wake();
    },
    heard: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

const operation = 'compile-exception-history';
/** When all competitors were refused nobody rings. */
const LOOK_AGAIN_MS = 500;

/** Wants one hand-off on an issue on which others want one too, and tries again whenever the bell rings. Gives its id. */
export async function handOffAmongOthers(crowd: Crowd, who: Standing, bell: Bell): Promise<string> {
  const requestId = randomUUID();
  for (;;) {
    const next = bell.heard();
    const review = await tell(crowd, who, { name: 'panel.review-scope', payload: { operation } });
    const { seal = '', nonce = '' } = review ?? {};
    const payload = { operation, seal, nonce, requestId } as const;
    const view = review === null ? null : await tell(crowd, who, { name: 'panel.hand-off', payload });
    if (view !== null) {
      const { id } = view.summary;
      const details = { clientRequestId: requestId };
      crowd.acknowledged.push({ chain: id, event: 'handoff.requested', actor: who.accountId, details });
      return id;
    }
    await Promise.race([next, wait(LOOK_AGAIN_MS)]);
  }
}

/** Accepts in two tabs at once; at most one of them may count. True when one did. */
export async function acceptTwice(crowd: Crowd, who: Standing, handoffId: string): Promise<boolean> {
  const view = await tell(crowd, who, { name: 'panel.handoff', payload: { handoffId } });
  if (view?.summary.state !== 'awaiting-review') return false;
  const input = {
    verdict: 'accept' as const,
    reason: 'none' as const,
    note: '',
    strike: [],
    edits: [],
    audience: 'internal' as const,
  };
  const payload = { handoffId, version: view.version, ...input };
  const tabs = await Promise.all([1, 2].map(() => tell(crowd, who, { name: 'panel.review', payload })));
  for (const tab of tabs)
    if (tab !== null)
      crowd.acknowledged.push({
        chain: handoffId,
        event: 'output.reviewed',
        actor: who.accountId,
        details: { verdict: 'accept' },
      });
  return tabs.some((tab) => tab !== null);
}
