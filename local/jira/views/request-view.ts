import { isPublic } from '../access';
import type { Call } from '../call';
import type { IssueRecord, ProjectRecord, RequestTypeRecord, SlaRecord } from '../records';
import { deskUrl, viewDeskDate, viewDeskPage } from './desk-view';

/** The request type that an issue stands for: the first of its issue type, or none. */
export const findRequestType = (
  { requestTypes = [] }: ProjectRecord,
  { issueTypeId }: IssueRecord,
): RequestTypeRecord | undefined => requestTypes.find((type) => type.issueTypeId === issueTypeId);

/** A request type as the service-desk API shows one. */
export const viewRequestType = (project: ProjectRecord, type: RequestTypeRecord) => ({
  _expands: ['field'],
  id: type.id,
  name: type.name,
  description: type.description,
  helpText: '',
  issueTypeId: type.issueTypeId,
  serviceDeskId: project.id,
  portalId: project.id,
  groupIds: [],
  _links: { self: deskUrl(`servicedesk/${project.id}/requesttype/${type.id}`) },
});

const MINUTE = 60_000;

/** A duration as the service-desk API shows one: `4h 0m`. */
function viewDuration(millis: number) {
  const minutes = Math.trunc(millis / MINUTE);
  return { millis, friendly: `${Math.trunc(minutes / 60)}h ${Math.abs(minutes % 60)}m` };
}

function endOf({ state }: Call, { issue, project, sla }: Goal): number | null {
  if (sla.endsWith === 'resolution') return issue.resolvedAt;
  const first = state.issues
    .comments(issue.id)
    .find((comment) => comment.authorId !== issue.reporterId && isPublic(comment, project));
  return first?.createdAt ?? null;
}

interface Goal {
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
  readonly sla: SlaRecord;
}

function viewSla(call: Call, goal: Goal) {
  const { issue, sla } = goal;
  const end = endOf(call, goal);
  const millis = sla.goalMinutes * MINUTE;
  const elapsed = (end ?? call.now) - issue.createdAt;
  const cycle = {
    startTime: viewDeskDate(issue.createdAt),
    breachTime: viewDeskDate(issue.createdAt + millis),
    breached: elapsed > millis,
    goalDuration: viewDuration(millis),
    elapsedTime: viewDuration(elapsed),
    remainingTime: viewDuration(millis - elapsed),
  };
  return {
    id: sla.id,
    name: sla.name,
    slaDisplayFormat: 'NEW_SLA_FORMAT',
    completedCycles: end === null ? [] : [{ ...cycle, stopTime: viewDeskDate(end) }],
    ...(end === null ? { ongoingCycle: { ...cycle, paused: false, withinCalendarHours: true } } : {}),
    _links: { self: deskUrl(`request/${issue.id}/sla/${sla.id}`) },
  };
}

/** The goals of a request, each with one cycle from its creation: running, or ended once and for all. */
export const viewSlas = (call: Call, issue: IssueRecord, project: ProjectRecord) => {
  const { slas = [] } = project;
  const all = slas.map((sla) => viewSla(call, { issue, project, sla }));
  return viewDeskPage(all, { path: `request/${issue.id}/sla`, start: 0, limit: Math.max(50, all.length) });
};
