import type { Happening } from '../domain/audit/happening';
import { REFUSALS, type Refusal } from '../domain/gate/judge-decision';
import { withGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import type { Tried } from './attempt';
import { commitStep, type Step } from './commit-step';
import type { World } from './world';

/** So many answered changes are remembered at a gate. Of each subtask the newest tells how far it was looked at. */
const MAX_SEEN = 40;

/** The gate with one more change that was answered; the same gate when there is no change. */
export const withSeen = (gate: GateRecord, changeId: string | null): GateRecord =>
  changeId === null ? gate : { ...gate, seenChanges: [...gate.seenChanges, changeId].slice(-MAX_SEEN) };

/** Which refusal, and where the hand-off stood instead: of a race the record says what won (T2). */
const whyOf = (refusal: Refusal, { state }: Handoff): string =>
  refusal === 'not-waiting' ? `${refusal}: ${state}` : refusal;

/** The entry of an attempt that does not count. */
export const ignoredOf = (handoff: Handoff, { gate, attempt }: Tried, refusal: Refusal): Happening => ({
  event: 'approval.ignored',
  details: {
    gate: gate.plan.gate,
    verdict: attempt.verdict,
    via: attempt.via,
    why: whyOf(refusal, handoff),
    changeId: attempt.changeId,
  },
});

/** The effect that answers a transition on its subtask, once for each change; none for a decision of a page. */
export function answerTo({ attempt, held, gate }: Tried, sentence: string): Pick<Step, 'effects' | 'answer'> {
  const { changeId } = attempt;
  if (changeId === null || held.subtask === null) return { effects: [] };
  const { backup } = gate.plan;
  const second = backup === null ? '' : ` or, as backup, ${backup.displayName}`;
  const who = held.decision === null ? ` ${held.approver.displayName}${second} decides here.` : '';
  return {
    effects: ['answer-attempt'],
    answer: {
      subtaskId: held.subtask.id,
      changeId,
      sentence: `This change decides nothing. ${sentence}${who}`,
    },
  };
}

/** Records an attempt that does not count, with its reason, and answers it once. It passes nothing and changes no state. */
export async function refuseAttempt(
  world: World,
  handoff: Handoff,
  tried: Tried & { readonly refusal: Refusal },
): Promise<void> {
  const { gate, attempt, refusal } = tried;
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, withSeen(gate, attempt.changeId)) },
    actor: {
      kind: 'person',
      accountId: attempt.person.accountId,
      role: 'not entitled',
      requestId: attempt.requestId,
    },
    happenings: [ignoredOf(handoff, tried, refusal)],
    ...answerTo(tried, REFUSALS[refusal]),
  });
}
