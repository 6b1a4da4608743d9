import type { ActorRef } from '../contract/audit';
import type { PeopleEffect, PeopleWalk } from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { forgetPeople, namesIn } from '../domain/retention/forget-people';
import { siteEntry } from './site-entry';
import { commitStep, pushEffect, theApp } from './commit-step';
import type { World } from './world';

/** Lists of 20 hand-offs that one delivery walks through; then the place is stored and the rest is asked for again. */
const PAGES = 40;
const DAY_MS = 86_400_000;

/** References by account id. */
type Closed = ReadonlyMap<string, ActorRef>;

/** Learns the names under which a record shows these people. One that comes late sends the walk round once more. */
function learn(walk: PeopleWalk, handoff: Handoff, closed: Closed): PeopleWalk {
  const fresh = [...new Set(namesIn(handoff, closed))].filter((name) => !walk.names.includes(name));
  if (fresh.length === 0) return walk;
  return { ...walk, names: [...walk.names, ...fresh], hasNewName: true };
}

/** Takes the people out of one hand-off. An open one is left: its seal still has to hold, and it ends within weeks. */
async function forgetIn(
  world: World,
  handoffId: string,
  { walk, closed }: { walk: PeopleWalk; closed: Closed },
): Promise<PeopleWalk> {
  const whole = await world.handoffs.loadWhole(handoffId);
  if (whole === null) return walk;
  const known = learn(walk, whole.handoff, closed);
  const erasure = forgetPeople(whole, { refs: closed, names: known.names }, world.clock.now());
  if (erasure === null) return known;
  if (!isEnd(whole.handoff.state)) return { ...known, hasOpen: true };
  const { handoff, packet, output, bodies } = erasure;
  await commitStep(world, {
    before: whole.handoff,
    after: handoff,
    actor: theApp('privacy'),
    happenings: [{ event: 'record.erased', details: { bodies: [...bodies], why: 'account-closed' } }],
    effects: [],
    packet,
    ...(output === null ? {} : { output }),
  });
  return known;
}

/** Walks a bounded way; `isOver` when the oldest hand-off was reached. */
async function walkOn(
  world: World,
  start: PeopleWalk,
  closed: Closed,
): Promise<{ readonly walk: PeopleWalk; readonly isOver: boolean }> {
  let walk = start;
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES; pages += 1) {
    const page = await world.handoffs.list({ name: 'all' }, { from: null, to: start.place }, cursor);
    for (const handoff of page.items) walk = await forgetIn(world, handoff.id, { walk, closed });
    ({ cursor } = page);
    if (cursor === null) return { walk, isOver: true };
    walk = { ...walk, place: page.items.at(-1)?.requestedAt ?? walk.place };
  }
  return { walk, isOver: false };
}

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** The mapping goes last: with it the person's reference in every chain leads nowhere. */
async function forgetMapping(world: World, closed: Closed): Promise<void> {
  for (const [accountId, ref] of closed) {
    await world.policies.forgetAuthor(accountId, ref);
    await world.audit.appendToSite(
      siteEntry(world, null, {
        event: 'person.erased',
        role: 'privacy',
        policy: null,
        details: { actor: ref },
      }),
    );
    await world.registry.forget(accountId);
  }
}

async function closedAmong(world: World, refs: readonly ActorRef[]): Promise<Closed> {
  const accounts = await world.registry.accountsOf(refs);
  return new Map([...accounts].map(([ref, accountId]) => [accountId, ref]));
}

/**
 * Erases people whose accounts were closed: walks through all hand-offs newest first, then forgets them as authors of policies
 * and the switch, and last the mapping of their references. Goes on where the last delivery stopped. Open hand-offs are
 * looked at again a day later, until none names them. True when the effect's row says what is left to do; false when all is.
 */
export async function erasePeople(world: World, effect: PeopleEffect): Promise<boolean> {
  const closed = await closedAmong(world, effect.walk.refs);
  if (closed.size === 0) return false;
  const { walk, isOver } = await walkOn(world, effect.walk, closed);
  if (isOver && !walk.hasNewName && !walk.hasOpen) {
    await forgetMapping(world, closed);
    return false;
  }
  const again: PeopleWalk = { ...walk, place: null, hasNewName: false, hasOpen: false };
  const isWaiting = isOver && !walk.hasNewName;
  const next: PeopleEffect = {
    ...effect,
    attempts: 0,
    walk: isOver ? again : walk,
    askedAt: isWaiting ? later(world.clock.now(), DAY_MS) : effect.askedAt,
  };
  await world.handoffs.saveEffect(next);
  if (!isWaiting) await pushEffect(world, effect.id);
  return true;
}
