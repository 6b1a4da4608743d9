import { sha256Hex } from '../canonical/canonical';
import { DomainError } from '../domain-error';

/*
 * The Merkle tree of RFC 6962 §2.1 (the same in RFC 9162 §2.1) over SHA-256. A hash is a text of 64 lower-case hex
 * digits. A tree is written as the list of its leaf hashes, oldest first; the `hash` of an audit entry is one already.
 * A root does not say how many leaves it covers: a checkpoint must keep root and size together, and a verifier must
 * take both from it.
 */

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256Hex('');

const isHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/u.test(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isHashList = (value: unknown, length: number): value is readonly string[] =>
  Array.isArray(value) && value.length === length && Array.from<unknown>(value).every(isHash);

/** Sizes go beyond 32 bits, so bits are read by division. */
const half = (count: number): number => Math.floor(count / 2);
const isOdd = (count: number): boolean => count % 2 === 1;

/** `nodeHash` of two hashes that were checked before. */
const join = (left: string, right: string): string =>
  sha256Hex(Buffer.from(left + right, 'hex'), NODE_PREFIX);

function assertHash(value: unknown): asserts value is string {
  if (!isHash(value)) throw new DomainError('broken-chain', 'Not a hash of 64 lower-case hex digits');
}

/** Leaf hash of bytes or of a text's UTF-8: SHA-256(0x00 ‖ data). A lone surrogate hashes as U+FFFD does. */
export const leafHash = (data: Uint8Array | string): string => sha256Hex(data, LEAF_PREFIX);

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). Throws `broken-chain` for what is not a hash. */
export function nodeHash(left: string, right: string): string {
  assertHash(left);
  assertHash(right);
  return join(left, right);
}

/** A frontier as plain JSON: the number of leaves, and the roots of its full subtrees, largest (oldest) first. */
export interface FrontierState {
  readonly size: number;
  readonly peaks: readonly string[];
}

/**
 * A growing tree that keeps one hash for each 1 bit of its size (at most 53) instead of its leaves. Gives roots, not
 * proofs. `JSON.stringify` writes its state; the constructor takes it back.
 */
export class MerkleFrontier {
  private count: number;
  private peaks: readonly string[];

  /**
   * Goes on from a state, or from nothing. Throws `broken-chain` for a state that no tree has. That the peaks are the
   * true ones it cannot know: compare `root()` with the checkpoint that was stored with the state.
   */
  constructor(state: FrontierState = { size: 0, peaks: [] }) {
    const { size, peaks }: Unchecked<FrontierState> = { ...state };
    if (!isCount(size) || !isHashList(peaks, size.toString(2).replaceAll('0', '').length))
      throw new DomainError('broken-chain', 'Not the state of a Merkle frontier');
    this.count = size;
    this.peaks = [...peaks];
  }

  /** Number of leaves. */
  get size(): number {
    return this.count;
  }

  /** Adds the next leaf, by its hash. Throws `broken-chain` for what is not a hash, and after 2^53 − 1 leaves. */
  append(leaf: string): void {
    assertHash(leaf);
    if (!isCount(this.count + 1)) throw new DomainError('broken-chain', 'The tree can take no more leaves');
    let completed = 0;
    for (let rest = this.count; isOdd(rest); rest = half(rest)) completed += 1;
    const kept = this.peaks.length - completed;
    const peak = this.peaks.slice(kept).reduceRight((right, left) => join(left, right), leaf);
    this.peaks = [...this.peaks.slice(0, kept), peak];
    this.count += 1;
  }

  /** Root of all leaves so far. */
  root(): string {
    return this.count === 0 ? EMPTY_ROOT : this.peaks.reduceRight((right, left) => join(left, right));
  }

  toJSON(): FrontierState {
    return { size: this.count, peaks: this.peaks };
  }
}

/** Root of a tree (RFC 6962 §2.1, MTH). Throws `broken-chain` for a leaf that is not a hash. */
export function merkleRoot(leaves: readonly string[]): string {
  const frontier = new MerkleFrontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/** The two subtrees of a tree of two leaves or more: left the largest power of two that is smaller than the whole. */
function halves(leaves: readonly string[]): readonly [left: readonly string[], right: readonly string[]] {
  let width = 1;
  while (width * 2 < leaves.length) width *= 2;
  return [leaves.slice(0, width), leaves.slice(width)];
}

function pathTo(leaves: readonly string[], index: number): readonly string[] {
  if (leaves.length === 1) return [];
  const [left, right] = halves(leaves);
  return index < left.length
    ? [...pathTo(left, index), merkleRoot(right)]
    : [...pathTo(right, index - left.length), merkleRoot(left)];
}

/**
 * Proof that the leaf at `index` (from 0) is in the tree: its siblings from the leaf up (RFC 6962 §2.1.1, PATH). Throws
 * `broken-chain` where no such leaf is.
 */
export function inclusionProof(leaves: readonly string[], index: number): readonly string[] {
  if (!isCount(index) || index >= leaves.length)
    throw new DomainError('broken-chain', `No leaf ${index} in a tree of ${leaves.length}`);
  return pathTo(leaves, index);
}

/** RFC 6962 §2.1.2, SUBPROOF; `isKnown` while the verifier holds the root of the old tree's part as the old root. */
function subproof(leaves: readonly string[], oldSize: number, isKnown: boolean): readonly string[] {
  if (oldSize === leaves.length) return isKnown ? [] : [merkleRoot(leaves)];
  const [left, right] = halves(leaves);
  return oldSize <= left.length
    ? [...subproof(left, oldSize, isKnown), merkleRoot(right)]
    : [...subproof(right, oldSize - left.length, false), merkleRoot(left)];
}

/**
 * Proof that the tree of the first `oldSize` leaves grew into this one by appending alone (RFC 6962 §2.1.2, PROOF);
 * empty for the same size. Throws `broken-chain` for size 0, of which nothing can be proven, and beyond the tree.
 */
export function consistencyProof(leaves: readonly string[], oldSize: number): readonly string[] {
  if (!isCount(oldSize) || oldSize === 0 || oldSize > leaves.length)
    throw new DomainError('broken-chain', `No tree of ${oldSize} in a tree of ${leaves.length}`);
  return subproof(leaves, oldSize, true);
}

/** What somebody claims about a leaf; any part of it may be hostile. */
export interface InclusionClaim {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly root: string;
}

/** What somebody claims about two states of one tree; any part of it may be hostile. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: string;
  readonly newRoot: string;
  readonly proof: readonly string[];
}

/** The same keys before anything was checked. */
type Unchecked<T> = { readonly [Key in keyof T]: unknown };
type Side = 'left' | 'right';

/**
 * On which side each sibling stands on the way up from node `index` of a row that ends with node `last`. The last node
 * of a row has no right sibling and rises alone (RFC 9162 §2.1.3.2, step 4).
 */
function siblingSides(index: number, last: number): readonly Side[] {
  const sides: Side[] = [];
  for (let node = index, end = last; end > 0; node = half(node), end = half(end)) {
    if (isOdd(node)) sides.push('left');
    else if (node < end) sides.push('right');
  }
  return sides;
}

/** The root that a path leads to: its first hash is the node to start from, the others are the siblings of `sides`. */
const climb = (path: readonly string[], sides: readonly Side[]): string =>
  path.reduce((node, sibling, step) =>
    sides[step - 1] === 'left' ? join(sibling, node) : join(node, sibling),
  );

/** The same climb with the left siblings only: what stands to the right came after the old tree. */
const climbOld = (path: readonly string[], sides: readonly Side[]): string =>
  path.reduce((node, sibling, step) => (sides[step - 1] === 'left' ? join(sibling, node) : node));

/**
 * Whether the proof leads from the leaf hash, at this index of a tree of this size, to the root (RFC 9162 §2.1.3.2).
 * Takes any data without throwing: what is malformed, too long or too short is false. Root and size must be known to
 * belong together: two sizes in which the leaf has the same path cannot be told apart.
 */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leaf, index, size, proof, root }: Unchecked<InclusionClaim> = { ...claim };
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  const sides = siblingSides(index, size - 1);
  if (!isHash(leaf) || !isHashList(proof, sides.length)) return false;
  return climb([leaf, ...proof], sides) === root;
}

/**
 * Whether the proof shows that the old tree is the beginning of the new one (RFC 9162 §2.1.4.2); trees of one size need
 * one root and an empty proof. Takes any data without throwing: what is malformed, too long or too short is false, and
 * so is an old size of 0. Each root and its size must be known to belong together, as for `verifyInclusion`.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof }: Unchecked<ConsistencyClaim> = { ...claim };
  if (!isCount(oldSize) || !isCount(newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (!isHash(oldRoot)) return false;
  if (oldSize === newSize) return isHashList(proof, 0) && oldRoot === newRoot;
  // The node both trees share: the last full subtree of the old one. At 0 it is all of the old tree.
  let [node, last] = [oldSize - 1, newSize - 1];
  for (; isOdd(node); node = half(node)) last = half(last);
  const sides = siblingSides(node, last);
  const known = node === 0 ? [oldRoot] : [];
  if (!isHashList(proof, sides.length + 1 - known.length)) return false;
  const path = [...known, ...proof];
  return climbOld(path, sides) === oldRoot && climb(path, sides) === newRoot;
}
