import { describe, expect, it } from '@jest/globals';
import type { Checkpoint } from '../../contract/checkpoint';
import { grow } from './checkpoint';
import { isConsistent, noteOf, readNote, toNote } from './checkpoint-note';
import { proveChain, verifyProof, type ChainProof } from './checkpoint-proof';
import { CHECKPOINTS, MADE, rehashed } from './checkpoint-samples';
import { consistencyProof, merkleRoot, type FrontierState } from './merkle';
import { ONE, TWO } from './verify-export-samples';

const EMPTY: FrontierState = { size: 0, peaks: [] };
const brokenChain: unknown = expect.objectContaining({ name: 'DomainError', code: 'broken-chain' });

const at = (index: number): Checkpoint => {
  const checkpoint = CHECKPOINTS[index];
  if (checkpoint === undefined) throw new Error(`no checkpoint ${index}`);
  return checkpoint;
};
describe('the proof of a chain', () => {
  const hashes = CHECKPOINTS.map(({ hash }) => hash);
  const prove = (chain: string, index: number, newest: number): ChainProof | null =>
    proveChain({
      chain,
      checkpoint: at(index),
      leaves: [...(MADE[index]?.leaves ?? [])].reverse(),
      newest: at(newest),
      hashes: hashes.slice(0, newest),
    });

  it('holds for every chain of every checkpoint, up to every newer one', () => {
    let proofs = 0;
    for (const [index, { leaves }] of MADE.entries()) {
      for (const leaf of leaves) {
        for (let newest = index; newest < MADE.length; newest += 1) {
          const proof = prove(leaf.chain, index, newest);
          expect(proof?.leaf).toEqual(leaf);
          expect(proof !== null && verifyProof(proof, at(index), at(newest))).toBe(true);
          proofs += 1;
        }
      }
    }
    expect(proofs).toBeGreaterThan(45);
  });

  it('is none for a chain that the checkpoint has not seen', () => {
    expect(prove(TWO, 0, 4)).toBeNull();
  });

  it('does not hold when anything about it is changed', () => {
    const other = 'e'.repeat(64);
    const index = MADE.findIndex(({ leaves }) => leaves.length > 1);
    const proof = prove('site', index, 8);
    if (proof === null) throw new Error('no proof');
    const isSound = (over: Partial<ChainProof>) => verifyProof({ ...proof, ...over }, at(index), at(8));
    expect(isSound({})).toBe(true);
    const changes: readonly Partial<ChainProof>[] = [
      { checkpoint: index + 1 },
      { newest: 7 },
      { position: 0 },
      { leaf: { ...proof.leaf, entries: proof.leaf.entries + 1 } },
      { leaf: { ...proof.leaf, chain: ONE } },
      { leaf: { ...proof.leaf, lastHash: other } },
      { path: [] },
      { path: [...proof.path, other] },
      { path: [other, ...proof.path.slice(1)] },
      { historyPath: [] },
      { historyPath: [...proof.historyPath, other] },
      { historyPath: [other, ...proof.historyPath.slice(1)] },
    ];
    for (const change of changes) expect([change, isSound(change)]).toEqual([change, false]);
    const older = { ...proof, newest: index };
    expect(verifyProof({ ...older, historyPath: [] }, at(index), at(index))).toBe(true);
    expect(verifyProof(older, at(index), at(index))).toBe(false);
    expect(verifyProof({ ...older, historyPath: [] }, at(index), rehashed(at(index), { chains: 9 }))).toBe(
      false,
    );
  });
});

describe('a note', () => {
  const notes = MADE.map(({ checkpoint, history }) => noteOf(checkpoint, history));

  it('is three lines: origin, number of checkpoints, root of the tree over them in base64', () => {
    for (const [index, note] of notes.entries()) {
      const root = merkleRoot(CHECKPOINTS.slice(0, index + 1).map(({ hash }) => hash));
      expect(note).toEqual({ size: index + 1, root });
      const text = toNote(note);
      expect(text).toBe(`ai-handoff/audit\n${index + 1}\n${Buffer.from(root, 'hex').toString('base64')}\n`);
      expect(readNote(text)).toEqual(note);
    }
  });

  it('refuses the history of another checkpoint', () => {
    expect(() => noteOf(at(3), MADE[4]?.history ?? EMPTY)).toThrow(brokenChain);
    // Two leaves under one peak have the root of one leaf that is that peak.
    const twoAsOne = { size: 1, peaks: MADE[2]?.history.peaks ?? [] };
    expect(() => noteOf(at(2), twoAsOne)).toThrow(brokenChain);
    expect(() => noteOf(at(3), grow(grow(grow(EMPTY, at(0)), at(2)), at(1)))).toThrow(brokenChain);
  });

  it('proves that an older one is the beginning of a newer one', () => {
    const hashes = CHECKPOINTS.map(({ hash }) => hash);
    for (const [newIndex, newer] of notes.entries()) {
      for (const [oldIndex, older] of notes.slice(0, newIndex + 1).entries()) {
        const proof = consistencyProof(hashes.slice(0, newIndex + 1), oldIndex + 1);
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent({ ...older, root: 'e'.repeat(64) }, newer, proof)).toBe(false);
      }
    }
  });

  const text = toNote({ size: 3, root: '0f'.repeat(32) });
  it.each([
    ['nothing', ''],
    ['another origin', text.replace('audit', 'other')],
    ['a line too few', 'ai-handoff/audit\n3\n'],
    ['a line more', `${text}more\n`],
    ['no line end', text.trimEnd()],
    ['other line ends', text.replaceAll('\n', '\r\n')],
    ['size 0', text.replace('\n3\n', '\n0\n')],
    ['a size with a zero in front', text.replace('\n3\n', '\n03\n')],
    ['a size beyond all', text.replace('\n3\n', `\n${'9'.repeat(16)}\n`)],
    ['a root in hexadecimal', text.replace(/[^\n]+\n$/u, `${'0f'.repeat(32)}\n`)],
    ['a root with bits that carry nothing', text.replace('8=\n', '9=\n')],
  ])('is not read from %s', (_what, other) => {
    expect(other).not.toBe(text);
    expect(readNote(other)).toBeNull();
  });
});
