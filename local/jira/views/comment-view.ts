import { isPublic, type Access } from '../access';
import { toJiraDate } from '../dates';
import type { CommentRecord, HistoryRecord, ProjectRecord } from '../records';
import { selfOf } from '../site-url';
import type { JiraState } from '../state';
import { adfHtml } from './adf-html';
import { viewUserId } from './user-view';

/** A comment; `properties` and `renderedBody` only where `expand` asks for them. */
export function viewComment(state: JiraState, comment: CommentRecord, expand: readonly string[] = []) {
  const project = projectOf(state, comment);
  return {
    self: selfOf(`issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: viewUserId(state, comment.authorId),
    body: comment.body,
    updateAuthor: viewUserId(state, comment.updateAuthorId),
    created: toJiraDate(comment.createdAt),
    updated: toJiraDate(comment.updatedAt),
    jsdPublic: project ? isPublic(comment, project) : true,
    ...(comment.visibility ? { visibility: comment.visibility } : {}),
    ...(expand.includes('renderedBody') ? { renderedBody: adfHtml(comment.body) } : {}),
    ...(expand.includes('properties')
      ? { properties: Object.entries(comment.properties).map(([key, value]) => ({ key, value })) }
      : {}),
  };
}

/** The comments of an issue that this caller may read, oldest first. */
export function visibleComments(
  state: JiraState,
  access: Access,
  of: { issueId: string; project: ProjectRecord },
) {
  return state.issues.comments(of.issueId).filter((comment) => access.seesComment(comment, of.project));
}

/** One entry of an issue's changelog. */
export function viewHistory(state: JiraState, entry: HistoryRecord) {
  return {
    id: entry.id,
    author: viewUserId(state, entry.authorId),
    created: toJiraDate(entry.createdAt),
    items: entry.items,
    ...(entry.metadata === undefined ? {} : { historyMetadata: entry.metadata }),
  };
}

function projectOf(state: JiraState, comment: CommentRecord): ProjectRecord | undefined {
  const issue = state.issues.get(comment.issueId);
  return issue && state.projects.get(issue.projectId);
}
