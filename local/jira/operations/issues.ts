import { DONE, ok, type Call, type Handler, type Reply } from '../call';
import { applyComments } from '../comment-edit';
import { announceDeleted } from '../event-of';
import { readChanges } from '../issue-changes';
import { applyFields, assertRequired, putProperties, readMetadata, saveEdit } from '../issue-edit';
import { FieldRefusal, readAssignee } from '../issue-fields';
import { applyLinks } from '../issue-link';
import { screenLook } from '../issue-transition';
import { JiraError } from '../jira-error';
import { editScreen } from '../screens';
import { viewHistory } from '../views/comment-view';
import { assertServedExpand, viewIssue } from '../views/field-selection';
import { selfOf } from '../site-url';

/** `GET /issue/{key}` with `fields`, `properties` and `expand`. */
export const getIssue: Handler = (call) => viewFound(call, call.param('issueIdOrKey'));

/**
 * `PUT /issue/{key}`: fields, updates, properties; 200 with the issue for `returnIssue=true`. `notifyUsers` changes
 * nothing, since this site mails nobody. `overrideScreenSecurity` and `overrideEditableFlag` need ADMINISTER.
 */
export const editIssue: Handler = (call) => {
  call.access.requireUser();
  const found = call.issueFor('EDIT_ISSUES', call.param('issueIdOrKey'));
  const { body, state } = call;
  if (!['fields', 'update', 'properties'].some((part) => part in body))
    throw JiraError.invalid("one of 'fields' or 'update' required");
  const isOverriding = readOverride(call);
  const look = screenLook(call, found);
  const moves = look.type.subtask ? [] : ['parent'];
  for (const unserved of [...moves, 'issuetype', 'project']) refuseUnserved(call, unserved);
  const screen = editScreen(look);
  const changes = readChanges(body, { state, issue: found.issue, screen, isOverriding });
  const applied = applyFields(call, found, changes.values);
  const touched = screen.filter(({ fieldId }) => fieldId in changes.values);
  assertRequired(call, touched, applied.issue);
  saveEdit(call, applied, { before: found.issue, metadata: readMetadata(body) });
  applyComments(call, found.issue.id, changes.comments);
  applyLinks(call, found.issue.id, changes.links);
  putProperties(call, found.issue, body);
  return call.flag('returnIssue') ? viewFound(call, found.issue.id) : DONE;
};

function viewFound(call: Call, idOrKey: string): Reply {
  const found = call.issue(idOrKey);
  const expand = call.list('expand');
  assertServedExpand(expand);
  const selection = { fields: call.list('fields'), properties: call.list('properties'), expand };
  return ok(viewIssue({ state: call.state, access: call.access, ...found }, selection));
}

function readOverride(call: Call): boolean {
  const isAsked = call.flag('overrideScreenSecurity') || call.flag('overrideEditableFlag');
  if (isAsked && !call.access.hasGlobal('ADMINISTER'))
    throw JiraError.forbidden('Administer Jira is needed to override the security of screens.');
  return call.flag('overrideScreenSecurity');
}

/** Moving an issue to another type or project, and one that is no subtask to a parent, is possible in Jira and not here. */
function refuseUnserved({ body }: Call, fieldId: string): void {
  const isAsked = ['fields', 'update'].some((part) => {
    const given = body[part];
    return typeof given === 'object' && given !== null && Object.hasOwn(given, fieldId);
  });
  if (isAsked)
    throw JiraError.fields({ [fieldId]: `Changing '${fieldId}' is not served by this local site.` });
}

/** `PUT /issue/{key}/assignee` with `{accountId}`; null takes the assignee away. */
export const assignIssue: Handler = (call) => {
  call.access.requireUser();
  const { issue, project } = call.issueFor('ASSIGN_ISSUES', call.param('issueIdOrKey'));
  const { accountId } = call.body;
  if (accountId === undefined) throw JiraError.invalid("'accountId' is required.");
  try {
    readAssignee({ accountId }, { state: call.state, project });
  } catch (error) {
    if (error instanceof FieldRefusal) throw JiraError.fields({ assignee: error.message });
    throw error;
  }
  saveEdit(call, applyFields(call, { issue, project }, { assignee: { accountId } }), { before: issue });
  return DONE;
};

/** `DELETE /issue/{key}`: subtasks only with `deleteSubtasks=true`, and without events of their own. */
export const deleteIssue: Handler = (call) => {
  call.access.requireUser();
  const { issue } = call.issueFor('DELETE_ISSUES', call.param('issueIdOrKey'));
  const children = call.state.issues.children(issue.id);
  if (children.length > 0 && call.query.get('deleteSubtasks') !== 'true') {
    throw JiraError.invalid(
      `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  announceDeleted(call, issue);
  for (const gone of [...children, issue]) {
    for (const approval of call.state.approvalsOf(gone.id)) call.state.approvals.remove(approval.id);
    call.state.issues.remove(gone);
  }
  return DONE;
};

/** `GET /issue/{key}/changelog`, oldest first. */
export const getChangeLogs: Handler = (call) => {
  const { issue } = call.issue(call.param('issueIdOrKey'));
  const all = call.state.issues.history(issue.id);
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 100, 100);
  const values = all.slice(startAt, startAt + maxResults).map((entry) => viewHistory(call.state, entry));
  const isLast = startAt + values.length >= all.length;
  const self = selfOf(`issue/${issue.id}/changelog?maxResults=${maxResults}&startAt=`);
  return ok({
    self: `${self}${startAt}`,
    ...(isLast ? {} : { nextPage: `${self}${startAt + maxResults}` }),
    maxResults,
    startAt,
    total: all.length,
    isLast,
    values,
  });
};
