import type { Checkpoint } from '../contract/checkpoint';
import { entryId, type BrokenEntry } from '../domain/audit/chain';
import { checkpointId } from '../domain/audit/checkpoint';
import type { LeafFinder } from './find-leaf';
import type { ChainFinding } from './verify-chains';

/** How long before a checkpoint an entry must have been written to be in it: lists lag, and a step may take its time. */
const SLACK_MS = 2 * 3_600_000;

/** Entries that are older than this (ISO 8601) must be covered; null while there is no checkpoint. */
export const coveredUntil = (newest: Checkpoint | null): string | null =>
  newest === null ? null : new Date(Date.parse(newest.to) - SLACK_MS).toISOString();

/**
 * Looks for a checkpoint that covers what a chain says happened before the newest one: among those that end at the entry's
 * time or later. Finds entries and whole chains that were slipped in later under an old date. Not found: what carries the time
 * at which it was slipped in, because that is an ordinary entry; it is in the next checkpoint.
 */
export async function checkCoverage(
  finder: LeafFinder,
  newest: Checkpoint | null,
  { chain, due }: ChainFinding,
): Promise<BrokenEntry | null> {
  if (newest === null || due === null) return null;
  for (let index = await finder.firstSince(due.at, newest); index <= newest.index; index += 1) {
    const checkpoint = await finder.checkpoint(index);
    if (checkpoint === null) return { id: checkpointId(index), why: 'the checkpoint is missing' };
    const leaf = await finder.leaf(checkpoint, chain);
    if (leaf !== null && leaf.entries > due.index) return null;
  }
  return {
    id: entryId(chain, due.index),
    why: `it is dated ${due.at}, and no checkpoint since then covers it`,
  };
}
