import type { Call } from './call';
import { assertMayChange, findCommentOn, type FoundComment } from './comment-lookup';
import { announceComment, announceDeletedComment } from './event-of';
import type { CommentVerb } from './issue-changes';
import { readBody, readProperties, touch } from './issue-edit';
import { JiraError } from './jira-error';
import { isObject, readArray, readText, type Json, type JsonObject } from './json';
import type { CommentRecord, IssueRecord, ProjectRecord, Visibility } from './records';

interface Found {
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

/** Checks and stores a new comment by the caller. Raises 403 without ADD_COMMENTS and 400 for a bad body. */
export function addNewComment(call: Call, found: Found, input: JsonObject): CommentRecord {
  if (!call.access.has('ADD_COMMENTS', found.project, found.issue)) {
    throw JiraError.forbidden('You do not have the permission to comment on this issue.');
  }
  const properties = readProperties(readArray(input, 'properties'));
  if ('sd.public.comment' in properties && !call.access.seesInternal(found.project)) {
    throw JiraError.forbidden('Customers can create public comments only.');
  }
  const comment: CommentRecord = {
    id: call.state.nextId('comment'),
    issueId: found.issue.id,
    authorId: call.actorId,
    updateAuthorId: call.actorId,
    body: readBody(input['body']),
    createdAt: call.now,
    updatedAt: call.now,
    visibility: readVisibility(call, found.project, input['visibility']),
    properties,
  };
  call.state.issues.putComment(comment);
  announceComment(call, { ...found, issue: touch(call, found.issue) }, comment);
  return comment;
}

/**
 * Stores an edit: properties that are left out stay, a list replaces them all (forge-facts §4). Raises 400 without the
 * permission to edit this comment.
 */
export function editComment(call: Call, found: FoundComment, input: JsonObject): CommentRecord {
  assertMayChange(call, found, 'EDIT');
  const { comment, project } = found;
  const properties =
    'properties' in input ? readProperties(readArray(input, 'properties')) : comment.properties;
  if ('properties' in input && !call.access.seesInternal(project) && 'sd.public.comment' in properties) {
    throw JiraError.forbidden('Customers can create public comments only.');
  }
  const edited: CommentRecord = {
    ...comment,
    updateAuthorId: call.actorId,
    updatedAt: call.now,
    body: readBody(input['body']),
    visibility:
      'visibility' in input ? readVisibility(call, project, input['visibility']) : comment.visibility,
    properties,
  };
  call.state.issues.putComment(edited);
  announceComment(call, { project, issue: touch(call, found.issue) }, edited);
  return edited;
}

/** Removes a comment. Raises 400 without the permission to delete it. */
export function removeComment(call: Call, found: FoundComment): void {
  assertMayChange(call, found, 'DELETE');
  call.state.issues.removeComment(found.comment);
  announceDeletedComment(call, { ...found, issue: touch(call, found.issue) }, found.comment);
}

/** Does what `update.comment` of an edit or a transition asks for, in its order. */
export function applyComments(call: Call, issueId: string, verbs: readonly CommentVerb[]): void {
  for (const { verb, value } of verbs) {
    const found = call.issue(issueId);
    if (verb === 'add') {
      addNewComment(call, found, value);
      continue;
    }
    const comment = findCommentOn(call, found.issue, readText(value, 'id') ?? '');
    if (verb === 'edit') editComment(call, comment, value);
    else removeComment(call, comment);
  }
}

/** A role or group that the caller is in; nobody can hide a comment from themselves. */
function readVisibility(call: Call, project: ProjectRecord, value: Json | undefined): Visibility | null {
  if (value === undefined || value === null) return null;
  const type = isObject(value) ? value['type'] : undefined;
  if (!isObject(value) || (type !== 'role' && type !== 'group')) {
    throw JiraError.fields({ commentLevel: "The visibility type has to be 'role' or 'group'." });
  }
  const wanted = readText(value, 'identifier') ?? readText(value, 'value') ?? '';
  const found =
    type === 'role'
      ? project.roles.find(({ id, name }) => id === wanted || name === wanted)
      : call.state.groups.all().find(({ groupId, name }) => groupId === wanted || name === wanted);
  const isMember =
    found && (type === 'role' ? call.access.inRole(found.name, project) : call.access.inGroup(found.name));
  if (!found || !isMember)
    throw JiraError.fields({ commentLevel: `You are not a member of the ${type} '${wanted}'.` });
  return { type, value: found.name, identifier: 'id' in found ? found.id : found.groupId };
}
