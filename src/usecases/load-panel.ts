import { NO_FIELDS } from '../ports/jira';
import type { Offer } from '../contract/decision';
import type { ApprovalPanel, IssuePanel, Panel } from '../contract/handoff';
import type { KindRule } from '../contract/policy';
import type { OperationId } from '../contract/vocabulary';
import { REFUSALS } from '../domain/gate/judge-decision';
import { openGate } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { CLASSES, operationOf } from '../domain/operations/catalogue';
import { stopsOn } from '../domain/policy/class-stops';
import { compile } from '../domain/policy/compile';
import { decide } from '../domain/policy/decide';
import { kindRuleFor } from '../domain/policy/facts';
import type { IssueHeader } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Desk } from '../ports/policy-store';
import { inputOf, readSituation, readUnderPolicy, toIssueFields, type UnderPolicy } from './under-policy';
import { UseCaseError } from './use-case-error';
import { loadWhole, toView } from './view-handoff';
import type { IssueCaller, World } from './world';

/** `incident-commander` as people read it: Incident commander. */
const roleInWords = (role: string): string =>
  `${role.slice(0, 1).toUpperCase()}${role.slice(1).replaceAll('-', ' ')}`;

function gateSummary(decision: Offer['decision']): string {
  if (decision.outcome === 'blocked') return 'Blocked here';
  if (decision.gates.length === 0 || decision.approverRole === null) return 'Runs at once';
  return `${roleInWords(decision.approverRole)} approves before ${decision.gates.join(' and before ')}`;
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
  { desk, found, policy }: UnderPolicy<IssueHeader> & { readonly desk: Desk },
): Promise<IssuePanel> {
  const { reading } = found;
  const { mayEdit } = caller;
  const { siteSwitch, slot, stops } = desk;
  const rule = kindRuleFor(policy.document, toIssueFields(reading));
  const stopped = stopsOn(rule, stops).map((stop) => stop.class);
  const [situation, open] = await Promise.all([
    readSituation(world, caller, { policy, reading, stopped }),
    loadOpen(world, slot),
  ]);
  const compiled = compile(policy);
  const offers =
    rule === null ? [] : rule.offers.map((id) => toOffer(id, rule, decide(compiled, inputOf(situation, id))));
  return {
    mode: 'issue',
    issueKey: reading.key,
    viewer: { accountId: caller.accountId, displayName: caller.accountId },
    policyVersion: policy.version,
    policySince: policy.publishedAt,
    isHalted: siteSwitch.isHalted,
    haltReason: siteSwitch.isHalted ? siteSwitch.reason : null,
    mayAudit: desk.policy.document.governance.includes(caller.accountId),
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
    whyYou: `${roleInWords(record.plan.role)} (rule ${record.plan.ruleId})`,
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
  const read = await readUnderPolicy(
    desk,
    (fields) => caller.jira.readHeader(caller.issueId, fields),
    ({ reading }) => reading.projectKey,
  );
  if (read === null) throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  const approval = await approvalPanel(world, caller, read.found);
  return approval ?? issuePanel(world, caller, { ...read, desk });
}
