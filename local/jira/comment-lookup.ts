import type { Call } from './call';
import { JiraError } from './jira-error';
import type { CommentRecord, IssueRecord, ProjectRecord } from './records';

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

/** A comment of this issue that the caller may read; raises 404 otherwise. */
export function findCommentOn(call: Call, issue: IssueRecord, id: string): FoundComment {
  const found = findVisibleComment(call, id);
  if (found?.issue.id !== issue.id) throw JiraError.notFound(`Can not find a comment for the id: ${id}.`);
  return found;
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
