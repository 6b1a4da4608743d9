import { ok, type Call, type Handler } from '../call';
import { followTransition } from '../issue-transition';
import { JiraError } from '../jira-error';
import type { ApprovalDecision, ApprovalRecord, IssueRecord, ProjectRecord } from '../records';
import { deskUrl, viewDeskDate, viewDeskPage, viewDeskUser } from '../views/desk-view';
import { findRequest } from './service-desk';

/** `GET /request/{key}/approval` */
export const getApprovals: Handler = (call) => {
  const { issue } = findRequest(call);
  const approvals = call.state.approvalsOf(issue.id).map((approval) => viewApproval(call, approval));
  const page = { start: call.number('start', 0), limit: call.number('limit', 50, 100) };
  return ok(viewDeskPage(approvals, { path: `request/${issue.id}/approval`, ...page }));
};

/** `GET /request/{key}/approval/{id}` */
export const getApprovalById: Handler = (call) => {
  const { issue } = findRequest(call);
  return ok(viewApproval(call, findApproval(call, issue)));
};

/**
 * `POST /request/{key}/approval/{id}` with `{decision: 'approve'|'decline'}`: the caller's own answer. Raises 403 when
 * the caller is no approver and 409 when they answered already or the approval is complete.
 */
export const answerApproval: Handler = (call) => {
  const found = findRequest(call);
  const approval = findApproval(call, found.issue);
  const { decision } = call.body;
  if (decision !== 'approve' && decision !== 'decline')
    throw JiraError.invalid("'decision' has to be approve or decline.");
  const own = approval.approvers.find(({ accountId }) => accountId === call.actorId);
  if (!own) throw JiraError.forbidden('You are not an approver of this request.');
  if (approval.completedAt !== null || own.decision !== 'pending')
    throw new JiraError(409, ['The approval is complete, or you have answered it already.']);
  const mine: ApprovalDecision = decision === 'approve' ? 'approved' : 'declined';
  const approvers = approval.approvers.map((each) =>
    each.accountId === call.actorId ? { ...each, decision: mine } : each,
  );
  const isComplete = finalDecision({ approvers }) !== 'pending';
  const answered = { ...approval, approvers, completedAt: isComplete ? call.now : null };
  call.state.approvals.put(answered.id, answered);
  if (isComplete) conclude(call, found, answered);
  return ok(viewApproval(call, answered));
};

function conclude(
  call: Call,
  { issue, project }: { issue: IssueRecord; project: ProjectRecord },
  approval: ApprovalRecord,
): void {
  const wanted = finalDecision(approval) === 'approved' ? approval.onApproved : approval.onDeclined;
  const entry = project.issueTypes.find(({ issueTypeId }) => issueTypeId === issue.issueTypeId);
  const workflow = entry && call.state.workflows.get(entry.workflowId);
  const transition = workflow?.transitions.find(({ id }) => id === wanted);
  if (transition) followTransition(call, issue, transition);
}

function findApproval(call: Call, issue: IssueRecord): ApprovalRecord {
  const approval = call.state.approvals.get(call.param('approvalId'));
  if (approval?.issueId !== issue.id) throw JiraError.notFound('The approval does not exist.');
  return approval;
}

function finalDecision({ approvers }: Pick<ApprovalRecord, 'approvers'>): ApprovalDecision {
  if (approvers.some(({ decision }) => decision === 'declined')) return 'declined';
  return approvers.every(({ decision }) => decision === 'approved') ? 'approved' : 'pending';
}

function viewApproval(call: Call, approval: ApprovalRecord) {
  const own = approval.approvers.find(({ accountId }) => accountId === call.actorId);
  return {
    id: approval.id,
    name: approval.name,
    finalDecision: finalDecision(approval),
    canAnswerApproval: approval.completedAt === null && own?.decision === 'pending',
    approvers: approval.approvers.map(({ accountId, decision }) => ({
      approver: viewDeskUser(call.state, accountId),
      approverDecision: decision,
    })),
    createdDate: viewDeskDate(approval.createdAt),
    ...(approval.completedAt === null ? {} : { completedDate: viewDeskDate(approval.completedAt) }),
    _links: { self: deskUrl(`request/${approval.issueId}/approval/${approval.id}`) },
  };
}
