import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from './merkle';

const STRAY = leafHash('stray');

describe('the verifiers beyond 32 bits', () => {
  const splitOf = (size: number): number => 2 ** ((size - 1).toString(2).length - 1);
  /** A tree too large to write down: every leaf is STRAY but the one at `own`. */
  const own = 2 ** 41 + 2 ** 32 + 5;
  const ownLeaf = leafHash('own');
  const same = new Map<number, string>([[1, STRAY]]);
  function rootAt(start: number, size: number): string {
    const isSame = own < start || own >= start + size;
    const found = isSame ? same.get(size) : undefined;
    if (found !== undefined) return found;
    if (size === 1) return ownLeaf;
    const split = splitOf(size);
    const root = nodeHash(rootAt(start, split), rootAt(start + split, size - split));
    if (isSame) same.set(size, root);
    return root;
  }
  function pathAt(start: number, size: number, index: number): string[] {
    if (size === 1) return [];
    const split = splitOf(size);
    return index < start + split
      ? [...pathAt(start, split, index), rootAt(start + split, size - split)]
      : [...pathAt(start + split, size - split, index), rootAt(start, split)];
  }
  function growthAt(oldSize: number, [start, size]: [number, number], isKnown: boolean): string[] {
    if (oldSize === size) return isKnown ? [] : [rootAt(start, size)];
    const split = splitOf(size);
    return oldSize <= split
      ? [...growthAt(oldSize, [start, split], isKnown), rootAt(start + split, size - split)]
      : [...growthAt(oldSize - split, [start + split, size - split], false), rootAt(start, split)];
  }
  const huge = [own + 1, 2 ** 42, 2 ** 45 + 2 ** 31 + 1, 2 ** 52 + 1];

  it.each(huge)('find the one leaf among %p', (size) => {
    const claim = { leaf: ownLeaf, index: own, size, proof: pathAt(0, size, own), root: rootAt(0, size) };
    expect(verifyInclusion(claim)).toBe(true);
    for (const index of [own - 1, own + 1, own - 2 ** 32, own % 2 ** 32, own - 2 ** 41])
      expect(verifyInclusion({ ...claim, index })).toBe(false);
  });

  it.each(huge)('see a tree grow to %p', (newSize) => {
    for (const oldSize of [1, 2 ** 31, 2 ** 32 - 1, 2 ** 40 + 3, own, own + 1]) {
      const proof = oldSize === newSize ? [] : growthAt(oldSize, [0, newSize], true);
      const roots = { oldRoot: rootAt(0, oldSize), newRoot: rootAt(0, newSize) };
      expect(verifyConsistency({ oldSize, newSize, ...roots, proof })).toBe(true);
      expect(verifyConsistency({ oldSize, newSize, ...roots, proof: [...proof, STRAY] })).toBe(false);
    }
  });
});

describe('the verifiers on hostile data', () => {
  const LEAVES = Array.from({ length: 7 }, (_, step) => leafHash(`leaf ${step}`));
  const newRoot = merkleRoot(LEAVES);
  const included = {
    leaf: LEAVES[5] ?? '',
    index: 5,
    size: 7,
    proof: inclusionProof(LEAVES, 5),
    root: newRoot,
  };
  const grown = [4, 6].map((oldSize) => ({
    oldSize,
    newSize: 7,
    oldRoot: merkleRoot(LEAVES.slice(0, oldSize)),
    newRoot,
    proof: consistencyProof(LEAVES, oldSize),
  }));
  const badHashes: readonly unknown[] = [
    ...['', 'x', STRAY.slice(1), `${STRAY}0`, STRAY.toUpperCase(), `${STRAY}\n`, `g${STRAY.slice(1)}`],
    ...[null, undefined, 7, [STRAY], { length: 64 }, Buffer.from(STRAY, 'hex')],
  ];
  const badCounts: readonly unknown[] = [
    ...[-1, 0.5, 6.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 64, -(2 ** 53)],
    ...[null, undefined, '6', [6], { valueOf: () => 6 }, 6n],
  ];
  /** Every key of a sound claim set to every bad value of its kind, every element of the proof too. */
  function spoilt(claim: InclusionClaim | ConsistencyClaim): readonly unknown[] {
    const { proof } = claim;
    const badProofs: readonly unknown[] = [
      ...proof.flatMap((_, place) =>
        badHashes.map((bad) => [...proof.slice(0, place), bad, ...proof.slice(place + 1)]),
      ),
      ...[null, undefined, 'proof', proof.join(''), new Set(proof), new Array(proof.length)],
      ...[{ ...Object.fromEntries(proof.entries()), length: proof.length }, new Array(2 ** 32 - 1)],
      ...[[...proof, ...proof], [proof]],
    ];
    return Object.entries(claim).flatMap(([key, value]) => {
      const bad = typeof value === 'number' ? badCounts : typeof value === 'string' ? badHashes : badProofs;
      return bad.map((worse) => ({ ...claim, [key]: worse }));
    });
  }

  it('answer false to every bad value in every place', () => {
    expect(verifyInclusion(included)).toBe(true);
    for (const raw of spoilt(included)) expect(verifyInclusion(raw as InclusionClaim)).toBe(false);
    for (const claim of grown) {
      expect(verifyConsistency(claim)).toBe(true);
      for (const raw of spoilt(claim)) expect(verifyConsistency(raw as ConsistencyClaim)).toBe(false);
    }
  });

  it('answer false to another spelling of the right bytes', () => {
    const spellings = (hash: string, next = ''): readonly string[] => [
      ...[hash.toUpperCase(), `${hash}${next}x`, `${hash} `, Buffer.from(hash, 'hex').toString('base64')],
    ];
    const first = { ...included, leaf: LEAVES[0] ?? '', index: 0, proof: inclusionProof(LEAVES, 0) };
    for (const leaf of spellings(first.leaf, first.proof[0]))
      expect(verifyInclusion({ ...first, leaf })).toBe(false);
    for (const root of spellings(first.root)) expect(verifyInclusion({ ...first, root })).toBe(false);
    for (const claim of grown) {
      for (const oldRoot of spellings(claim.oldRoot, claim.proof[0]))
        expect(verifyConsistency({ ...claim, oldRoot })).toBe(false);
      for (const spelling of spellings(claim.newRoot))
        expect(verifyConsistency({ ...claim, newRoot: spelling })).toBe(false);
      for (const spelling of spellings(claim.proof[0] ?? ''))
        expect(verifyConsistency({ ...claim, proof: [spelling, ...claim.proof.slice(1)] })).toBe(false);
    }
  });

  it('answer false where one bad value stands twice', () => {
    for (const bad of badHashes as readonly string[]) {
      expect(verifyInclusion({ leaf: bad, index: 0, size: 1, proof: [], root: bad })).toBe(false);
      const roots = { oldRoot: bad, newRoot: bad };
      expect(verifyConsistency({ oldSize: 3, newSize: 3, ...roots, proof: [] })).toBe(false);
    }
    const roots = { oldRoot: STRAY, newRoot: STRAY };
    for (const bad of badCounts as readonly number[])
      expect(verifyConsistency({ oldSize: bad, newSize: bad, ...roots, proof: [] })).toBe(false);
  });

  it('take anything without failing', () => {
    const part = fc.oneof(fc.anything({ withSparseArray: true }), fc.constant(STRAY), fc.nat(9));
    const keys = ['leaf', 'index', 'size', 'proof', 'root', 'oldSize', 'newSize', 'oldRoot', 'newRoot'];
    const claims = fc.record(Object.fromEntries(keys.map((key) => [key, part])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), claims), (raw) => {
        expect(typeof verifyInclusion(raw as InclusionClaim)).toBe('boolean');
        expect(typeof verifyConsistency(raw as ConsistencyClaim)).toBe('boolean');
      }),
    );
  });
});
