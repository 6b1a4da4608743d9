import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import type { IssueRecord, ProjectRecord } from '../records';
import { deskUrl, viewDeskDate, viewDeskUser } from '../views/desk-view';
import { findRequestType, viewRequestType, viewSlas } from '../views/request-view';

const SERVED_EXPANDS = ['requestType', 'sla'];

/** `GET /rest/servicedeskapi/request/{key}`: only issues of service projects are requests. */
export const getCustomerRequestByIdOrKey: Handler = (call) => {
  const { issue, project } = findRequest(call);
  const expand = call.list('expand');
  const unknown = expand.find((name) => !SERVED_EXPANDS.includes(name));
  if (unknown !== undefined)
    throw JiraError.invalid(`expand '${unknown}' is not served for requests by this site.`);
  const requestType = findRequestType(project, issue);
  const status = call.state.statuses.get(issue.statusId);
  return ok({
    _expands: [
      'participant',
      'status',
      'sla',
      'requestType',
      'serviceDesk',
      'attachment',
      'action',
      'comment',
    ],
    issueId: issue.id,
    issueKey: issue.key,
    summary: issue.summary,
    requestTypeId: requestType?.id ?? issue.issueTypeId,
    serviceDeskId: project.id,
    createdDate: viewDeskDate(issue.createdAt),
    reporter: viewDeskUser(call.state, issue.reporterId),
    requestFieldValues: [
      { fieldId: 'summary', label: 'Summary', value: issue.summary },
      ...(issue.dueDate === null ? [] : [{ fieldId: 'duedate', label: 'Needed by', value: issue.dueDate }]),
      ...(issue.labels.length === 0 ? [] : [{ fieldId: 'labels', label: 'Labels', value: issue.labels }]),
    ],
    currentStatus: {
      status: status?.name ?? '',
      statusCategory: (status?.category ?? 'new').toUpperCase(),
      statusDate: viewDeskDate(issue.statusChangedAt),
    },
    ...(expand.includes('requestType') && requestType !== undefined
      ? { requestType: viewRequestType(project, requestType) }
      : {}),
    ...(expand.includes('sla') ? { sla: viewSlas(call, issue, project) } : {}),
    _links: { self: deskUrl(`request/${issue.id}`) },
  });
};

/** The request of the path, for a signed-in caller. Raises 401, and 404 for no request or one that is hidden. */
export function findRequest(call: Call): { issue: IssueRecord; project: ProjectRecord } {
  call.access.requireUser();
  const found = call.issue(call.param('issueIdOrKey'));
  if (found.project.projectTypeKey !== 'service_desk') throw noRequest();
  return found;
}

/** 404 in the words of the service desk. */
export function noRequest(): JiraError {
  return JiraError.notFound('The work item is not a customer request of a service project.');
}
