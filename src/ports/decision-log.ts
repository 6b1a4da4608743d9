import type { DecisionInput } from '../contract/decision';
import type { Outcome } from '../contract/vocabulary';

/** One decision as it was made, without the names of people: who asked and who owns stand in the hand-off. */
export interface DecisionRecord {
  readonly issueKey: string;
  readonly input: DecisionInput;
  readonly outcome: Outcome;
  readonly policyVersion: number;
}

/** A page of records, newest first, and where the next begins; null at the end. */
export interface DecisionPage {
  readonly records: readonly DecisionRecord[];
  readonly cursor: string | null;
}

/**
 * Decisions that were asked for, refused ones included, kept to be made again under another policy (U6). One record an issue,
 * operation and day: a later one of the day takes the place of the earlier.
 */
export interface DecisionLog {
  record(record: DecisionRecord): Promise<void>;
  /** At most 1,000 records, newest first. */
  list(cursor: string | null): Promise<DecisionPage>;
}
