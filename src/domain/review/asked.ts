import { openGate, waitingFor, type GateRecord, type Handoff, type Seat } from '../handoff/handoff';

const isOpen = ({ askedAt, decision }: Seat): boolean => askedAt !== null && decision === null;

/** A place at a gate. */
export interface Place {
  readonly gate: GateRecord;
  readonly seat: number;
}

/**
 * The seat of the open gate that an account would decide, from 0: its own, else as the backup the first one for which the backup
 * was asked, or where policy lets the backup go first the first that is open. Null for everybody else, for whoever asked or owns
 * the output, and for whoever decided at this gate already. A hint for screens: the decision itself judges more.
 */
export function seatFor(handoff: Handoff, accountId: string): Place | null {
  const gate = openGate(handoff);
  if (gate === null || isApart(handoff, gate, accountId)) return null;
  const { plan, seats } = gate;
  const own = seats.findIndex((seat) => isOpen(seat) && seat.approver.accountId === accountId);
  if (own !== -1) return { gate, seat: own };
  if (plan.backup?.accountId !== accountId) return null;
  const asked = seats.findIndex((seat) => isOpen(seat) && seat.backupAskedAt !== null);
  const first = asked === -1 && plan.mayBackupDecideEarly ? seats.findIndex(isOpen) : asked;
  return first === -1 ? null : { gate, seat: first };
}

/** Who may not decide here, whatever policy names: requester, owner, and whoever decided another seat. */
const isApart = (handoff: Handoff, { seats }: GateRecord, accountId: string): boolean =>
  [handoff.requester.accountId, handoff.owner.accountId].includes(accountId) ||
  seats.some(({ decision }) => decision?.by.accountId === accountId);

/** Whether a gate's plan names an account: as approver, backup, or as somebody else who holds the role. */
export const isNamed = ({ plan }: GateRecord, accountId: string): boolean =>
  [...plan.approvers, ...(plan.backup === null ? [] : [plan.backup]), ...plan.others].some(
    (person) => person.accountId === accountId,
  );

/** `incident-commander` as people read it: Incident commander. */
export const roleInWords = (role: string): string =>
  `${role.slice(0, 1).toUpperCase()}${role.slice(1).replaceAll('-', ' ')}`;

/** Why an account is asked at a seat, or who is where it is not. */
export function whyAsked({ gate: { plan, seats }, seat }: Place, accountId: string): string {
  const role = `${roleInWords(plan.role)} (rule ${plan.ruleId})`;
  const asked = seats[seat];
  if (asked === undefined) return role;
  const { approver, backupAskedWhy: why } = asked;
  if (approver.accountId === accountId)
    return approver.standsInFor === null ? role : `${role}, in place of ${approver.standsInFor.displayName}`;
  if (plan.backup?.accountId !== accountId) return `${role}: ${approver.displayName} is asked, not you`;
  return `${role}, as the backup of ${approver.displayName}${why === null ? '' : `: ${why}`}`;
}

/** The names of those for whom a hand-off waits, for a list; empty when it waits for nobody. */
export function askedInWords(handoff: Handoff): string {
  const waiting = waitingFor(handoff);
  const gate = openGate(handoff);
  const known = gate === null ? [handoff.owner] : [...gate.plan.approvers, gate.plan.backup];
  return waiting
    .map((accountId) => known.find((person) => person?.accountId === accountId)?.displayName ?? accountId)
    .join(', ');
}

/** Since when somebody is asked (ISO 8601): the first seat that is open, else the last move of the hand-off. */
export function askedAt(handoff: Handoff): string {
  const seats = openGate(handoff)?.seats ?? [];
  const open = seats.flatMap(({ askedAt: at, decision }) => (at === null || decision !== null ? [] : [at]));
  const [first] = open.sort();
  return first ?? handoff.updatedAt;
}

const HOUR_MS = 3_600_000;

const isPast = (since: string, hours: number, now: string): boolean =>
  Date.parse(now) >= Date.parse(since) + hours * HOUR_MS;

/** Whether at `now` (ISO 8601) an open seat is past its reminder's time, or its backup was asked. A review never is. */
export function isOverdue(handoff: Handoff, now: string): boolean {
  const gate = openGate(handoff);
  if (gate === null) return false;
  const { remindAfterHours: hours } = gate.plan;
  return gate.seats.some(
    (seat) =>
      isOpen(seat) &&
      (seat.backupAskedAt !== null ||
        (seat.askedAt !== null && hours !== null && isPast(seat.askedAt, hours, now))),
  );
}

/** Whether the people of the open gate may be reminded at `now` (ISO 8601): at most once an hour. */
export function mayBeReminded(handoff: Handoff, now: string): boolean {
  const open = openGate(handoff)?.seats.filter(isOpen) ?? [];
  return open.length > 0 && open.every(({ remindedAt }) => remindedAt === null || isPast(remindedAt, 1, now));
}
