import { CheckpointSchema, type Checkpoint, type Leaf } from '../../contract/checkpoint';
import { toCanonicalJson } from '../canonical/canonical';
import { DomainError } from '../domain-error';
import { GENESIS_HASH, type BrokenEntry } from './chain';
import { leafHash, MerkleFrontier, type FrontierState } from './merkle';

/** The hash of a checkpoint: SHA-256(0x00 ‖ canonical JSON without `hash`). It is its own leaf hash in the history tree. */
export function hashCheckpoint(checkpoint: Checkpoint): string {
  const { hash, ...body } = checkpoint;
  return leafHash(toCanonicalJson(body));
}

/** How people and reports name a checkpoint. */
export const checkpointId = (index: number): string => `checkpoint.${String(index).padStart(6, '0')}`;

/** The leaf hash of a chain's leaf: SHA-256(0x00 ‖ canonical JSON). */
export const hashLeaf = (leaf: Leaf): string => leafHash(toCanonicalJson(leaf));

const byChain = (one: Leaf, other: Leaf): number =>
  one.chain < other.chain ? -1 : Number(one.chain > other.chain);

/** Leaves in the order of the tree: by chain name, in UTF-16 code units. */
export const sortLeaves = (leaves: readonly Leaf[]): readonly Leaf[] => [...leaves].sort(byChain);

/** A `LeafTree` as plain JSON: the tree so far and the last chain whose name it knows. */
export interface LeafTreeState {
  readonly tree: FrontierState;
  readonly lastChain: string;
}

/** The tree of a checkpoint, leaf by leaf in order of chain name: memory does not grow with the number of chains. */
export class LeafTree {
  private readonly frontier: MerkleFrontier;
  private lastChain: string;

  constructor(state: LeafTreeState = { tree: { size: 0, peaks: [] }, lastChain: '' }) {
    this.frontier = new MerkleFrontier(state.tree);
    this.lastChain = state.lastChain;
  }

  /** The tree over leaves in any order. Throws `broken-chain` when a chain stands there twice. */
  static of(leaves: readonly Leaf[]): LeafTree {
    const tree = new LeafTree();
    for (const leaf of sortLeaves(leaves)) tree.add(leaf);
    return tree;
  }

  /** Whether this chain's name comes after those before: each chain stands once. */
  canTake(chain: string): boolean {
    return chain > this.lastChain;
  }

  /** Throws `broken-chain` for a chain that does not come after the one before. */
  add(leaf: Leaf): void {
    if (!this.canTake(leaf.chain))
      throw new DomainError('broken-chain', `The leaf of ${leaf.chain} stands after ${this.lastChain}`);
    this.lastChain = leaf.chain;
    this.frontier.append(hashLeaf(leaf));
  }

  /** Adds a leaf of which only the hash is known; its chain, and so its order, is not. */
  addHidden(hash: string): void {
    this.frontier.append(hash);
  }

  get chains(): number {
    return this.frontier.size;
  }

  root(): string {
    return this.frontier.root();
  }

  toJSON(): LeafTreeState {
    return { tree: this.frontier.toJSON(), lastChain: this.lastChain };
  }
}

/** A history tree with one checkpoint more. The checkpoint's hash is the leaf hash as it stands: it is one already. */
export function grow(history: FrontierState, checkpoint: Checkpoint): FrontierState {
  const frontier = new MerkleFrontier(history);
  frontier.append(checkpoint.hash);
  return frontier.toJSON();
}

/** What a checkpoint is made of. `before` is the history tree that `previous` names; empty before the first two. */
export interface CheckpointParts {
  readonly previous: Checkpoint | null;
  readonly before: FrontierState;
  readonly leaves: LeafTree;
  /** ISO 8601. */
  readonly to: string;
}

/** A checkpoint, and the history tree that it names: the `before` of the next one. */
export interface MadeCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly history: FrontierState;
}

/**
 * Makes the checkpoint that follows `previous`. Throws `broken-chain` when `before` is not the tree that `previous` names
 * (then rebuild it from the hashes of the stored checkpoints), and when `to` lies before the end of `previous`.
 */
export function makeCheckpoint({ previous, before, leaves, to }: CheckpointParts): MadeCheckpoint {
  const tree = new MerkleFrontier(before);
  const { size, root } = previous?.history ?? { size: 0, root: tree.root() };
  if (tree.size !== size || tree.root() !== root)
    throw new DomainError('broken-chain', 'The history does not belong to the checkpoint before');
  if (previous !== null && Date.parse(to) < Date.parse(previous.to))
    throw new DomainError('broken-chain', `A checkpoint up to ${to} cannot follow one up to ${previous.to}`);
  const history = previous === null ? before : grow(before, previous);
  const unhashed: Checkpoint = {
    specVersion: 1,
    index: history.size,
    from: previous?.to ?? null,
    to,
    chains: leaves.chains,
    root: leaves.root(),
    prevCheckpointHash: previous?.hash ?? GENESIS_HASH,
    history: { size: history.size, root: new MerkleFrontier(history).root() },
    hash: '',
  };
  return { checkpoint: { ...unhashed, hash: hashCheckpoint(unhashed) }, history };
}

/**
 * Where a walk over checkpoints stands: the one before, and the tree over all so far. `history` is null in a walk that began
 * in the middle: then the chain of hashes is checked, and the roots of history are not.
 */
export interface CheckpointWalk {
  readonly previous: Checkpoint | null;
  readonly history: FrontierState | null;
}

export const FIRST_CHECKPOINT: CheckpointWalk = { previous: null, history: { size: 0, peaks: [] } };
/** Takes any checkpoint as the first of the walk. */
export const ANY_CHECKPOINT: CheckpointWalk = { previous: null, history: null };

function whyNotNext({ previous, history }: CheckpointWalk, checkpoint: Checkpoint): string | null {
  const { index, prevCheckpointHash } = checkpoint;
  const expected = previous === null ? (history?.size ?? index) : previous.index + 1;
  if (index !== expected) return `index ${index}, expected ${expected}`;
  const before = index === 0 ? GENESIS_HASH : (previous?.hash ?? prevCheckpointHash);
  if (prevCheckpointHash !== before) return 'it does not name the hash of the checkpoint before it';
  if (checkpoint.hash !== hashCheckpoint(checkpoint)) return 'its hash does not match its content';
  const isHistory =
    checkpoint.history.size === index &&
    (history === null || checkpoint.history.root === new MerkleFrontier(history).root());
  return isHistory ? null : 'its history is not that of the checkpoints before it';
}

/** Whether a checkpoint begins where the one before ends, and does not end before it begins. */
function isInTime(previous: Checkpoint | null, { index, from, to }: Checkpoint): boolean {
  if (index === 0 || from === null) return index === 0 && from === null;
  return (previous === null || from === previous.to) && Date.parse(from) <= Date.parse(to);
}

/** A sound checkpoint with the walk behind it, or what is broken. */
export type CheckedCheckpoint =
  { readonly checkpoint: Checkpoint; readonly walk: CheckpointWalk } | { readonly broken: BrokenEntry };

/** Checks the next checkpoint against the walk so far. `raw` is hostile input. The tree of its leaves is another check. */
export function checkCheckpoint(walk: CheckpointWalk, raw: unknown): CheckedCheckpoint {
  const parsed = CheckpointSchema.safeParse(raw);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
    return { broken: { id: 'unknown', why: `not a checkpoint: ${paths.join(', ')}` } };
  }
  const checkpoint = parsed.data;
  const start = checkpoint.index === 0 && walk.previous === null ? FIRST_CHECKPOINT : walk;
  const why = whyNotNext(start, checkpoint);
  if (why !== null) return { broken: { id: checkpointId(checkpoint.index), why } };
  if (!isInTime(start.previous, checkpoint))
    return {
      broken: { id: checkpointId(checkpoint.index), why: 'its period does not follow the one before' },
    };
  const history = start.history === null ? null : grow(start.history, checkpoint);
  return { checkpoint, walk: { previous: checkpoint, history } };
}
