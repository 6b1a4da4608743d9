import { APP_ACCOUNT_ID } from './jira-door';
import { PROJECT_PERMISSIONS } from './access';
import type { Holders, ProjectRecord } from './records';

const TEAM_ROLE = 'Service Desk Team';
const CUSTOMER_ROLE = 'Service Desk Customers';
const ADMIN_ROLE = 'Administrators';
const VIEWER_ROLE = 'Viewers';
/** Who answers for a service; it grants nothing. */
const OWNER_ROLE = 'Service owner';
/** The role through which a real site lets apps into a project. */
const APP_ROLE = 'atlassian-addons-project-access';

/** What only administrators (and apps) may do in a project. */
const ADMIN_ONLY = new Set<string>([
  'ADMINISTER_PROJECTS',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'MANAGE_WATCHERS',
]);
const FOR_CUSTOMERS = new Set<string>(['BROWSE_PROJECTS', 'ADD_COMMENTS', 'EDIT_OWN_COMMENTS']);

/** Roles and permissions of a project: agents work in it, governance reads it, customers see what they reported. */
export function defaultAccess(
  customers: readonly string[] = [],
  serviceOwners: Pick<Holders, 'groups' | 'users'> = {},
): Pick<ProjectRecord, 'roles' | 'grants'> {
  const roles = [
    { id: '10002', name: ADMIN_ROLE, groups: ['jira-admins'] },
    { id: '10101', name: TEAM_ROLE, groups: ['service-agents'] },
    { id: '10102', name: VIEWER_ROLE, groups: ['ai-governance'] },
    { id: '10103', name: CUSTOMER_ROLE, users: customers },
    { id: '10104', name: APP_ROLE, users: [APP_ACCOUNT_ID, 'bot-automation'] },
    { id: '10105', name: OWNER_ROLE, ...serviceOwners },
  ];
  const grants = PROJECT_PERMISSIONS.map((permission) => {
    const workers = ADMIN_ONLY.has(permission) ? [] : [TEAM_ROLE];
    const readers = permission === 'BROWSE_PROJECTS' ? [VIEWER_ROLE] : [];
    // An app is never assigned work by accident.
    const apps = permission === 'ASSIGNABLE_USER' ? [] : [APP_ROLE];
    const reporter = customers.length > 0 && FOR_CUSTOMERS.has(permission);
    return [permission, { roles: [ADMIN_ROLE, ...workers, ...readers, ...apps], reporter }] as const;
  });
  return { roles, grants: Object.fromEntries(grants) };
}
