import { Access, isProjectPermission } from '../access';
import { DONE, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import { isObject, readArray, readObject, readText, readTexts, type JsonObject } from '../json';
import type { IssueRecord, ProjectRecord } from '../records';

/**
 * `POST /issue/{key}/notify`: nothing is mailed; what would have been is kept, with who would have got it. People who
 * may not see the issue get nothing. Raises 400 when nobody is named, or only the caller, or somebody unknown.
 */
export const notify: Handler = (call) => {
  call.access.requireUser();
  const found = call.issue(call.param('issueIdOrKey'));
  if (call.access.isCustomer) throw JiraError.forbidden('Portal customers cannot send notifications.');
  const { body, state } = call;
  const named = new Set(readNamed(call, found.issue, readObject(body, 'to')));
  if (named.size === 0) throw JiraError.invalid('No recipients were defined for notification.');
  if (named.size === 1 && named.has(call.actorId))
    throw JiraError.invalid('The recipient is the same as the calling user.');
  const isAllowed = readRestriction(call, found, readObject(body, 'restrict'));
  const id = state.nextId('notification');
  state.notifications.put(id, {
    id,
    issueId: found.issue.id,
    authorId: call.actorId,
    createdAt: call.now,
    subject: readText(body, 'subject') ?? `(${found.issue.key}) ${found.issue.summary}`,
    textBody: readText(body, 'textBody') ?? '',
    htmlBody: readText(body, 'htmlBody') ?? '',
    recipients: [...named].filter(
      (accountId) =>
        accountId !== call.actorId &&
        Access.of(state, accountId).seesIssue(found.issue) &&
        isAllowed(accountId),
    ),
  });
  return DONE;
};

function readNamed(call: Call, issue: IssueRecord, to: JsonObject): string[] {
  const { state } = call;
  const people = {
    assignee: issue.assigneeId === null ? [] : [issue.assigneeId],
    reporter: issue.reporterId === null ? [] : [issue.reporterId],
    watchers: state.issues.watchers(issue.id),
    // Nobody votes on this site.
    voters: [],
  };
  const parts = Object.entries(people).flatMap(([part, accountIds]) => {
    if (to[part] !== true) return [];
    if (accountIds.length === 0 && (part === 'assignee' || part === 'reporter'))
      throw JiraError.invalid(`The issue has no ${part} to notify.`);
    return accountIds;
  });
  const users = readArray(to, 'users').map((user) => {
    const accountId = isObject(user) ? readText(user, 'accountId') : undefined;
    if (accountId === undefined || !state.users.get(accountId))
      throw JiraError.invalid(`The user '${accountId ?? ''}' does not exist.`);
    return accountId;
  });
  const groups = readGroups(call, to);
  const members = state.users.all().filter((user) => user.groups.some((name) => groups.includes(name)));
  return [...parts, ...users, ...members.map(({ accountId }) => accountId)];
}

/** Names of the groups under `groups` and `groupIds`. Raises 400 for one that does not exist. */
function readGroups({ state }: Call, from: JsonObject): string[] {
  const wanted = [
    ...readArray(from, 'groups').map(
      (group) => (isObject(group) ? readText(group, 'name') : undefined) ?? '',
    ),
    ...readTexts(from, 'groupIds'),
  ];
  return wanted.map((id) => {
    const group = state.groups.all().find(({ name, groupId }) => name === id || groupId === id);
    if (!group) throw JiraError.invalid(`The group '${id}' does not exist.`);
    return group.name;
  });
}

/** Who passes `restrict`: whoever is in all its groups and has all its permissions. */
function readRestriction(
  call: Call,
  { issue, project }: { issue: IssueRecord; project: ProjectRecord },
  restrict: JsonObject,
): (accountId: string) => boolean {
  const groups = readGroups(call, restrict);
  const permissions = readArray(restrict, 'permissions').map((permission) => {
    const key = isObject(permission) ? readText(permission, 'key') : undefined;
    if (key === undefined || !isProjectPermission(key))
      throw JiraError.invalid(`Unrecognized permission: ${key ?? ''}`);
    return key;
  });
  return (accountId) => {
    const access = Access.of(call.state, accountId);
    return (
      groups.every((name) => access.inGroup(name)) &&
      permissions.every((permission) => access.has(permission, project, issue))
    );
  };
}
