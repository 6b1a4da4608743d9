import type { HandoffState, Verdict } from '../../../contract/vocabulary';
import { openGate, type GateRecord, type Handoff } from '../../../domain/handoff/handoff';
import type { Known } from './ledger';
import { now, ISSUE_ID, type Stage } from './stage';
import {
  asksForMore,
  deadlineOf,
  gatesFor,
  hoursAfter,
  isEntitled,
  isHalted,
  isUnchanged,
  isValidYet,
  isWhole,
  neededIn,
  whyNot,
} from './truth';
import { REVIEW_HOURS } from './site-policy';

interface Ended {
  readonly handoff: Handoff;
  readonly known: Known;
}

/** Whether a person refused: an entitled one at a gate, or the owner at the review. */
const isRefused = ({ ledger }: Stage, { handoff, known }: Ended, verdict: Verdict): boolean =>
  known.sound.some((one) => one.verdict === verdict) ||
  ledger.deeds.some(
    ({ handoffId, what, who }) =>
      handoffId === handoff.id && what === verdict && who === handoff.owner.accountId,
  );

/** A refusal in Jira that came in time and that the app could see: nobody may call that silence (T1). */
function overlooked(stage: Stage, { handoff, known }: Ended): string | null {
  const gate = handoff.gates.find(
    ({ plan }) => known.openedAt.has(plan.gate) && !known.passedAt.has(plan.gate),
  );
  if (gate === undefined) return null;
  const act = stage.ledger.acts.find(
    (one) =>
      one.handoffId === handoff.id &&
      one.via === 'transition' &&
      one.verdict !== 'approve' &&
      one.gate === gate.plan.gate &&
      gate.seats.some(
        ({ decision }, seat) =>
          decision === null && whyNot(stage, { handoff, known, gate, seat, act: one }) === null,
      ),
  );
  return act === undefined ? null : `${act.who} had moved it to ${act.verdict} in time`;
}

const ENDS: readonly HandoffState[] = [
  'completed',
  'blocked',
  'rejected',
  'escalated',
  'timed-out',
  'no-reachable-approver',
  'superseded',
  'withdrawn',
  'insufficient-evidence',
  'run-failed',
  'halted',
];

/** Whether a hand-off in this state is over, by the model's own list (design, Lifecycle). */
export const isOver = (state: HandoffState): boolean => ENDS.includes(state);

const OWN_WORK_HOURS = 1;

/** Whether the time of what the hand-off waited for is over. */
function isOverdue(stage: Stage, { known }: Ended): boolean {
  const waited: Readonly<Partial<Record<HandoffState, string | null>>> = {
    'awaiting-run-approval': deadlineOf(known, 'run'),
    'awaiting-use-approval': deadlineOf(known, 'use'),
    'awaiting-review': known.since === null ? null : hoursAfter(known.since, REVIEW_HOURS),
    queued: known.since === null ? null : hoursAfter(known.since, OWN_WORK_HOURS),
    running: known.since,
  };
  const due = waited[known.state] ?? null;
  return due !== null && now(stage) >= due;
}

/** Whether something stands against the packet now, so that it is superseded. */
function hasCause(stage: Stage, { handoff, known }: Ended): boolean {
  const hasLapsed = known.gates.some((gate) => known.passedAt.has(gate) && !isValidYet(stage, known, gate));
  const isTakenBack = stage.ledger.movedBack.some(
    ({ handoffId, who }) => handoffId === handoff.id && known.sound.some((one) => one.who === who),
  );
  const hasMoreGates = gatesFor(stage, handoff).some((gate) => !known.gates.includes(gate));
  const isStricter = asksForMore(stage, known) || hasMoreGates;
  return !isUnchanged(stage, known) || isStricter || hasLapsed || isTakenBack || stage.ledger.isHurt;
}

const isSpoilt = (stage: Stage, { handoff }: Ended): boolean =>
  handoff.gates.some((gate) => gate.seats.some((_seat, place) => !isWhole(stage, gate, place)));

/** Whether the people who may decide now are too few for the gate that it waited at. */
function isBeyondReach(stage: Stage, { handoff, known }: Ended): boolean {
  const gate: GateRecord | null = openGate({ ...handoff, state: known.state });
  if (gate === null) return false;
  const approved = gate.seats.filter(({ decision }) => decision !== null).length;
  const able = gate.seats.filter(
    ({ decision, approver }) => decision === null && isEntitled(stage, handoff, { who: approver.accountId }),
  ).length;
  const { backup } = gate.plan;
  const hasDecided = gate.seats.some(({ decision }) => decision?.by.accountId === backup?.accountId);
  const byBackup =
    backup !== null && !hasDecided && isEntitled(stage, handoff, { who: backup.accountId }) ? 1 : 0;
  const open = gate.seats.length - approved;
  return approved + Math.min(open, able + byBackup) < neededIn(stage);
}

const isWithdrawn = ({ ledger }: Stage, { handoff }: Ended): boolean =>
  ledger.deeds.some(
    ({ handoffId, what, who }) =>
      handoffId === handoff.id && what === 'withdraw' && who === handoff.requester.accountId,
  );

/** Of each end: whether what it says can have happened, by what the model knows, and what is wrong when it cannot. */
const CAUSES: Readonly<
  Partial<Record<HandoffState, readonly [(stage: Stage, ended: Ended) => boolean, string]>>
> = {
  rejected: [(stage, ended) => isRefused(stage, ended, 'reject'), 'nobody rejected it'],
  escalated: [(stage, ended) => isRefused(stage, ended, 'escalate'), 'nobody escalated it'],
  'timed-out': [isOverdue, 'its time was not over'],
  withdrawn: [isWithdrawn, 'its requester did not withdraw it'],
  halted: [isHalted, 'the site is not halted'],
  superseded: [hasCause, 'nothing has changed'],
  blocked: [
    (stage, ended) => stage.ledger.isHurt || isSpoilt(stage, ended),
    'its subtasks are where they were made',
  ],
  'no-reachable-approver': [
    (stage, ended) => stage.ledger.isHurt || isBeyondReach(stage, ended),
    'enough people may decide',
  ],
  'insufficient-evidence': [(_stage, { known }) => known.wasSilent, 'the issue said enough'],
  'run-failed': [({ ledger }) => ledger.isHurt, 'nothing was damaged and nothing failed'],
  completed: [(_stage, { known }) => known.comments === 1, 'there is no comment'],
};

/** Why a hand-off cannot have ended so; null when it can. */
function whyNotSo(stage: Stage, ended: Ended): string | null {
  const { state } = ended.handoff;
  const [holds, why] = CAUSES[state] ?? [() => false, 'that is no end'];
  if (!holds(stage, ended)) return why;
  return state === 'timed-out' ? overlooked(stage, ended) : null;
}

/** Each end has its own cause, and none is mistaken for another (U10). */
export function checkEnd(stage: Stage, handoff: Handoff, known: Known): void {
  const why = whyNotSo(stage, { handoff, known });
  if (why !== null) stage.ledger.breaches.push(`it ended as ${handoff.state}, but ${why}`);
  const { posted } = stage.bench.jira.issue(ISSUE_ID);
  const isPosted = posted.some(({ mark }) => mark.handoffId === handoff.id && mark.purpose === 'write-back');
  if (isPosted && handoff.state !== 'completed')
    stage.ledger.breaches.push(`its comment is posted and it ended as ${handoff.state}`);
}
