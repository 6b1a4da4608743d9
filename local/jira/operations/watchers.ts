import { Access } from '../access';
import { DONE, ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import type { IssueRecord, ProjectRecord } from '../records';
import { selfOf } from '../site-url';
import { viewUserId } from '../views/user-view';

/** `GET /issue/{key}/watchers`: without VIEW_VOTERS_AND_WATCHERS one sees the count and oneself. */
export const getIssueWatchers: Handler = (call) => {
  const { issue, project } = call.issue(call.param('issueIdOrKey'));
  const all = call.state.issues.watchers(issue.id);
  const self = call.access.user?.accountId;
  const seesAll = call.access.has('VIEW_VOTERS_AND_WATCHERS', project, issue);
  const shown = all.filter((accountId) => seesAll || accountId === self);
  return ok({
    self: selfOf(`issue/${issue.key}/watchers`),
    isWatching: self !== undefined && all.includes(self),
    watchCount: all.length,
    watchers: shown.map((accountId) => viewUserId(call.state, accountId)),
  });
};

/** `POST /issue/{key}/watchers`: the account id as a JSON text; without a body the caller. */
export const addWatcher: Handler = (call) => {
  const found = findFor(call);
  const { payload } = call;
  if (payload !== undefined && typeof payload !== 'string')
    throw JiraError.invalid('The body has to be an account id as a JSON text.');
  const accountId = payload ?? call.actorId;
  assertManages(call, found, accountId);
  if (!Access.of(call.state, accountId).seesIssue(found.issue))
    throw JiraError.invalid(
      `The user '${accountId}' does not have permission to view this issue and is not added to the watch list.`,
    );
  call.state.issues.addWatcher(found.issue.id, accountId);
  return DONE;
};

/** `DELETE /issue/{key}/watchers?accountId=` */
export const removeWatcher: Handler = (call) => {
  const found = findFor(call);
  const accountId = call.query.get('accountId');
  if (accountId === null) throw JiraError.invalid("The query parameter 'accountId' is required.");
  assertManages(call, found, accountId);
  call.state.issues.removeWatcher(found.issue.id, accountId);
  return DONE;
};

interface Found {
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

/** Watching is for licensed people: a portal customer follows a request as its reporter instead. */
function findFor(call: Call): Found {
  call.access.requireUser();
  const found = call.issue(call.param('issueIdOrKey'));
  if (call.access.isCustomer) throw JiraError.forbidden('Portal customers cannot watch issues.');
  return found;
}

/** Raises 403 when somebody else is meant and the caller may not manage watchers, 404 when nobody has the id. */
function assertManages(call: Call, { issue, project }: Found, accountId: string): void {
  if (accountId !== call.actorId && !call.access.has('MANAGE_WATCHERS', project, issue))
    throw JiraError.forbidden('You do not have the permission to manage the watcher list.');
  if (!call.state.users.get(accountId)) throw JiraError.notFound(`The user '${accountId}' does not exist.`);
}
