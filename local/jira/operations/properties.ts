import { DONE, ok, type Call, type Handler, type Reply } from '../call';
import { assertMayChange, findVisibleComment, type FoundComment } from '../comment-lookup';
import { checkProperty } from '../issue-edit';
import { JiraError } from '../jira-error';
import { selfOf } from '../site-url';

/** `GET /issue/{key}/properties` */
export const getIssuePropertyKeys: Handler = (call) => {
  const { issue } = call.issue(call.param('issueIdOrKey'));
  return ok(viewKeys(`issue/${issue.id}`, call.state.issues.propertyKeys(issue.id)));
};

/** `GET /issue/{key}/properties/{propertyKey}` */
export const getIssueProperty: Handler = (call) => {
  const { issue } = call.issue(call.param('issueIdOrKey'));
  const key = call.param('propertyKey');
  const value = call.state.issues.property(issue.id, key);
  if (value === undefined) throw noProperty(key);
  return ok({ key, value });
};

/** `PUT /issue/{key}/properties/{propertyKey}`: replaces; the caller needs EDIT_ISSUES, the app too. */
export const setIssueProperty: Handler = (call) => {
  call.access.requireUser();
  const { issue } = call.issueFor('EDIT_ISSUES', call.param('issueIdOrKey'));
  const key = call.param('propertyKey');
  const isNew = call.state.issues.property(issue.id, key) === undefined;
  call.state.issues.putProperty(issue.id, key, checkProperty(key, call.payload));
  return stored(isNew);
};

/** `DELETE /issue/{key}/properties/{propertyKey}` */
export const deleteIssueProperty: Handler = (call) => {
  call.access.requireUser();
  // Who may not edit gets 404 here and 403 for setting one, as the document says.
  const { issue } = call.issueFor('EDIT_ISSUES', call.param('issueIdOrKey'), JiraError.noIssue());
  const key = call.param('propertyKey');
  if (call.state.issues.property(issue.id, key) === undefined) throw noProperty(key);
  call.state.issues.removeProperty(issue.id, key);
  return DONE;
};

/** `GET /comment/{id}/properties` */
export const getCommentPropertyKeys: Handler = (call) => {
  const { comment } = findComment(call);
  return ok(viewKeys(`comment/${comment.id}`, Object.keys(comment.properties)));
};

/** `GET /comment/{id}/properties/{propertyKey}` */
export const getCommentProperty: Handler = (call) => {
  const { properties } = findComment(call).comment;
  const key = call.param('propertyKey');
  if (!Object.hasOwn(properties, key)) throw noProperty(key);
  return ok({ key, value: properties[key] });
};

/** `PUT /comment/{id}/properties/{propertyKey}` */
export const setCommentProperty: Handler = (call) => {
  call.access.requireUser();
  const found = findComment(call);
  assertMayChange(call, found, 'EDIT');
  const key = call.param('propertyKey');
  const { comment } = found;
  const isNew = !Object.hasOwn(comment.properties, key);
  const properties = { ...comment.properties, [key]: checkProperty(key, call.payload) };
  call.state.issues.putComment({ ...comment, properties });
  return stored(isNew);
};

/** `DELETE /comment/{id}/properties/{propertyKey}` */
export const deleteCommentProperty: Handler = (call) => {
  call.access.requireUser();
  const found = findComment(call);
  assertMayChange(call, found, 'EDIT');
  const key = call.param('propertyKey');
  const { [key]: value, ...properties } = found.comment.properties;
  if (value === undefined) throw noProperty(key);
  call.state.issues.putComment({ ...found.comment, properties });
  return DONE;
};

function findComment(call: Call): FoundComment {
  const id = call.param('commentId');
  const found = findVisibleComment(call, id);
  if (!found) throw JiraError.notFound(`Can not find a comment for the id: ${id}.`);
  return found;
}

function viewKeys(owner: string, keys: readonly string[]) {
  return {
    keys: keys.map((key) => ({ self: selfOf(`${owner}/properties/${encodeURIComponent(key)}`), key })),
  };
}

function noProperty(key: string): JiraError {
  return JiraError.notFound(`The property '${key}' does not exist.`);
}

function stored(isNew: boolean): Reply {
  return { status: isNew ? 201 : 200, body: {} };
}
