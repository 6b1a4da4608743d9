import type { Call } from './call';
import { toJiraDate } from './dates';
import type { ChangeItem, CommentRecord, IssueRecord, ProjectRecord } from './records';
import { viewIssueType, viewProjectShort, viewStatus } from './views/configuration-view';
import { isPublic } from './access';
import { selfOf } from './site-url';

const account = (accountId: string | null) => (accountId === null ? null : { accountId });

/** What happened, without the prefix `avi:jira:`, and what its event carries beyond the common fields. */
interface ProductEvent {
  readonly kind: 'created:issue' | 'updated:issue' | 'assigned:issue' | 'commented:issue' | 'deleted:issue';
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * Queues a product event in the documented, reduced shape (forge-facts §1.9): nine fields and no custom ones, the
 * changelog without its id. Whoever needs more has to read the issue.
 */
export function announce(call: Call, issue: IssueRecord, event: ProductEvent): void {
  call.events.push({
    eventType: `avi:jira:${event.kind}`,
    selfGenerated: call.isApp,
    timestamp: String(call.now),
    issue: reducedIssue(call, issue),
    atlassianId: call.actorId,
    associatedUsers: [{ accountId: call.actorId }],
    ...event.extra,
  });
}

/** Queues `updated:issue` for changed fields, and `assigned:issue` too when the assignee is among them (§7, trap 2). */
export function announceUpdate(call: Call, issue: IssueRecord, items: readonly ChangeItem[]): void {
  if (items.length === 0) return;
  const isAssignment = items.some(({ fieldId }) => fieldId === 'assignee');
  const people = [call.actorId, ...(isAssignment && issue.assigneeId ? [issue.assigneeId] : [])];
  const status = items.find(({ fieldId }) => fieldId === 'status');
  const moved = [status?.from, status?.to].flatMap((id) => (id ? (call.state.statuses.get(id) ?? []) : []));
  const extra = {
    jiraEventTypeName: isAssignment && items.length === 1 ? 'issue_assigned' : 'issue_generic',
    changelog: { items },
    associatedUsers: [...new Set(people)].map((accountId) => ({ accountId })),
    ...(status
      ? { associatedStatuses: moved.map(({ id, name }) => ({ self: selfOf(`status/${id}`), id, name })) }
      : {}),
  };
  announce(call, issue, { kind: 'updated:issue', extra });
  if (isAssignment) announce(call, issue, { kind: 'assigned:issue', extra });
}

/** Queues `commented:issue`, which Jira sends for a new and for an edited comment. */
export function announceComment(
  call: Call,
  found: { issue: IssueRecord; project: ProjectRecord },
  comment: CommentRecord,
): void {
  announce(call, found.issue, {
    kind: 'commented:issue',
    extra: {
      comment: {
        self: selfOf(`issue/${comment.issueId}/comment/${comment.id}`),
        id: comment.id,
        author: account(comment.authorId),
        body: comment.body,
        updateAuthor: account(comment.updateAuthorId),
        created: toJiraDate(comment.createdAt),
        updated: toJiraDate(comment.updatedAt),
        jsdPublic: isPublic(comment, found.project),
      },
    },
  });
}

function reducedIssue({ state }: Call, issue: IssueRecord) {
  const type = state.issueTypes.get(issue.issueTypeId);
  const project = state.projects.get(issue.projectId);
  const status = state.statuses.get(issue.statusId);
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.summary,
      issuetype: type && viewIssueType(type),
      creator: account(issue.creatorId),
      created: toJiraDate(issue.createdAt),
      project: project && viewProjectShort(project),
      reporter: account(issue.reporterId),
      assignee: account(issue.assigneeId),
      updated: toJiraDate(issue.updatedAt),
      status: status && viewStatus(status),
    },
  };
}
