import { NO_FIELDS } from '../ports/jira';
import type { Offer } from '../contract/decision';
import type { ApprovalPanel, IssuePanel, Panel } from '../contract/handoff';
import type { KindRule } from '../contract/policy';
import type { OperationId } from '../contract/vocabulary';
import { REFUSALS } from '../domain/gate/judge-decision';
import { openGate } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { CLASSES, operationOf } from '../domain/operations/catalogue';
import { evaluate } from '../domain/policy/evaluate';
import { kindRuleFor, toFacts } from '../domain/policy/facts';
import type { IssueHeader } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Desk } from '../ports/policy-store';
import { UseCaseError } from './use-case-error';
import { loadWhole, toView } from './view-handoff';
import type { IssueCaller, World } from './world';

const ROLE_WORDS = {
  'incident-commander': 'Incident commander',
  'people-manager': 'Manager',
  'security-owner': 'Security owner',
  'leadership-sponsor': 'Leadership sponsor',
} as const;

function gateSummary(decision: Offer['decision']): string {
  if (decision.outcome === 'blocked') return 'Blocked here';
  if (decision.gates.length === 0 || decision.approverRole === null) return 'Runs at once';
  return `${ROLE_WORDS[decision.approverRole]} approves before ${decision.gates.join(' and before ')}`;
}

function toOffer(operation: OperationId, rule: KindRule, decision: Offer['decision']): Offer {
  const definition = operationOf(operation);
  const { title, badge } = CLASSES[definition.class];
  return {
    operation,
    title: definition.title,
    class: definition.class,
    classTitle: title,
    badge,
    produces: definition.produces,
    isRecommended: rule.recommended === operation,
    gateSummary: gateSummary(decision),
    decision,
  };
}

function noticeFor(desk: Desk, rule: KindRule | null, canHandOff: boolean): string | null {
  if (desk.siteSwitch.isHalted) return `AI operations are halted on this site: ${desk.siteSwitch.reason}`;
  if (rule === null)
    return 'The policy does not name this project and issue type, so nothing is offered. An admin can add it.';
  return canHandOff ? null : 'You can look, but handing work to AI needs the permission to edit this issue.';
}

/** The hand-off that is open on the issue, or null. */
async function loadOpen(world: World, slot: Desk['slot']): Promise<WholeHandoff | null> {
  const latestId = slot?.latestHandoffId ?? null;
  const latest = latestId === null ? null : await loadWhole(world, latestId);
  return latest === null || isEnd(latest.handoff.state) ? null : latest;
}

async function issuePanel(
  world: World,
  caller: IssueCaller,
  { desk, header }: { readonly desk: Desk; readonly header: IssueHeader },
): Promise<IssuePanel> {
  const { reading } = header;
  const { mayEdit } = caller;
  const { policy, siteSwitch, slot } = desk;
  const rule = kindRuleFor(policy.document, reading.projectKey, reading.issueType);
  const facts = toFacts(
    policy.document,
    { projectKey: reading.projectKey, issueType: reading.issueType, fields: reading.rawFields },
    caller.accountId,
  );
  const offers = rule === null ? [] : rule.offers.map((id) => toOffer(id, rule, evaluate(policy, facts, id)));
  const open = await loadOpen(world, slot);
  return {
    mode: 'issue',
    issueKey: reading.key,
    viewer: { accountId: caller.accountId, displayName: caller.accountId },
    policyVersion: policy.version,
    policySince: policy.publishedAt,
    isHalted: siteSwitch.isHalted,
    haltReason: siteSwitch.isHalted ? siteSwitch.reason : null,
    mayAudit: policy.document.governance.includes(caller.accountId),
    canHandOff: mayEdit && rule !== null && !siteSwitch.isHalted,
    notice: noticeFor(desk, rule, mayEdit),
    recommended: offers.find((offer) => offer.isRecommended) ?? null,
    offers,
    blockedActions: [...(rule?.blockedActions ?? [])],
    current: open === null ? null : toView(open, caller.accountId),
    earlierCount: (slot?.handoffCount ?? 0) - (open === null ? 0 : 1),
  };
}

/** The panel on an approval subtask, or null when the issue is not the subtask of the hand-off that its mark names. */
export async function approvalPanel(
  world: World,
  caller: IssueCaller,
  header: IssueHeader,
): Promise<ApprovalPanel | null> {
  const whole =
    header.approvalMark === null ? null : await world.handoffs.loadWhole(header.approvalMark.handoffId);
  const record = whole?.handoff.gates.find((gate) => gate.subtask?.id === caller.issueId);
  if (whole === null || record === undefined) return null;
  const parent = await caller.jira.readHeader(whole.handoff.issue.id, NO_FIELDS);
  if (parent === null)
    throw new UseCaseError('not-found', 'You cannot see the issue that this approval belongs to.');
  const isOpen = openGate(whole.handoff)?.plan.gate === record.plan.gate;
  const closedBecause =
    record.decision === null
      ? `${REFUSALS['not-waiting']} ${whole.handoff.explanation}`
      : `${record.decision.by.displayName} decided.`;
  return {
    mode: 'approval',
    parentKey: whole.handoff.issue.key,
    viewer: { accountId: caller.accountId, displayName: caller.accountId },
    gate: record.plan.gate,
    isOpen,
    closedBecause: isOpen ? null : closedBecause,
    whyYou: `${ROLE_WORDS[record.plan.role]} (rule ${record.plan.ruleId})`,
    whyNow: record.plan.because,
    handoff: toView(whole, caller.accountId),
  };
}

/**
 * What the panel shows on the issue that the caller stands on. With the
 * edge's own check it costs two Jira calls and one or two storage reads; on an approval subtask a third Jira call, to see
 * that the parent may be read too (AUT-04).
 */
export async function loadPanel(world: World, caller: IssueCaller): Promise<Panel> {
  const desk = await world.policies.desk(caller.issueId);
  const { fieldMap } = desk.policy.document;
  const header = await caller.jira.readHeader(caller.issueId, fieldMap);
  if (header === null) throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  const approval = await approvalPanel(world, caller, header);
  return approval ?? issuePanel(world, caller, { desk, header });
}
