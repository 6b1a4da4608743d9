import type { Decision } from '../../contract/decision';
import type { PolicyDocument } from '../../contract/policy';
import type { GatePlan, Person } from '../../contract/scope';
import type { ApproverRole } from '../../contract/vocabulary';

/** A person with what Jira says of the account now. */
export interface KnownPerson extends Person {
  readonly isActive: boolean;
  readonly accountType: string;
}

/** The account ids that policy names for a role, in order. */
export const approversOf = (policy: PolicyDocument, role: ApproverRole | null): readonly string[] =>
  policy.approvers.find((entry) => entry.role === role)?.accountIds ?? [];

/**
 * Who of the candidates can decide, in policy's order: active humans who are not `involved`, that is neither the requester
 * nor the owner of the output (APR-01).
 */
export const eligibleApprovers = (
  candidates: readonly KnownPerson[],
  involved: readonly string[],
): readonly KnownPerson[] =>
  candidates.filter(
    (person) => person.isActive && person.accountType === 'atlassian' && !involved.includes(person.accountId),
  );

/** A person without what Jira says of the account. */
export const toPerson = ({ accountId, displayName }: Person): Person => ({ accountId, displayName });

/**
 * The gates of a decision with their named approver and backup. `null` when a gate is asked for and nobody can decide
 * (R039-R041, `approver-unavailable`).
 */
export function planGates(
  decision: Decision,
  approvers: readonly KnownPerson[],
  approvalHours: number,
): readonly GatePlan[] | null {
  const [approver, backup] = approvers;
  if (decision.gates.length === 0) return [];
  if (approver === undefined || decision.approverRole === null) return null;
  const role = decision.approverRole;
  return decision.gates.map((gate): GatePlan => {
    const effect = gate === 'run' ? 'require-run-approval' : 'require-use-approval';
    const asking = decision.reasons.filter((reason) => reason.effect === effect);
    return {
      gate,
      role,
      approver: toPerson(approver),
      backup: backup === undefined ? null : toPerson(backup),
      hours: approvalHours,
      ruleId: asking.map((reason) => reason.ruleId).join(', '),
      because: asking.map((reason) => reason.because).join(' '),
    };
  });
}
