import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCanonicalJson } from '../canonical/canonical';
import { appendEntries, EMPTY_CHAIN, SITE_CHAIN } from './chain';
import { EMPTY_ROOT, leafHash, merkleRoot, MerkleFrontier, nodeHash, type FrontierState } from './merkle';

/** SHA-256 over bytes given in hexadecimal; shares nothing with the code under test. */
const sha256 = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

/** The definition of RFC 6962 §2.1 word by word: MTH({}) , MTH({d}) and MTH(D[n]), over leaf hashes. */
function naiveRoot(leaves: readonly string[]): string {
  const [first] = leaves;
  if (first === undefined) return sha256('');
  if (leaves.length === 1) return first;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(`01${naiveRoot(leaves.slice(0, split))}${naiveRoot(leaves.slice(split))}`);
}

const leavesOf = (count: number): string[] => Array.from({ length: count }, (_, step) => leafHash(`${step}`));
const frontierOf = (leaves: readonly string[]): MerkleFrontier => {
  const frontier = new MerkleFrontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier;
};
const restored = (frontier: MerkleFrontier): MerkleFrontier => {
  const state: unknown = JSON.parse(JSON.stringify(frontier));
  return new MerkleFrontier(state as FrontierState);
};
const brokenChain: unknown = expect.objectContaining({ name: 'DomainError', code: 'broken-chain' });

const LONGEST = 300;
const LEAVES = leavesOf(LONGEST);
const HASH = leafHash('');
const NO_HASHES: readonly (readonly [string, unknown])[] = [
  ['an empty text', ''],
  ['a digit less', HASH.slice(1)],
  ['a digit more', `${HASH}0`],
  ['upper case', HASH.toUpperCase()],
  ['no hexadecimal', `${HASH.slice(1)}g`],
  ['a line end', `${HASH}\n`],
  ['nothing', undefined],
  ['a list', [HASH]],
];

/** Root and peaks of trees of any size whose leaves are all the same: one hash for each size of subtree. */
const FULL = Array.from({ length: 53 }).reduce<readonly string[]>(
  (roots) => [...roots, sha256(`01${(roots.at(-1) ?? '').repeat(2)}`)],
  [HASH],
);
const fullRoot = (level: number): string => FULL[level] ?? '';
const uniformState = (size: number): FrontierState => ({
  size,
  peaks: Array.from(size.toString(2)).flatMap((bit, place, bits) =>
    bit === '1' ? [fullRoot(bits.length - 1 - place)] : [],
  ),
});

describe('leafHash and nodeHash', () => {
  it('put a byte before the data, so that no leaf is a node', () => {
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(leafHash('L123456')).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(leafHash(Buffer.from('é'))).toBe(sha256('00c3a9'));
    expect(leafHash('é')).toBe(sha256('00c3a9'));
    expect(nodeHash(HASH, EMPTY_ROOT)).toBe(sha256(`01${HASH}${EMPTY_ROOT}`));
    expect(leafHash(Buffer.from(HASH + HASH, 'hex'))).not.toBe(nodeHash(HASH, HASH));
  });

  it('make the hash of an audit entry: the trail hashes its entries as leaves', () => {
    const [entry] = appendEntries(SITE_CHAIN, EMPTY_CHAIN, [
      {
        event: 'export.made',
        at: '2026-11-02T12:00:00.000Z',
        actor: { kind: 'person', ref: 'actor-00000000-0000-4000-8000-000000000001', role: 'jira-admin' },
        onBehalfOf: null,
        requestId: 'req-1',
        issue: null,
        operation: null,
        state: null,
        seal: null,
        versions: { policy: null, engine: null, prompt: null, template: null, model: null },
        checks: [],
        bodies: [],
        details: { what: 'trail', format: 'jsonl', from: null, to: null },
      },
    ]).entries;
    const { hash, ...body } = entry ?? { hash: '' };
    expect(hash).toBe(leafHash(toCanonicalJson(body)));
  });

  it.each(NO_HASHES)('refuse %s on either side', (_what, value) => {
    expect(() => nodeHash(value as string, HASH)).toThrow(brokenChain);
    expect(() => nodeHash(HASH, value as string)).toThrow(brokenChain);
  });
});

describe('merkleRoot', () => {
  /** The eight leaves, and the roots of their first n, that implementations of Certificate Transparency test with. */
  const data = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const published = data.map((hex) => leafHash(Buffer.from(hex, 'hex')));
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('gives the published root of %i leaves', (size, root) => {
    expect(naiveRoot(published.slice(0, size))).toBe(root);
    expect(merkleRoot(published.slice(0, size))).toBe(root);
  });

  it('gives the root of any leaves, also of repeated ones', () => {
    const hashes = fc.integer({ min: 0, max: 3 }).map((seed) => leafHash(`${seed}`));
    fc.assert(
      fc.property(fc.array(hashes, { maxLength: 70 }), (leaves) => {
        expect(merkleRoot(leaves)).toBe(naiveRoot(leaves));
      }),
    );
  });

  it.each(NO_HASHES)('refuses %s among the leaves', (_what, value) => {
    expect(() => merkleRoot([value as string])).toThrow(brokenChain);
    expect(() => merkleRoot([HASH, value as string])).toThrow(brokenChain);
  });
});

describe('MerkleFrontier', () => {
  it(`has the root of the definition at every size up to ${LONGEST}, and no more hashes than its size has bits`, () => {
    const frontier = new MerkleFrontier();
    expect(frontier.root()).toBe(EMPTY_ROOT);
    for (const [index, leaf] of LEAVES.entries()) {
      frontier.append(leaf);
      expect(frontier.size).toBe(index + 1);
      expect(frontier.root()).toBe(naiveRoot(LEAVES.slice(0, index + 1)));
      expect(frontier.toJSON().peaks.length).toBeLessThanOrEqual(Math.floor(Math.log2(index + 1)) + 1);
    }
  });

  it('goes on after a trip through JSON as if nothing had been', () => {
    fc.assert(
      fc.property(fc.nat(LONGEST), fc.nat(LONGEST), (one, other) => {
        const [cut, end] = [Math.min(one, other), Math.max(one, other)];
        const frontier = restored(frontierOf(LEAVES.slice(0, cut)));
        expect(frontier.size).toBe(cut);
        for (const leaf of LEAVES.slice(cut, end)) frontier.append(leaf);
        expect(frontier.root()).toBe(merkleRoot(LEAVES.slice(0, end)));
      }),
    );
  });

  it('keeps a state that was written apart from what comes after', () => {
    const frontier = frontierOf(LEAVES.slice(0, 5));
    const state = frontier.toJSON();
    const text = JSON.stringify(state);
    const peaks = [...state.peaks];
    const branch = new MerkleFrontier({ size: 5, peaks });
    peaks.length = 0;
    frontier.append(HASH);
    expect(JSON.stringify(state)).toBe(text);
    expect(branch.root()).toBe(merkleRoot(LEAVES.slice(0, 5)));
  });

  it('counts beyond 32 bits', () => {
    for (const size of [2 ** 31 - 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 3, 2 ** 53 - 2]) {
      const frontier = new MerkleFrontier(uniformState(size));
      frontier.append(HASH);
      expect(frontier.toJSON()).toEqual(uniformState(size + 1));
      expect(restored(frontier).root()).toBe(frontier.root());
    }
  });

  it('takes no leaf beyond the numbers that are exact', () => {
    const frontier = new MerkleFrontier(uniformState(Number.MAX_SAFE_INTEGER));
    expect(() => frontier.append(HASH)).toThrow(brokenChain);
    expect(frontier.toJSON()).toEqual(uniformState(Number.MAX_SAFE_INTEGER));
  });

  it.each(NO_HASHES)('refuses %s as a leaf and stays as it was', (_what, value) => {
    const frontier = frontierOf(LEAVES.slice(0, 3));
    expect(() => frontier.append(value as string)).toThrow(brokenChain);
    expect(frontier.toJSON()).toEqual(frontierOf(LEAVES.slice(0, 3)).toJSON());
  });

  it.each<readonly [string, unknown]>([
    ['null', null],
    ['a text', 'state'],
    ['no size', { peaks: [] }],
    ['no peaks', { size: 0 }],
    ['a size in words', { size: '1', peaks: [HASH] }],
    ['a negative size', { size: -1, peaks: [HASH] }],
    ['half a leaf', { size: 0.5, peaks: [] }],
    ['a size that is not exact', { size: 2 ** 53, peaks: [HASH] }],
    ['a peak too many', { size: 4, peaks: [HASH, HASH] }],
    ['a peak too few', { size: 3, peaks: [HASH] }],
    ['peaks of an empty tree', { size: 0, peaks: [HASH] }],
    ['a peak that is no hash', { size: 3, peaks: [HASH, 'x'] }],
    ['a hole', { size: 1, peaks: new Array(1) }],
    ['peaks that only look like a list', { size: 1, peaks: { 0: HASH, length: 1 } }],
  ])('refuses %s as a state', (_what, state) => {
    expect(() => new MerkleFrontier(state as FrontierState)).toThrow(brokenChain);
  });
});
