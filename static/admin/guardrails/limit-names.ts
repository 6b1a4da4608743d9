import type { Limits } from '../../../src/contract/policy';

/** A limit that is one number. */
export type Counted = Exclude<keyof Limits, 'perDay'>;

/** What a limit is called, beside its field and where it is compared. */
export const LIMIT_NAMES: Readonly<Record<Counted, string>> = {
  maxSources: 'Sources at most',
  maxSourceCharacters: 'Characters read at most',
  maxClaims: 'Claims at most',
  maxOutputCharacters: 'Characters written at most',
  minCoveragePercent: 'Claims on a quote, in percent at least',
  runMinutes: 'Minutes of a run at most',
  approvalHours: 'Hours for an approval',
  reviewHours: 'Hours for a review',
  authorPauseHours: 'Hours in which authors do not approve',
};

export const isCounted = (name: string): name is Counted => Object.hasOwn(LIMIT_NAMES, name);
