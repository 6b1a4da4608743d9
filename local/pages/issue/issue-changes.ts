import type { CommentPage, Issue } from './model';

/** One entry of Jira's front-end event `JIRA_ISSUE_CHANGED` (forge-facts §1.6). */
export interface IssueChange {
  readonly changeType: 'updated' | 'commented';
  readonly atlassianId: string;
}

/** What an issue page last saw of an issue. */
export interface SeenIssue {
  readonly issue: Issue | undefined;
  readonly comments: CommentPage | undefined;
}

/** What happened between two looks at an issue: its newest recorded change and its newest comment, with who made them. */
export function changesBetween(before: SeenIssue, after: SeenIssue): readonly IssueChange[] {
  if (before.issue === undefined) return [];
  const change = after.issue?.newestChange;
  const comment = after.comments?.comments[0];
  const isChanged = change !== undefined && change.id !== before.issue.newestChange?.id;
  const isCommented = comment !== undefined && comment.id !== before.comments?.comments[0]?.id;
  return [
    ...(isChanged ? [{ changeType: 'updated', atlassianId: change.by } as const] : []),
    ...(isCommented
      ? [{ changeType: 'commented', atlassianId: comment.author?.accountId ?? '' } as const]
      : []),
  ];
}
