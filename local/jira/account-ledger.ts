import type { Store } from '../store/store';
import { Collection } from './collection';
import type { UserRecord } from './records';

/** What a person can do to the own account, as the site's endpoint names it; `active` takes back the others. */
export const ACCOUNT_STATUSES = ['active', 'updated', 'closed'] as const;
/** How an account stands. */
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** An account that is no longer as the site was filled with it. */
export interface AccountRecord {
  readonly status: Exclude<AccountStatus, 'active'>;
  /** Milliseconds of the site's clock. */
  readonly changedAt: number;
  /** The user as Jira knew them before the account was closed; there while it is closed. */
  readonly before?: UserRecord | undefined;
}

/** The changed accounts of a site, by account id: Jira writes them, and the report of personal data reads them. */
export const accountsIn = (store: Store): Collection<AccountRecord> => new Collection(store, 'jira-account');
