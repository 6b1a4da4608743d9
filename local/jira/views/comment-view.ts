import { isPublic, type Access } from '../access';
import { toJiraDate } from '../dates';
import type { CommentRecord, HistoryRecord, ProjectRecord } from '../records';
import { selfOf } from '../site-url';
import type { JiraState } from '../state';
import { viewUserId } from './user-view';

/** A comment; its properties only where they were asked for (`POST /comment/list?expand=properties`). */
export function viewComment(state: JiraState, comment: CommentRecord, withProperties = false) {
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
    ...(withProperties
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
  };
}

function projectOf(state: JiraState, comment: CommentRecord): ProjectRecord | undefined {
  const issue = state.issues.get(comment.issueId);
  return issue && state.projects.get(issue.projectId);
}
