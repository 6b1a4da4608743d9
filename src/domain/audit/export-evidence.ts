import { z } from 'zod';
import { BodySchema, ChainNameSchema, type AuditEntry } from '../../contract/audit';
import { DigestSchema } from '../../contract/vocabulary';
import { CheckpointSchema, type Checkpoint, type ExportRecord, type Leaf } from '../../contract/checkpoint';
import { digestOf } from '../canonical/canonical';
import { bodyHolds } from './body';
import { entryId, type BrokenEntry } from './chain';
import { checkpointId } from './checkpoint';
import { verifyProof, type ChainProof } from './checkpoint-proof';
import { missingUntil, mustCover, RENAMED, UNCOVERED, type Covered } from './export-chains';

type EvidenceRecord = Extract<ExportRecord, { readonly record: 'packet' | 'body' | 'proof' }>;

const ChainEvidenceSchema = z.strictObject({
  hashes: z.array(DigestSchema),
  times: z.array(z.number()),
  seal: DigestSchema.nullable(),
  bodies: z.array(BodySchema),
  /** Entries that a proof covers. */
  proven: z.number().int().min(0),
});
type ChainEvidence = z.infer<typeof ChainEvidenceSchema>;

/** What is kept of the entries of a bundle or of one issue's chains, as plain JSON: they are few, and proofs and texts refer to them. */
export const EvidenceStateSchema = z.strictObject({
  chains: z.array(z.tuple([ChainNameSchema, ChainEvidenceSchema])),
  checkpoints: z.array(CheckpointSchema),
});
export type EvidenceState = z.infer<typeof EvidenceStateSchema>;

const missing = (index: number): BrokenEntry => ({
  id: checkpointId(index),
  why: 'a proof needs it, and it is not in the file',
});

function isSealed(packet: unknown, seal: string | null): boolean {
  try {
    return digestOf(packet) === seal;
  } catch {
    return false;
  }
}

/** Why a packet or a text is not what the entries name; null for a proof. */
function whyNot(record: EvidenceRecord, { seal, bodies }: ChainEvidence): string | null {
  if (record.record === 'packet')
    return isSealed(record.packet, seal) ? null : 'its packet is not the one that was sealed';
  if (record.record === 'proof') return null;
  const { name, text, salt } = record;
  const isNamed = bodies.some((body) => body.name === name && bodyHolds(body, text, salt));
  return isNamed ? null : `no entry names this text as its ${name}`;
}

/** Proofs, packets and texts of an export of few chains, held against the entries. */
export class ExportEvidence {
  private readonly chains: Map<string, ChainEvidence>;
  private readonly checkpoints: Map<number, Checkpoint>;

  constructor(state: EvidenceState = { chains: [], checkpoints: [] }) {
    this.chains = new Map(state.chains);
    this.checkpoints = new Map(state.checkpoints.map((checkpoint) => [checkpoint.index, checkpoint]));
  }

  private chainOf(chain: string): ChainEvidence {
    const known = this.chains.get(chain);
    if (known !== undefined) return known;
    const evidence: ChainEvidence = { hashes: [], times: [], seal: null, bodies: [], proven: 0 };
    this.chains.set(chain, evidence);
    return evidence;
  }

  /** A checkpoint that has been checked. */
  addCheckpoint(checkpoint: Checkpoint): void {
    this.checkpoints.set(checkpoint.index, checkpoint);
  }

  /** A leaf that has been checked, from a checkpoint's tree or from a proof. */
  addLeaf({ chain, entries }: Leaf): void {
    const evidence = this.chainOf(chain);
    evidence.proven = Math.max(evidence.proven, entries);
  }

  /** An entry that has been checked. */
  addEntry({ chain, hash, at, seal, bodies }: AuditEntry): void {
    const evidence = this.chainOf(chain);
    evidence.hashes.push(hash);
    evidence.times.push(Date.parse(at));
    evidence.seal = seal ?? evidence.seal;
    evidence.bodies.push(...bodies);
  }

  /** Holds a packet, a text or a proof against its chain. The record is hostile. */
  check(record: EvidenceRecord): BrokenEntry | null {
    const id = record.record === 'proof' ? record.leaf.chain : record.chain;
    const evidence = this.chainOf(id);
    const isMissing = evidence.hashes.length === 0;
    const why = isMissing ? `its ${record.record} stands here without its entries` : whyNot(record, evidence);
    if (why !== null) return { id, why };
    return record.record === 'proof' ? this.checkProof(record, evidence) : null;
  }

  private checkProof(proof: ChainProof, { hashes }: ChainEvidence): BrokenEntry | null {
    const { chain, entries, lastHash } = proof.leaf;
    const [checkpoint, newest] = [this.checkpoints.get(proof.checkpoint), this.checkpoints.get(proof.newest)];
    if (checkpoint === undefined) return missing(proof.checkpoint);
    if (newest === undefined) return missing(proof.newest);
    if (!verifyProof(proof, checkpoint, newest))
      return { id: chain, why: 'its proof does not lead to the checkpoint' };
    if (entries > hashes.length)
      return {
        id: entryId(chain, hashes.length),
        why: missingUntil(entries),
      };
    if (hashes[entries - 1] !== lastHash) return { id: entryId(chain, entries - 1), why: RENAMED };
    this.addLeaf(proof.leaf);
    return null;
  }

  /** The first entry that checkpoints of this time should have seen, and that no leaf and no proof covers. */
  findUncovered(covered: Covered): BrokenEntry | null {
    for (const [chain, { times, proven }] of this.chains) {
      const at = times.findIndex((time, index) => index >= proven && mustCover(covered, time));
      if (at !== -1) return { id: entryId(chain, at), why: UNCOVERED };
    }
    return null;
  }

  toJSON(): EvidenceState {
    return { chains: [...this.chains], checkpoints: [...this.checkpoints.values()] };
  }
}
