import { z } from 'zod';
import { EMPTY_TALLY, ExportTally, TallySchema } from '../domain/audit/export-tally';
import { UseCaseError } from './use-case-error';

/** Far above any index that a chain or a list of checkpoints reaches, far below what a number cannot hold. */
const Count = z.number().int().min(0).max(1_000_000_000);

/**
 * Where an export stands. It travels in the cursor, in the caller's hands: a forged one can only spoil its owner's own file,
 * because what may be seen is asked again for every page. `hidden` counts chains left out, `withheld` the most leaves that one
 * checkpoint withholds.
 */
const PlaceSchema = z.strictObject({
  v: z.literal(1),
  part: z.enum(['checkpoints', 'site', 'chains']),
  /** When the export began: what begins later is not in it. */
  at: z.iso.datetime(),
  /** The next checkpoint and page of leaves, and how many checkpoints there were. */
  checkpoint: Count,
  page: Count,
  checkpoints: Count,
  /** Entries of the site's chain that belong to the export. */
  siteEnd: Count,
  /** The next entry of the chain that comes next. */
  next: Count,
  /** The order of the last hand-off's chain that is done. */
  after: z.string().max(120).nullable(),
  hidden: Count,
  withheld: Count,
  withheldHere: Count,
  tally: TallySchema,
});
export type ExportPlace = z.infer<typeof PlaceSchema>;

/** The first place of an export; the rest follows from what is stored when it begins. */
export const FIRST_PLACE: Omit<ExportPlace, 'at' | 'checkpoints' | 'siteEnd'> = {
  v: 1,
  part: 'checkpoints',
  checkpoint: 0,
  page: 0,
  next: 0,
  after: null,
  hidden: 0,
  withheld: 0,
  withheldHere: 0,
  tally: EMPTY_TALLY,
};

/** The place as a cursor, under 4,000 characters: the tree of 2^53 lines has 53 hashes. */
export const toCursor = (place: ExportPlace): string => JSON.stringify(place);

/** Reads a cursor, which is hostile input. Raises `invalid-input`. */
export function fromCursor(cursor: string): ExportPlace {
  try {
    const place = PlaceSchema.parse(JSON.parse(cursor));
    // Refuses a tree that no export has.
    return { ...place, tally: new ExportTally(place.tally).toJSON() };
  } catch (cause) {
    throw new UseCaseError('invalid-input', 'This page of the export does not exist. Begin again.', cause);
  }
}
