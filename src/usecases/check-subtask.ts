import type { StatusNames } from '../contract/policy';
import { statusesFor, verdictOfStatus } from '../domain/gate/judge-decision';
import { openGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { policyFor } from '../domain/policy/policy-for';
import type { StatusChange } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Attempt, Place } from './attempt';
import { blockMisplaced, whatBecameOf } from './check-place';
import { onLatest } from './on-latest';
import { settleAttempt, settleTakeBack } from './settle-attempt';
import { tendGate } from './tend-gate';
import type { World } from './world';

/** The place that a subtask stands for; null when it stands for none. */
function placeOfSubtask({ gates }: Handoff, issueId: string): Place | null {
  for (const gate of gates) {
    const seat = gate.seats.findIndex(({ subtask }) => subtask?.id === issueId);
    if (seat >= 0) return { gate, seat };
  }
  return null;
}

/** One status change, and the status that it moved the subtask from as far as the changelog tells. */
interface Move {
  readonly change: StatusChange;
  readonly fromStatus: string | null;
}

/**
 * Changes that came after the newest one that was answered, oldest first. Jira's order counts, not its clock: it may run beside
 * the server's (EVT-06).
 */
function unseen(changes: readonly StatusChange[], { seenChanges }: GateRecord): readonly Move[] {
  const seen = changes.reduce((last, { changeId }, at) => (seenChanges.includes(changeId) ? at : last), -1);
  return changes.slice(seen + 1).map((change, index) => ({
    change,
    fromStatus: changes[seen + index]?.toStatus ?? null,
  }));
}

/** The panel's decision moves the subtask as the same person; that change says nothing new, also when it was taken back since. */
function repeatsDecision({ change }: Move, { gate, seat }: Place, names: StatusNames): boolean {
  const { decision = null, takenBack = null } = gate.seats[seat] ?? {};
  return [decision, takenBack].some(
    (given) =>
      given?.by.accountId === change.accountId && given.verdict === verdictOfStatus(change.toStatus, names),
  );
}

async function personOf(world: World, accountId: string): Promise<Attempt['person']> {
  const [person] = await world.jira.people([accountId]);
  return person ?? { accountId, displayName: 'Unknown account', isActive: false, accountType: 'unknown' };
}

const attemptOf = ({ change }: Move, person: Attempt['person'], verdict: Attempt['verdict']): Attempt => ({
  person,
  verdict,
  via: 'transition',
  at: new Date(change.at).toISOString(),
  reason: verdict === 'approve' ? 'none' : 'other',
  note: '',
  reading: null,
  changeId: change.changeId,
  requestId: `change-${change.changeId}`,
});

/** A subtask that leaves its approving status for one that decides nothing, while the hand-off is open. */
const mayTakeBack = ({ fromStatus }: Move, { state }: Handoff, names: StatusNames): boolean =>
  !isEnd(state) && fromStatus !== null && verdictOfStatus(fromStatus, names) === 'approve';

/** What one change means on the record as it is stored now. A change that was answered meanwhile means nothing more. */
async function settleMove(
  world: World,
  whole: WholeHandoff,
  { issueId, move, names }: { issueId: string; move: Move; names: StatusNames },
): Promise<void> {
  const place = placeOfSubtask(whole.handoff, issueId);
  const { changeId, accountId, toStatus } = move.change;
  if (place === null || place.gate.seenChanges.includes(changeId)) return;
  const verdict = verdictOfStatus(toStatus, names);
  if (verdict === null) {
    if (!mayTakeBack(move, whole.handoff, names)) return;
    const attempt = attemptOf(move, await personOf(world, accountId), 'approve');
    await settleTakeBack(world, whole, { ...place, attempt });
  } else if (!repeatsDecision(move, place, names)) {
    const attempt = attemptOf(move, await personOf(world, accountId), verdict);
    await settleAttempt(world, whole, { ...place, attempt });
  }
}

/** Whether people still decide at this place, so that its subtask must be what they were shown. */
const isUndecided = (handoff: Handoff, { gate, seat }: Place): boolean =>
  openGate(handoff)?.plan.gate === gate.plan.gate && gate.seats[seat]?.decision === null;

async function readMoves(
  world: World,
  whole: WholeHandoff,
  { issueId, place, names }: { issueId: string; place: Place; names: StatusNames },
): Promise<void> {
  for (const move of unseen(await world.jira.statusChanges(issueId), place.gate)) {
    const { id } = whole.handoff;
    const latest = (await world.handoffs.loadWhole(id)) ?? whole;
    await onLatest(world, latest, (stored) => settleMove(world, stored, { issueId, move, names }));
  }
}

/**
 * Looks at an approval subtask after an event or in a sweep. Which hand-off it stands for is known from the app's own record,
 * never from the subtask (APR-05); what the event said is a hint: who moved it and where is read from Jira's own changelog
 * (APR-03). Safe to repeat and to run late; an issue that is no approval subtask costs one read by key.
 */
export async function checkSubtask(world: World, issueId: string): Promise<void> {
  const handoffId = await world.handoffs.handoffOfSubtask(issueId);
  if (handoffId === null) return;
  const control = await world.policies.control();
  if (control.siteSwitch.isHalted) return;
  const whole = await world.handoffs.loadWhole(handoffId);
  const place = whole === null ? null : placeOfSubtask(whole.handoff, issueId);
  if (whole === null || place === null) return;
  const misplaced = await whatBecameOf(world, whole.handoff, issueId);
  if (misplaced === null) {
    const { document } = policyFor(control, whole.handoff.issue.projectKey);
    const names = statusesFor(document.gateStatuses, whole.handoff.issue.projectKey);
    await readMoves(world, whole, { issueId, place, names });
    await tendGate(world, handoffId);
  } else if (isUndecided(whole.handoff, place)) {
    await blockMisplaced(world, whole.handoff, misplaced);
  }
}
