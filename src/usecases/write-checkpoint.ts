import type { Checkpoint, Leaf } from '../contract/checkpoint';
import type { AuditPolicy } from '../contract/policy';
import { LeafTree, makeCheckpoint } from '../domain/audit/checkpoint';
import { noteOf } from '../domain/audit/checkpoint-note';
import { publishEffectOf } from '../domain/handoff/effect';
import type { Lease } from '../ports/checkpoint-store';
import { PortError } from '../ports/port-error';
import { siteEntry } from './site-entry';
import { pushEffect } from './commit-step';
import type { World } from './world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer than a run may take (900 s), so that no turn runs out while its maker still works. */
const TURN_MS = 16 * MINUTE_MS;
/** The platform's day is not exact: a run that comes a little early is still the day's. */
const DAY_AT_LEAST_MS = 20 * HOUR_MS;
/** Lists lag behind what was committed (port); a chain that stands in two checkpoints does no harm. */
const OVERLAP_MS = HOUR_MS;
/** Leaves of a page, and heads of one read (port). */
const PAGE = 500;
const BATCH = 25;

const shifted = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const isDue = (newest: Checkpoint | null, now: string): boolean =>
  newest === null || Date.parse(now) - Date.parse(newest.to) >= DAY_AT_LEAST_MS;

async function changedChains(world: World, since: string | null): Promise<readonly string[]> {
  const chains = new Set<string>();
  let cursor: string | null = null;
  do {
    const page = await world.audit.listChanged(since, cursor);
    for (const { chain } of page.items) chains.add(chain);
    ({ cursor } = page);
  } while (cursor !== null);
  return [...chains].sort();
}

/** The leaves of these chains, in their order, as their heads stand now: a list may show an older head, a key never does. */
async function leavesOf(world: World, chains: readonly string[]): Promise<readonly Leaf[]> {
  const leaves: Leaf[] = [];
  for (let start = 0; start < chains.length; start += BATCH) {
    const batch = chains.slice(start, start + BATCH);
    const heads = await world.audit.heads(batch);
    for (const chain of batch) {
      const head = heads.get(chain);
      if (head !== undefined && head.nextIndex > 0)
        leaves.push({ chain, entries: head.nextIndex, lastHash: head.lastHash });
    }
  }
  return leaves;
}

/** Stores the leaves page by page, so that memory holds one page and the names of the chains. */
async function saveLeaves(
  world: World,
  lease: Lease,
  chains: readonly string[],
): Promise<{ readonly tree: LeafTree; readonly pages: number }> {
  const tree = new LeafTree();
  let pages = 0;
  for (let start = 0; start < chains.length; start += PAGE) {
    const leaves = await leavesOf(world, chains.slice(start, start + PAGE));
    for (const leaf of leaves) tree.add(leaf);
    await world.checkpoints.saveLeaves(lease, pages, leaves);
    pages += 1;
  }
  return { tree, pages };
}

/** Where checkpoints go by the policy in force; null when it is damaged, which must not keep a checkpoint from being made. */
export async function readAuditPolicy(world: World): Promise<AuditPolicy | null> {
  try {
    return (await world.policies.control()).policy.document.audit;
  } catch (error) {
    if (!(error instanceof PortError && error.code === 'refused')) throw error;
    world.log.error('audit.policy-damaged', { code: error.code });
    return null;
  }
}

async function make(world: World, lease: Lease, to: string): Promise<Checkpoint> {
  const since = lease.newest === null ? null : shifted(lease.newest.to, -OVERLAP_MS);
  const { tree, pages } = await saveLeaves(world, lease, await changedChains(world, since));
  const { checkpoint, history } = makeCheckpoint({
    previous: lease.newest,
    before: lease.history,
    leaves: tree,
    to,
  });
  const { index, hash, chains } = checkpoint;
  const isPublished = ((await readAuditPolicy(world))?.checkpointIssueKey ?? null) !== null;
  const effects = isPublished ? [publishEffectOf(index, noteOf(checkpoint, history), to)] : [];
  const entry = siteEntry(world, null, {
    event: 'checkpoint.written',
    role: 'checkpoint',
    policy: null,
    details: { checkpoint: index, hash, chains },
  });
  await world.checkpoints.commit(lease, { checkpoint, history, pages, entry, effects });
  for (const { id } of effects) await pushEffect(world, id);
  return checkpoint;
}

/**
 * Writes the day's checkpoint over all chains that moved since the one before, also when none did (CloudTrail's proof of
 * silence, threats §1.1). Gives null when the newest is younger than 20 hours, or when somebody else makes this one. What a
 * crash left behind is replaced by the next run, which then covers both days.
 */
export async function writeCheckpoint(world: World): Promise<Checkpoint | null> {
  const now = world.clock.now();
  if (!isDue(await world.checkpoints.newest(), now)) return null;
  const lease = await world.checkpoints.lease(now, shifted(now, TURN_MS));
  if (lease === null || !isDue(lease.newest, now)) return null;
  try {
    return await make(world, lease, now);
  } catch (error) {
    if (error instanceof PortError && error.code === 'conflict') return null;
    throw error;
  }
}
