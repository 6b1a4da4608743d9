import type { DetailsOf } from '../../contract/audit';
import type { PolicyDocument } from '../../contract/policy';
import type { ApproverRole } from '../../contract/vocabulary';
import { decisionsAt, isUnanswered, type Handoff } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';

/** In which role somebody answers an escalation. */
export type Answerer = DetailsOf<'escalation.answered'>['by'];

/** Who escalated: at a gate, or as the reviewer of the output (accounts). */
export const escalatedBy = ({ gates, review }: Handoff): readonly string[] => [
  ...gates.flatMap(decisionsAt).flatMap(({ verdict, by }) => (verdict === 'escalate' ? [by.accountId] : [])),
  ...(review?.verdict === 'escalate' ? [review.by.accountId] : []),
];

/** The role whose people may answer: of the gate that was escalated, else of the first gate; null where policy asked for none. */
export function roleToAnswer({ gates }: Handoff): ApproverRole | null {
  const escalated = gates.find((gate) => decisionsAt(gate).some(({ verdict }) => verdict === 'escalate'));
  return (escalated ?? gates[0])?.plan.role ?? null;
}

/** Everybody whom the plans of a hand-off's gates name as holders of the role (accounts). */
export const holdersIn = ({ gates }: Handoff): readonly string[] =>
  gates.flatMap(({ plan }) =>
    [...plan.approvers, ...(plan.backup === null ? [] : [plan.backup]), ...plan.others].map(
      ({ accountId }) => accountId,
    ),
  );

/**
 * In which role an account may answer the escalation of a hand-off; null when it may not, when it is answered, and always for
 * whoever asked for the hand-off or escalated it. `holders`: who holds the approver's role (accounts).
 */
export function answererOf(
  handoff: Handoff,
  accountId: string,
  { document, holders }: { readonly document: PolicyDocument; readonly holders: readonly string[] },
): Answerer | null {
  if (!isUnanswered(handoff)) return null;
  if ([handoff.requester.accountId, ...escalatedBy(handoff)].includes(accountId)) return null;
  if (holders.includes(accountId)) return 'approver';
  if (handoff.owner.accountId === accountId) return 'owner';
  const { class: group } = operationOf(handoff.operation);
  if (document.owners.some((owners) => owners.class === group && owners.business === accountId))
    return 'class-owner';
  return document.governance.includes(accountId) ? 'governance' : null;
}
