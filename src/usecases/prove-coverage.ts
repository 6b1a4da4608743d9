import type { AuditEntry } from '../contract/audit';
import type { Checkpoint, Leaf } from '../contract/checkpoint';
import { proveChain, type ChainProof } from '../domain/audit/checkpoint-proof';
import type { CheckpointStore } from '../ports/checkpoint-store';
import { createLeafFinder } from './find-leaf';

/** Checkpoints read by key at once. */
const BATCH = 25;

type Store = Pick<CheckpointStore, 'newest' | 'read' | 'leaves'>;

/** What a bundle says of checkpoints: the newest one, and where the chain was seen last. */
export interface Coverage {
  /** In order of index. */
  readonly checkpoints: readonly Checkpoint[];
  readonly proof: ChainProof | null;
}

async function leavesOf(store: Store, index: number): Promise<readonly Leaf[]> {
  const leaves: Leaf[] = [];
  for (let page = 0; ; page += 1) {
    const more = await store.leaves(index, page);
    if (more === null) return leaves;
    leaves.push(...more);
  }
}

async function hashesBefore(store: Store, end: number): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let from = 0; from < end; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, end - from) }, (_none, at) => from + at);
    const read = await Promise.all(indexes.map((index) => store.read(index)));
    hashes.push(...read.flatMap((checkpoint) => checkpoint?.hash ?? []));
  }
  return hashes;
}

/** The newest checkpoint that has a leaf of the chain: among those since its first entry, newest first. */
async function lastSeen(store: Store, newest: Checkpoint, first: AuditEntry): Promise<Checkpoint | null> {
  const finder = createLeafFinder(store);
  const oldest = await finder.firstSince(first.at, newest);
  for (let index = newest.index; index >= oldest; index -= 1) {
    const checkpoint = await finder.checkpoint(index);
    if (checkpoint !== null && (await finder.leaf(checkpoint, first.chain)) !== null) return checkpoint;
  }
  return null;
}

/**
 * The proof that a checkpoint saw the chain of these entries and that the newest one knows that checkpoint; none while no
 * checkpoint has seen it, and none when checkpoints are missing: the file then shows that too.
 */
export async function proveCoverage(store: Store, entries: readonly AuditEntry[]): Promise<Coverage> {
  const newest = await store.newest();
  const [first] = entries;
  if (newest === null || first === undefined) return { checkpoints: [], proof: null };
  const checkpoint = await lastSeen(store, newest, first);
  if (checkpoint === null) return { checkpoints: [newest], proof: null };
  const isNewest = checkpoint.index === newest.index;
  const hashes = isNewest ? [] : await hashesBefore(store, newest.index);
  const isWhole = isNewest || hashes.length === newest.index;
  const leaves = await leavesOf(store, checkpoint.index);
  const sources = { chain: first.chain, checkpoint, leaves, newest, hashes };
  return {
    checkpoints: isNewest ? [newest] : [checkpoint, newest],
    proof: isWhole ? proveChain(sources) : null,
  };
}
