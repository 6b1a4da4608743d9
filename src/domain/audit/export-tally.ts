import { z } from 'zod';
import { DigestSchema } from '../../contract/vocabulary';
import type { ExportRecord } from '../../contract/checkpoint';
import { toCanonicalJson } from '../canonical/canonical';
import { leafHash, MerkleFrontier } from './merkle';

export type Manifest = Extract<ExportRecord, { readonly record: 'manifest' }>;

const Count = z.number().int().min(0);
export const FrontierSchema = z.strictObject({ size: Count, peaks: z.array(DigestSchema).readonly() });

/** What an export holds so far, as plain JSON. */
export const TallySchema = z.strictObject({
  entries: Count,
  chains: Count,
  checkpoints: Count,
  tree: FrontierSchema,
});
export type Tally = z.infer<typeof TallySchema>;

export const EMPTY_TALLY: Tally = { entries: 0, chains: 0, checkpoints: 0, tree: { size: 0, peaks: [] } };

/**
 * Counts the lines of an export and grows the tree whose root its manifest carries (RFC 6962): of an entry line the entry's
 * `hash`, of a record line the leaf hash of its bytes, in the order of the file, and last the leaf hash of the manifest's own
 * canonical form without `root`. Used to write an export and to verify one.
 */
export class ExportTally {
  private entries: number;
  private chains: number;
  private checkpoints: number;
  private readonly tree: MerkleFrontier;

  constructor(tally: Tally = EMPTY_TALLY) {
    ({ entries: this.entries, chains: this.chains, checkpoints: this.checkpoints } = tally);
    this.tree = new MerkleFrontier(tally.tree);
  }

  addEntry({ index, hash }: { readonly index: number; readonly hash: string }): void {
    this.entries += 1;
    this.chains += Number(index === 0);
    this.tree.append(hash);
  }

  /** A record's line as it stands in the file, without the line end. */
  addRecord(record: ExportRecord['record'], line: string): void {
    this.checkpoints += Number(record === 'checkpoint');
    this.tree.append(leafHash(line));
  }

  /**
   * The manifest of all lines so far, which it follows and does not count; `hidden` is the number of chains that the reader may
   * not see. Changes nothing.
   */
  manifest(hidden: number): Manifest {
    const { tree, ...counts } = this.toJSON();
    const unrooted = { record: 'manifest' as const, ...counts, hidden, lines: tree.size };
    const whole = new MerkleFrontier(tree);
    whole.append(leafHash(toCanonicalJson(unrooted)));
    return { ...unrooted, root: whole.root() };
  }

  toJSON(): Tally {
    const { entries, chains, checkpoints } = this;
    return { entries, chains, checkpoints, tree: this.tree.toJSON() };
  }
}
