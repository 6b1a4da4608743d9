import type { AppPermission, AppPermissionRecord, UserRecord } from './records';
import type { JiraState } from './state';

/** The group that holds every app permission of a seeded site beside its default grants; nobody is in it. */
export const GRANTED_GROUP = 'ai-policy-admins';

/** Adds the permissions of an app that is installed. What an admin granted before stays, as on an upgrade. */
export function installPermissions(state: JiraState, permissions: readonly AppPermission[]): void {
  for (const permission of permissions) {
    const known = state.appPermissions.get(permission.key);
    state.appPermissions.put(permission.key, { ...permission, groups: known?.groups ?? [GRANTED_GROUP] });
  }
}

/** Whether somebody holds the permission by its default grant or through a group. Nobody anonymous does. */
export function isGranted({ defaultGrants, groups }: AppPermissionRecord, user: UserRecord): boolean {
  if (groups.some((group) => user.groups.includes(group))) return true;
  switch (defaultGrants) {
    case 'none':
      return false;
    case 'all':
      return user.accountType === 'atlassian' && user.groups.length > 0;
    case 'jira-administrators':
      return user.groups.includes('jira-admins');
  }
}
