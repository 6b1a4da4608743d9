import { isGranted } from './app-permissions';
import { APP_ACCOUNT_ID, type JiraActor } from './jira-door';
import { JiraError } from './jira-error';
import type { CommentRecord, Holders, IssueRecord, ProjectRecord, UserRecord } from './records';
import type { JiraState } from './state';

/** Global permissions and who holds them. Browsing users is for apps and for whoever is in any group of the site. */
const GLOBAL_GRANTS: Readonly<Record<string, (user: UserRecord) => boolean>> = {
  ADMINISTER: ({ groups }) => groups.includes('jira-admins'),
  USER_PICKER: ({ accountType, groups }) => accountType === 'app' || groups.length > 0,
};

/** Every project permission that the emulator knows; an unknown key is refused with 400. */
export const PROJECT_PERMISSIONS = [
  'ADMINISTER_PROJECTS',
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'CLOSE_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'LINK_ISSUES',
  'DELETE_ISSUES',
  'SET_ISSUE_SECURITY',
  'MODIFY_REPORTER',
  'ADD_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'SCHEDULE_ISSUES',
  'VIEW_VOTERS_AND_WATCHERS',
  'MANAGE_WATCHERS',
] as const;
export type ProjectPermission = (typeof PROJECT_PERMISSIONS)[number];

/** Whether a text names a global permission of Jira or of an installed app. */
export function isGlobalPermission(key: string, { appPermissions }: JiraState): boolean {
  return Object.hasOwn(GLOBAL_GRANTS, key) || appPermissions.get(key) !== undefined;
}

/** Whether a text names a project permission. */
export function isProjectPermission(key: string): key is ProjectPermission {
  return PROJECT_PERMISSIONS.some((permission) => permission === key);
}

/** What one caller may see and do. Built per request, so that a changed role counts at once. */
export class Access {
  readonly user: UserRecord | undefined;

  constructor(
    private readonly state: JiraState,
    actor: JiraActor,
  ) {
    if (actor.kind === 'anonymous') return;
    const accountId = actor.kind === 'app' ? APP_ACCOUNT_ID : actor.accountId;
    this.user = state.users.get(accountId);
    if (!this.user?.active)
      throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  }

  /** The same question for another account; someone unknown or inactive may nothing. */
  static of(state: JiraState, accountId: string): Access {
    const active = state.users.get(accountId)?.active === true;
    return new Access(state, active ? { kind: 'user', accountId } : { kind: 'anonymous' });
  }

  /** The caller; raises 401 when there is none. */
  requireUser(): UserRecord {
    if (!this.user) throw new JiraError(401, ['Client must be authenticated to access this resource.']);
    return this.user;
  }

  get isCustomer(): boolean {
    return this.user?.accountType === 'customer';
  }

  /** Whether the caller holds a global permission, one of Jira or of an installed app. */
  hasGlobal(permission: string): boolean {
    if (this.user === undefined) return false;
    const ofApp = this.state.appPermissions.get(permission);
    if (ofApp) return isGranted(ofApp, this.user);
    const grant = Object.hasOwn(GLOBAL_GRANTS, permission) ? GLOBAL_GRANTS[permission] : undefined;
    return grant?.(this.user) === true;
  }

  /** A permission in a project, or on one issue of it (reporter grants and security level count then). */
  has(permission: ProjectPermission, project: ProjectRecord, issue?: IssueRecord): boolean {
    const grant = project.grants[permission];
    if (!grant || !this.isHeldBy(grant, project, issue)) return false;
    return issue === undefined || this.passesLevel(project, issue);
  }

  /** A project is visible to whoever may browse anything in it. */
  seesProject(project: ProjectRecord): boolean {
    return this.has('BROWSE_PROJECTS', project);
  }

  seesIssue(issue: IssueRecord): boolean {
    const project = this.state.projects.get(issue.projectId);
    return project !== undefined && this.has('BROWSE_PROJECTS', project, issue);
  }

  /** Internal comments are for the desk's people: not for customers, nor for who sees a request as its reporter only. */
  seesInternal(project: ProjectRecord): boolean {
    return !this.isCustomer && this.seesProject(project);
  }

  /** Comments of a role or group are for its members. */
  seesComment(comment: CommentRecord, project: ProjectRecord): boolean {
    if (!isPublic(comment, project) && !this.seesInternal(project)) return false;
    const { visibility } = comment;
    if (!visibility) return true;
    return visibility.type === 'group'
      ? this.inGroup(visibility.value)
      : this.inRole(visibility.value, project);
  }

  inGroup(name: string): boolean {
    return this.user?.groups.includes(name) ?? false;
  }

  inRole(name: string, project: ProjectRecord): boolean {
    const role = project.roles.find((candidate) => candidate.name === name);
    return role !== undefined && this.isMember(role);
  }

  private isHeldBy(holders: Holders, project: ProjectRecord, issue?: IssueRecord): boolean {
    if (this.isMember(holders)) return true;
    if (holders.roles?.some((role) => this.inRole(role, project))) return true;
    return holders.reporter === true && this.user !== undefined && issue?.reporterId === this.user.accountId;
  }

  private isMember(holders: Holders): boolean {
    const { user } = this;
    if (!user) return false;
    return (
      (holders.users?.includes(user.accountId) ?? false) ||
      (holders.groups?.some((group) => user.groups.includes(group)) ?? false)
    );
  }

  private passesLevel(project: ProjectRecord, issue: IssueRecord): boolean {
    if (issue.securityLevelId === null) return true;
    const level = project.securityLevels.find((candidate) => candidate.id === issue.securityLevelId);
    return level !== undefined && this.isHeldBy(level, project, issue);
  }
}

/** JSM's flag: only service projects know internal comments, set by the property `sd.public.comment`. */
export function isPublic(comment: CommentRecord, project: ProjectRecord): boolean {
  if (project.projectTypeKey !== 'service_desk') return true;
  const flag = comment.properties['sd.public.comment'];
  return !(typeof flag === 'object' && flag !== null && 'internal' in flag && flag['internal'] === true);
}
