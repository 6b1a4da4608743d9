import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from './merkle';

const MOST = 64;
const LEAVES = Array.from({ length: MOST }, (_, step) => leafHash(`leaf ${step}`));
const ROOTS = Array.from({ length: MOST + 1 }, (_, size) => merkleRoot(LEAVES.slice(0, size)));
const rootOf = (size: number): string => ROOTS[size] ?? '';
const STRAY = leafHash('stray');

const inclusionOf = (index: number, size: number): InclusionClaim => ({
  leaf: LEAVES[index] ?? '',
  index,
  size,
  proof: inclusionProof(LEAVES.slice(0, size), index),
  root: rootOf(size),
});
const consistencyOf = (oldSize: number, newSize: number): ConsistencyClaim => ({
  oldSize,
  newSize,
  oldRoot: rootOf(oldSize),
  newRoot: rootOf(newSize),
  proof: consistencyProof(LEAVES.slice(0, newSize), oldSize),
});

const withDigit = (hash: string, place: number): string =>
  `${hash.slice(0, place)}${hash[place] === '0' ? '1' : '0'}${hash.slice(place + 1)}`;
/** Every proof that differs from this one in one place: a digit, one element less, more or twice, two swapped. */
const changedProofs = (proof: readonly string[], place: number): readonly (readonly string[])[] => [
  ...proof.map((hash, position) =>
    proof.map((kept, at) => (at === position ? withDigit(hash, place) : kept)),
  ),
  ...proof.map((_, position) => proof.filter((_kept, at) => at !== position)),
  ...proof.map((hash, position) => [...proof.slice(0, position), hash, ...proof.slice(position)]),
  ...proof
    .slice(1)
    .map((hash, at) => [...proof.slice(0, at), hash, ...proof.slice(at, at + 1), ...proof.slice(at + 2)]),
  [...proof, STRAY],
  [STRAY, ...proof],
];

/* The verifiers by recursion over the definitions of RFC 6962: from the root down, where the code goes up. */
const splitOf = (size: number): number => 2 ** ((size - 1).toString(2).length - 1);

function rootByDefinition(
  leaf: string,
  proof: readonly string[],
  [index, size]: [number, number],
): string | null {
  const last = proof.at(-1);
  if (size === 1) return last === undefined ? leaf : null;
  if (last === undefined) return null;
  const split = splitOf(size);
  const isLeft = index < split;
  const below: [number, number] = isLeft ? [index, split] : [index - split, size - split];
  const node = rootByDefinition(leaf, proof.slice(0, -1), below);
  return node === null ? null : isLeft ? nodeHash(node, last) : nodeHash(last, node);
}

interface Pair {
  readonly old: string;
  readonly now: string;
}
function rootsByDefinition(
  known: string | null,
  proof: readonly string[],
  [oldSize, size]: [number, number],
): Pair | null {
  const last = proof.at(-1);
  if (oldSize === size) {
    const hash = known ?? last;
    const isSpent = proof.length === (known === null ? 1 : 0);
    return hash === undefined || !isSpent ? null : { old: hash, now: hash };
  }
  if (last === undefined) return null;
  const split = splitOf(size);
  const rest = proof.slice(0, -1);
  if (oldSize <= split) {
    const pair = rootsByDefinition(known, rest, [oldSize, split]);
    return pair && { old: pair.old, now: nodeHash(pair.now, last) };
  }
  const pair = rootsByDefinition(null, rest, [oldSize - split, size - split]);
  return pair && { old: nodeHash(last, pair.old), now: nodeHash(last, pair.now) };
}

const isIncludedByDefinition = ({ leaf, index, size, proof, root }: InclusionClaim): boolean =>
  index < size && rootByDefinition(leaf, proof, [index, size]) === root;
function isConsistentByDefinition(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (oldSize === 0 || oldSize > newSize) return false;
  const pair = rootsByDefinition(oldRoot, proof, [oldSize, newSize]);
  return pair !== null && pair.old === oldRoot && pair.now === newRoot;
}

/** Pairs (n, size) with least <= n <= size <= most. */
const pairsUpTo = (most: number, least: number): (readonly [number, number])[] =>
  Array.from({ length: most + 1 }, (_, size) => size).flatMap((size) =>
    Array.from({ length: Math.max(size + 1 - least, 0) }, (_, step) => [least + step, size] as const),
  );
const sizes = fc.integer({ min: 1, max: MOST });
const places = fc.nat(63);
const brokenChain: unknown = expect.objectContaining({ name: 'DomainError', code: 'broken-chain' });

describe('inclusion', () => {
  it(`is proven for every leaf of every tree up to ${MOST}, with no more hashes than the tree has levels`, () => {
    for (const [size, index] of pairsUpTo(MOST, 1).map(([n, most]) => [most, n - 1] as const)) {
      const claim = inclusionOf(index, size);
      expect(verifyInclusion(claim)).toBe(true);
      expect(isIncludedByDefinition(claim)).toBe(true);
      expect(claim.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
    }
  });

  it('fails after a change of the leaf, the root, the index or any part of the proof', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), places, (size, seed, place) => {
        const index = seed % size;
        const claim = inclusionOf(index, size);
        const { leaf, root } = claim;
        expect(verifyInclusion({ ...claim, leaf: withDigit(leaf, place) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: withDigit(root, place) })).toBe(false);
        for (let other = 0; other <= size * 2; other += 1)
          expect(verifyInclusion({ ...claim, index: other })).toBe(other === index);
        for (const proof of changedProofs(claim.proof, place))
          expect(verifyInclusion({ ...claim, proof })).toBe(false);
      }),
    );
  });

  it('fails after a change of the size, unless the path to the leaf is the same in both trees', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(MOST * 2), (size, seed, other) => {
        const claim = { ...inclusionOf(seed % size, size), size: other };
        expect(verifyInclusion(claim)).toBe(isIncludedByDefinition(claim));
      }),
    );
    const first = inclusionOf(0, 8);
    expect([0, 1, 3, 4, 9, 16].filter((size) => verifyInclusion({ ...first, size }))).toEqual([]);
    expect([5, 6, 7, 8].filter((size) => !verifyInclusion({ ...first, size }))).toEqual([]);
  });

  it('does not take an inner node for a leaf', () => {
    const [left = '', right = '', ...rest] = LEAVES.slice(0, 4);
    const inner = nodeHash(left, right);
    expect(verifyInclusion({ ...inclusionOf(0, 4), leaf: inner, proof: [merkleRoot(rest)] })).toBe(false);
  });

  it.each([-1, 3, 0.5, Number.NaN, 2 ** 53])('has no proof for leaf %p of three', (index) => {
    expect(() => inclusionProof(LEAVES.slice(0, 3), index)).toThrow(brokenChain);
  });

  it('has no proof in an empty tree nor among what is no hash', () => {
    expect(() => inclusionProof([], 0)).toThrow(brokenChain);
    expect(() => inclusionProof([STRAY, 'x'], 0)).toThrow(brokenChain);
    expect(verifyInclusion({ leaf: STRAY, index: 0, size: 0, proof: [], root: EMPTY_ROOT })).toBe(false);
  });
});

describe('consistency', () => {
  it(`is proven for all pairs of sizes up to ${MOST}`, () => {
    for (const [oldSize, newSize] of pairsUpTo(MOST, 1)) {
      const claim = consistencyOf(oldSize, newSize);
      expect(verifyConsistency(claim)).toBe(true);
      expect(isConsistentByDefinition(claim)).toBe(true);
      expect(claim.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(newSize)) + 1);
    }
  });

  it('fails after a change of a root or any part of the proof', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), places, (newSize, seed, place) => {
        const claim = consistencyOf(1 + (seed % newSize), newSize);
        const { oldRoot, newRoot } = claim;
        expect(verifyConsistency({ ...claim, oldRoot: withDigit(oldRoot, place) })).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: withDigit(newRoot, place) })).toBe(false);
        const isOne = oldRoot === newRoot;
        expect(verifyConsistency({ ...claim, oldRoot: newRoot, newRoot: oldRoot })).toBe(isOne);
        for (const proof of changedProofs(claim.proof, place))
          expect(verifyConsistency({ ...claim, proof })).toBe(false);
      }),
    );
  });

  it('judges changed sizes as the definition does', () => {
    for (const [oldSize, newSize] of pairsUpTo(12, 1)) {
      const claim = consistencyOf(oldSize, newSize);
      for (let old = 0; old <= 14; old += 1) {
        for (let now = 0; now <= 26; now += 1) {
          const changed = { ...claim, oldSize: old, newSize: now };
          expect(verifyConsistency(changed)).toBe(isConsistentByDefinition(changed));
        }
      }
    }
  });

  it('finds a fork, and none before it', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (newSize, seed, other) => {
        const [forkAt, oldSize] = [seed % newSize, 1 + (other % newSize)];
        const fork = LEAVES.slice(0, newSize).map((leaf, index) => (index === forkAt ? STRAY : leaf));
        const honest = consistencyOf(oldSize, newSize);
        const forged = { ...honest, newRoot: merkleRoot(fork) };
        expect(verifyConsistency(forged)).toBe(false);
        const grown = { ...forged, proof: consistencyProof(fork, oldSize) };
        expect(verifyConsistency(grown)).toBe(forkAt >= oldSize);
      }),
    );
  });

  it('finds a cut tail that was filled up again', () => {
    const refilled = [...LEAVES.slice(0, 11), STRAY, ...LEAVES.slice(12, 20)];
    const proof = consistencyProof(refilled, 12);
    expect(verifyConsistency({ ...consistencyOf(12, 20), newRoot: merkleRoot(refilled), proof })).toBe(false);
  });

  it('says nothing about an empty tree', () => {
    expect(() => consistencyProof(LEAVES, 0)).toThrow(brokenChain);
    for (const newSize of [0, 1, 2]) {
      const claim = { oldSize: 0, newSize, oldRoot: EMPTY_ROOT, newRoot: rootOf(newSize), proof: [] };
      expect(verifyConsistency(claim)).toBe(false);
    }
  });

  it.each([-1, 4, 1.5, Number.NaN, 2 ** 53])('has no proof from size %p to three', (oldSize) => {
    expect(() => consistencyProof(LEAVES.slice(0, 3), oldSize)).toThrow(brokenChain);
  });
});
