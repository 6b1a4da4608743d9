import { ok, type Handler } from '../call';
import { JiraError } from '../jira-error';
import { SITE_URL } from '../site-url';
import { viewUserId } from '../views/user-view';

/** `GET /rest/servicedeskapi/request/{key}`: only issues of service projects are requests. */
export const getCustomerRequestByIdOrKey: Handler = (call) => {
  const { issue, project } = call.issue(call.param('issueIdOrKey'));
  if (project.projectTypeKey !== 'service_desk') {
    throw JiraError.notFound('The work item is not a customer request of a service project.');
  }
  if (call.list('expand').length > 0)
    throw JiraError.invalid('expand is not served for requests by this site.');
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
    requestTypeId: issue.issueTypeId,
    serviceDeskId: project.id,
    createdDate: dateDto(issue.createdAt),
    ...reporterOf(viewUserId(call.state, issue.reporterId)),
    requestFieldValues: [{ fieldId: 'summary', label: 'Summary', value: issue.summary }],
    currentStatus: {
      status: status?.name ?? '',
      statusCategory: (status?.category ?? 'new').toUpperCase(),
      statusDate: dateDto(issue.statusChangedAt),
    },
    _links: { self: `${SITE_URL}/rest/servicedeskapi/request/${issue.id}` },
  });
};

function reporterOf(user: ReturnType<typeof viewUserId>) {
  if (user === null) return {};
  const { accountId, displayName, active, timeZone, self } = user;
  return { reporter: { accountId, displayName, active, timeZone, _links: { self } } };
}

function dateDto(ms: number) {
  const iso8601 = new Date(ms).toISOString();
  return { iso8601, jira: iso8601, friendly: iso8601.slice(0, 16).replace('T', ' '), epochMillis: ms };
}
