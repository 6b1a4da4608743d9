import type { HandoffSummary, HandoffView } from '../contract/handoff';
import { ballWith, stagesOf } from '../domain/handoff/describe-progress';
import { openGate, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { operationOf } from '../domain/operations/catalogue';
import { asReviewed, commentLines } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { UseCaseError } from './use-case-error';
import type { IssueCaller, World } from './world';

/** A hand-off as one line of a list. */
export const summarise = (handoff: Handoff): HandoffSummary => ({
  id: handoff.id,
  issueKey: handoff.issue.key,
  operation: handoff.operation,
  operationTitle: operationOf(handoff.operation).title,
  state: handoff.state,
  requester: handoff.requester,
  ballWith: ballWith(handoff),
  requestedAt: handoff.requestedAt,
  updatedAt: handoff.updatedAt,
  dueAt: handoff.dueAt,
});

function permissionsOf(handoff: Handoff, viewerId: string): HandoffView['may'] {
  const gate = openGate(handoff);
  const named = gate === null ? [] : [gate.plan.approver.accountId, gate.plan.backup?.accountId];
  return {
    review: handoff.state === 'awaiting-review' && handoff.owner.accountId === viewerId,
    withdraw: canHappen(handoff.state, 'withdraw') && handoff.requester.accountId === viewerId,
    decide:
      named.includes(viewerId) && ![handoff.requester.accountId, handoff.owner.accountId].includes(viewerId),
  };
}

/** The whole hand-off for one viewer who may browse its issue. What the viewer may do is a hint; every act checks again. */
export const toView = ({ handoff, packet, output }: WholeHandoff, viewerId: string): HandoffView => ({
  summary: summarise(handoff),
  version: handoff.version,
  seal: handoff.seal,
  decision: packet.decision,
  scope: packet.scope,
  owner: handoff.owner,
  gates: handoff.gates.map(({ plan, subtask, expiresAt, decision }) => ({
    plan,
    subtaskKey: subtask?.key ?? null,
    expiresAt,
    decision,
  })),
  stages: stagesOf(handoff),
  explanation: handoff.explanation,
  sources: [...packet.sources],
  output: output === null ? null : asReviewed(handoff, output),
  comment: output === null ? [] : commentLines(handoff, asReviewed(handoff, output), packet.sources),
  may: permissionsOf(handoff, viewerId),
  writtenBack: handoff.writtenBack,
});

/** Loads a hand-off whole. Raises `not-found` when there is none by this id. */
export async function loadWhole(world: World, handoffId: string): Promise<WholeHandoff> {
  const whole = await world.handoffs.loadWhole(handoffId);
  if (whole === null) throw new UseCaseError('not-found', 'There is no such hand-off.');
  return whole;
}

/** Loads a hand-off of the issue on which the caller stands; another issue's is `not-found`, whatever its id (AUT-01). */
export async function loadOwn(world: World, caller: IssueCaller, handoffId: string): Promise<WholeHandoff> {
  const whole = await loadWhole(world, handoffId);
  if (whole.handoff.issue.id !== caller.issueId)
    throw new UseCaseError('not-found', 'There is no such hand-off.');
  return whole;
}

/** The hand-off as the caller sees it on its issue. */
export async function viewHandoff(
  world: World,
  caller: IssueCaller,
  handoffId: string,
): Promise<HandoffView> {
  return toView(await loadOwn(world, caller, handoffId), caller.accountId);
}
