import type { Checkpoint, ExportRecord, Leaf } from '../../contract/checkpoint';
import { hashLeaf, sortLeaves } from './checkpoint';
import { inclusionProof, verifyInclusion } from './merkle';

/** The proof that a checkpoint saw a chain, and that a newer checkpoint knows that checkpoint. */
export type ChainProof = Extract<ExportRecord, { readonly record: 'proof' }>;

/** What a proof is made from. */
export interface ProofSources {
  readonly chain: string;
  readonly checkpoint: Checkpoint;
  /** All leaves of `checkpoint`, in any order. */
  readonly leaves: readonly Leaf[];
  readonly newest: Checkpoint;
  /** Hashes of the checkpoints 0 to `newest.index - 1`, oldest first. */
  readonly hashes: readonly string[];
}

/** The proof for one chain; null when the checkpoint has no leaf of it. Throws `broken-chain` when hashes are missing. */
export function proveChain({ chain, checkpoint, leaves, newest, hashes }: ProofSources): ChainProof | null {
  const sorted = sortLeaves(leaves);
  const position = sorted.findIndex((leaf) => leaf.chain === chain);
  const leaf = sorted[position];
  if (leaf === undefined) return null;
  const isNewest = newest.index === checkpoint.index;
  return {
    record: 'proof',
    checkpoint: checkpoint.index,
    position,
    leaf,
    path: [...inclusionProof(sorted.map(hashLeaf), position)],
    newest: newest.index,
    historyPath: isNewest ? [] : [...inclusionProof(hashes, checkpoint.index)],
  };
}

/**
 * Whether the leaf is in the checkpoint's tree, and the checkpoint in the history of the newest one. The proof is hostile;
 * both checkpoints have passed `checkCheckpoint`.
 */
export function verifyProof(proof: ChainProof, checkpoint: Checkpoint, newest: Checkpoint): boolean {
  if (proof.checkpoint !== checkpoint.index || proof.newest !== newest.index) return false;
  const hasLeaf = verifyInclusion({
    leaf: hashLeaf(proof.leaf),
    index: proof.position,
    size: checkpoint.chains,
    proof: proof.path,
    root: checkpoint.root,
  });
  if (checkpoint.index === newest.index)
    return hasLeaf && checkpoint.hash === newest.hash && proof.historyPath.length === 0;
  const isInHistory = verifyInclusion({
    leaf: checkpoint.hash,
    index: checkpoint.index,
    size: newest.history.size,
    proof: proof.historyPath,
    root: newest.history.root,
  });
  return hasLeaf && isInHistory;
}
