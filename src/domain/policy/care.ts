import type { Decision } from '../../contract/decision';
import type { Outcome } from '../../contract/vocabulary';

const CARE = { eligible: 0, 'approval-bound': 1, blocked: 2 } as const;

/** How careful an outcome is: 0 eligible, 1 approval-bound, 2 blocked. */
export const careOf = (outcome: Outcome): 0 | 1 | 2 => CARE[outcome];

/**
 * Whether a decision asks for more than an earlier one: a more careful outcome, or one gate or obligation more, whatever else
 * it asks less for (threats POL-02). Nothing asks for more than a block.
 */
export function isStricter(now: Decision, then: Decision): boolean {
  if (then.outcome === 'blocked') return false;
  const [after, before] = [now.obligations, then.obligations];
  return (
    careOf(now.outcome) > careOf(then.outcome) ||
    now.gates.some((gate) => !then.gates.includes(gate)) ||
    after.tierAtMost < before.tierAtMost ||
    (after.redacts && !before.redacts) ||
    (after.isInternalOnly && !before.isInternalOnly) ||
    (after.hasSecondReviewer && !before.hasSecondReviewer)
  );
}
