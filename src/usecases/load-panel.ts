import type { Offer } from '../contract/decision';
import type { ApprovalPanel, IssuePanel, Panel } from '../contract/handoff';
import type { KindRule } from '../contract/policy';
import type { OperationId } from '../contract/vocabulary';
import { isUnanswered } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { CLASSES, operationOf } from '../domain/operations/catalogue';
import { stopsOn } from '../domain/policy/class-stops';
import { compile } from '../domain/policy/compile';
import { decide } from '../domain/policy/decide';
import { kindRuleFor } from '../domain/policy/facts';
import { roleInWords, seatFor } from '../domain/review/asked';
import type { IssueHeader } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import type { ControlState, Desk } from '../ports/policy-store';
import { approvalPanel, type GateSeat } from './approval-panel';
import { inputOf, readSituation, readUnderPolicy, toIssueFields, type UnderPolicy } from './under-policy';
import { UseCaseError } from './use-case-error';
import { loadWhole, toView } from './view-handoff';
import type { IssueCaller, World } from './world';

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

/** The issue's newest hand-off while it is open, and while it is an escalation that nobody has answered. */
async function loadLatest(
  world: World,
  slot: Desk['slot'],
): Promise<{ readonly open: WholeHandoff | null; readonly unanswered: WholeHandoff | null }> {
  const latestId = slot?.latestHandoffId ?? null;
  const latest = latestId === null ? null : await loadWhole(world, latestId);
  return {
    open: latest === null || isEnd(latest.handoff.state) ? null : latest,
    unanswered: latest !== null && isUnanswered(latest.handoff) ? latest : null,
  };
}

/** The gate of the issue's hand-off that is held here in the panel, for those whom it names. */
async function heldHere(
  world: World,
  caller: IssueCaller,
  { open, control }: { readonly open: WholeHandoff | null; readonly control: ControlState },
): Promise<ApprovalPanel | null> {
  const place = open === null ? null : seatFor(open.handoff, caller.accountId);
  if (open === null || place?.gate.plan.place !== 'panel') return null;
  return approvalPanel(world, caller, { whole: open, ...place, control });
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
  const [situation, { open, unanswered }] = await Promise.all([
    readSituation(world, caller, { policy, reading, stopped }),
    loadLatest(world, slot),
  ]);
  const compiled = compile(policy);
  const offers =
    rule === null ? [] : rule.offers.map((id) => toOffer(id, rule, decide(compiled, inputOf(situation, id))));
  const viewer = { accountId: caller.accountId, at: situation.at, document: policy.document };
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
    current: open === null ? null : toView(open, viewer),
    approval: await heldHere(world, caller, { open, control: desk }),
    unanswered: unanswered === null ? null : toView(unanswered, viewer),
    earlierCount: (slot?.handoffCount ?? 0) - (open === null ? 0 : 1),
  };
}

/** The seat for which the issue that the caller stands on is the approval subtask, by the app's own record (APR-05). */
async function seatHere(world: World, caller: IssueCaller, { gateOf }: Desk): Promise<GateSeat | null> {
  const whole = gateOf === null ? null : await world.handoffs.loadWhole(gateOf);
  if (whole === null) return null;
  for (const gate of whole.handoff.gates) {
    const seat = gate.seats.findIndex(({ subtask }) => subtask?.id === caller.issueId);
    if (seat !== -1) return { whole, gate, seat };
  }
  return null;
}

/**
 * What the panel shows on the issue that the caller stands on. With the edge's own check an ordinary issue costs two Jira calls
 * and one or two storage reads; what an approval costs is said at `approvalPanel`.
 */
export async function loadPanel(world: World, caller: IssueCaller): Promise<Panel> {
  const desk = await world.policies.desk(caller.issueId);
  const place = await seatHere(world, caller, desk);
  if (place !== null) return approvalPanel(world, caller, { ...place, control: desk });
  const read = await readUnderPolicy(
    desk,
    (fields) => caller.jira.readHeader(caller.issueId, fields),
    ({ reading }) => reading.projectKey,
  );
  if (read === null) throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  return issuePanel(world, caller, { ...read, desk });
}
