import type { CallInput, CallOutput } from '../contract/calls';
import { checkEntry, type Walk } from '../domain/audit/chain';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { toPerson } from '../domain/gate/plan-gates';
import type { Handoff } from '../domain/handoff/handoff';
import { siteEntry } from './administer';
import { UseCaseError } from './use-case-error';
import { summarise } from './view-handoff';
import type { Caller, World } from './world';

async function visibleOnly(caller: Caller, handoffs: readonly Handoff[]): Promise<readonly Handoff[]> {
  const visible = await caller.jira.visibleAmong([...new Set(handoffs.map((handoff) => handoff.issue.id))]);
  return handoffs.filter((handoff) => visible.has(handoff.issue.id));
}

/** All hand-offs, newest first; those on issues that the caller may not browse are counted, not shown (AUT-03, LOG-09). */
export async function listHandoffs(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.list'>,
): Promise<CallOutput<'oversight.list'>> {
  const page = await world.handoffs.listNewest(input.cursor);
  const visible = await visibleOnly(caller, page.items);
  return {
    handoffs: visible.map(summarise),
    hiddenCount: page.items.length - visible.length,
    cursor: page.cursor,
  };
}

async function loadVisible(world: World, caller: Caller, handoffId: string): Promise<Handoff> {
  const handoff = await world.handoffs.load(handoffId);
  const [visible] = handoff === null ? [] : await visibleOnly(caller, [handoff]);
  if (visible === undefined)
    throw new UseCaseError('not-found', 'There is no such hand-off, or you cannot see its issue.');
  return visible;
}

/** One hand-off's audit trail in order, a page at a time. */
export async function readTrail(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.trail'>,
): Promise<CallOutput<'oversight.trail'>> {
  const handoff = await loadVisible(world, caller, input.handoffId);
  const page = await world.audit.trail(handoff.id, input.cursor);
  const actors = page.items.flatMap(({ actor, onBehalfOf }) => [
    actor.accountId,
    onBehalfOf ?? actor.accountId,
  ]);
  const people = await caller.jira.people([...new Set(actors)].filter((accountId) => accountId !== 'app'));
  return {
    summary: summarise(handoff),
    entries: [...page.items],
    people: people.map(toPerson),
    cursor: page.cursor,
  };
}

/** Walks one hand-off's chain against the head that its record holds, and names the first broken entry. */
export async function verifyTrail(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.verify'>,
): Promise<CallOutput<'oversight.verify'>> {
  const handoff = await loadVisible(world, caller, input.handoffId);
  const walk: Walk = new Map();
  let cursor: string | null = null;
  let entries = 0;
  do {
    const page = await world.audit.trail(handoff.id, cursor);
    for (const entry of page.items) {
      const firstBroken = checkEntry(walk, entry);
      if (firstBroken !== null) return { entries, chains: 1, firstBroken };
      entries += 1;
    }
    cursor = page.cursor;
  } while (cursor !== null);
  const found = walk.get(handoff.id);
  if (found?.nextIndex !== handoff.chain.nextIndex || found.lastHash !== handoff.chain.lastHash) {
    const why = `the trail ends at ${found?.nextIndex ?? 0} entries, the record says ${handoff.chain.nextIndex}`;
    return { entries, chains: 1, firstBroken: { id: handoff.id, why } };
  }
  return { entries, chains: 1, firstBroken: null };
}

async function wholeTrail(world: World, chain: string): Promise<string[]> {
  const lines: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await world.audit.trail(chain, cursor);
    lines.push(...page.items.map((entry) => toCanonicalJson(entry)));
    cursor = page.cursor;
  } while (cursor !== null);
  return lines;
}

const SITE_PAGE = 'site:';

async function exportSite(
  world: World,
  caller: Caller,
  from: string | null,
): Promise<CallOutput<'oversight.export'>> {
  if (from === null) {
    const details = { what: 'audit trail' };
    await world.audit.appendToSite(
      siteEntry(world, caller, { event: 'export.made', role: 'governance', policy: null, details }),
    );
  }
  const page = await world.audit.trail('site', from);
  const next = page.cursor === null ? 'handoffs:' : `${SITE_PAGE}${page.cursor}`;
  return { lines: page.items.map((entry) => toCanonicalJson(entry)), hiddenCount: 0, cursor: next };
}

/**
 * The audit export as canonical JSON Lines, a page at a time: the site's chain first, then one whole chain a hand-off. The
 * export itself is an entry. Chains of issues that the caller may not browse are left out and counted.
 */
export async function exportTrail(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.export'>,
): Promise<CallOutput<'oversight.export'>> {
  const { cursor } = input;
  if (cursor === null) return exportSite(world, caller, null);
  if (cursor.startsWith(SITE_PAGE)) return exportSite(world, caller, cursor.slice(SITE_PAGE.length));
  const from = cursor.slice('handoffs:'.length);
  const page = await world.handoffs.listNewest(from === '' ? null : from);
  const visible = await visibleOnly(caller, page.items);
  const trails = await Promise.all(visible.map((handoff) => wholeTrail(world, handoff.id)));
  return {
    lines: trails.flat(),
    hiddenCount: page.items.length - visible.length,
    cursor: page.cursor === null ? null : `handoffs:${page.cursor}`,
  };
}
