import { LeafSchema, type Checkpoint, type Leaf } from '../contract/checkpoint';
import { entryId, type BrokenEntry, type ChainHead } from '../domain/audit/chain';
import {
  checkCheckpoint,
  checkpointId,
  FIRST_CHECKPOINT,
  LeafTree,
  type CheckpointWalk,
} from '../domain/audit/checkpoint';
import type { World } from './world';

/** Keys that are read at once (audit store port, facts §2.3). */
const BATCH = 25;

/** A place in the walk over checkpoints, or what is broken there; `isOver` past the newest. */
export type CheckpointStep =
  { readonly walk: CheckpointWalk } | { readonly broken: BrokenEntry } | { readonly isOver: true };

async function* pagesOf(world: World, index: number): AsyncGenerator<readonly unknown[]> {
  for (let page = 0; ; page += 1) {
    const leaves = await world.checkpoints.leaves(index, page);
    if (leaves === null) return;
    yield leaves;
  }
}

/** The tree of the stored leaves against the checkpoint. Leaves are hostile: storage may be bent. */
async function checkTree(world: World, { index, chains, root }: Checkpoint): Promise<BrokenEntry | null> {
  const broken = (why: string): BrokenEntry => ({ id: checkpointId(index), why });
  const tree = new LeafTree();
  for await (const page of pagesOf(world, index))
    for (const raw of page) {
      const leaf = LeafSchema.safeParse(raw);
      if (!leaf.success || !tree.canTake(leaf.data.chain))
        return broken('its leaves are not whole or not in order');
      tree.add(leaf.data);
    }
  return tree.chains === chains && tree.root() === root ? null : broken('its leaves do not give its root');
}

const hashIn = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'hash' in row ? row.hash : null;

/** A leaf against the chain now; the walk over chains has checked that the chain's hashes are those of its content. */
async function checkLeaf(
  world: World,
  index: number,
  { leaf, head }: { readonly leaf: Leaf; readonly head: ChainHead | undefined },
): Promise<BrokenEntry | null> {
  const { chain, entries, lastHash } = leaf;
  const seen = `checkpoint ${index} saw ${entries} entries of it`;
  if (head === undefined) return { id: chain, why: `${seen}, and it is gone` };
  if (head.nextIndex < entries) return { id: chain, why: `${seen}, and it has ${head.nextIndex}` };
  const isLast = head.nextIndex === entries;
  const [row] = isLast ? [head.lastHash] : await world.audit.read(chain, entries - 1, 1);
  if ((isLast ? row : hashIn(row)) === lastHash) return null;
  return { id: entryId(chain, entries - 1), why: `checkpoint ${index} saw another entry here` };
}

async function checkLeaves(world: World, { index }: Checkpoint): Promise<BrokenEntry | null> {
  for await (const page of pagesOf(world, index)) {
    const leaves = page.map((raw) => LeafSchema.parse(raw));
    for (let from = 0; from < leaves.length; from += BATCH) {
      const batch = leaves.slice(from, from + BATCH);
      const heads = await world.audit.heads(batch.map(({ chain }) => chain));
      const found = await Promise.all(
        batch.map((leaf) => checkLeaf(world, index, { leaf, head: heads.get(leaf.chain) })),
      );
      const broken = found.find((finding) => finding !== null);
      if (broken !== undefined) return broken;
    }
  }
  return null;
}

async function verifyCheckpoint(
  world: World,
  walk: CheckpointWalk,
  raw: Checkpoint,
): Promise<CheckpointStep> {
  const checked = checkCheckpoint(walk, raw);
  if ('broken' in checked) return checked;
  const { checkpoint } = checked;
  const broken = (await checkTree(world, checkpoint)) ?? (await checkLeaves(world, checkpoint));
  return broken === null ? { walk: checked.walk } : { broken };
}

/** Past the newest nothing may stand, and the newest is the one where the walk ended. */
async function checkEnd(world: World, walk: CheckpointWalk, next: number): Promise<CheckpointStep> {
  const [newest, past] = [await world.checkpoints.newest(), await world.checkpoints.read(next)];
  if (newest !== null && newest.index >= next) return verifyNext(world, walk, next);
  if (past !== null)
    return { broken: { id: checkpointId(next), why: 'a checkpoint stands past the newest one' } };
  if ((newest?.hash ?? null) === (walk.previous?.hash ?? null)) return { isOver: true };
  const last = checkpointId(newest?.index ?? 0);
  return { broken: { id: last, why: 'the newest checkpoint is not the last of the chain' } };
}

/**
 * Checks the checkpoint `next` by key: its place in the chain of checkpoints, its tree over the stored leaves, and each leaf
 * against its chain now, so that a chain that was shortened, replaced or removed since is named.
 */
export async function verifyNext(world: World, walk: CheckpointWalk, next: number): Promise<CheckpointStep> {
  const raw = await world.checkpoints.read(next);
  const newest = await world.checkpoints.newest();
  if (newest === null || newest.index < next) return checkEnd(world, walk, next);
  // Read after it was seen as the newest: one that was just made is there now.
  const made = raw ?? (await world.checkpoints.read(next));
  if (made === null) return { broken: { id: checkpointId(next), why: 'the checkpoint is missing' } };
  return verifyCheckpoint(world, walk, made);
}

/** Walks the chain of checkpoints again up to `next`, without leaves, so that an interrupted walk goes on from there. */
export async function rewalk(world: World, next: number): Promise<CheckpointStep> {
  let walk = FIRST_CHECKPOINT;
  for (let from = 0; from < next; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, next - from) }, (_none, at) => from + at);
    const raws = await Promise.all(indexes.map((index) => world.checkpoints.read(index)));
    for (const [at, raw] of raws.entries()) {
      if (raw === null) return { broken: { id: checkpointId(from + at), why: 'the checkpoint is missing' } };
      const checked = checkCheckpoint(walk, raw);
      if ('broken' in checked) return checked;
      ({ walk } = checked);
    }
  }
  return { walk };
}
