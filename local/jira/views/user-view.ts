import { SITE_URL, selfOf } from '../site-url';
import type { UserRecord } from '../records';
import type { JiraState } from '../state';

/** The name that Jira shows for whoever closed the account. */
export const FORMER_USER = 'Former user';

const SIZES = ['16x16', '24x24', '32x32', '48x48'];

/** Avatar addresses in Jira's four sizes. */
export function avatarUrls(kind: string, id: string): Record<string, string> {
  return Object.fromEntries(
    SIZES.map((size) => [size, `${SITE_URL}/avatar/${kind}/${encodeURIComponent(id)}?size=${size}`]),
  );
}

/** A user as Jira shows one. E-mail addresses are left out, as for most viewers of a real site. */
export function viewUser(user: UserRecord) {
  return {
    self: selfOf(`user?accountId=${encodeURIComponent(user.accountId)}`),
    accountId: user.accountId,
    accountType: user.accountType,
    avatarUrls: avatarUrls('user', user.accountId),
    displayName: user.displayName,
    active: user.active,
    timeZone: 'Etc/UTC',
  };
}

/** The user with this id, `null` for none; someone deleted shows as Jira's former user. */
export function viewUserId(state: JiraState, accountId: string | null) {
  if (accountId === null) return null;
  const known = state.users.get(accountId);
  return viewUser(
    known ?? { accountId, displayName: FORMER_USER, active: false, accountType: 'atlassian', groups: [] },
  );
}

/** The user's display name for histories; `null` for nobody. */
export function nameOfUser(state: JiraState, accountId: string | null): string | null {
  return accountId === null ? null : (state.users.get(accountId)?.displayName ?? FORMER_USER);
}
