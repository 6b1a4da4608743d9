import type { GateKind } from '../../../contract/vocabulary';
import type { GateRecord, Handoff } from '../../../domain/handoff/handoff';
import type { Act, Known } from './ledger';
import { isSame, sightOf } from './ledger';
import { BACKUP, CHAIN } from './people';
import {
  APPROVAL_HOURS,
  AUTHOR_PAUSE_HOURS,
  BACKUP_AFTER_HOURS,
  modelsOf,
  OPERATIONS_BY_GATES,
  QUORUMS,
  VALID_HOURS,
} from './site-policy';
import { ISSUE_ID, now, type Stage } from './stage';

/** A time so many hours after another (ISO 8601). */
export const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** Whom the policy in force names for a moment: its chain with who stands in for whom then, and its backups. */
function isNamed(stage: Stage, who: string, at: string): boolean {
  const { removed, delegations } = stage.policy;
  const chain = CHAIN.filter((one) => !removed.includes(one)).map(
    (one) =>
      delegations.find(({ from, since, until }) => from === one && since <= at && at < until)?.to ?? one,
  );
  const hasGivenAway = delegations.some(
    ({ from, since, until }) => from === who && since <= at && at < until,
  );
  if (who === BACKUP) return !removed.includes(BACKUP) && !hasGivenAway;
  return chain.some((one) => one === who) && !hasGivenAway;
}

/** The people who run the AI: the technical owner and who is on call. */
const isOperator = ({ policy }: Stage, who: string): boolean =>
  who === (policy.operator ?? 'admin-max') || who === 'agent-ben';

const isPausedAuthor = (stage: Stage, who: string): boolean => {
  const { author } = stage.policy;
  return author !== null && author.who === who && now(stage) < hoursAfter(author.at, AUTHOR_PAUSE_HOURS);
};

/** Whether somebody may decide about a hand-off now, for a moment in the past or now, by what the model itself has set. */
export function isEntitled(
  stage: Stage,
  { requester, owner }: Handoff,
  { who, at = now(stage) }: { readonly who: string; readonly at?: string },
): boolean {
  const person = stage.bench.jira.people.get(who);
  return (
    person?.isActive === true &&
    person.accountType === 'atlassian' &&
    who !== requester.accountId &&
    who !== owner.accountId &&
    !isOperator(stage, who) &&
    !isPausedAuthor(stage, who) &&
    isNamed(stage, who, at)
  );
}

/** Whether the issue still says what it said when the packet was sealed. */
export const isUnchanged = ({ bench }: Stage, known: Known): boolean =>
  isSame(known.sealed, sightOf(bench.jira.issue(ISSUE_ID)));

/** The models that a packet names that is sealed now: those of the policy that the site has. */
export const plannedNow = ({ policy, behaviours }: Stage): readonly string[] =>
  modelsOf(policy.tier).filter((model) => behaviours.get(model) !== 'retired');

/** Whether policy asks for more than when the packet was sealed: it blocks everything, or hands less over to models. */
export const asksForMore = ({ policy }: Stage, { tier }: Known): boolean =>
  policy.isStricter || policy.tier < tier;

export const isHalted = ({ bench }: Stage): boolean => bench.memory.siteSwitch.isHalted;

/** When a gate's decision is due. */
export const deadlineOf = (known: Known, gate: GateKind): string | null => {
  const openedAt = known.openedAt.get(gate);
  return openedAt === undefined ? null : hoursAfter(openedAt, APPROVAL_HOURS);
};

/** Whether an approval that passed a gate still counts. */
export const isValidYet = (stage: Stage, known: Known, gate: GateKind): boolean => {
  const passedAt = known.passedAt.get(gate);
  return passedAt !== undefined && now(stage) <= hoursAfter(passedAt, VALID_HOURS);
};

/** Whether the subtask of a seat is where it was made; a seat without one is held elsewhere and cannot be spoiled. */
export function isWhole({ bench }: Stage, gate: GateRecord, seat: number): boolean {
  const subtask = gate.seats[seat]?.subtask ?? null;
  if (subtask === null) return true;
  const issue = bench.jira.issues.get(subtask.id);
  return issue?.parent?.id === ISSUE_ID && issue.key.startsWith('INC-');
}

export const neededIn = ({ setting }: Stage): number => QUORUMS[setting.quorum].needed;

/** When a seat's turn came: with the gate, or in an order when the seat before it approved. Null while it has not. */
function askedAt(
  stage: Stage,
  known: Known,
  { gate, seat }: { gate: GateKind; seat: number },
): string | null {
  const openedAt = known.openedAt.get(gate) ?? null;
  if (!QUORUMS[stage.setting.quorum].isInOrder || seat === 0) return openedAt;
  const before = known.sound.find((one) => one.gate === gate && one.seat === seat - 1);
  return before?.verdict === 'approve' ? before.seenAt : null;
}

/** Whether the backup may decide a seat by now: at once where policy lets it, else when it was due to be asked. */
function isBackupsTurn(stage: Stage, asked: string, at: string): boolean {
  const { mayBackupDecideEarly, maxApprovalsInARow } = stage.setting;
  // An approver over the limit hands the seat over at once; the widest limit is never reached in a sequence.
  const isHandedOver = maxApprovalsInARow < 40;
  return mayBackupDecideEarly || isHandedOver || at >= hoursAfter(asked, BACKUP_AFTER_HOURS);
}

/** An act, and the seat that it may decide. */
export interface Judged {
  readonly handoff: Handoff;
  readonly known: Known;
  readonly gate: GateRecord;
  readonly seat: number;
  readonly act: Act;
}

/** Why it is not this person's to decide. */
function whyNotTheirs(stage: Stage, { handoff, gate, seat, act }: Judged): string | null {
  const named = [gate.seats[seat]?.approver.accountId, gate.plan.backup?.accountId];
  if (!act.isOnThisPacket) return 'it named another seal or release';
  const isHere = act.seat === null ? gate.seats[seat]?.subtask === null : act.seat === seat;
  if (!isHere) return 'it was made at another seat';
  if (!named.includes(act.who)) return 'the seat is somebody else’s';
  return isEntitled(stage, handoff, act) ? null : 'this person may not decide now';
}

/** Why it did not come at its time. */
function whyNotThen(stage: Stage, { known, gate, seat, act }: Judged): string | null {
  const kind = gate.plan.gate;
  const asked = askedAt(stage, known, { gate: kind, seat });
  const deadline = deadlineOf(known, kind);
  if (asked === null || act.at < asked) return 'it came before anybody was asked';
  // An approval that has passed the gate can be taken back for as long as nothing has begun.
  const isReversal = known.passedAt.has(kind) && act.verdict !== 'approve';
  if (deadline === null || (act.at > deadline && !isReversal)) return 'it came too late';
  const isSeats = gate.seats[seat]?.approver.accountId === act.who;
  return isSeats || isBackupsTurn(stage, asked, act.at) ? null : 'the backup was not asked';
}

/** Why the packet cannot be decided on as things stand. */
function whyNotOnThis(stage: Stage, { known, gate, seat, act }: Judged): string | null {
  // Once a seat is decided its subtask may go (APR-07).
  const isDecided = known.sound.some((one) => one.gate === gate.plan.gate && one.seat === seat);
  if (!isDecided && !isWhole(stage, gate, seat)) return 'the subtask is not where it was made';
  if (isHalted(stage)) return 'the site is halted';
  if (act.verdict !== 'approve') return null;
  if (!isUnchanged(stage, known)) return 'the issue has changed';
  return asksForMore(stage, known) ? 'policy asks for more now' : null;
}

/**
 * Why an act does not decide a seat of this gate, now that it is looked at; null when it does. It says nothing of what else
 * stands at the gate.
 */
export const whyNot = (stage: Stage, judged: Judged): string | null =>
  whyNotTheirs(stage, judged) ?? whyNotThen(stage, judged) ?? whyNotOnThis(stage, judged);

const GATES: Readonly<Record<keyof typeof OPERATIONS_BY_GATES, readonly GateKind[]>> = {
  none: [],
  run: ['run'],
  use: ['use'],
  both: ['run', 'use'],
};

/** The gates that the model's own policy asks for. */
export function gatesFor({ policy }: Stage, handoff: Handoff): readonly GateKind[] {
  const gates = (Object.keys(GATES) as (keyof typeof GATES)[]).find(
    (name) => OPERATIONS_BY_GATES[name] === handoff.operation,
  );
  return policy.isLooser || gates === undefined ? [] : GATES[gates];
}
