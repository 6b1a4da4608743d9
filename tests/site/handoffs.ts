import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CallErrorSchema, type ErrorCode } from '../../src/contract/errors';
import { HandoffViewSchema, PanelSchema, type HandoffView } from '../../src/contract/handoff';
import { ScopeReviewSchema, type ScopeReview } from '../../src/contract/scope';
import type { OperationId, ReviewVerdict, Verdict } from '../../src/contract/vocabulary';
import type { Invocation, LocalSite } from './local-site';

/** Somebody on an issue, through the app's panel. */
export interface Standing {
  readonly as: string;
  readonly issueKey: string;
}

const OkSchema = z.object({ ok: z.literal(true), data: z.unknown() });
const RefusedSchema = z.object({ ok: z.literal(false), error: CallErrorSchema });
/** The site itself refuses what never reaches the app: an issue that the user cannot open, a module that is not there. */
const SiteRefusalSchema = z.object({ error: z.object({ code: z.string() }) });

/** `ok`, or the code with which the app (or, with the prefix `site:`, the local site) refused. */
export function codeOf(answer: unknown): ErrorCode | 'ok' | `site:${string}` {
  if (OkSchema.safeParse(answer).success) return 'ok';
  const refused = RefusedSchema.safeParse(answer);
  if (refused.success) return refused.data.error.code;
  return `site:${SiteRefusalSchema.parse(answer).error.code}`;
}

/** The data of an answer that must be one; the refusal stands in the error otherwise. */
function dataOf<T extends z.ZodType>(schema: T, answer: unknown): z.infer<T> {
  const parsed = OkSchema.safeParse(answer);
  if (!parsed.success) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return schema.parse(parsed.data.data);
}

/** The AI Scope Review of one operation. */
async function scopeOf(
  site: LocalSite,
  { as, issueKey }: Standing,
  operation: OperationId,
): Promise<ScopeReview> {
  const answer = await site.invoke({ as, issueKey, call: 'panel.review-scope', payload: { operation } });
  return dataOf(ScopeReviewSchema, answer);
}

/** Confirms what the scope review showed; `settle` before looking at what came of it. */
export async function handOff(
  site: LocalSite,
  standing: Standing,
  operation: OperationId,
): Promise<HandoffView> {
  const { seal, nonce } = await scopeOf(site, standing, operation);
  const payload = { operation, seal, nonce, requestId: randomUUID() };
  return dataOf(HandoffViewSchema, await site.invoke({ ...standing, call: 'panel.hand-off', payload }));
}

/** The hand-off as this person sees it now, once queue and events are empty. */
export async function viewOf(site: LocalSite, standing: Standing, handoffId: string): Promise<HandoffView> {
  await site.settle();
  const answer = await site.invoke({ ...standing, call: 'panel.handoff', payload: { handoffId } });
  return dataOf(HandoffViewSchema, answer);
}

/** The owner decides about the whole output, without a mark on any claim. */
async function review(
  site: LocalSite,
  standing: Standing,
  {
    view,
    ...given
  }: { readonly view: HandoffView; readonly verdict: ReviewVerdict; readonly reason: string },
): Promise<HandoffView> {
  const { summary, version } = view;
  const unmarked = { note: '', strike: [], edits: [], audience: 'internal' };
  const payload = { handoffId: summary.id, version, ...given, ...unmarked };
  return dataOf(HandoffViewSchema, await site.invoke({ ...standing, call: 'panel.review', payload }));
}

/** The owner accepts the whole output. */
export const accept = (site: LocalSite, standing: Standing, view: HandoffView): Promise<HandoffView> =>
  review(site, standing, { view, verdict: 'accept', reason: 'none' });

/** The owner rejects the output, which takes it out of the way of the next hand-off. */
export const reject = (site: LocalSite, standing: Standing, view: HandoffView): Promise<HandoffView> =>
  review(site, standing, { view, verdict: 'reject', reason: 'other' });

/** What a reader did who opened everything and took a minute over it. */
const READ = { opened: ['result', 'sources', 'limits'], seconds: 60 } as const;

/** A call by which an approver decides in the panel of the approval subtask. */
export const decision = (
  standing: Standing,
  view: HandoffView,
  { gate, verdict = 'approve' }: { readonly gate: 'run' | 'use'; readonly verdict?: Verdict },
): Invocation => ({
  ...standing,
  call: 'panel.decide',
  payload: {
    handoffId: view.summary.id,
    gate,
    seal: view.seal,
    release: view.gates.find(({ plan }) => plan.gate === gate)?.release ?? null,
    verdict,
    reason: verdict === 'approve' ? 'none' : 'wrong-scope',
    note: '',
    reading: READ,
  },
});

/** What the panel answers on an issue or an approval subtask. */
export async function panelOf(site: LocalSite, standing: Standing): Promise<z.infer<typeof PanelSchema>> {
  return dataOf(PanelSchema, await site.invoke({ ...standing, call: 'panel.load', payload: {} }));
}

/** The key of a gate's approval subtask, of its first seat or of the one named; fails when there is none. */
export function subtaskOf(view: HandoffView, gate: 'run' | 'use', seat = 0): string {
  const key = view.gates.find(({ plan }) => plan.gate === gate)?.seats[seat]?.subtaskKey ?? null;
  if (key === null)
    throw new Error(`${view.summary.id} has no ${gate} approval subtask: ${view.summary.state}`);
  return key;
}

const TransitionsSchema = z.object({ transitions: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Moves an issue with Jira's own transition of this name; gives Jira's status. */
export async function transition(site: LocalSite, { as, issueKey }: Standing, name: string): Promise<number> {
  const path = `/rest/api/3/issue/${issueKey}/transitions`;
  const { transitions } = TransitionsSchema.parse((await site.request(path, { as })).json);
  const found = transitions.find((item) => item.name === name);
  if (found === undefined) throw new Error(`${issueKey} has no transition ${name} for ${as}`);
  const body = { transition: { id: found.id } };
  return (await site.request(path, { as, method: 'POST', body })).status;
}
