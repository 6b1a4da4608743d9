import type { Escalation, GateStatus, HandoffSummary, HandoffView } from '../contract/handoff';
import type { PolicyDocument } from '../contract/policy';
import { ballWith, stagesOf } from '../domain/handoff/describe-progress';
import { isUnanswered, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { operationOf } from '../domain/operations/catalogue';
import { policyFor } from '../domain/policy/policy-for';
import { answererOf, holdersIn } from '../domain/review/answering';
import { mayBeReminded, seatFor } from '../domain/review/asked';
import { isCustomerOffered } from '../domain/writeback/audience';
import { asReviewed, commentLines, customerLines } from '../domain/writeback/comment';
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

/** Who looks at a hand-off, when (ISO 8601), and under which policy: null where nobody would act on what is seen. */
export interface Viewer {
  readonly accountId: string;
  readonly at: string;
  readonly document: PolicyDocument | null;
}

function permissionsOf(handoff: Handoff, { accountId, at, document }: Viewer): HandoffView['may'] {
  const isRequester = handoff.requester.accountId === accountId;
  return {
    review: handoff.state === 'awaiting-review' && handoff.owner.accountId === accountId,
    withdraw: canHappen(handoff.state, 'withdraw') && isRequester,
    decide: seatFor(handoff, accountId) !== null,
    remind: isRequester && mayBeReminded(handoff, at),
    answer:
      document !== null && answererOf(handoff, accountId, { document, holders: holdersIn(handoff) }) !== null,
  };
}

const toGate = ({ plan, seats, openedAt, expiresAt, validUntil, release }: GateRecord): GateStatus => ({
  plan,
  seats: seats.map((seat) => ({
    approver: seat.approver,
    askedAt: seat.askedAt,
    subtaskKey: seat.subtask?.key ?? null,
    remindedAt: seat.remindedAt,
    backupAskedAt: seat.backupAskedAt,
    backupAskedWhy: seat.backupAskedWhy,
    decision: seat.decision,
  })),
  openedAt,
  expiresAt,
  validUntil,
  release,
});

const toEscalation = ({ state, escalationAnswer: answer }: Handoff): Escalation | null =>
  state === 'escalated'
    ? { answeredBy: answer?.by ?? null, answeredAt: answer?.at ?? null, note: answer?.note ?? '' }
    : null;

/** What would be posted or was, and what the customer would read where that may be chosen. */
function commentsOf({
  handoff,
  packet,
  output,
}: WholeHandoff): Pick<HandoffView, 'output' | 'comment' | 'customerComment'> {
  if (output === null) return { output: null, comment: [], customerComment: null };
  const reviewed = asReviewed(handoff, output);
  return {
    output: reviewed,
    comment: commentLines(handoff, reviewed, packet.sources),
    customerComment: isCustomerOffered(handoff, packet, reviewed)
      ? customerLines(handoff, reviewed, packet.sources)
      : null,
  };
}

/** The whole hand-off for one viewer who may browse its issue. What the viewer may do is a hint; every act checks again. */
export function toView(whole: WholeHandoff, viewer: Viewer): HandoffView {
  const { handoff, packet } = whole;
  return {
    summary: summarise(handoff),
    version: handoff.version,
    seal: handoff.seal,
    decision: packet.decision,
    scope: packet.scope,
    owner: handoff.owner,
    engine: packet.engine,
    fallbacks: [...packet.fallbacks],
    gates: handoff.gates.map(toGate),
    stages: stagesOf(handoff),
    explanation: handoff.explanation,
    sources: [...packet.sources],
    ...commentsOf(whole),
    audience: handoff.review?.audience ?? 'internal',
    may: permissionsOf(handoff, viewer),
    escalation: toEscalation(handoff),
    writtenBack: handoff.writtenBack,
  };
}

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

/** The hand-off as the caller sees it on its issue; who may answer is asked of policy only while an escalation waits. */
export async function viewHandoff(
  world: World,
  caller: IssueCaller,
  handoffId: string,
): Promise<HandoffView> {
  const whole = await loadOwn(world, caller, handoffId);
  const { issue } = whole.handoff;
  const policy = isUnanswered(whole.handoff)
    ? policyFor(await world.policies.control(), issue.projectKey)
    : null;
  const document = policy?.document ?? null;
  return toView(whole, { accountId: caller.accountId, at: world.clock.now(), document });
}
