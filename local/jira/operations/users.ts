import { Access } from '../access';
import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import { selfOf } from '../site-url';
import type { UserRecord } from '../records';
import { viewUser } from '../views/user-view';

const EMPTY_LIST = { size: 0, items: [] };

/** `GET /myself` */
export const getCurrentUser: Handler = (call) => {
  const user = call.access.requireUser();
  return ok({
    ...viewUser(user),
    locale: 'en_US',
    groups: { ...EMPTY_LIST, size: user.groups.length },
    applicationRoles: EMPTY_LIST,
    expand: 'groups,applicationRoles',
  });
};

/** `GET /user?accountId=` */
export const getUser: Handler = (call) => {
  call.access.requireUser();
  return ok(viewUser(findUser(call, call.query.get('accountId'))));
};

/** `GET /user/bulk?accountId=&accountId=`: unknown ids are left out. */
export const bulkGetUsers: Handler = (call) => {
  call.access.requireUser();
  const ids = call.query.getAll('accountId');
  if (ids.length === 0) throw JiraError.invalid("The query parameter 'accountId' is required.");
  const users = ids.flatMap((id) => call.state.users.get(id) ?? []).map(viewUser);
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 10, 200);
  const values = users.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= users.length;
  return ok({ self: selfOf('user/bulk'), maxResults, startAt, total: users.length, isLast, values });
};

/** `GET /user/search?query=`: active people and apps whose name or id holds a word that begins so. */
export const findUsers: Handler = (call) => {
  call.access.requireUser();
  const accountId = call.query.get('accountId');
  const query = call.query.get('query');
  if (query === null && accountId === null)
    throw JiraError.invalid("The query parameter 'query' or 'accountId' is required.");
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
  const query = call.query.get('query') ?? '';
  const found = call.state.users
    .all()
    .filter(
      (user) => matches(user, query) && Access.of(call.state, user.accountId).has('ASSIGNABLE_USER', project),
    );
  return ok(page(call, found).map(viewUser));
};

/** `GET /user/groups?accountId=` */
export const getUserGroups: Handler = (call) => {
  call.access.requireUser();
  const user = findUser(call, call.query.get('accountId'));
  const groups = user.groups.flatMap((name) => call.state.groups.get(name) ?? []);
  return ok(groups.map(({ name, groupId }) => ({ name, groupId, self: selfOf(`group?groupId=${groupId}`) })));
};

/** `GET /groups/picker?query=` */
export const findGroups: Handler = (call) => {
  call.access.requireUser();
  const query = (call.query.get('query') ?? '').toLowerCase();
  const all = call.state.groups.all();
  const found = all
    .filter(({ name }) => name.toLowerCase().includes(query))
    .slice(0, call.number('maxResults', 20, 1000));
  const groups = found.map(({ name, groupId }) => ({ name, html: escapeHtml(name), labels: [], groupId }));
  return ok({
    header: `Showing ${groups.length} of ${all.length} matching groups`,
    total: all.length,
    groups,
  });
};

function findUser(call: Call, accountId: string | null): UserRecord {
  if (accountId === null) throw JiraError.invalid("The query parameter 'accountId' is required.");
  const user = call.state.users.get(accountId);
  if (!user)
    throw JiraError.notFound('Specified user does not exist or you do not have required permissions.');
  return user;
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

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
