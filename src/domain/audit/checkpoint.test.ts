import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckpointSchema, type Checkpoint, type Leaf } from '../../contract/checkpoint';
import { sha256Hex, toCanonicalJson } from '../canonical/canonical';
import { GENESIS_HASH } from './chain';
import {
  ANY_CHECKPOINT,
  checkCheckpoint,
  FIRST_CHECKPOINT,
  grow,
  LeafTree,
  makeCheckpoint,
  type CheckpointWalk,
} from './checkpoint';
import { CHECKPOINTS, DAYS, MADE, rehashed } from './checkpoint-samples';
import { EMPTY_ROOT, merkleRoot, type FrontierState } from './merkle';
import { chainOf, leafOf, minutesIn, ONE, TWO } from './verify-export-samples';

const EMPTY: FrontierState = { size: 0, peaks: [] };
const LEAVES = [chainOf('site', 3), chainOf(ONE, 5), chainOf(TWO, 4)].flatMap((entries) =>
  entries.slice(-1).map(leafOf),
);
const brokenChain: unknown = expect.objectContaining({ name: 'DomainError', code: 'broken-chain' });

const at = (index: number): Checkpoint => {
  const checkpoint = CHECKPOINTS[index];
  if (checkpoint === undefined) throw new Error(`no checkpoint ${index}`);
  return checkpoint;
};
/** Index of the first checkpoint that does not hold, and why. */
function walkOver(checkpoints: readonly unknown[], start: CheckpointWalk = FIRST_CHECKPOINT) {
  let walk = start;
  for (const [position, raw] of checkpoints.entries()) {
    const checked = checkCheckpoint(walk, raw);
    if ('broken' in checked) return { position, ...checked.broken };
    ({ walk } = checked);
  }
  return null;
}
const replaced = (index: number, checkpoint: unknown): readonly unknown[] =>
  CHECKPOINTS.map((one, position) => (position === index ? checkpoint : one));

describe('makeCheckpoint', () => {
  it('makes checkpoints that the contract takes, each naming the one before and the tree over all before', () => {
    for (const [index, checkpoint] of CHECKPOINTS.entries()) {
      expect(CheckpointSchema.parse(checkpoint)).toEqual(checkpoint);
      expect(checkpoint).toMatchObject({
        index,
        from: index === 0 ? null : at(index - 1).to,
        to: DAYS[index],
        prevCheckpointHash: index === 0 ? GENESIS_HASH : at(index - 1).hash,
        history: { size: index, root: merkleRoot(CHECKPOINTS.slice(0, index).map(({ hash }) => hash)) },
      });
    }
  });

  it('hashes as the format says: SHA-256 of a zero byte and the canonical JSON without the hash', () => {
    const { hash, ...body } = at(3);
    expect(hash).toBe(sha256Hex(toCanonicalJson(body), 0));
  });

  it('has as root the tree of the leaves in order of chain name, whatever order they come in', () => {
    const hashes = [...LEAVES]
      .sort((one, other) => (one.chain < other.chain ? -1 : 1))
      .map((leaf) => sha256Hex(toCanonicalJson(leaf), 0));
    fc.assert(
      fc.property(fc.shuffledSubarray(LEAVES, { minLength: LEAVES.length }), (leaves) => {
        const { checkpoint } = makeCheckpoint({
          previous: null,
          before: EMPTY,
          leaves: LeafTree.of(leaves),
          to: minutesIn(0),
        });
        expect(checkpoint).toMatchObject({ chains: 3, root: merkleRoot(hashes) });
      }),
    );
  });

  it('speaks also of a day without anything', () => {
    const quiet = makeCheckpoint({
      previous: at(8),
      before: MADE[8]?.history ?? EMPTY,
      leaves: new LeafTree(),
      to: minutesIn(20_000),
    });
    expect(quiet.checkpoint).toMatchObject({ index: 9, chains: 0, root: EMPTY_ROOT });
    expect(walkOver([...CHECKPOINTS, quiet.checkpoint])).toBeNull();
  });

  it('refuses a history that is not that of the checkpoint before, and a time before its end', () => {
    const parts = { leaves: new LeafTree(), to: DAYS[8] ?? '' };
    const make = (previous: Checkpoint | null, before: FrontierState, to = parts.to) =>
      makeCheckpoint({ ...parts, previous, before, to });
    const histories = MADE.map(({ history }) => history);
    expect(() => make(at(3), histories[4] ?? EMPTY)).toThrow(brokenChain);
    expect(() => make(at(3), { ...EMPTY })).toThrow(brokenChain);
    expect(() => make(at(4), { size: 4, peaks: [at(0).hash] })).toThrow(brokenChain);
    // Two leaves under one peak have the root of one leaf that is that peak.
    expect(() => make(at(2), { size: 1, peaks: histories[2]?.peaks ?? [] })).toThrow(brokenChain);
    expect(() => make(null, histories[1] ?? EMPTY)).toThrow(brokenChain);
    expect(() => make(at(3), histories[3] ?? EMPTY, minutesIn(3 * 1_440 - 1))).toThrow(brokenChain);
    expect(make(at(3), histories[3] ?? EMPTY, at(3).to).checkpoint.to).toBe(at(3).to);
  });
});

describe('LeafTree', () => {
  it('refuses a chain that does not come after the one before', () => {
    const [leaf] = LEAVES;
    if (leaf === undefined) throw new Error('no leaf');
    expect(() => LeafTree.of([leaf, leaf])).toThrow(brokenChain);
    const tree = LeafTree.of([leaf]);
    expect([tree.canTake(leaf.chain), tree.canTake(ONE), tree.canTake('sitf')]).toEqual([false, false, true]);
  });

  it('goes on from its state, and gives the same root with a leaf hidden', () => {
    const sorted: readonly Leaf[] = [...LEAVES].sort((one, other) => (one.chain < other.chain ? -1 : 1));
    const whole = LeafTree.of(LEAVES);
    let tree = new LeafTree();
    for (const [position, leaf] of sorted.entries()) {
      if (position === 1) tree.addHidden(sha256Hex(toCanonicalJson(leaf), 0));
      else tree.add(leaf);
      const state: unknown = JSON.parse(JSON.stringify(tree));
      tree = new LeafTree(state as ReturnType<LeafTree['toJSON']>);
    }
    expect([tree.root(), tree.chains]).toEqual([whole.root(), 3]);
    expect(tree.toJSON()).toEqual(whole.toJSON());
  });
});

describe('checkCheckpoint', () => {
  it('finds nothing in checkpoints as they were made, from the first or from any other on', () => {
    expect(walkOver(CHECKPOINTS)).toBeNull();
    for (let from = 0; from < CHECKPOINTS.length; from += 1)
      expect(walkOver(CHECKPOINTS.slice(from), ANY_CHECKPOINT)).toBeNull();
  });

  it('gives the walk behind the checkpoint', () => {
    const checked = checkCheckpoint(FIRST_CHECKPOINT, at(0));
    const history = grow(EMPTY, at(0));
    expect(checked).toEqual({ checkpoint: at(0), walk: { previous: at(0), history } });
    expect(checkCheckpoint(ANY_CHECKPOINT, at(0))).toEqual(checked);
    expect(checkCheckpoint(ANY_CHECKPOINT, at(3))).toEqual({
      checkpoint: at(3),
      walk: { previous: at(3), history: null },
    });
  });

  it('finds a change of every field at every place', () => {
    const changes: readonly Readonly<Record<string, unknown>>[] = [
      { specVersion: 2 },
      { index: 99 },
      { from: minutesIn(-1) },
      { to: minutesIn(99_999) },
      { chains: 77 },
      { root: 'e'.repeat(64) },
      { prevCheckpointHash: 'e'.repeat(64) },
      { history: { size: 0, root: 'e'.repeat(64) } },
      { hash: 'e'.repeat(64) },
      { more: 1 },
    ];
    for (const index of CHECKPOINTS.keys())
      for (const change of changes)
        expect(walkOver(replaced(index, { ...at(index), ...change }))?.position).toBe(index);
  });

  it.each([
    ['another history', rehashed(at(4), { history: { size: 4, root: 'e'.repeat(64) } }), 'history'],
    ['a history of another size', rehashed(at(4), { history: { ...at(4).history, size: 5 } }), 'history'],
    ['a hole before it', rehashed(at(4), { from: minutesIn(3 * 1_440 + 1) }), 'period'],
    ['no beginning', rehashed(at(4), { from: null }), 'period'],
    ['an end before its beginning', rehashed(at(4), { to: minutesIn(3 * 1_440 - 1) }), 'period'],
  ])('finds %s though the hash was made anew', (_what, checkpoint, why) => {
    expect(walkOver(replaced(4, checkpoint))).toMatchObject({
      position: 4,
      id: 'checkpoint.000004',
      why: expect.stringContaining(why),
    });
  });

  it('finds a first checkpoint that has a beginning', () => {
    expect(walkOver([rehashed(at(0), { from: DAYS[0] ?? null })])?.why).toContain('period');
  });

  it('finds a wrong first link also where a walk takes any checkpoint', () => {
    const first = rehashed(at(0), { prevCheckpointHash: 'e'.repeat(64) });
    expect(walkOver([first], ANY_CHECKPOINT)?.why).toContain('before it');
    const sized = rehashed(at(4), { history: { ...at(4).history, size: 3 } });
    expect(walkOver([sized], ANY_CHECKPOINT)?.why).toContain('history');
  });

  it('finds one that is missing, repeated, swapped, or hashed anew', () => {
    for (let index = 0; index < CHECKPOINTS.length - 1; index += 1) {
      expect(walkOver(CHECKPOINTS.filter((_, position) => position !== index))?.position).toBe(index);
      expect(walkOver([...CHECKPOINTS.slice(0, index + 1), ...CHECKPOINTS.slice(index)])?.position).toBe(
        index + 1,
      );
      expect(walkOver(replaced(index, rehashed(at(index), { chains: 77 })))).toMatchObject({
        position: index + 1,
        why: 'it does not name the hash of the checkpoint before it',
      });
    }
  });

  it('takes anything without failing', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(checkCheckpoint(FIRST_CHECKPOINT, raw)).toMatchObject({ broken: { id: 'unknown' } });
      }),
    );
  });
});
