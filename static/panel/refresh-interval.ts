import type { HandoffState } from '../../src/contract/vocabulary';

const WORKING_MS = 1_500;
const WAITING_MS = 5_000;

const INTERVALS: Readonly<Partial<Record<HandoffState, number>>> = {
  proposed: WORKING_MS,
  queued: WORKING_MS,
  running: WORKING_MS,
  'writing-back': WORKING_MS,
  'awaiting-run-approval': WAITING_MS,
  'awaiting-review': WAITING_MS,
  'awaiting-use-approval': WAITING_MS,
};

/** How soon to look again, in milliseconds: often while the app works, seldom while people do, never at an end. */
export const refreshInterval = (state: HandoffState | undefined): number | false =>
  (state === undefined ? undefined : INTERVALS[state]) ?? false;

/** Whether nothing more will happen to a hand-off in this state. */
export const isOver = (state: HandoffState): boolean => INTERVALS[state] === undefined;
