import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle';

const VECTORS = join(__dirname, '../../../../shared/corpora/vectors/rfc6962-proofs.json');
const toHex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
const HashSchema = z.string().transform(toHex);
const ProofSchema = z
  .array(HashSchema)
  .nullable()
  .transform((proof) => proof ?? []);
const verdict = { wantErr: z.boolean(), file: z.string(), proof: ProofSchema };
const VectorsSchema = z.object({
  inclusion: z.array(
    z.object({
      ...verdict,
      leafIdx: z.number(),
      treeSize: z.number(),
      root: HashSchema,
      leafHash: HashSchema,
    }),
  ),
  consistency: z.array(
    z.object({ ...verdict, size1: z.number(), size2: z.number(), root1: HashSchema, root2: HashSchema }),
  ),
});

if (existsSync(VECTORS)) {
  const { inclusion, consistency } = VectorsSchema.parse(JSON.parse(readFileSync(VECTORS, 'utf8')));

  describe('the verifiers on the vectors of transparency-dev/merkle', () => {
    /** Some roots are placeholders of a few bytes. Ours are 32 bytes or no roots; hashed, the placeholders are. */
    const isRoot = (root: string): boolean => root.length === 64;
    const hashed = (root: string): string => (isRoot(root) ? root : leafHash(root));

    it('have 196 to judge, of which 184 must be rejected', () => {
      const all = [...inclusion, ...consistency];
      expect(all.length).toBe(196);
      expect(all.filter((vector) => vector.wantErr).length).toBe(184);
    });

    it.each(inclusion)('$file', ({ leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
      expect(verifyInclusion({ leaf, index: leafIdx, size: treeSize, proof, root })).toBe(!wantErr);
    });

    it.each(consistency)('$file', ({ size1, size2, root1, root2, proof, wantErr }) => {
      const claim = { oldSize: size1, newSize: size2, oldRoot: root1, newRoot: root2, proof };
      const isOurs = isRoot(root1) && isRoot(root2);
      expect(verifyConsistency(claim)).toBe(!wantErr && isOurs);
      const filled = { ...claim, oldRoot: hashed(root1), newRoot: hashed(root2) };
      expect(verifyConsistency(filled)).toBe(!wantErr);
    });

    it('are stricter than one of them, which takes twelve bytes for a root', () => {
      const stricter = consistency.filter(
        ({ wantErr, root1, root2 }) => !wantErr && !(isRoot(root1) && isRoot(root2)),
      );
      expect(stricter.map(({ file }) => file)).toEqual([
        'consistency/additional/sizes-are-equal-one-and-proof-is-empty.json',
      ]);
    });
  });
} else {
  it.todo('judges the 196 RFC 6962 proofs (skipped: the shared vectors are not on this machine)');
}
