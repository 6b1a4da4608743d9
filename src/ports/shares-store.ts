import type { Shares } from '../contract/policy-life';

/** A count that is under way: where its reading of active issues goes on. */
export interface SharesRun {
  readonly shares: Shares;
  readonly cursor: string;
}

/** The newest whole count, and the one under way. */
export interface StoredShares {
  readonly newest: Shares | null;
  readonly running: SharesRun | null;
}

/** Shares of active work, written by the schedule alone. */
export interface SharesStore {
  load(): Promise<StoredShares>;
  save(shares: StoredShares): Promise<void>;
}
