/** How the site reads what the platform's documents leave open. Changed at run time, read at each call. */
export interface SiteSettings {
  /** How much later than a change JQL searches see it, in milliseconds of the site's clock. Jira gives no figure. */
  searchLagMs: number;
  /** How much later than a write storage queries see it, in milliseconds; gets by key are never late. */
  queryLagMs: number;
  /** What a transaction's condition does on a key that does not exist; Forge does not say. */
  conditionOnMissing: 'fails' | 'passes';
}

/** No lag, so that tests are quick unless they ask for one, and the careful reading of a condition. */
export const createSettings = (): SiteSettings => ({
  searchLagMs: 0,
  queryLagMs: 0,
  conditionOnMissing: 'fails',
});
