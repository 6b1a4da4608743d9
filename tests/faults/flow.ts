import type { HandoffState } from '../../src/contract/vocabulary';
import type { Behaviour } from './site-model';
import type { Step } from './steps';

/** A story from beginning to end. Faults strike in `steps`; `before` is told once, and other flows disturb it. */
export interface Flow {
  readonly name: string;
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
  /** Where the hand-off ends when one fault is repaired; null for a flow about none. */
  readonly end: HandoffState | null;
  /** Where it ends when two faults keep a person busy for so long that the schedule comes first. */
  readonly late?: HandoffState;
  /** How the site's model behaves, in a flow that asks one. */
  readonly model?: Behaviour;
  /** What somebody does while the model has its first question. */
  readonly meanwhile?: Step;
  /** Where it ends when a fault keeps the app from asking the model, and so nobody acts meanwhile. */
  readonly missed?: HandoffState;
}

/** Whether a flow may end like this under so many faults. */
export const isEndOf = ({ end, late, missed }: Flow, state: HandoffState | null, faults: number): boolean =>
  state === end ||
  (faults > 1 && state !== null && state === late) ||
  (faults > 0 && state !== null && state === missed);
