/** How much later than the write something is seen, in milliseconds of the site's clock. Real sites give no figure. */
export interface Lags {
  /** JQL search after a change of an issue (docs: eventually consistent, `reconcileIssues` for read-after-write). */
  searchMs: number;
  /** KVS queries after a write; gets by key are never late. */
  queryMs: number;
}

/** No lag, so that tests are quick unless they ask for one. */
export const createLags = (): Lags => ({ searchMs: 0, queryMs: 0 });
