import type { GateDecision } from '../contract/handoff';
import type { Verdict } from '../contract/vocabulary';
import type { Happening } from '../domain/audit/happening';
import {
  attentionAt,
  isOver,
  minSecondsFor,
  nextAttention,
  wordsOf,
  type AttentionRecord,
} from '../domain/gate/attention';
import {
  advance,
  askNext,
  decisionsAt,
  outcomeOf,
  validUntilOf,
  withGate,
  withSeat,
  type GateRecord,
  type Handoff,
} from '../domain/handoff/handoff';
import type { LifecycleEvent } from '../domain/lifecycle/lifecycle';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Tried } from './attempt';
import { bodiesOf } from './bodies';
import { commitStep, type Step } from './commit-step';
import { requestsOf } from './open-subtask';
import { withSeen } from './refuse-attempt';
import type { World } from './world';

/** How this decision comes about, and where the person stood before it (U8). */
export interface Attention {
  readonly record: AttentionRecord | null;
  readonly words: number;
  /** Null where nobody can tell how long it took. */
  readonly isQuick: boolean | null;
  /** Which limit is reached, as a sentence; null within all. */
  readonly over: string | null;
}

/** Reads how the person has decided so far, and compares the time that this decision took with the length of what was to be read. */
export async function readAttention(
  world: World,
  { packet, output }: WholeHandoff,
  { gate, attempt, policy }: Tried,
): Promise<Attention> {
  const { accountId } = attempt.person;
  const ref = (await world.registry.refsOf([accountId])).get(accountId);
  const record = ref === undefined ? null : await world.handoffs.attentionOf(ref);
  const limits = policy.document.gates.attention;
  const words = wordsOf(packet, gate.plan.gate === 'use' ? output : null);
  const { reading, verdict, at } = attempt;
  return {
    record,
    words,
    isQuick:
      reading === null ? null : verdict === 'approve' && reading.seconds < minSecondsFor(limits, words),
    over: isOver(limits, record, at),
  };
}

const EVENTS: Readonly<Record<'run' | 'use', Readonly<Record<Verdict, LifecycleEvent>>>> = {
  run: { approve: 'approve-run', reject: 'reject', escalate: 'escalate' },
  use: { approve: 'approve-use', reject: 'reject', escalate: 'escalate' },
};

const WORDS = { approve: 'Approved', reject: 'Rejected', escalate: 'Escalated' } as const;

type Counted = Tried & { readonly attention: Attention };

function decisionOf({ gate, held, attempt }: Counted): GateDecision {
  const { person, verdict, at, via, reason, note } = attempt;
  return {
    gate: gate.plan.gate,
    verdict,
    by: { accountId: person.accountId, displayName: person.displayName },
    as: person.accountId === held.approver.accountId ? 'approver' : 'backup',
    at,
    via,
    reason,
    note,
  };
}

function attentionEntry({ gate, attempt, attention }: Counted): Happening {
  const { words, isQuick, over, record } = attention;
  const { approvalsInARow, quickInARow, decisions } = attentionAt(record, attempt.at);
  return {
    event: 'approval.attention',
    details: {
      gate: gate.plan.gate,
      opened: [...(attempt.reading?.opened ?? [])],
      seconds: attempt.reading?.seconds ?? null,
      words,
      isQuick: isQuick ?? false,
      quickInARow,
      approvalsInARow,
      decisionsToday: decisions,
      over,
    },
  };
}

const decidedEntry = (handoff: Handoff, { gate, attempt }: Counted): Happening => ({
  event: 'approval.decided',
  details: {
    gate: gate.plan.gate,
    verdict: attempt.verdict,
    via: attempt.via,
    reason: attempt.reason,
    changeId: attempt.changeId,
    decidedAt: attempt.at,
  },
  bodies: bodiesOf(handoff, [{ name: 'note', text: attempt.note }]),
});

interface Outcome {
  readonly after: Handoff;
  readonly happenings: readonly Happening[];
  readonly effects: Step['effects'];
}

/** More approvals are needed: in an order the next person is asked, else the others are still asked. */
function waitOn(
  handoff: Handoff,
  gate: GateRecord,
  { attempt, at }: { attempt: Counted['attempt']; at: string },
): Outcome {
  const next = askNext(gate, at);
  const isAsking = next.seats.some((seat, place) => seat.askedAt !== gate.seats[place]?.askedAt);
  const given = `${decisionsAt(gate).length} of ${gate.plan.needed} approvals`;
  return {
    after: {
      ...handoff,
      gates: withGate(handoff, next),
      updatedAt: at,
      explanation: `Approved by ${attempt.person.displayName} at the ${gate.plan.gate} gate: ${given}.`,
    },
    happenings: isAsking ? requestsOf(next) : [],
    effects: isAsking ? ['open-subtask', 'sync-property'] : ['sync-property'],
  };
}

/** The issue property tells where somebody waits and how it ended, not what the app itself does for some seconds. */
function next(handoff: Handoff, event: LifecycleEvent): Pick<Outcome, 'happenings' | 'effects'> {
  if (event === 'approve-run')
    return { happenings: [{ event: 'run.queued', details: { gate: 'run' } }], effects: ['run'] };
  if (event !== 'approve-use') return { happenings: [], effects: ['sync-property'] };
  const comment = handoff.review?.audience ?? 'internal';
  return { happenings: [{ event: 'writeback.intent', details: { comment } }], effects: ['write-comment'] };
}

/** The decision passes or ends the gate. */
function conclude(
  handoff: Handoff,
  gate: GateRecord,
  { attempt, verdict, at }: { attempt: Counted['attempt']; verdict: Verdict; at: string },
): Outcome {
  const { gate: kind } = gate.plan;
  const event = EVENTS[kind][verdict];
  const validUntil = verdict === 'approve' ? validUntilOf(gate, attempt.at) : gate.validUntil;
  return {
    after: advance(handoff, event, {
      at,
      explanation: `${WORDS[verdict]} by ${attempt.person.displayName} at the ${kind} gate.`,
      patch: { gates: withGate(handoff, { ...gate, validUntil }) },
    }),
    ...next(handoff, event),
  };
}

/** Commits a decision that counts, with how it came about, in one transaction. */
export async function countDecision(
  world: World,
  { handoff }: WholeHandoff,
  counted: Counted,
): Promise<Handoff> {
  const { seat, attempt, attention } = counted;
  const { verdict } = attempt;
  const at = world.clock.now();
  const decided = withSeat(withSeen(counted.gate, attempt.changeId), seat, {
    decision: decisionOf(counted),
    takenBack: counted.held.decision,
  });
  const outcome = outcomeOf(decided);
  const { after, happenings, effects } =
    outcome === null
      ? waitOn(handoff, decided, { attempt, at })
      : conclude(handoff, decided, { attempt, verdict: outcome, at });
  const { isQuick } = attention;
  return commitStep(world, {
    before: handoff,
    after,
    actor: {
      kind: 'person',
      accountId: attempt.person.accountId,
      role: counted.gate.plan.role,
      requestId: attempt.requestId,
    },
    happenings: [attentionEntry(counted), decidedEntry(handoff, counted), ...happenings],
    effects,
    attention: {
      accountId: attempt.person.accountId,
      record: nextAttention(attention.record, { at: attempt.at, verdict, isQuick }),
    },
  });
}
