import type { HandoffState } from '../../src/contract/vocabulary';

/** States in which something will happen: by the app within seconds, or by people whenever they decide. */
const BY_APP: ReadonlySet<HandoffState> = new Set(['proposed', 'queued', 'running', 'writing-back']);
const BY_PEOPLE: ReadonlySet<HandoffState> = new Set([
  'awaiting-run-approval',
  'awaiting-review',
  'awaiting-use-approval',
]);

/** Somebody who has just looked sees a decision within a second; a tab that was left open costs little. */
const FRESH_MS = 400;
const FRESH_FOR_MS = 2 * 60_000;
const WORKING_MS = 1_500;
const WAITING_MS = 5_000;
const WAITING_FOR_MS = 15 * 60_000;
const IDLE_MS = 30_000;

function whilePeopleDecide(watchedMs: number): number {
  return watchedMs < WAITING_FOR_MS ? WAITING_MS : IDLE_MS;
}

/**
 * How soon to look again, in milliseconds, false at an end. `watchedMs`: how long ago the page was opened or came back into
 * sight. Each look costs one invocation, so they become rarer the longer nothing happens.
 */
export function refreshInterval(state: HandoffState | undefined, watchedMs: number): number | false {
  if (state === undefined || isOver(state)) return false;
  if (watchedMs < FRESH_FOR_MS) return FRESH_MS;
  return BY_APP.has(state) ? WORKING_MS : whilePeopleDecide(watchedMs);
}

/** Whether nothing more will happen to a hand-off in this state. */
export const isOver = (state: HandoffState): boolean => !BY_APP.has(state) && !BY_PEOPLE.has(state);
