import type { Decision, Reason } from '../../contract/decision';
import type { GateSettings } from '../../contract/policy';
import type { Quorum } from '../../contract/policy-people';
import type { AskedPerson, GatePlan, Person } from '../../contract/scope';
import { RiskSchema, type GateKind, type Risk } from '../../contract/vocabulary';

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
 * Who of the candidates can decide, in policy's order: active humans who are not `involved` (accounts): neither requester nor
 * owner of the output (APR-01), nor whoever operates the AI or wrote the policy lately.
 */
export const eligibleApprovers = <T extends KnownPerson>(
  candidates: readonly T[],
  involved: readonly string[],
): readonly T[] =>
  candidates.filter((person) => isActivePerson(person) && !involved.includes(person.accountId));

/** A person without what Jira says of the account. */
export const toPerson = ({ accountId, displayName }: Person): Person => ({ accountId, displayName });

/** Somebody of a chain, and in whose place by a delegation. */
export interface Candidate extends KnownPerson {
  readonly standsInFor: Person | null;
}

/** Who can decide, in policy's order: the chain that is gone through, those who stand in, and how many are needed. */
export interface Approvers {
  readonly chain: readonly Candidate[];
  readonly backups: readonly KnownPerson[];
  readonly quorum: Quorum;
}

/** How gates are held here. `hours`: the deadline of a decision. */
export interface Holding {
  readonly hours: number;
  readonly settings: GateSettings;
  readonly risk: Risk;
  readonly place: GatePlan['place'];
}

const EFFECTS: Readonly<Record<GateKind, readonly Reason['effect'][]>> = {
  run: ['require-run-approval', 'lifted-block'],
  use: ['require-use-approval', 'require-second-reviewer', 'sample', 'lifted-block'],
};

/** The rules of a decision that ask for a gate. */
export const askingFor = ({ reasons }: Pick<Decision, 'reasons'>, gate: GateKind): readonly Reason[] =>
  reasons.filter(({ effect }) => EFFECTS[gate].includes(effect));

const asked = ({ accountId, displayName, standsInFor }: Candidate): AskedPerson => ({
  accountId,
  displayName,
  standsInFor: standsInFor === null ? null : toPerson(standsInFor),
});

type Asked = Pick<GatePlan, 'approvers' | 'backup' | 'others'>;

/** Of everybody who holds the role so many are in the team's queue beside those who are asked. */
const MAX_OTHERS = 20;

/**
 * Who is asked: the first of the chain, and where it is too short those who stand in; the backup is the first who is left of the
 * backups, else of the chain. Null when fewer can act than are needed.
 */
function askOf({ chain, backups, quorum }: Approvers): Asked | null {
  const stand = backups.map((person): Candidate => ({ ...person, standsInFor: null }));
  const isNotIn =
    (people: readonly Person[]) =>
    ({ accountId }: Person): boolean =>
      !people.some((person) => person.accountId === accountId);
  const standIns = stand.filter(isNotIn(chain));
  const first = chain.slice(0, quorum.of);
  const approvers = [...first, ...standIns.slice(0, Math.max(0, quorum.needed - first.length))];
  if (approvers.length < quorum.needed) return null;
  const left = [...stand, ...chain].filter(isNotIn(approvers));
  const backup = left[0] ?? null;
  return {
    approvers: approvers.map(asked),
    backup: backup === null ? null : asked(backup),
    others: [...chain, ...standIns]
      .filter(isNotIn(backup === null ? approvers : [...approvers, backup]))
      .slice(0, MAX_OTHERS)
      .map(toPerson),
  };
}

const levelOf = (risk: Risk): number => RiskSchema.options.indexOf(risk);

/** A light review is enough up to the risk that policy names; above it, and where it names none, a gate is a sign-off. */
const reviewOf = (
  risk: Risk,
  { lightReviewUpTo }: Pick<GateSettings, 'lightReviewUpTo'>,
): GatePlan['review'] =>
  lightReviewUpTo !== null && levelOf(risk) <= levelOf(lightReviewUpTo) ? 'light' : 'sign-off';

/**
 * The gates of a decision with who is asked and how they are held. `null` when a gate is asked for and too few people can
 * decide (R039-R041, `approver-unavailable`).
 */
export function planGates(
  decision: Decision,
  approvers: Approvers,
  { hours, settings, risk, place }: Holding,
): readonly GatePlan[] | null {
  const { approverRole: role, gates } = decision;
  if (gates.length === 0) return [];
  const people = askOf(approvers);
  if (people === null || role === null) return null;
  return gates.map((gate): GatePlan => {
    const asking = askingFor(decision, gate);
    return {
      gate,
      role,
      ...people,
      needed: approvers.quorum.needed,
      isInOrder: approvers.quorum.isInOrder,
      hours,
      remindAfterHours: settings.remindAfterHours,
      backupAfterHours: settings.backupAfterHours,
      mayBackupDecideEarly: settings.mayBackupDecideEarly,
      validHours: settings.validHours,
      risk,
      review: reviewOf(risk, settings),
      place,
      ruleId: asking.map((reason) => reason.ruleId).join(', '),
      because: asking.map((reason) => reason.because).join(' '),
    };
  });
}
