import type { GateKind, Verdict } from '../../../contract/vocabulary';
import type { GateRecord, Handoff, Seat } from '../../../domain/handoff/handoff';
import { openGate } from '../../../domain/handoff/handoff';
import { decideAtGate } from '../../decide-at-gate';
import type { Disturbance, EVENTS, Request, SHOWN, STATUSES } from './command';
import type { CrashPlan } from './power';
import { callerAt, invoke, latest, now, type Stage } from './stage';

type Deciding = Extract<Request, { do: 'decide' }>;
type Moving = Extract<Disturbance, { do: 'move' }>;

interface Place {
  readonly handoff: Handoff;
  readonly gate: GateRecord;
  readonly seat: Seat;
  readonly index: number;
  readonly who: string;
}

/** The gate and seat that a command means, as the record has them now; null when there is none. */
function placeOf(
  stage: Stage,
  { who, seat, gate }: { who: string; seat: number; gate: GateKind | 'the open one' },
): Place | null {
  const handoff = latest(stage);
  if (handoff === null) return null;
  const record =
    gate === 'the open one'
      ? (openGate(handoff) ?? handoff.gates.at(-1))
      : handoff.gates.find(({ plan }) => plan.gate === gate);
  if (record === undefined) return null;
  const asked = record.seats.findIndex(({ askedAt, decision }) => askedAt !== null && decision === null);
  const index = who === 'whoever is asked' ? Math.max(asked, 0) : Math.min(seat, record.seats.length - 1);
  const chosen = record.seats[index];
  if (chosen === undefined) return null;
  const person = who === 'whoever is asked' ? chosen.approver.accountId : who;
  return { handoff, gate: record, seat: chosen, index, who: person };
}

const OTHER = 'f'.repeat(64);

/** What the page would send: mostly what the record says. */
const shownOf = ({ handoff, gate }: Place, shown: (typeof SHOWN)[number]) => ({
  seal: shown === 'another seal' ? OTHER : handoff.seal,
  release: shown === 'another release' ? OTHER : shown === 'no release' ? null : gate.release,
});

/** A reader who opened everything, for an hour. */
const READ = {
  opened: ['result', 'sources', 'limits', 'versions', 'timeline', 'prior'],
  seconds: 3_600,
} as const;
const UNREAD = { opened: [], seconds: 0 } as const;

/** Somebody decides in the panel of a seat's subtask, or of the issue where the seat has none. */
export async function decideInPanel(
  stage: Stage,
  { who, seat, gate, verdict, shown, isRead }: Omit<Deciding, 'do'>,
  crash: CrashPlan | null,
): Promise<string> {
  const place = placeOf(stage, { who, seat, gate });
  if (place === null) return 'there is no gate';
  const { handoff } = place;
  const caller = await callerAt(stage, place.who, place.seat.subtask?.id ?? handoff.issue.id);
  if (caller === null) return 'the subtask is gone';
  const sent = shownOf(place, shown);
  stage.ledger.acts.push({
    handoffId: handoff.id,
    who: place.who,
    at: now(stage),
    gate: place.gate.plan.gate,
    seat: place.seat.subtask === null ? null : place.index,
    verdict,
    via: 'panel',
    changeId: null,
    isOnThisPacket: sent.seal === handoff.seal && sent.release === place.gate.release,
  });
  const reading = isRead ? READ : UNREAD;
  const ending = await invoke(stage, crash, () =>
    decideAtGate(stage.world, caller, {
      handoffId: handoff.id,
      gate: place.gate.plan.gate,
      ...sent,
      verdict,
      reason: verdict === 'approve' ? 'none' : 'other',
      note: '',
      reading: { ...reading, opened: [...reading.opened] },
    }),
  );
  if (ending.kind === 'ok') checkHeard(stage, place, verdict);
  return `${place.who}: ${ending.kind === 'refused' ? ending.code : ending.kind}`;
}

/** What a person was told is done stands in the record: the decision, or that it came too late for what changed meanwhile. */
function checkHeard(stage: Stage, { handoff, who, gate }: Place, verdict: Verdict): void {
  const after = stage.bench.memory.handoffs.get(handoff.id);
  const decided = after?.gates
    .find(({ plan }) => plan.gate === gate.plan.gate)
    ?.seats.some(({ decision }) => decision?.by.accountId === who && decision.verdict === verdict);
  const isVoid = after !== undefined && ['superseded', 'blocked', 'run-failed'].includes(after.state);
  if (decided !== true && !isVoid)
    stage.ledger.breaches.push(`${who} was told that ${verdict} counts, and the record does not say so`);
}

const VERDICTS: Readonly<Partial<Record<(typeof STATUSES)[number], Verdict>>> = {
  Approved: 'approve',
  Rejected: 'reject',
  Escalated: 'escalate',
};

/** Tells the queue what Jira's event would, as often as the event comes. */
export function sendEvent({ bench }: Stage, issueId: string, event: (typeof EVENTS)[number]): void {
  const times = { sent: 1, lost: 0, twice: 2 }[event];
  for (let time = 0; time < times; time += 1) bench.queue.items.push({ kind: 'subtask', id: issueId });
}

/** The seat that was decided last, with whoever decided it; null while there is none. */
function decidedPlace(stage: Stage): Place | null {
  const handoff = latest(stage);
  const places = (handoff?.gates ?? []).flatMap((gate) =>
    gate.seats.flatMap((seat, index) =>
      seat.decision === null ? [] : [{ gate, seat, index, who: seat.decision.by.accountId }],
    ),
  );
  const last = places.at(-1);
  return handoff === null || last === undefined ? null : { handoff, ...last };
}

/** Somebody moves a seat's subtask in Jira itself; the app learns of it by an event, or does not. */
export function moveInJira(stage: Stage, { who, seat, to, event }: Omit<Moving, 'do'>): string {
  const place =
    who === 'whoever decided last'
      ? decidedPlace(stage)
      : placeOf(stage, { who, seat, gate: 'the open one' });
  const subtask = place?.seat.subtask ?? null;
  if (place === null || subtask === null) return 'there is no subtask';
  if (!stage.bench.jira.issues.has(subtask.id)) return 'the subtask is gone';
  const changeId = stage.bench.jira.move(subtask.id, place.who, to);
  const verdict = VERDICTS[to];
  if (verdict !== undefined)
    stage.ledger.acts.push({
      handoffId: place.handoff.id,
      who: place.who,
      at: now(stage),
      gate: place.gate.plan.gate,
      seat: place.index,
      verdict,
      via: 'transition',
      changeId,
      isOnThisPacket: true,
    });
  else stage.ledger.movedBack.push({ handoffId: place.handoff.id, who: place.who, at: now(stage), changeId });
  sendEvent(stage, subtask.id, event);
  return `${place.who} moved ${subtask.key}`;
}
