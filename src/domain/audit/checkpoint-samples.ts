import type { Checkpoint } from '../../contract/checkpoint';
import { hashCheckpoint } from './checkpoint';
import { chainOf, checkpointsOf, minutesIn, ONE, TWO } from './verify-export-samples';

/** Days in which the chains of the sample grow, or nothing happens, and their checkpoints. */
export const DAYS = Array.from({ length: 9 }, (_, day) => minutesIn(day * 1_440));
export const MADE = checkpointsOf(
  [chainOf('site', 9, { every: 1_440 }), chainOf(ONE, 5, { start: 100 }), chainOf(TWO, 4, { start: 3_000 })],
  DAYS,
);
export const CHECKPOINTS = MADE.map(({ checkpoint }) => checkpoint);
/** A changed checkpoint under the hash that it would have. */
export const rehashed = (checkpoint: Checkpoint, over: Partial<Checkpoint>): Checkpoint => {
  const changed = { ...checkpoint, ...over };
  return { ...changed, hash: hashCheckpoint(changed) };
};
