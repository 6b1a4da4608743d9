import type { GateStatuses, StatusNames } from '../../contract/policy';
import type { HandoffState, GateKind, Verdict } from '../../contract/vocabulary';
import { outcomeOf, type GateRecord, type Seat } from '../handoff/handoff';
import { isActivePerson } from './plan-gates';

/** What somebody tries to do: decide, or move the subtask of an approval back to a status that decides nothing (APR-08). */
export type Act = Verdict | 'take-back';

/** Somebody's try to decide at a gate, with what was found out about that person now (not what the browser says). */
export interface Attempt {
  readonly accountId: string;
  readonly accountType: string;
  readonly isActive: boolean;
  readonly at: string;
  readonly act: Act;
}

/** Who may decide nothing here, and whom policy names now: all read again at the moment of the decision (APR-02). Accounts. */
export interface Entitlement {
  readonly requesterId: string;
  readonly ownerId: string;
  /** Whom policy names for the gate now, delegations followed: its chain and its backups. */
  readonly approverIds: readonly string[];
  /** Who operates the AI: technical owner and on-call of the operation's class. */
  readonly operatorIds: readonly string[];
  /** Who wrote the policy in force and approves nothing under it yet (POL-01). */
  readonly pausedIds: readonly string[];
}

/** A gate as it stands, and the place at it (from 0) that somebody tries to decide. */
export interface OpenGate extends Entitlement {
  readonly gate: GateRecord;
  readonly seat: number;
  readonly state: HandoffState;
}

export type Refusal =
  | 'not-waiting'
  | 'decision-stands'
  | 'seat-decided'
  | 'not-asked-yet'
  | 'not-a-human'
  | 'inactive'
  | 'is-requester'
  | 'is-owner'
  | 'is-operator'
  | 'is-author'
  | 'not-the-approver'
  | 'decided-another'
  | 'too-early'
  | 'expired'
  | 'over-limit';

/** Why each refusal, as a sentence for the trail and for people. */
export const REFUSALS: Readonly<Record<Refusal, string>> = {
  'not-waiting': 'This hand-off is not waiting for this decision.',
  'decision-stands': 'The approval stands: what it approved has begun or is over, and nothing is undone.',
  'seat-decided': 'This was decided already.',
  'not-asked-yet': 'This approver is asked when the one before has approved.',
  'not-a-human': 'Only a person can decide here; an app or automation cannot.',
  inactive: 'This account is not active.',
  'is-requester': 'Whoever asked for the hand-off cannot approve it.',
  'is-owner': 'Whoever owns and reviews the output cannot approve it.',
  'is-operator': 'Whoever operates the AI cannot approve its work.',
  'is-author': 'Whoever wrote the policy in force cannot approve under it yet.',
  'not-the-approver': 'Only the named approver or the named backup can decide here.',
  'decided-another': 'Nobody decides twice at one gate.',
  'too-early': 'The backup decides only after being asked.',
  expired: 'The time for this decision is over.',
  'over-limit': 'This approver is over a limit of policy on approvals, so the backup is asked.',
};

const STATE_OF_GATE: Readonly<Record<GateKind, HandoffState>> = {
  run: 'awaiting-run-approval',
  use: 'awaiting-use-approval',
};

const isWaiting = ({ gate, state }: OpenGate): boolean => state === STATE_OF_GATE[gate.plan.gate];

/** Whether a place that was approved may still be refused or taken back: while the gate waits, and until the run starts (APR-11). */
const isReversible = (open: OpenGate): boolean =>
  isWaiting(open) || (open.gate.plan.gate === 'run' && open.state === 'queued');

/** Whether this act has a moment now, whoever it is; `decision` is what the place holds already. */
function whyNotNow(open: OpenGate, { askedAt, decision }: Seat, act: Act): Refusal | null {
  if (decision === null) {
    if (!isWaiting(open) || act === 'take-back') return 'not-waiting';
    return askedAt === null ? 'not-asked-yet' : null;
  }
  if (act === 'approve') return isWaiting(open) ? 'seat-decided' : 'not-waiting';
  if (isReversible(open)) return null;
  return outcomeOf(open.gate) === 'approve' ? 'decision-stands' : 'not-waiting';
}

/** Why a person may decide at no place of this gate; null when nothing speaks against it. Also asked when a gate is looked after. */
export function whyBarred(
  { requesterId, ownerId, operatorIds, pausedIds, approverIds }: Entitlement,
  person: Pick<Attempt, 'accountId' | 'accountType' | 'isActive'>,
): Refusal | null {
  const { accountId } = person;
  if (person.accountType !== 'atlassian') return 'not-a-human';
  if (!isActivePerson(person)) return 'inactive';
  if (accountId === requesterId) return 'is-requester';
  if (accountId === ownerId) return 'is-owner';
  if (operatorIds.includes(accountId)) return 'is-operator';
  if (pausedIds.includes(accountId)) return 'is-author';
  return approverIds.includes(accountId) ? null : 'not-the-approver';
}

/** Whether the backup was asked by the time of an act, or need not be. */
const mayBackup = ({ gate }: OpenGate, { backupAskedAt }: Seat, at: string): boolean =>
  gate.plan.mayBackupDecideEarly || (backupAskedAt !== null && at >= backupAskedAt);

/** Why not this place, for somebody who is entitled to the gate. */
function whyNotHere(open: OpenGate, seat: Seat, { accountId, at }: Attempt): Refusal | null {
  const { seats, plan, expiresAt } = open.gate;
  const isApprover = seat.approver.accountId === accountId;
  if (!isApprover && plan.backup?.accountId !== accountId) return 'not-the-approver';
  if (seats.some((other) => other !== seat && other.decision?.by.accountId === accountId))
    return 'decided-another';
  if (!isApprover && !mayBackup(open, seat, at)) return 'too-early';
  return isWaiting(open) && expiresAt !== null && at > expiresAt ? 'expired' : null;
}

/**
 * Whether an attempt counts: null when it does, else why not. The one choke point for every way in (U2): the gate waits for
 * this place, the actor is an active human, is the approver of the place or the backup, is still named by policy, and is neither
 * the requester nor the owner of the output nor whoever operates the AI (APR-01). A refusal of what was approved counts until
 * the run starts (APR-08, APR-11).
 */
export function judgeAttempt(open: OpenGate, attempt: Attempt): Refusal | null {
  const seat = open.gate.seats[open.seat];
  if (seat === undefined) return 'not-waiting';
  return whyNotNow(open, seat, attempt.act) ?? whyBarred(open, attempt) ?? whyNotHere(open, seat, attempt);
}

/** The names that hold in a project: its own where policy has some, else those of every project. */
export const statusesFor = (statuses: GateStatuses, projectKey: string): StatusNames =>
  statuses.byProject.find((own) => own.projectKey === projectKey) ?? statuses;

/** What a status of the approval subtask means; null decides nothing. Names compare without case. */
export function verdictOfStatus(status: string, statuses: StatusNames): Verdict | null {
  const isIn = (names: readonly string[]): boolean =>
    names.some((name) => name.toLowerCase() === status.trim().toLowerCase());
  if (isIn(statuses.reject)) return 'reject';
  if (isIn(statuses.escalate)) return 'escalate';
  return isIn(statuses.approve) ? 'approve' : null;
}
