import { describe, expect, it } from '@jest/globals';
import type { Checkpoint, Leaf } from '../contract/checkpoint';
import { createLeafFinder } from './find-leaf';

const chainOf = (number: number): string => `ho-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const leafOf = (number: number): Leaf => ({
  chain: chainOf(number),
  entries: number + 1,
  lastHash: 'a'.repeat(64),
});

const checkpointOf = (index: number, chains: number): Checkpoint => ({
  specVersion: 1,
  index,
  from: null,
  to: `2026-11-${String(index + 10)}T00:00:00.000Z`,
  chains,
  root: 'b'.repeat(64),
  prevCheckpointHash: '0'.repeat(64),
  history: { size: index, root: 'c'.repeat(64) },
  hash: 'd'.repeat(64),
});

/** A store of one checkpoint whose leaves, every second number from 0 on, stand in pages of these sizes. */
function storeOf(sizes: readonly number[]) {
  let reads = 0;
  let next = 0;
  const pages = sizes.map((size) =>
    Array.from({ length: size }, () => {
      next += 2;
      return leafOf(next - 2);
    }),
  );
  const store = {
    read: async (index: number) => (index < 20 ? checkpointOf(index, next / 2) : null),
    leaves: async (_index: number, page: number) => {
      reads += 1;
      return pages[page] ?? null;
    },
  };
  return { store, chains: next / 2, readsOf: () => reads };
}

describe('a leaf', () => {
  it.each([
    ['full pages', [500, 500, 203]],
    ['one page', [7]],
    ['pages that are not full', [3, 500, 499, 2]],
    ['no leaves at all', [0]],
  ])('is found wherever it stands, and only where it is: %s', async (_what, sizes) => {
    const { store, chains } = storeOf(sizes);
    const finder = createLeafFinder(store);
    const checkpoint = checkpointOf(0, chains);
    for (let number = 0; number < chains; number += 1) {
      expect(await finder.leaf(checkpoint, chainOf(number * 2))).toEqual(leafOf(number * 2));
      expect(await finder.leaf(checkpoint, chainOf(number * 2 + 1))).toBeNull();
    }
    expect(await finder.leaf(checkpoint, 'a')).toBeNull();
    expect(await finder.leaf(checkpoint, 'z')).toBeNull();
  });

  it('is found without reading all pages, and its page is not read again', async () => {
    const { store, chains, readsOf } = storeOf(Array.from({ length: 64 }, () => 500));
    const finder = createLeafFinder(store);
    await finder.leaf(checkpointOf(0, chains), chainOf(2_000));
    const reads = readsOf();
    expect(reads).toBeLessThanOrEqual(8);
    await finder.leaf(checkpointOf(0, chains), chainOf(2_002));
    expect(readsOf() - reads).toBeLessThanOrEqual(reads);
  });
});

describe('the first checkpoint since a time', () => {
  it.each([
    ['2026-11-01T00:00:00.000Z', 0],
    ['2026-11-10T00:00:00.000Z', 0],
    ['2026-11-10T00:00:00.001Z', 1],
    ['2026-11-22T12:00:00.000Z', 13],
    ['2026-11-29T00:00:00.000Z', 19],
    ['2026-11-29T00:00:00.001Z', 20],
  ])('of %s is %d', async (at, index) => {
    const finder = createLeafFinder(storeOf([1]).store);
    expect(await finder.firstSince(at, checkpointOf(19, 1))).toBe(index);
  });
});
