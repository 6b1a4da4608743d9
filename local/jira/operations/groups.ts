import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import type { GroupRecord } from '../records';
import { selfOf } from '../site-url';
import { escapeHtml } from '../views/adf-html';
import { viewUser } from '../views/user-view';
import { findUser, mayBrowseUsers } from './users';

/** `GET /user/groups?accountId=` */
export const getUserGroups: Handler = (call) => {
  const user = findUser(call, call.query.get('accountId'));
  const groups = user.groups.flatMap((name) => call.state.groups.get(name) ?? []);
  return ok(groups.map(({ name, groupId }) => ({ name, groupId, self: selfOf(`group?groupId=${groupId}`) })));
};

/** `GET /groups/picker?query=`; whoever may not browse groups, as anonymous callers, finds none. */
export const findGroups: Handler = (call) => {
  const query = (call.query.get('query') ?? '').toLowerCase();
  const all = mayBrowseUsers(call) ? call.state.groups.all() : [];
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

/** `GET /group/member?groupId=` or `groupname=`: active people, others with `includeInactiveUsers=true`. */
export const getUsersFromGroup: Handler = (call) => {
  call.access.requireUser();
  if (!mayBrowseUsers(call))
    throw JiraError.forbidden('Browse users and groups is needed to see the members of a group.');
  const group = findGroup(call);
  const withInactive = call.flag('includeInactiveUsers');
  const members = call.state.users
    .all()
    .filter(({ groups, active }) => groups.includes(group.name) && (active || withInactive));
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 50);
  const values = members.slice(startAt, startAt + maxResults).map(viewUser);
  const isLast = startAt + values.length >= members.length;
  const self = selfOf(`group/member?groupId=${group.groupId}&maxResults=${maxResults}&startAt=`);
  return ok({
    self: `${self}${startAt}`,
    ...(isLast ? {} : { nextPage: `${self}${startAt + maxResults}` }),
    maxResults,
    startAt,
    total: members.length,
    isLast,
    values,
  });
};

function findGroup(call: Call): GroupRecord {
  const id = call.query.get('groupId');
  const name = call.query.get('groupname');
  if (id === null && name === null)
    throw JiraError.invalid("One of the query parameters 'groupId' and 'groupname' is required.");
  const group = call.state.groups
    .all()
    .find((candidate) => (id === null ? candidate.name === name : candidate.groupId === id));
  if (!group) throw JiraError.notFound(`The group '${id ?? name ?? ''}' does not exist.`);
  return group;
}
