import { DONE, ok, type Handler } from '../call';
import { announce } from '../event-of';
import { applyFields, readProperties, readUpdate, saveEdit } from '../issue-edit';
import { FieldRefusal, readAssignee } from '../issue-fields';
import { JiraError } from '../jira-error';
import { readArray, readObject } from '../json';
import { viewHistory } from '../views/comment-view';
import { assertServedExpand, viewIssue } from '../views/field-selection';
import { selfOf } from '../site-url';

/** `GET /issue/{key}` with `fields`, `properties` and `expand`. */
export const getIssue: Handler = (call) => {
  const found = call.issue(call.param('issueIdOrKey'));
  const expand = call.list('expand');
  assertServedExpand(expand);
  const selection = { fields: call.list('fields'), properties: call.list('properties'), expand };
  return ok(viewIssue({ state: call.state, access: call.access, ...found }, selection));
};

/** `PUT /issue/{key}`: fields, updates and properties; parent, project, type and status cannot be set here. */
export const editIssue: Handler = (call) => {
  const found = call.issueFor('EDIT_ISSUES', call.param('issueIdOrKey'));
  const fields = readObject(call.body, 'fields');
  const values = { ...fields, ...readUpdate(found.issue, readObject(call.body, 'update'), fields) };
  if ('assignee' in values && !call.access.has('ASSIGN_ISSUES', found.project, found.issue)) {
    throw JiraError.fields({ assignee: 'You do not have permission to assign issues.' });
  }
  saveEdit(call, applyFields(call, found, values));
  for (const [key, value] of Object.entries(readProperties(readArray(call.body, 'properties')))) {
    call.state.issues.putProperty(found.issue.id, key, value);
  }
  return DONE;
};

/** `PUT /issue/{key}/assignee` with `{accountId}`; null takes the assignee away. */
export const assignIssue: Handler = (call) => {
  const { issue, project } = call.issueFor('ASSIGN_ISSUES', call.param('issueIdOrKey'));
  const { accountId } = call.body;
  if (accountId === undefined) throw JiraError.invalid("'accountId' is required.");
  try {
    readAssignee({ accountId }, { state: call.state, project });
  } catch (error) {
    if (error instanceof FieldRefusal) throw JiraError.fields({ assignee: error.message });
    throw error;
  }
  saveEdit(call, applyFields(call, { issue, project }, { assignee: { accountId } }));
  return DONE;
};

/** `DELETE /issue/{key}`: subtasks only with `deleteSubtasks=true`, and without events of their own. */
export const deleteIssue: Handler = (call) => {
  const { issue } = call.issueFor('DELETE_ISSUES', call.param('issueIdOrKey'));
  const children = call.state.issues.children(issue.id);
  if (children.length > 0 && call.query.get('deleteSubtasks') !== 'true') {
    throw JiraError.invalid(
      `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  announce(call, issue, { kind: 'deleted:issue' });
  for (const child of children) call.state.issues.remove(child);
  call.state.issues.remove(issue);
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
