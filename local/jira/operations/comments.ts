import { addNewComment, editComment, removeComment } from '../comment-edit';
import { findCommentOn, findVisibleComment, type FoundComment } from '../comment-lookup';
import { DONE, ok, type Call, type Handler } from '../call';
import { LIMITS } from '../../forge/limits';
import { JiraError } from '../jira-error';
import { readTexts } from '../json';
import type { CommentRecord } from '../records';
import { selfOf } from '../site-url';
import { viewComment, visibleComments } from '../views/comment-view';

const MAX_LISTED = LIMITS.jiraCommentList.value;
const MAX_PAGE = 5000;

/** `GET /issue/{key}/comment`: what the caller may read, by page; `expand` serves `renderedBody` (forge-facts §4). */
export const getComments: Handler = (call) => {
  const { issue, project } = call.issue(call.param('issueIdOrKey'));
  refuseExpand(call, COMMENT_EXPANDS);
  const comments = visibleComments(call.state, call.access, { issueId: issue.id, project });
  const orderBy = call.query.get('orderBy') ?? 'created';
  if (!['created', '+created', '-created'].includes(orderBy))
    throw JiraError.invalid(`orderBy '${orderBy}' is not valid; use created or -created.`);
  if (orderBy === '-created') comments.reverse();
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 100, MAX_PAGE);
  const page = comments.slice(startAt, startAt + maxResults).map((comment) => view(call, comment));
  return ok({
    startAt,
    maxResults,
    total: comments.length,
    comments: page,
  });
};

/** `POST /issue/{key}/comment` */
export const addComment: Handler = (call) => {
  refuseExpand(call, COMMENT_EXPANDS);
  call.access.requireUser();
  const comment = addNewComment(call, call.issue(call.param('issueIdOrKey')), call.body);
  return { status: 201, body: view(call, comment) };
};

/** `GET /issue/{key}/comment/{id}` */
export const getComment: Handler = (call) => {
  refuseExpand(call, COMMENT_EXPANDS);
  return ok(view(call, findOnIssue(call).comment));
};

/** `PUT /issue/{key}/comment/{id}` */
export const updateComment: Handler = (call) => {
  call.access.requireUser();
  refuseExpand(call, COMMENT_EXPANDS);
  return ok(view(call, editComment(call, findOnIssue(call), call.body)));
};

/** `DELETE /issue/{key}/comment/{id}` */
export const deleteComment: Handler = (call) => {
  if (!call.access.user) throw new JiraError(405, ['Comments cannot be deleted anonymously.']);
  removeComment(call, findOnIssue(call));
  return DONE;
};

/** `POST /comment/list?expand=properties`: unknown and hidden ids are left out. */
export const getCommentsByIds: Handler = (call) => {
  refuseExpand(call, ['properties', ...COMMENT_EXPANDS]);
  const ids = readTexts(call.body, 'ids');
  if (ids.length === 0 || ids.length > MAX_LISTED)
    throw JiraError.invalid(`1 to ${MAX_LISTED} comment ids are required.`);
  const values = ids
    .flatMap((id) => findVisibleComment(call, id) ?? [])
    .map(({ comment }) => view(call, comment));
  return ok({
    self: selfOf('comment/list'),
    maxResults: MAX_LISTED,
    startAt: 0,
    total: values.length,
    isLast: true,
    values,
  });
};

const COMMENT_EXPANDS = ['renderedBody'];

function refuseExpand(call: Call, served: readonly string[]): void {
  const unknown = call.list('expand').find((name) => !served.includes(name));
  if (unknown !== undefined)
    throw JiraError.invalid(`expand '${unknown}' is not served for comments by this site.`);
}

function findOnIssue(call: Call): FoundComment {
  return findCommentOn(call, call.issue(call.param('issueIdOrKey')).issue, call.param('id'));
}

/** A comment with what `expand` of the request asks for. */
function view(call: Call, comment: CommentRecord) {
  return viewComment(call.state, comment, call.list('expand'));
}
