import type { Checkpoint, Leaf } from '../contract/checkpoint';
import type { CheckpointStore } from '../ports/checkpoint-store';

/** Leaves of one page (checkpoint store port). */
const LEAVES = 500;
/** Pages that a finder keeps: neighbours in the order of chains are mostly in the same checkpoint. */
const KEPT_PAGES = 8;

/** Reads checkpoints and looks chains up in them; what it read it keeps for the length of one call. */
export interface LeafFinder {
  checkpoint(index: number): Promise<Checkpoint | null>;
  /** The leaf of a chain in a checkpoint, or null. Reads about as many pages as the number of pages has binary digits. */
  leaf(checkpoint: Checkpoint, chain: string): Promise<Leaf | null>;
  /**
   * The index of the first checkpoint that ends at this time (ISO 8601) or later; one past the newest when there is none. What
   * is missing counts as earlier: the walk over checkpoints names it.
   */
  firstSince(at: string, newest: Checkpoint): Promise<number>;
}

type Side = 'before' | 'here' | 'after';

/** The smallest number from 0 to `size` for which `isReached` holds; it does not hold again below one where it fails. */
async function lowest(size: number, isReached: (at: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sideOf(leaves: readonly Leaf[], chain: string): Side {
  const [first] = leaves;
  const last = leaves.at(-1);
  if (first === undefined || last === undefined || chain < first.chain) return 'before';
  return chain > last.chain ? 'after' : 'here';
}

/** A finder over the store as it is now. */
export function createLeafFinder(store: Pick<CheckpointStore, 'read' | 'leaves'>): LeafFinder {
  const checkpoints = new Map<number, Promise<Checkpoint | null>>();
  const pages = new Map<string, Promise<readonly Leaf[] | null>>();
  const checkpoint: LeafFinder['checkpoint'] = (index) => {
    const known = checkpoints.get(index) ?? store.read(index);
    checkpoints.set(index, known);
    return known;
  };
  const page = async (index: number, number: number): Promise<readonly Leaf[]> => {
    const key = `${index}.${number}`;
    const known = pages.get(key) ?? store.leaves(index, number);
    pages.delete(key);
    pages.set(key, known);
    for (const oldest of [...pages.keys()].slice(0, -KEPT_PAGES)) pages.delete(oldest);
    return (await known) ?? [];
  };
  return {
    checkpoint,
    leaf: async ({ index, chains }, chain) => {
      const count = Math.ceil(chains / LEAVES);
      const isReached = async (number: number): Promise<boolean> =>
        sideOf(await page(index, number), chain) !== 'after';
      let at = await lowest(count, isReached);
      // Pages need not be full, so there may be more of them than their number of leaves asks for.
      while (!(await isReached(at))) at += 1;
      return (await page(index, at)).find((leaf) => leaf.chain === chain) ?? null;
    },
    firstSince: (at, newest) =>
      lowest(newest.index + 1, async (index) => ((await checkpoint(index))?.to ?? '') >= at),
  };
}
