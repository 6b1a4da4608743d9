import { isPublic } from '../access';
import { adfText, plainTextDoc } from '../adf';
import { ok, type Call, type Handler } from '../call';
import { addNewComment } from '../comment-edit';
import { findCommentOn } from '../comment-lookup';
import { LIMITS } from '../../forge/limits';
import { JiraError } from '../jira-error';
import type { CommentRecord, ProjectRecord } from '../records';
import { adfHtml } from '../views/adf-html';
import { visibleComments } from '../views/comment-view';
import { deskUrl, viewDeskDate, viewDeskPage, viewDeskUser } from '../views/desk-view';
import { findRequest, noRequest } from './service-desk';

const MAX_PAGE = 100;

/**
 * `GET /request/{key}/comment`: as documented, a request that the caller may not see answers an empty page, and only
 * one that does not exist 404. `public=false` and `internal=false` leave those out.
 */
export const getRequestComments: Handler = (call) => {
  call.access.requireUser();
  refuseExpand(call);
  const issue = call.state.issues.find(call.param('issueIdOrKey'));
  const project = issue && call.state.projects.get(issue.projectId);
  if (!issue || project?.projectTypeKey !== 'service_desk') throw noRequest();
  const withPublic = call.query.get('public') !== 'false';
  const withInternal = call.query.get('internal') !== 'false';
  const seen = call.access.seesIssue(issue)
    ? visibleComments(call.state, call.access, { issueId: issue.id, project })
    : [];
  const comments = seen.filter((comment) => (isPublic(comment, project) ? withPublic : withInternal));
  const page = {
    path: `request/${issue.id}/comment`,
    start: call.number('start', 0),
    limit: call.number('limit', 50, MAX_PAGE),
  };
  return ok(
    viewDeskPage(
      comments.map((comment) => viewRequestComment(call, comment, project)),
      page,
    ),
  );
};

/** `POST /request/{key}/comment` with `{body, public}`: plain text, kept as paragraphs; customers write public ones only. */
export const createRequestComment: Handler = (call) => {
  const found = findRequest(call);
  const { body: text, public: isForAll } = call.body;
  if (typeof text !== 'string' || text.trim() === '')
    throw JiraError.invalid("'body' has to be a text that is not empty.");
  if (typeof isForAll !== 'boolean') throw JiraError.invalid("'public' is required: true or false.");
  if (text.length > LIMITS.jiraTextField.value)
    throw JiraError.invalid(`The comment is longer than ${LIMITS.jiraTextField.value} characters.`);
  if (!isForAll && !call.access.seesInternal(found.project))
    throw JiraError.forbidden('Customers can create public comments only.');
  const internal = [{ key: 'sd.public.comment', value: { internal: true } }];
  const comment = addNewComment(call, found, {
    body: plainTextDoc(text),
    ...(isForAll ? {} : { properties: internal }),
  });
  return { status: 201, body: viewRequestComment(call, comment, found.project) };
};

/** `GET /request/{key}/comment/{id}` */
export const getRequestCommentById: Handler = (call) => {
  refuseExpand(call);
  const found = findRequest(call);
  const { comment } = findCommentOn(call, found.issue, call.param('commentId'));
  return ok(viewRequestComment(call, comment, found.project));
};

function viewRequestComment(call: Call, comment: CommentRecord, project: ProjectRecord) {
  const isRendered = call.list('expand').includes('renderedBody');
  return {
    _expands: ['attachment', 'renderedBody'],
    id: comment.id,
    body: adfText(comment.body),
    public: isPublic(comment, project),
    author: viewDeskUser(call.state, comment.authorId),
    created: viewDeskDate(comment.createdAt),
    ...(isRendered ? { renderedBody: { html: adfHtml(comment.body) } } : {}),
    _links: { self: deskUrl(`request/${comment.issueId}/comment/${comment.id}`) },
  };
}

function refuseExpand(call: Call): void {
  const unknown = call.list('expand').find((name) => name !== 'renderedBody');
  if (unknown !== undefined)
    throw JiraError.invalid(`expand '${unknown}' is not served for request comments by this site.`);
}
