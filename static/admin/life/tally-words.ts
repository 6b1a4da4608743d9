import type { Flip, Replay, Tally } from '../../../src/contract/policy-life';
import type { Outcome } from '../../../src/contract/vocabulary';
import { count } from '../../elements/words';

const percent = (part: number, total: number): string => `${Math.round((100 * part) / total)}\u00a0%`;

/** The three shares of one denominator, in its words: “Eligible 61 % · Approval-bound 27 % · Blocked 12 %”. */
export function sharesInWords({ total, eligible, approvalBound, blocked }: Tally): string {
  if (total === 0) return 'nothing to count';
  return [
    `Eligible ${percent(eligible, total)}`,
    `Approval-bound ${percent(approvalBound, total)}`,
    `Blocked ${percent(blocked, total)}`,
  ].join(' · ');
}

const CARE: Readonly<Record<Outcome, number>> = { eligible: 0, 'approval-bound': 1, blocked: 2 };

/** Whether the other policy asks for less. */
export const isLooser = ({ before, after }: Flip): boolean => CARE[after] < CARE[before];

/** What a replay found, in a sentence part. */
export function flipsInWords({ looser, stricter }: Replay): string {
  return looser + stricter === 0
    ? 'nothing is decided otherwise'
    : `${count(looser, 'decision')} less careful, ${count(stricter, 'decision')} more careful`;
}
