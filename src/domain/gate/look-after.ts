import type { GateRecord, Seat } from '../handoff/handoff';

const HOUR_MS = 3_600_000;

/** Whether so many hours passed at `at` (ISO 8601) since a person was asked; never without a number of hours. */
const isPast = (since: string, hours: number | null, at: string): boolean =>
  hours !== null && Date.parse(at) >= Date.parse(since) + hours * HOUR_MS;

/** Places (from 0) that wait for a decision at `at`, when `isDue` of the time since they were asked. None once the gate's time is over. */
function placesOf(
  { seats, expiresAt }: GateRecord,
  at: string,
  isDue: (seat: Seat, askedAt: string) => boolean,
): readonly number[] {
  if (expiresAt !== null && at > expiresAt) return [];
  return seats.flatMap((seat, place) =>
    seat.askedAt !== null && seat.decision === null && isDue(seat, seat.askedAt) ? [place] : [],
  );
}

/** Places whose approver is to be reminded now: once, so long after being asked. */
export const placesToRemind = (gate: GateRecord, at: string): readonly number[] =>
  placesOf(
    gate,
    at,
    ({ remindedAt }, askedAt) => remindedAt === null && isPast(askedAt, gate.plan.remindAfterHours, at),
  );

/** Whether the backup can take a place: there is one, and it has decided none at this gate. */
export const hasFreeBackup = ({ plan, seats }: GateRecord): boolean =>
  plan.backup !== null && seats.every(({ decision }) => decision?.by.accountId !== plan.backup?.accountId);

/** Places for which the backup is to be asked now, because nobody decided in time. */
export const placesForBackup = (gate: GateRecord, at: string): readonly number[] =>
  hasFreeBackup(gate)
    ? placesOf(
        gate,
        at,
        ({ backupAskedAt }, askedAt) =>
          backupAskedAt === null && isPast(askedAt, gate.plan.backupAfterHours, at),
      )
    : [];

/**
 * Whether enough approvals can still come: those that were given, one for each open place whose approver can decide, and one of
 * the backup for a place whose approver cannot. `isAble` says of an account whether it may decide at this gate now.
 */
export function canStillPass(gate: GateRecord, isAble: (accountId: string) => boolean): boolean {
  const { backup, needed } = gate.plan;
  const open = gate.seats.filter(({ decision }) => decision === null);
  const able = open.filter(({ approver }) => isAble(approver.accountId)).length;
  const given = gate.seats.length - open.length;
  const byBackup =
    backup !== null && able < open.length && hasFreeBackup(gate) && isAble(backup.accountId) ? 1 : 0;
  return given + able + byBackup >= needed;
}
