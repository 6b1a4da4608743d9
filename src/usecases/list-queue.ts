import { z } from 'zod';
import type { CallInput, CallOutput } from '../contract/calls';
import type { QueueItem } from '../contract/handoff';
import type { Risk } from '../contract/vocabulary';
import { riskOf } from '../domain/gate/risk';
import { openGate, type Handoff } from '../domain/handoff/handoff';
import { policyFor } from '../domain/policy/policy-for';
import { isNamed, isOverdue } from '../domain/review/asked';
import { inOrder, toQueueItem } from '../domain/review/queue';
import type { Page } from '../ports/handoff-store';
import type { ControlState } from '../ports/policy-store';
import { placeOf } from './list-place';
import { visibleActs } from './visible-acts';
import { knownAs, listWaiting } from './waiting-items';
import type { Caller, World } from './world';

type Input = CallInput<'oversight.queue'>;
type View = Input['view'];

/** A page is full from so many on; it may hold the rest of an index page more. */
const PAGE = 20;
/** Index pages of one call, so that a queue that names nobody still answers in time. */
const MAX_INDEX_PAGES = 5;
const ALWAYS = { from: null, to: null } as const;

/** The lists that a view is read from, in order. */
const PARTS = {
  mine: ['waits'],
  team: ['awaiting-run-approval', 'awaiting-use-approval'],
  overdue: ['awaiting-run-approval', 'awaiting-use-approval'],
} as const satisfies Readonly<Record<View, readonly string[]>>;

/** Where a queue goes on: in which of its lists, and there at which cursor. */
const PlaceSchema = z.strictObject({
  part: z.number().int().min(0).max(1),
  cursor: z.string().max(2_000).nullable(),
});
type Place = z.infer<typeof PlaceSchema>;

interface Queue {
  readonly view: View;
  readonly accountId: string;
  readonly now: string;
  readonly control: ControlState;
}

/** Whether an item belongs to a view of this person. */
function belongs(handoff: Handoff, { view, accountId, now }: Queue): boolean {
  if (view === 'mine') return true;
  const gate = openGate(handoff);
  if (gate === null || !isNamed(gate, accountId)) return false;
  return view === 'team' || isOverdue(handoff, now);
}

async function readPage(
  world: World,
  { view, accountId }: Queue,
  { part, cursor }: Place,
): Promise<Page<Handoff>> {
  const list = PARTS[view][part] ?? 'waits';
  if (list === 'waits') return listWaiting(world, await knownAs(world, accountId), cursor);
  return world.handoffs.list({ name: 'state', value: list }, ALWAYS, cursor);
}

/** Where to read on; null at the end of the last list. */
function after({ view }: Queue, { part }: Place, cursor: string | null): Place | null {
  if (cursor !== null) return { part, cursor };
  return part + 1 < PARTS[view].length ? { part: part + 1, cursor: null } : null;
}

/** The risk that the plan of a gate was made for; of a hand-off without a gate it is made out from its packet. */
async function readRisk(world: World, handoff: Handoff): Promise<Risk> {
  const planned = (openGate(handoff) ?? handoff.gates[0])?.plan.risk;
  if (planned !== undefined) return planned;
  const whole = await world.handoffs.loadWhole(handoff.id);
  // A record without its packet is damaged, and nothing is known of it: it comes first.
  return whole === null ? 'high' : riskOf(whole.packet.facts, handoff.operation);
}

const toItems = (world: World, queue: Queue, handoffs: readonly Handoff[]): Promise<QueueItem[]> =>
  Promise.all(
    handoffs.map(async (handoff) => {
      const { gates } = policyFor(queue.control, handoff.issue.projectKey).document;
      const risk = await readRisk(world, handoff);
      return toQueueItem(handoff, queue, { risk, allowsBatch: gates.allowsBatch });
    }),
  );

/**
 * What waits for people, a page at a time; within the page by risk, then due time. `mine`: what asks this person to act; `team`:
 * gates whose plan names this person; `overdue`: those of the team past their reminder's time. Hand-offs on issues that the
 * person may not browse are counted, never shown (AUT-03). What the list shows is what names the caller.
 */
export async function listQueue(
  world: World,
  caller: Caller,
  { view, cursor }: Input,
): Promise<CallOutput<'oversight.queue'>> {
  const control = await world.policies.control();
  const queue: Queue = { view, accountId: caller.accountId, now: world.clock.now(), control };
  const found: Handoff[] = [];
  let hiddenCount = 0;
  let place: Place | null = placeOf(cursor, PlaceSchema, { part: 0, cursor: null });
  for (let pages = 0; place !== null && found.length < PAGE && pages < MAX_INDEX_PAGES; pages += 1) {
    const page: Page<Handoff> = await readPage(world, queue, place);
    const own = page.items.filter((handoff) => belongs(handoff, queue));
    const visible = await visibleActs(caller, own);
    found.push(...visible);
    hiddenCount += own.length - visible.length;
    place = after(queue, place, page.cursor);
  }
  return {
    items: inOrder(await toItems(world, queue, found)),
    hiddenCount,
    cursor: place === null ? null : JSON.stringify(place),
    isGovernance: control.policy.document.governance.includes(caller.accountId),
  };
}
