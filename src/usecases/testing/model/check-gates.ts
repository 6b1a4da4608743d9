import type { GateDecision } from '../../../contract/handoff';
import type { GateKind, HandoffState } from '../../../contract/vocabulary';
import type { GateRecord, Handoff } from '../../../domain/handoff/handoff';
import type { Act, Known } from './ledger';
import { QUORUMS } from './site-policy';
import { now, type Stage } from './stage';
import { isEntitled, neededIn, whyNot } from './truth';

interface Place {
  readonly handoff: Handoff;
  readonly known: Known;
  readonly gate: GateRecord;
  readonly seat: number;
}

/** Why a decision in the record is nobody's act; null when somebody did it and it counts by all that the model knows. */
function whyNobodys(stage: Stage, place: Place, decision: GateDecision): string | null {
  const kind = place.gate.plan.gate;
  const acts = stage.ledger.acts.filter(
    (act) =>
      act.handoffId === place.handoff.id &&
      act.who === decision.by.accountId &&
      act.gate === kind &&
      act.verdict === decision.verdict &&
      (act.via === 'transition') === (decision.via === 'transition') &&
      act.at === decision.at,
  );
  if (acts.length === 0) return 'nobody did that';
  const reasons = acts.map((act) => whyNot(stage, { ...place, act }));
  return reasons.includes(null) ? null : reasons.join('; ');
}

/** A decision that is new in the record is what somebody did who was entitled, and each person decides one seat. */
function checkDecision(stage: Stage, place: Place, decision: GateDecision): void {
  const { known, seat } = place;
  const gate = place.gate.plan.gate;
  const who = decision.by.accountId;
  const at = known.sound.findIndex((one) => one.gate === gate && one.seat === seat);
  const old = at < 0 ? undefined : known.sound[at];
  if (old?.who === who && old.verdict === decision.verdict) return;
  const words = `${decision.verdict} by ${who} at seat ${seat} of the ${gate} gate`;
  const why = whyNobodys(stage, place, decision);
  if (why !== null) stage.ledger.breaches.push(`${words} counted although ${why}`);
  if (known.sound.some((one) => one.gate === gate && one.seat !== seat && one.who === who))
    stage.ledger.breaches.push(`${words} counted, and this person has decided another seat`);
  // Until the run starts, or while the use gate waits for more, whoever approved may still refuse (APR-08).
  const isTooLate = gate === 'run' ? known.hasOutput : known.passedAt.has('use');
  if (old !== undefined && (decision.verdict === 'approve' || isTooLate))
    stage.ledger.breaches.push(`${words} counted after ${old.verdict} by ${old.who} at that seat`);
  const sound = { gate, seat, who, verdict: decision.verdict, at: decision.at, seenAt: now(stage) };
  if (old === undefined) known.sound.push(sound);
  else known.sound[at] = sound;
}

const PAST: Readonly<Record<GateKind, readonly HandoffState[]>> = {
  run: ['queued', 'running', 'awaiting-review', 'awaiting-use-approval', 'writing-back', 'completed'],
  use: ['writing-back', 'completed'],
};

const WAITS: Readonly<Record<GateKind, HandoffState>> = {
  run: 'awaiting-run-approval',
  use: 'awaiting-use-approval',
};

/** What was decided takes effect at once: a refusal ends the hand-off, and enough approvals pass the gate. */
function checkEffective(stage: Stage, { handoff, known, gate }: Omit<Place, 'seat'>): void {
  const { gate: kind } = gate.plan;
  if (handoff.state !== WAITS[kind]) return;
  const here = known.sound.filter((one) => one.gate === kind);
  if (here.some(({ verdict }) => verdict !== 'approve'))
    stage.ledger.breaches.push(`the ${kind} gate was refused and still waits`);
  if (here.length >= neededIn(stage))
    stage.ledger.breaches.push(`the ${kind} gate has its approvals and still waits`);
}

/** Approvals in Jira that their own giver had overtaken by the time somebody looked: each counted before the next was read. */
const overtaken = (stage: Stage, { handoff, known, gate }: Omit<Place, 'seat'>): readonly Act[] =>
  stage.ledger.acts.filter((act) => {
    const { seat } = act;
    if (seat === null || act.gate !== gate.plan.gate || act.verdict !== 'approve') return false;
    const isRefusedNow = known.sound.some(
      (one) => one.gate === act.gate && one.seat === seat && one.verdict !== 'approve',
    );
    return (
      act.handoffId === known.id &&
      act.via === 'transition' &&
      isRefusedNow &&
      whyNot(stage, { handoff, known, gate, seat, act }) === null
    );
  });

/** A gate is passed by enough people, each once, and in an order one after the other. */
function checkPassing(stage: Stage, place: Omit<Place, 'seat'>): void {
  const { known } = place;
  const { gate } = place.gate.plan;
  if (known.passedAt.has(gate) || !PAST[gate].some((state) => known.states.has(state))) return;
  const approved = [
    ...known.sound.filter((one) => one.gate === gate && one.verdict === 'approve'),
    ...overtaken(stage, place),
  ];
  const times = approved.map(({ at }) => at).sort();
  known.passedAt.set(gate, times.at(-1) ?? now(stage));
  const people = new Set(approved.map(({ who }) => who));
  const needed = neededIn(stage);
  if (people.size < needed)
    stage.ledger.breaches.push(`the ${gate} gate was passed by ${people.size} people, needed are ${needed}`);
  const seats = approved.map(({ seat }) => seat);
  if (QUORUMS[stage.setting.quorum].isInOrder && seats.some((seat, at) => seat !== at))
    stage.ledger.breaches.push(`the ${gate} gate was passed in the order ${seats.join(', ')}`);
}

/** Whom the record asks is whom the policy names, when the hand-off is new. */
function checkPlan(stage: Stage, handoff: Handoff): void {
  for (const { plan } of handoff.gates) {
    const asked = [...plan.approvers, ...(plan.backup === null ? [] : [plan.backup])];
    const people = asked.map(({ accountId }) => accountId);
    if (new Set(people).size < people.length) stage.ledger.breaches.push('somebody is asked twice');
    for (const who of people)
      if (!isEntitled(stage, handoff, { who }))
        stage.ledger.breaches.push(`${who} is asked and may not decide`);
  }
}

/** Holds every gate to what people did. */
export function checkGates(stage: Stage, handoff: Handoff, known: Known): void {
  if (known.version === 0) checkPlan(stage, handoff);
  for (const gate of handoff.gates) {
    const { gate: kind } = gate.plan;
    if (known.states.has(WAITS[kind]) && !known.openedAt.has(kind)) known.openedAt.set(kind, now(stage));
    gate.seats.forEach(({ decision }, seat) => {
      if (decision !== null) checkDecision(stage, { handoff, known, gate, seat }, decision);
    });
    checkPassing(stage, { handoff, known, gate });
    checkEffective(stage, { handoff, known, gate });
  }
}
