import type { Call } from './call';
import { toJiraDate } from './dates';
import { mentionsIn } from './adf';
import type { ChangeItem, CommentRecord, IssueRecord, LinkRecord, ProjectRecord } from './records';
import { viewIssueType, viewLinkType, viewProjectShort, viewStatus } from './views/configuration-view';
import { isPublic } from './access';
import { selfOf } from './site-url';

/** Every product event that this Jira sends; what is not here never comes. Source: forge-facts §1.9, the Jira events page. */
export const EMITTED_EVENTS = [
  'avi:jira:created:issue',
  'avi:jira:updated:issue',
  'avi:jira:assigned:issue',
  'avi:jira:deleted:issue',
  'avi:jira:mentioned:issue',
  'avi:jira:commented:issue',
  'avi:jira:mentioned:comment',
  'avi:jira:deleted:comment',
  'avi:jira:created:issuelink',
] as const;
type EventType = (typeof EMITTED_EVENTS)[number];

const account = (accountId: string | null) => (accountId === null ? null : { accountId });

/** What happened, and what its event carries beyond the common fields. */
interface ProductEvent {
  readonly type: EventType;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * Queues a product event in the documented, reduced shape (forge-facts §1.9): nine fields and no custom ones, the
 * changelog without its id. Whoever needs more has to read the issue.
 */
function announce(call: Call, issue: IssueRecord, event: ProductEvent): void {
  call.events.push({
    eventType: event.type,
    selfGenerated: call.isApp,
    timestamp: String(call.now),
    issue: reducedIssue(call, issue),
    atlassianId: call.actorId,
    ...event.extra,
  });
}

/** The one person whom `created`, `deleted` and `commented` name. */
const byActor = (call: Call) => ({ associatedUsers: [{ accountId: call.actorId }] });

/** Queues `created:issue`, and `mentioned:issue` for whom its description mentions. */
export function announceCreated(call: Call, issue: IssueRecord): void {
  announce(call, issue, { type: 'avi:jira:created:issue', extra: byActor(call) });
  announceMentions(call, issue, null);
}

/** Queues `deleted:issue`; what goes with the issue has no events of its own. */
export function announceDeleted(call: Call, issue: IssueRecord): void {
  announce(call, issue, { type: 'avi:jira:deleted:issue', extra: byActor(call) });
}

/** Queues `updated:issue` for changed fields, and `assigned:issue` too when the assignee is among them (§7, trap 2). */
export function announceUpdate(call: Call, issue: IssueRecord, items: readonly ChangeItem[]): void {
  if (items.length === 0) return;
  const assignment = items.find(({ fieldId }) => fieldId === 'assignee');
  const people = [call.actorId, assignment?.from, assignment?.to].flatMap((id) => id ?? []);
  const associatedUsers = [...new Set(people)].map((accountId) => ({ accountId }));
  const status = items.find(({ fieldId }) => fieldId === 'status');
  const moved = [status?.from, status?.to].flatMap((id) => (id ? (call.state.statuses.get(id) ?? []) : []));
  const extra = {
    jiraEventTypeName: assignment && items.length === 1 ? 'issue_assigned' : 'issue_generic',
    changelog: { items },
    associatedUsers,
    ...(status
      ? { associatedStatuses: moved.map(({ id, name }) => ({ self: selfOf(`status/${id}`), id, name })) }
      : {}),
  };
  announce(call, issue, { type: 'avi:jira:updated:issue', extra });
  if (!assignment) return;
  const { field, fieldtype, fieldId, from, to } = assignment;
  const changelog = { items: [{ field, fieldtype, fieldId, from, to }] };
  announce(call, issue, { type: 'avi:jira:assigned:issue', extra: { changelog, associatedUsers } });
}

/** Queues `mentioned:issue` for people whom the description mentions and did not before; the writer does not count. */
export function announceMentions(call: Call, issue: IssueRecord, before: IssueRecord | null): void {
  const known = new Set([call.actorId, ...mentionsIn(before?.description)]);
  const mentionedAccountIds = mentionsIn(issue.description).filter((id) => !known.has(id));
  if (mentionedAccountIds.length === 0) return;
  announce(call, issue, { type: 'avi:jira:mentioned:issue', extra: { mentionedAccountIds } });
}

interface On {
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

/** Queues `commented:issue`, which Jira sends for a new and for an edited comment, and `mentioned:comment`. */
export function announceComment(call: Call, found: On, comment: CommentRecord): void {
  const extra = { ...byActor(call), comment: reducedComment(comment, found.project) };
  announce(call, found.issue, { type: 'avi:jira:commented:issue', extra });
  const mentionedAccountIds = mentionsIn(comment.body);
  if (mentionedAccountIds.length === 0) return;
  announce(call, found.issue, {
    type: 'avi:jira:mentioned:comment',
    extra: { mentionedAccountIds, comment: reducedComment(comment, found.project) },
  });
}

/** Queues `deleted:comment`. */
export function announceDeletedComment(call: Call, found: On, comment: CommentRecord): void {
  const extra = { comment: reducedComment(comment, found.project) };
  announce(call, found.issue, { type: 'avi:jira:deleted:comment', extra });
}

/** Queues `created:issuelink`, which carries ids and the type instead of an issue. */
export function announceLink(
  call: Call,
  link: LinkRecord,
  ends: Record<'source' | 'destination', IssueRecord>,
): void {
  const type = call.state.linkTypes.get(link.typeId);
  call.events.push({
    eventType: 'avi:jira:created:issuelink' satisfies EventType,
    selfGenerated: call.isApp,
    timestamp: String(call.now),
    id: link.id,
    sourceIssueId: ends.source.id,
    destinationIssueId: ends.destination.id,
    sourceProjectId: ends.source.projectId,
    destinationProjectId: ends.destination.projectId,
    issueLinkType: type && viewLinkType(type),
  });
}

function reducedComment(comment: CommentRecord, project: ProjectRecord) {
  return {
    self: selfOf(`issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: account(comment.authorId),
    body: comment.body,
    updateAuthor: account(comment.updateAuthorId),
    created: toJiraDate(comment.createdAt),
    updated: toJiraDate(comment.updatedAt),
    jsdPublic: isPublic(comment, project),
  };
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
