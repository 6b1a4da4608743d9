import { Access } from '../access';
import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import type { UserRecord } from '../records';
import { selfOf } from '../site-url';
import { viewUser } from '../views/user-view';

const EMPTY_LIST = { size: 0, items: [] };

/** `GET /myself` */
export const getCurrentUser: Handler = (call) => {
  const user = call.access.requireUser();
  return ok({
    ...viewUser(user),
    ...viewOwnMore(),
    groups: { ...EMPTY_LIST, size: user.groups.length },
  });
};

/** What `myself` and `user` answer beyond the short form; the lists themselves need an expand, which is not served. */
function viewOwnMore() {
  return {
    locale: 'en_US',
    groups: EMPTY_LIST,
    applicationRoles: EMPTY_LIST,
    expand: 'groups,applicationRoles',
  };
}

/** `GET /user?accountId=` */
export const getUser: Handler = (call) =>
  ok({ ...viewUser(findUser(call, call.query.get('accountId'))), ...viewOwnMore() });

/** `GET /user/bulk?accountId=&accountId=`: unknown ids are left out. */
export const bulkGetUsers: Handler = (call) => {
  call.access.requireUser();
  if (call.access.isCustomer) throw JiraError.forbidden('Portal customers cannot look people up.');
  const ids = call.query.getAll('accountId');
  if (ids.length === 0) throw JiraError.invalid("The query parameter 'accountId' is required.");
  const users = ids.flatMap((id) => call.state.users.get(id) ?? []).map(viewUser);
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 10, 200);
  const values = users.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= users.length;
  return ok({ self: selfOf('user/bulk'), maxResults, startAt, total: users.length, isLast, values });
};

/**
 * `GET /user/search?query=`: active people and apps whose name or id holds a word that begins so. Whoever may not
 * browse users, as anonymous callers, finds nobody.
 */
export const findUsers: Handler = (call) => {
  const accountId = call.query.get('accountId');
  const query = call.query.get('query');
  if (query === null && accountId === null)
    throw JiraError.invalid("The query parameter 'query' or 'accountId' is required.");
  if (query !== null && accountId !== null)
    throw JiraError.invalid("Only one of 'query' and 'accountId' can be given.");
  if (!mayBrowseUsers(call)) return ok([]);
  const found = call.state.users
    .all()
    .filter((user) => (accountId === null ? matches(user, query ?? '') : user.accountId === accountId));
  return ok(page(call, found).map(viewUser));
};

/** `GET /user/assignable/search` for a project or an issue. */
export const findAssignableUsers: Handler = (call) => {
  call.access.requireUser();
  const issueId = call.query.get('issueKey') ?? call.query.get('issueId');
  const projectKey = call.query.get('project');
  if (issueId === null && projectKey === null)
    throw JiraError.invalid("Either 'project' or 'issueKey' is required.");
  const project = issueId === null ? call.project(projectKey ?? '') : call.issue(issueId).project;
  if (!mayBrowseUsers(call) && !call.access.has('ASSIGN_ISSUES', project)) return ok([]);
  const query = call.query.get('query') ?? '';
  const accountId = call.query.get('accountId');
  const found = call.state.users
    .all()
    .filter(
      (user) =>
        (accountId === null ? matches(user, query) : user.accountId === accountId) &&
        Access.of(call.state, user.accountId).has('ASSIGNABLE_USER', project),
    );
  return ok(page(call, found).map(viewUser));
};

/** The user with this id. Raises 403 for who may not browse users, 400 without an id, 404 for nobody. */
export function findUser(call: Call, accountId: string | null): UserRecord {
  call.access.requireUser();
  if (accountId === null) throw JiraError.invalid("The query parameter 'accountId' is required.");
  if (accountId !== call.actorId && !mayBrowseUsers(call))
    throw JiraError.forbidden('Browse users and groups is needed to see other users.');
  const user = call.state.users.get(accountId);
  if (!user)
    throw JiraError.notFound('Specified user does not exist or you do not have required permissions.');
  return user;
}

/** The global permission *Browse users and groups*. */
export function mayBrowseUsers(call: Call): boolean {
  return call.access.hasGlobal('USER_PICKER') || call.access.hasGlobal('ADMINISTER');
}

function matches(user: UserRecord, query: string): boolean {
  const wanted = query.toLowerCase();
  const words = [user.accountId, user.displayName, ...user.displayName.split(' ')];
  return user.active && words.some((word) => word.toLowerCase().startsWith(wanted));
}

function page(call: Call, users: readonly UserRecord[]): UserRecord[] {
  const startAt = call.number('startAt', 0);
  return users.slice(startAt, startAt + call.number('maxResults', 50, 1000));
}
