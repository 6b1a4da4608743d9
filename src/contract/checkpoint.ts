import { z } from 'zod';
import { ActorRefSchema, BodySchema, ChainNameSchema, CountSchema, EVENT_DETAILS } from './audit';
import { DigestSchema, TimestampSchema } from './vocabulary';

/** A chain as a checkpoint saw it: how many entries it had and the hash of its last one. */
export const LeafSchema = z.strictObject({
  chain: ChainNameSchema,
  entries: z.number().int().min(1),
  lastHash: DigestSchema,
});
export type Leaf = z.infer<typeof LeafSchema>;

/**
 * What all chains that moved in a period came to. `root` is the RFC 6962 root over the leaves in order of chain name (of an
 * empty tree when nothing happened); `history` is the RFC 6962 tree over the hashes of all checkpoints before this one, so
 * that of two checkpoints the older is provably a prefix of the newer. `hash` = SHA-256(0x00 ‖ JCS(checkpoint without hash)).
 */
export const CheckpointSchema = z.strictObject({
  specVersion: z.literal(1),
  index: CountSchema,
  from: TimestampSchema.nullable(),
  to: TimestampSchema,
  chains: CountSchema,
  root: DigestSchema,
  prevCheckpointHash: DigestSchema,
  history: z.strictObject({ size: CountSchema, root: DigestSchema }),
  hash: DigestSchema,
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

/** Where and when a checkpoint left the app's storage. */
export const PublicationSchema = z.strictObject({
  ...EVENT_DETAILS['checkpoint.published'],
  at: TimestampSchema,
});
export type Publication = z.infer<typeof PublicationSchema>;

const Path = z.array(DigestSchema).max(53);

/**
 * The lines of an export that are no entries. Each names itself in `record`; an entry has no such member.
 * `export` stands first, `manifest` last. `leaves` follow their checkpoint, in order, in pages; a chain that the reader may not
 * see stands there as its leaf hash only. `proof` stands in an evidence bundle in place of leaves: the chain's leaf, its path to the checkpoint's root, and the checkpoint's path to a newer history.
 */
export const ExportRecordSchema = z.discriminatedUnion('record', [
  z.strictObject({
    record: z.literal('export'),
    specVersion: z.literal(2),
    what: z.enum(['trail', 'issue', 'bundle']),
    at: TimestampSchema,
    from: TimestampSchema.nullable(),
    to: TimestampSchema.nullable(),
  }),
  z.strictObject({ record: z.literal('checkpoint'), checkpoint: CheckpointSchema }),
  z.strictObject({
    record: z.literal('leaves'),
    checkpoint: CountSchema,
    leaves: z.array(z.union([LeafSchema, DigestSchema])).max(500),
  }),
  z.strictObject({
    record: z.literal('proof'),
    checkpoint: CountSchema,
    position: CountSchema,
    leaf: LeafSchema,
    path: Path,
    newest: CountSchema,
    historyPath: Path,
  }),
  z.strictObject({
    record: z.literal('packet'),
    chain: ChainNameSchema,
    packet: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    record: z.literal('body'),
    chain: ChainNameSchema,
    name: BodySchema.shape.name,
    salt: DigestSchema,
    text: z.string(),
  }),
  z.strictObject({
    record: z.literal('actor'),
    ref: ActorRefSchema,
    accountId: z.string().max(128),
    displayName: z.string().max(200),
  }),
  z.strictObject({
    record: z.literal('manifest'),
    entries: CountSchema,
    chains: CountSchema,
    checkpoints: CountSchema,
    hidden: CountSchema,
    lines: CountSchema,
    root: DigestSchema,
  }),
]);
export type ExportRecord = z.infer<typeof ExportRecordSchema>;
