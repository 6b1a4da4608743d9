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

/** One person and one group, by its name. */
export interface Membership {
  readonly accountId: string;
  readonly group: string;
  readonly isMember: boolean;
}

/** What came of a change of membership; a closed account is in no group until it is active again. */
export type MembershipOutcome = 'changed' | 'unknown-account' | 'unknown-group' | 'closed';

/** Puts an account into a group or takes it out; doing it twice changes nothing. */
export function changeMembership(
  { users, groups, accounts }: JiraState,
  { accountId, group, isMember }: Membership,
): MembershipOutcome {
  const user = users.get(accountId);
  if (!user) return 'unknown-account';
  if (!groups.get(group)) return 'unknown-group';
  if (accounts.get(accountId)?.status === 'closed') return 'closed';
  const others = user.groups.filter((name) => name !== group);
  users.put(accountId, { ...user, groups: isMember ? [...others, group] : others });
  return 'changed';
}
