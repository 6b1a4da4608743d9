import { z } from 'zod';
import { AuditEntrySchema } from '../contract/audit';
import type { CallInput, CallOutput } from '../contract/calls';
import { SITE_CHAIN } from '../domain/audit/chain';
import { placeOf } from './list-place';
import type { Caller, World } from './world';

type Listed = CallOutput<'oversight.checkpoints'>;

/** Where the two lists go on; `end` past the last publication. */
const PlaceSchema = z.strictObject({
  checkpoints: z.string().max(1_200).nullable(),
  publications: z.union([z.strictObject({ cursor: z.string().max(1_200).nullable() }), z.literal('end')]),
});
type Place = z.infer<typeof PlaceSchema>;

const FIRST: Place = { checkpoints: null, publications: { cursor: null } };

async function readPublications(
  world: World,
  place: Place['publications'],
): Promise<{ readonly publications: Listed['publications']; readonly next: Place['publications'] }> {
  if (place === 'end') return { publications: [], next: place };
  const page = await world.audit.listByEvent('checkpoint.published', place.cursor);
  const publications = page.items.flatMap((row) => {
    const { data: entry } = AuditEntrySchema.safeParse(row);
    if (entry?.event === 'checkpoint.published' && entry.chain === SITE_CHAIN)
      return [{ ...entry.details, at: entry.at }];
    world.log.error('audit.row-damaged', { list: 'checkpoint.published' });
    return [];
  });
  return { publications, next: page.cursor === null ? 'end' : { cursor: page.cursor } };
}

/**
 * The checkpoints of the site, newest first, a page at a time, and as many of their publications: of a checkpoint at most one
 * is recorded, so the publications read so far reach at least as far back as the checkpoints. Both name no issue but the one
 * that policy chose for this, so every governance person sees all. Raises `invalid-input` for a cursor of another list.
 */
export async function listCheckpoints(
  world: World,
  _caller: Caller,
  input: CallInput<'oversight.checkpoints'>,
): Promise<Listed> {
  const place = placeOf(input.cursor, PlaceSchema, FIRST);
  const [page, { publications, next }] = await Promise.all([
    world.checkpoints.list(place.checkpoints),
    readPublications(world, place.publications),
  ]);
  const further: Place = { checkpoints: page.cursor, publications: next };
  return {
    checkpoints: [...page.items],
    publications,
    cursor: page.cursor === null ? null : JSON.stringify(further),
  };
}
