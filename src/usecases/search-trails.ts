import type { ActorRef, AuditEntry } from '../contract/audit';
import type { CallInput, CallOutput, SearchFilter } from '../contract/calls';
import type { Handoff } from '../domain/handoff/handoff';
import type { Mark, Period } from '../ports/audit-store';
import type { HandoffIndex, Page } from '../ports/handoff-store';
import { entryAt, readRows } from './chain-rows';
import { summarise } from './view-handoff';
import { visibleOnly } from './visible-handoffs';
import type { Caller, World } from './world';

/** A page is full from so many on; it may hold the rest of an index page more. */
const PAGE = 20;
/** Index pages of one call, so that a search that finds little still answers in time. */
const MAX_INDEX_PAGES = 5;
/** Records read by key in one call (hand-off store port). */
const BATCH = 25;

/** What only the chain of a hand-off can tell, once another index leads to it. */
type Trait = (entries: readonly AuditEntry[]) => boolean;

/** The index that a search goes by, and the filters that it leaves over for the chains. */
interface Plan {
  readonly source: { readonly mark: Mark } | { readonly index: HandoffIndex };
  readonly traits: readonly Trait[];
}

const tookPart =
  (ref: ActorRef): Trait =>
  (entries) =>
    entries.some(({ actor }) => actor.ref === ref && actor.role !== 'not entitled');
const firedRule =
  (ruleId: string): Trait =>
  (entries) =>
    entries.some(
      ({ event, checks }) =>
        event === 'eligibility.decided' && checks.some((check) => check.ruleId === ruleId),
    );
const usedModel =
  (model: string): Trait =>
  (entries) =>
    entries.some(({ versions }) => versions.model === model);

/** Every filter that has an index of its own, narrowest first; all but the first are left over. */
function planOf(filter: SearchFilter, ref: ActorRef | null): Plan {
  const { issueKey, operation, outcome, ruleId, model } = filter;
  const marks: readonly { readonly mark: Mark; readonly trait: Trait }[] = [
    ...(ref === null ? [] : [{ mark: `person:${ref}` as const, trait: tookPart(ref) }]),
    ...(ruleId === null ? [] : [{ mark: `rule:${ruleId}` as const, trait: firedRule(ruleId) }]),
    ...(model === null ? [] : [{ mark: `model:${model}` as const, trait: usedModel(model) }]),
  ];
  const [first, ...rest] = marks;
  const traitsOf = (left: typeof marks): readonly Trait[] => left.map(({ trait }) => trait);
  if (issueKey !== null)
    return { source: { index: { name: 'issue-key', value: issueKey } }, traits: traitsOf(marks) };
  if (first !== undefined) return { source: { mark: first.mark }, traits: traitsOf(rest) };
  if (operation !== null) return { source: { index: { name: 'operation', value: operation } }, traits: [] };
  if (outcome !== null) return { source: { index: { name: 'state', value: outcome } }, traits: [] };
  return { source: { index: { name: 'all' } }, traits: [] };
}

async function readPage(
  world: World,
  { source }: Plan,
  { period, cursor }: { readonly period: Period; readonly cursor: string | null },
): Promise<Page<Handoff>> {
  if ('index' in source) return world.handoffs.list(source.index, period, cursor);
  const page = await world.audit.listMarked(source.mark, period, cursor);
  const items: Handoff[] = [];
  for (let from = 0; from < page.items.length; from += BATCH)
    items.push(...(await world.handoffs.loadMany(page.items.slice(from, from + BATCH))));
  return { items, cursor: page.cursor };
}

const matches = ({ issueKey, operation, outcome }: SearchFilter, handoff: Handoff): boolean =>
  (issueKey === null || handoff.issue.key === issueKey) &&
  (operation === null || handoff.operation === operation) &&
  (outcome === null || handoff.state === outcome);

async function hasTraits(world: World, { traits }: Plan, { id }: Handoff): Promise<boolean> {
  if (traits.length === 0) return true;
  const end = (await world.audit.heads([id])).get(id)?.nextIndex ?? 0;
  const entries: AuditEntry[] = [];
  for await (const placed of readRows(world.audit, id, { from: 0, end })) {
    const entry = entryAt(id, placed);
    if (entry !== null) entries.push(entry);
  }
  return traits.every((trait) => trait(entries));
}

async function matchingOf(
  world: World,
  plan: Plan,
  { filter, handoffs }: { readonly filter: SearchFilter; readonly handoffs: readonly Handoff[] },
): Promise<readonly Handoff[]> {
  const candidates = handoffs.filter((handoff) => matches(filter, handoff));
  const isFound = await Promise.all(candidates.map((handoff) => hasTraits(world, plan, handoff)));
  return candidates.filter((_handoff, at) => isFound[at]);
}

/** The reference of the person looked for; null when nobody is, or when the app does not know the account. */
async function refOf(world: World, { person }: SearchFilter): Promise<ActorRef | null> {
  return person === null ? null : ((await world.registry.refsOf([person])).get(person) ?? null);
}

/**
 * A page of an issue's own index on which the caller may see nothing. The search ends there with no cursor: that there is more
 * to read would tell that the issue exists.
 */
const isHiddenIssue = async (
  caller: Caller,
  { issueKey }: SearchFilter,
  handoffs: readonly Handoff[],
): Promise<boolean> => issueKey !== null && (await visibleOnly(caller, handoffs)).length === 0;

const NOTHING: CallOutput<'oversight.search'> = { handoffs: [], hiddenCount: 0, cursor: null };

/**
 * Hand-offs that match every filter, newest first, from the narrowest index; the period is that of the request. Those on issues
 * that the caller may not browse are counted, never shown (AUT-03, LOG-09); in a search by issue key they are not even counted,
 * because that would tell that the issue exists. The cursor belongs to the same filter.
 */
export async function searchTrails(
  world: World,
  caller: Caller,
  { filter, cursor }: CallInput<'oversight.search'>,
): Promise<CallOutput<'oversight.search'>> {
  const ref = await refOf(world, filter);
  if (filter.person !== null && ref === null) return NOTHING;
  const plan = planOf(filter, ref);
  const found: Handoff[] = [];
  let hiddenCount = 0;
  let next = cursor;
  let pages = 0;
  do {
    const page = await readPage(world, plan, { period: filter, cursor: next });
    if (await isHiddenIssue(caller, filter, page.items)) return NOTHING;
    const matching = await matchingOf(world, plan, { filter, handoffs: page.items });
    const visible = await visibleOnly(caller, matching);
    found.push(...visible);
    hiddenCount += matching.length - visible.length;
    next = page.cursor;
    pages += 1;
  } while (next !== null && found.length < PAGE && pages < MAX_INDEX_PAGES);
  return {
    handoffs: found.map(summarise),
    hiddenCount: filter.issueKey === null ? hiddenCount : 0,
    cursor: next,
  };
}
