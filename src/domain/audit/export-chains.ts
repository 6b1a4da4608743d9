import { z } from 'zod';
import { ChainNameSchema } from '../../contract/audit';
import { DigestSchema } from '../../contract/vocabulary';
import type { Leaf } from '../../contract/checkpoint';
import { checkPlace, entryId, GENESIS_HASH, type BrokenEntry, type PlacedEntry } from './chain';
import { FlatRows } from './flat-rows';

const MINUTE = 60_000;
/** How far `at` may go back within a chain: clocks of two servers differ (threats, EVT-06). */
const SKEW = 10 * MINUTE;
/** How late a checkpoint may see an entry: lists of chains lag, and a checkpoint takes its time. */
const LAG = 120 * MINUTE;

/** A leaf of a checkpoint whose entry has not come yet. */
const SeenLeafSchema = z.tuple([z.number().int().min(1), DigestSchema]);

/** One chain of the file as plain JSON: where it stands, and what checkpoints say of it. */
const ChainStateSchema = z.strictObject({
  chain: ChainNameSchema,
  entries: z.number().int().min(0),
  lastHash: DigestSchema,
  /** The greatest `at` so far, in epoch milliseconds. */
  latest: z.number(),
  /** Entries that the newest checkpoint with this chain has seen. */
  covered: z.number().int().min(0),
  /** Oldest first. */
  leaves: z.array(SeenLeafSchema),
});
type ChainState = z.infer<typeof ChainStateSchema>;

export const ChainPageSchema = z.array(ChainStateSchema);
export type ChainPage = z.infer<typeof ChainPageSchema>;
const PAGE = 500;

/** The numbers of a chain's row; `FIRST` and `LAST` are the rows of its open leaves. */
const [ENTRIES, LATEST, COVERED, FIRST, LAST] = [0, 1, 2, 3, 4] as const;
/** The numbers of a leaf's row; `NEXT` is the row of the chain's next leaf. */
const [LEAF_ENTRIES, NEXT] = [0, 1] as const;
const NO_ROW = -1;

/** The time that the file's checkpoints cover, ISO 8601; `from` is null when they cover it from the beginning. */
export interface Covered {
  readonly from: string | null;
  readonly to: string;
}

/** Whether a checkpoint of this time must have seen what happened at `at` (epoch milliseconds). */
export const mustCover = ({ from, to }: Covered, at: number): boolean =>
  (from === null || at > Date.parse(from) + LAG) && at < Date.parse(to) - LAG;

/** A text of its own: one that was cut out of a line would keep the line in memory. */
const owned = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

export const missingUntil = (entries: number): string =>
  `it is missing: a checkpoint has seen ${entries} entries`;
export const RENAMED = 'a checkpoint names another entry in its place';
export const UNCOVERED = 'no checkpoint has seen it, although one was made more than 2 hours after its date';

/** The chains of an export: one small record each, whatever their length. */
export class ExportChains {
  private readonly rowOf = new Map<string, number>();
  private readonly chains = new FlatRows(5);
  private readonly leaves = new FlatRows(2);

  private find(chain: string): number {
    const known = this.rowOf.get(chain);
    if (known !== undefined) return known;
    const row = this.chains.add([0, Number.MIN_SAFE_INTEGER, 0, NO_ROW, NO_ROW], GENESIS_HASH);
    this.rowOf.set(owned(chain), row);
    return row;
  }

  private addLeaf(row: number, entries: number, hash: string): void {
    const leaf = this.leaves.add([entries, NO_ROW], hash);
    const last = this.chains.get(row, LAST);
    if (last === NO_ROW) this.chains.set(row, FIRST, leaf);
    else this.leaves.set(last, NEXT, leaf);
    this.chains.set(row, LAST, leaf);
  }

  /** Takes the leaves of checkpoints, oldest checkpoint first, before the entries. Says why one cannot follow the earlier. */
  expect({ chain, entries, lastHash }: Leaf): string | null {
    const row = this.find(chain);
    const covered = this.chains.get(row, COVERED);
    if (entries < covered) return `${chain} had ${covered} entries in an older checkpoint`;
    if (entries === covered)
      return this.leaves.hash(this.chains.get(row, LAST)) === lastHash
        ? null
        : `${chain} ended otherwise in an older checkpoint`;
    this.chains.set(row, COVERED, entries);
    this.addLeaf(row, entries, lastHash);
    return null;
  }

  private whyNotThen(row: number, at: number, checkpoints: Covered | null): string | null {
    if (at < this.chains.get(row, LATEST) - SKEW)
      return 'it is dated more than 10 minutes before an entry that it follows';
    const isCovered = this.chains.get(row, ENTRIES) < this.chains.get(row, COVERED);
    return !isCovered && checkpoints !== null && mustCover(checkpoints, at) ? UNCOVERED : null;
  }

  /** Why this entry is not the one that a checkpoint names in its place; moves on to the next leaf when it is. */
  private whyNotSeen(row: number, { index, hash }: PlacedEntry): string | null {
    const leaf = this.chains.get(row, FIRST);
    if (leaf === NO_ROW || this.leaves.get(leaf, LEAF_ENTRIES) !== index + 1) return null;
    if (this.leaves.hash(leaf) !== hash) return RENAMED;
    this.chains.set(row, FIRST, this.leaves.get(leaf, NEXT));
    return null;
  }

  /** Takes the next entry of its chain, or says why it cannot be that. `checkpoints` is null where they cannot tell. */
  take(entry: PlacedEntry, checkpoints: Covered | null): string | null {
    const row = this.find(entry.chain);
    const at = Date.parse(entry.at);
    const head = { nextIndex: this.chains.get(row, ENTRIES), lastHash: this.chains.hash(row) };
    const why =
      checkPlace(head, entry) ?? this.whyNotThen(row, at, checkpoints) ?? this.whyNotSeen(row, entry);
    if (why !== null) return why;
    this.chains.set(row, ENTRIES, entry.index + 1);
    this.chains.set(row, LATEST, Math.max(this.chains.get(row, LATEST), at));
    this.chains.setHash(row, entry.hash);
    return null;
  }

  /**
   * After the last entry: the first chain that is shorter than a checkpoint says, under the id of its first missing entry.
   * Chains without any entry count only where the file should hold all chains.
   */
  findMissing(isWhole: boolean): BrokenEntry | null {
    for (const [chain, row] of this.rowOf) {
      const entries = this.chains.get(row, ENTRIES);
      if (this.chains.get(row, FIRST) !== NO_ROW && (isWhole || entries > 0))
        return { id: entryId(chain, entries), why: missingUntil(this.chains.get(row, COVERED)) };
    }
    return null;
  }

  private stateOf(chain: string, row: number): ChainState {
    const leaves: ChainState['leaves'] = [];
    for (let leaf = this.chains.get(row, FIRST); leaf !== NO_ROW; leaf = this.leaves.get(leaf, NEXT))
      leaves.push([this.leaves.get(leaf, LEAF_ENTRIES), this.leaves.hash(leaf)]);
    return {
      chain,
      entries: this.chains.get(row, ENTRIES),
      lastHash: this.chains.hash(row),
      latest: this.chains.get(row, LATEST),
      covered: this.chains.get(row, COVERED),
      leaves,
    };
  }

  /** The records as JSON values, in pages, so that no copy of all of them is needed. */
  *pages(): Generator<ChainPage> {
    let page: ChainPage = [];
    for (const [chain, row] of this.rowOf) {
      page.push(this.stateOf(chain, row));
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    yield page;
  }

  /** Takes back what `pages` gave. */
  restore(page: ChainPage): void {
    for (const { chain, entries, latest, covered, lastHash, leaves } of page) {
      const row = this.chains.add([entries, latest, covered, NO_ROW, NO_ROW], lastHash);
      this.rowOf.set(chain, row);
      for (const [seen, hash] of leaves) this.addLeaf(row, seen, hash);
    }
  }
}
