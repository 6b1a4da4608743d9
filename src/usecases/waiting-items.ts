import type { ActorRef } from '../contract/audit';
import { waitingFor, type Handoff } from '../domain/handoff/handoff';
import type { Page } from '../ports/handoff-store';
import type { World } from './world';

const ALWAYS = { from: null, to: null } as const;

/** Records read by key in one call (hand-off store port). */
const BATCH = 25;

/** Somebody who may be waited for: `ref` is null for an account that the app does not know. */
export interface Awaitee {
  readonly accountId: string;
  readonly ref: ActorRef | null;
}

/** An account with its reference, by key. */
export const knownAs = async (world: World, accountId: string): Promise<Awaitee> => ({
  accountId,
  ref: (await world.registry.refsOf([accountId])).get(accountId) ?? null,
});

/**
 * A page of the hand-offs that wait for somebody, by due time, the next one first. The list may lag, so those whose record says
 * that they wait for somebody else are left out.
 */
export async function listWaiting(
  world: World,
  { accountId, ref }: Awaitee,
  cursor: string | null,
): Promise<Page<Handoff>> {
  if (ref === null) return { items: [], cursor: null };
  const page = await world.audit.listMarked(`waits:${ref}`, ALWAYS, cursor);
  const found = new Map<string, Handoff>();
  for (let from = 0; from < page.items.length; from += BATCH)
    for (const handoff of await world.handoffs.loadMany(page.items.slice(from, from + BATCH)))
      found.set(handoff.id, handoff);
  const items = page.items.flatMap((id) => found.get(id) ?? []);
  return { items: items.filter((item) => waitingFor(item).includes(accountId)), cursor: page.cursor };
}
