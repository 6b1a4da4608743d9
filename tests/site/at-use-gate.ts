import { z } from 'zod';
import type { HandoffView } from '../../src/contract/handoff';
import type { GateKind } from '../../src/contract/vocabulary';
import { trailOf } from './evidence';
import { accept, handOff, subtaskOf, transition, viewOf } from './handoffs';
import type { LocalSite } from './local-site';

/** Ana on the incident that these tests are about, and what she asks for. */
export const ANA = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
export const OPERATION = 'prepare-incident-packet';

/** Ana on the exception that waits before the run and before the use. */
const EXCEPTION = { as: 'agent-ana', issueKey: 'SEC-2274' } as const;

/** A hand-off that waits at a gate, and the subtask of the gate. */
export interface Gated {
  readonly view: HandoffView;
  readonly subtask: string;
}

type Named = Pick<HandoffView, 'summary'>;

/** Ana hands INC-2041 off and its owner accepts; throws unless a use gate opens. */
export async function atUseGate(site: LocalSite): Promise<Gated> {
  const { summary, owner } = await handOff(site, ANA, OPERATION);
  const owned = { ...ANA, as: owner.accountId };
  await accept(site, owned, await viewOf(site, owned, summary.id));
  const view = await viewOf(site, ANA, summary.id);
  return { view, subtask: subtaskOf(view, 'use') };
}

/** Ana hands SEC-2274 off, which waits before its run; `secowner-sam` approves there. */
export async function atRunGate(site: LocalSite): Promise<Gated> {
  const { summary } = await handOff(site, EXCEPTION, 'prepare-exception-packet');
  const view = await viewOf(site, EXCEPTION, summary.id);
  return { view, subtask: subtaskOf(view, 'run') };
}

/** The gate's hand-off with its approver, as tests of both gates need it. */
export const GATES: Readonly<
  Record<GateKind, { readonly open: (site: LocalSite) => Promise<Gated>; readonly approver: string }>
> = {
  run: { open: atRunGate, approver: 'secowner-sam' },
  use: { open: atUseGate, approver: 'commander-cho' },
};

/** The hand-off as Ana sees it once everything is delivered. */
export const seen = (site: LocalSite, { summary }: Named): Promise<HandoffView> =>
  viewOf(site, { ...ANA, issueKey: summary.issueKey }, summary.id);

export const stateOf = async (site: LocalSite, named: Named): Promise<string> =>
  (await seen(site, named)).summary.state;

/** The names of the events of a hand-off's trail. */
export const eventsOf = async (site: LocalSite, { summary }: Named): Promise<readonly string[]> =>
  (await trailOf(site, summary.id)).map((line) => line.split(' ', 1).join());

const CommentsSchema = z.object({
  comments: z.array(z.object({ author: z.object({ accountId: z.string() }), body: z.unknown() })),
});

/** The comments that the app wrote on an issue, as JSON texts. */
export async function saidOn(site: LocalSite, issueKey: string): Promise<readonly string[]> {
  const { json } = await site.request(`/rest/api/3/issue/${issueKey}/comment`);
  return CommentsSchema.parse(json)
    .comments.filter(({ author }) => author.accountId === 'app-ai-handoff')
    .map(({ body }) => JSON.stringify(body));
}

/** Somebody moves a subtask in Jira; throws when Jira does not do it. */
export async function moved(
  site: LocalSite,
  as: string,
  [key, name]: readonly [string, string],
): Promise<void> {
  const status = await transition(site, { as, issueKey: key }, name);
  if (status !== 204) throw new Error(`${as} could not do ${name} on ${key}: ${status}`);
  await site.settle();
}

/** Edits an issue over Jira's REST; throws when Jira refuses. */
export async function edited(site: LocalSite, issueKey: string, body: object): Promise<void> {
  const { status, text } = await site.request(`/rest/api/3/issue/${issueKey}`, { method: 'PUT', body });
  if (status !== 204) throw new Error(`${issueKey} was not edited: ${status} ${text}`);
  await site.settle();
}

/** Moves the site's clock, and what came due runs. */
export async function later(site: LocalSite, advance: string): Promise<void> {
  await site.request('/_local/clock', { method: 'POST', body: { advance } });
  await site.settle();
}

/** Orders a fault of the platform (`POST /_local/faults`). */
export const order = (site: LocalSite, fault: object) =>
  site.request('/_local/faults', { method: 'POST', body: fault });
