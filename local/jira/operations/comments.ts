import { addNewComment, editComment } from '../comment-edit';
import { DONE, ok, type Call, type Handler } from '../call';
import { touch } from '../issue-edit';
import { JiraError } from '../jira-error';
import { readTexts } from '../json';
import type { CommentRecord, IssueRecord, ProjectRecord } from '../records';
import { selfOf } from '../site-url';
import { viewComment, visibleComments } from '../views/comment-view';

const MAX_LISTED = 1000;
const MAX_PAGE = 5000;

/** `GET /issue/{key}/comment`: what the caller may read, by page; `expand` serves nothing here (forge-facts §4). */
export const getComments: Handler = (call) => {
  const { issue, project } = call.issue(call.param('issueIdOrKey'));
  refuseExpand(call, []);
  const comments = visibleComments(call.state, call.access, { issueId: issue.id, project });
  const orderBy = call.query.get('orderBy') ?? 'created';
  if (!['created', '+created', '-created'].includes(orderBy))
    throw JiraError.invalid(`orderBy '${orderBy}' is not valid; use created or -created.`);
  if (orderBy === '-created') comments.reverse();
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 100, MAX_PAGE);
  const page = comments
    .slice(startAt, startAt + maxResults)
    .map((comment) => viewComment(call.state, comment));
  return ok({
    self: selfOf(`issue/${issue.id}/comment`),
    startAt,
    maxResults,
    total: comments.length,
    comments: page,
  });
};

/** `POST /issue/{key}/comment` */
export const addComment: Handler = (call) => {
  refuseExpand(call, []);
  const comment = addNewComment(call, call.issue(call.param('issueIdOrKey')), call.body);
  return { status: 201, body: viewComment(call.state, comment) };
};

/** `GET /issue/{key}/comment/{id}` */
export const getComment: Handler = (call) => {
  refuseExpand(call, []);
  return ok(viewComment(call.state, findOnIssue(call).comment));
};

/** `PUT /issue/{key}/comment/{id}` */
export const updateComment: Handler = (call) => {
  const found = findOnIssue(call);
  assertMayChange(call, found, 'EDIT');
  return ok(viewComment(call.state, editComment(call, found, call.body)));
};

/** `DELETE /issue/{key}/comment/{id}` */
export const deleteComment: Handler = (call) => {
  const found = findOnIssue(call);
  assertMayChange(call, found, 'DELETE');
  call.state.issues.removeComment(found.comment);
  touch(call, found.issue);
  return DONE;
};

/** `POST /comment/list?expand=properties`: unknown and hidden ids are left out. */
export const getCommentsByIds: Handler = (call) => {
  refuseExpand(call, ['properties']);
  const ids = readTexts(call.body, 'ids');
  if (ids.length === 0 || ids.length > MAX_LISTED)
    throw JiraError.invalid(`1 to ${MAX_LISTED} comment ids are required.`);
  const withProperties = call.list('expand').includes('properties');
  const values = ids
    .flatMap((id) => findVisibleComment(call, id) ?? [])
    .map(({ comment }) => viewComment(call.state, comment, withProperties));
  return ok({
    self: selfOf('comment/list'),
    maxResults: MAX_LISTED,
    startAt: 0,
    total: values.length,
    isLast: true,
    values,
  });
};

/** A comment that the caller may read, with its issue and project. */
export interface FoundComment {
  readonly comment: CommentRecord;
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

/** Finds a comment by id alone; undefined when it does not exist or the caller may not read it. */
export function findVisibleComment(call: Call, id: string): FoundComment | undefined {
  const comment = call.state.issues.comment(id);
  const issue = comment && call.state.issues.get(comment.issueId);
  const project = issue && call.state.projects.get(issue.projectId);
  if (!comment || !issue || !project || !call.access.seesIssue(issue)) return undefined;
  return call.access.seesComment(comment, project) ? { comment, issue, project } : undefined;
}

/** Raises 400 when the caller may neither change all comments nor, as their author, this one. */
export function assertMayChange(call: Call, found: FoundComment, verb: 'EDIT' | 'DELETE'): void {
  const { comment, issue, project } = found;
  const isOwn = comment.authorId === call.actorId && call.access.has(`${verb}_OWN_COMMENTS`, project, issue);
  if (isOwn || call.access.has(`${verb}_ALL_COMMENTS`, project, issue)) return;
  throw JiraError.invalid(
    `You do not have permission to ${verb.toLowerCase()} the comment with id: ${comment.id}.`,
  );
}

function findOnIssue(call: Call): FoundComment {
  const { issue } = call.issue(call.param('issueIdOrKey'));
  const found = findVisibleComment(call, call.param('id'));
  if (found?.issue.id !== issue.id)
    throw JiraError.notFound(`Can not find a comment for the id: ${call.param('id')}.`);
  return found;
}

function refuseExpand(call: Call, served: readonly string[]): void {
  const unknown = call.list('expand').find((name) => !served.includes(name));
  if (unknown !== undefined)
    throw JiraError.invalid(`expand '${unknown}' is not served for comments by this site.`);
}
