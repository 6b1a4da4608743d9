import type { Decision, Reason } from '../../contract/decision';
import type { GatePlan, Person } from '../../contract/scope';
import type { GateKind } from '../../contract/vocabulary';

/** A person with what Jira says of the account now. */
export interface KnownPerson extends Person {
  readonly isActive: boolean;
  readonly accountType: string;
}

/** Whether an account belongs to a person who can act now: no app, no portal customer, nobody who left. */
export const isActivePerson = ({
  isActive,
  accountType,
}: Pick<KnownPerson, 'isActive' | 'accountType'>): boolean => isActive && accountType === 'atlassian';

/**
 * Who of the candidates can decide, in policy's order: active humans who are not `involved`, that is neither the requester
 * nor the owner of the output (APR-01).
 */
export const eligibleApprovers = (
  candidates: readonly KnownPerson[],
  involved: readonly string[],
): readonly KnownPerson[] =>
  candidates.filter((person) => isActivePerson(person) && !involved.includes(person.accountId));

/** A person without what Jira says of the account. */
export const toPerson = ({ accountId, displayName }: Person): Person => ({ accountId, displayName });

/** Who can decide, in policy's order: the chain that is gone through, and those who stand in. */
export interface Approvers {
  readonly chain: readonly KnownPerson[];
  readonly backups: readonly KnownPerson[];
}

const EFFECTS: Readonly<Record<GateKind, readonly Reason['effect'][]>> = {
  run: ['require-run-approval', 'lifted-block'],
  use: ['require-use-approval', 'require-second-reviewer', 'sample', 'lifted-block'],
};

/**
 * The gates of a decision with their named approver and backup: the first of the chain, and the first of the backups, else the
 * next of the chain. `null` when a gate is asked for and nobody can decide (R039-R041, `approver-unavailable`).
 */
export function planGates(
  decision: Decision,
  { chain, backups }: Approvers,
  approvalHours: number,
): readonly GatePlan[] | null {
  const [approver, ...others] = [...chain, ...backups];
  const backup = [...backups, ...others].find(({ accountId }) => accountId !== approver?.accountId);
  if (decision.gates.length === 0) return [];
  if (approver === undefined || decision.approverRole === null) return null;
  const role = decision.approverRole;
  return decision.gates.map((gate): GatePlan => {
    const asking = decision.reasons.filter(({ effect }) => EFFECTS[gate].includes(effect));
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
