import type { Tally } from '../../contract/policy-life';
import type { Outcome } from '../../contract/vocabulary';

/** A tally of nothing. */
export const NO_TALLY: Tally = { total: 0, eligible: 0, approvalBound: 0, blocked: 0 };

const BUCKET = { eligible: 'eligible', 'approval-bound': 'approvalBound', blocked: 'blocked' } as const;

/** A tally with these outcomes more, each in exactly one bucket (X7). */
export function tallied(tally: Tally, outcomes: readonly Outcome[]): Tally {
  const next = { ...tally, total: tally.total + outcomes.length };
  for (const outcome of outcomes) next[BUCKET[outcome]] += 1;
  return next;
}
