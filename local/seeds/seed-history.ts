import { systemChange } from '../jira/issue-shelf';
import type { ChangeItem, IssueRecord } from '../jira/records';
import type { JiraState } from '../jira/state';
import { nameOfUser } from '../jira/views/user-view';
import { SEVERITY_FIELD } from './configuration';

interface Change {
  readonly ms: number;
  readonly field: string;
  readonly to: string | null;
}

/** Applies one seeded change: `status`, `assignee`, `priority` or `severity`. Undefined when nothing changes. */
export function replayChange(state: JiraState, issue: IssueRecord, change: Change) {
  if (change.field === 'status') return replayStatus(state, issue, change);
  if (change.field === 'assignee') return replayAssignee(state, issue, change);
  if (change.field === 'priority') return replayPriority(state, issue, change);
  if (change.field === 'severity') return replaySeverity(state, issue, change);
  throw new Error(`the seed changes '${change.field}' of ${issue.key}, which it cannot`);
}

function replayStatus(state: JiraState, issue: IssueRecord, { ms, to }: Change) {
  const next = state.statuses.all().find(({ name }) => name === to);
  if (!next) throw new Error(`the seed moves ${issue.key} to '${String(to)}', which is no status`);
  if (next.id === issue.statusId) return undefined;
  const before = { id: issue.statusId, text: state.statuses.get(issue.statusId)?.name ?? null };
  const items: ChangeItem[] = [systemChange('status', before, { id: next.id, text: next.name })];
  const isDone = next.category === 'done';
  const resolutionId = isDone ? (issue.resolutionId ?? state.resolutions.all()[0]?.id ?? null) : null;
  if (resolutionId !== issue.resolutionId) {
    const show = (id: string | null) => ({
      id,
      text: id === null ? null : (state.resolutions.get(id)?.name ?? null),
    });
    items.push(systemChange('resolution', show(issue.resolutionId), show(resolutionId)));
  }
  const resolvedAt = isDone ? (issue.resolvedAt ?? ms) : null;
  return { issue: { ...issue, statusId: next.id, statusChangedAt: ms, resolutionId, resolvedAt }, items };
}

function replayAssignee(state: JiraState, issue: IssueRecord, { to }: Change) {
  if (to === issue.assigneeId) return undefined;
  const show = (id: string | null) => ({ id, text: nameOfUser(state, id) });
  return {
    issue: { ...issue, assigneeId: to },
    items: [systemChange('assignee', show(issue.assigneeId), show(to))],
  };
}

function replayPriority(state: JiraState, issue: IssueRecord, { to }: Change) {
  const next = state.priorities.all().find(({ name }) => name === to);
  if (!next || next.id === issue.priorityId) return undefined;
  const before = state.priorities.all().find(({ id }) => id === issue.priorityId);
  const items = [
    systemChange(
      'priority',
      { id: issue.priorityId, text: before?.name ?? null },
      { id: next.id, text: next.name },
    ),
  ];
  return { issue: { ...issue, priorityId: next.id }, items };
}

function replaySeverity(state: JiraState, issue: IssueRecord, { to }: Change) {
  const field = state.fields.get(SEVERITY_FIELD);
  const before = field?.options?.find(({ id }) => id === issue.custom[SEVERITY_FIELD]);
  const next = field?.options?.find(({ value }) => value === to);
  if (!field || !next || next.id === before?.id) return undefined;
  const item: ChangeItem = {
    field: field.name,
    fieldtype: 'custom',
    fieldId: field.id,
    from: before?.id ?? null,
    fromString: before?.value ?? null,
    to: next.id,
    toString: next.value,
  };
  return { issue: { ...issue, custom: { ...issue.custom, [SEVERITY_FIELD]: next.id } }, items: [item] };
}
