/** The readings of a condition on a key that does not exist. */
export const CONDITION_READINGS = ['fails', 'passes'] as const;
/** One of them. */
export type ConditionReading = (typeof CONDITION_READINGS)[number];

/** How the site reads what the platform's documents leave open. Changed at run time, read at each call. */
export interface SiteSettings {
  /** How much later than a change JQL searches see it, in milliseconds of the site's clock. Jira gives no figure. */
  searchLagMs: number;
  /** How much later than a write storage queries see it, in milliseconds; gets by key are never late. */
  queryLagMs: number;
  /** What a transaction's condition does on a key that does not exist; Forge does not say. */
  conditionOnMissing: ConditionReading;
}

/** No lag, so that tests are quick unless they ask for one, and the careful reading of a condition; or what is given. */
export const createSettings = (given: Partial<SiteSettings> = {}): SiteSettings => ({
  searchLagMs: 0,
  queryLagMs: 0,
  conditionOnMissing: 'fails',
  ...given,
});
