import type { AccountStatus } from './account-ledger';
import { FORMER_USER } from './views/user-view';
import type { JiraState } from './state';

/** An account of a person, for whoever wants to change one. */
export interface Account {
  readonly accountId: string;
  readonly displayName: string;
  readonly status: AccountStatus;
}

/** What came of a change: done, or why not. */
export type AccountOutcome = 'changed' | 'unknown' | 'app' | 'closed';

/** Every account of the site but those of apps, in the order of their ids. */
export function listAccounts({ users, accounts }: JiraState): readonly Account[] {
  return users
    .all()
    .filter(({ accountType }) => accountType !== 'app')
    .map(({ accountId, displayName }) => ({
      accountId,
      displayName,
      status: accounts.get(accountId)?.status ?? 'active',
    }));
}

/**
 * Changes an account as its owner does at Atlassian; `now` is the site's clock. A closed account is in Jira an inactive
 * one without a name and in no group. `active` brings everything back, as a closure that was called off. Answers
 * `unknown` for nobody's id, `app` for the account of an app, and `closed` where personal data of a closed account
 * should have changed.
 */
export function changeAccount(
  { users, accounts }: JiraState,
  { accountId, status }: Pick<Account, 'accountId' | 'status'>,
  now: number,
): AccountOutcome {
  const user = users.get(accountId);
  if (!user) return 'unknown';
  if (user.accountType === 'app') return 'app';
  const known = accounts.get(accountId);
  switch (status) {
    case 'active':
      if (known?.before) users.put(accountId, known.before);
      accounts.remove(accountId);
      return 'changed';
    case 'updated':
      if (known?.status === 'closed') return 'closed';
      accounts.put(accountId, { status, changedAt: now });
      return 'changed';
    case 'closed':
      if (known?.status === 'closed') return 'changed';
      accounts.put(accountId, { status, changedAt: now, before: user });
      users.put(accountId, { ...user, displayName: FORMER_USER, active: false, groups: [] });
      return 'changed';
  }
}
