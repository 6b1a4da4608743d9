import type { GateDecision } from '../../contract/handoff';
import type { AskedPerson, GatePlan, Person, SealedEngine } from '../../contract/scope';
import type {
  Audience,
  ClaimReason,
  GateKind,
  HandoffState,
  OperationId,
  ReasonCode,
  ReviewVerdict,
  Verdict,
} from '../../contract/vocabulary';
import { isEnd, nextState, type LifecycleEvent } from '../lifecycle/lifecycle';

/** One approver's place at a gate. */
export interface Seat {
  readonly approver: AskedPerson;
  /** When this approver was asked; null before the gate opens, and in an order until it is their turn. */
  readonly askedAt: string | null;
  readonly subtask: { readonly id: string; readonly key: string } | null;
  readonly remindedAt: string | null;
  readonly backupAskedAt: string | null;
  readonly backupAskedWhy: string | null;
  readonly decision: GateDecision | null;
  /** The approval that `decision` took back before the run; null where nothing was. */
  readonly takenBack: GateDecision | null;
}

/** An issue type for approval subtasks, in a project (ids of Jira). */
export interface SubtaskType {
  readonly id: string;
  readonly projectId: string;
}

/** A gate as it is stored: its plan, a seat for each approver, and what an approval releases and until when it counts. */
export interface GateRecord {
  readonly plan: GatePlan;
  readonly openedAt: string | null;
  readonly expiresAt: string | null;
  readonly seats: readonly Seat[];
  /** From the approval that passed the gate on, until when it counts for its act (APR-12). */
  readonly validUntil: string | null;
  /** What its subtasks are made of, as found when it was sealed; null where it is held in the panel. */
  readonly subtaskType: SubtaskType | null;
  /** HMAC of what an approval of the use gate releases, set when that gate opens (T5). */
  readonly release: string | null;
  /** Changelog ids that were answered already: an event may come twice (EVT-01). */
  readonly seenChanges: readonly string[];
}

export interface ReviewRecord {
  readonly verdict: ReviewVerdict;
  readonly by: Person;
  readonly at: string;
  readonly reason: ReasonCode;
  readonly note: string;
  readonly struck: readonly { readonly number: number; readonly reason: ClaimReason }[];
  readonly edits: readonly { readonly number: number; readonly reason: ClaimReason; readonly text: string }[];
  /** For whom the reviewer meant the comment. */
  readonly audience: Audience;
}

/** Somebody's word on what people do about an escalation. */
export interface EscalationAnswer {
  readonly by: Person;
  readonly at: string;
  readonly note: string;
}

/** When the texts of a hand-off were erased; null while they are kept. */
export interface Erasures {
  readonly packet: string | null;
  readonly output: string | null;
}

/**
 * A hand-off as it is stored. `version` counts writes. Decision and scope are in the sealed packet. `salt` (64 hex digits) keys
 * the HMACs by which its audit chain names texts; it is erased with the last of them.
 */
export interface Handoff {
  readonly schema: 2;
  readonly id: string;
  readonly version: number;
  readonly state: HandoffState;
  readonly issue: {
    readonly id: string;
    readonly key: string;
    readonly projectKey: string;
    readonly projectType: string;
  };
  readonly operation: OperationId;
  readonly requester: Person;
  readonly owner: Person;
  readonly requestId: string;
  readonly seal: string;
  readonly policyVersion: number;
  /** What is to make the output, as sealed; once there is one, what made it. Every entry of the chain names it (R160, R193). */
  readonly engine: SealedEngine;
  readonly salt: string | null;
  readonly gates: readonly GateRecord[];
  readonly reviewHours: number;
  readonly runMinutes: number;
  readonly requestedAt: string;
  readonly updatedAt: string;
  readonly dueAt: string | null;
  readonly explanation: string;
  readonly review: ReviewRecord | null;
  /** Who took up its escalation; null while nobody has, and for one that ended otherwise. */
  readonly escalationAnswer: EscalationAnswer | null;
  readonly writtenBack: { readonly commentId: string; readonly at: string } | null;
  readonly erased: Erasures;
  /** From when its texts may be erased, once it ended (ISO 8601); null before, and after all were. */
  readonly eraseFrom: string | null;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A queued run and a write-back are the app's own work; past this they are overdue and the sweep looks at them. */
const OWN_WORK_MINUTES = 60;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const gateOfState = (state: HandoffState): GateKind | null =>
  state === 'awaiting-run-approval' ? 'run' : state === 'awaiting-use-approval' ? 'use' : null;

/** The gate that a hand-off waits at, or null. */
export function openGate(handoff: Handoff): GateRecord | null {
  const kind = gateOfState(handoff.state);
  return handoff.gates.find((gate) => gate.plan.gate === kind) ?? null;
}

function dueOf(handoff: Handoff, state: HandoffState, at: string): string | null {
  if (isEnd(state)) return null;
  const gate = gateOfState(state);
  if (gate !== null) {
    const hours = handoff.gates.find((record) => record.plan.gate === gate)?.plan.hours ?? 0;
    return later(at, hours * HOUR_MS);
  }
  if (state === 'awaiting-review') return later(at, handoff.reviewHours * HOUR_MS);
  return later(at, (state === 'running' ? handoff.runMinutes : OWN_WORK_MINUTES) * MINUTE_MS);
}

/** An empty seat. */
const seatOf = (approver: AskedPerson): Seat => ({
  approver,
  askedAt: null,
  subtask: null,
  remindedAt: null,
  backupAskedAt: null,
  backupAskedWhy: null,
  decision: null,
  takenBack: null,
});

/** A gate that has not opened yet. */
export const gateOf = (plan: GatePlan, subtaskType: SubtaskType | null = null): GateRecord => ({
  plan,
  subtaskType,
  openedAt: null,
  expiresAt: null,
  seats: plan.approvers.map(seatOf),
  validUntil: null,
  release: null,
  seenChanges: [],
});

/** Asks whoever is to be asked at `at` (ISO 8601): everybody, or in an order the first who was not asked yet. */
export function askNext(gate: GateRecord, at: string): GateRecord {
  const next = gate.plan.isInOrder ? gate.seats.findIndex(({ askedAt }) => askedAt === null) : null;
  return {
    ...gate,
    seats: gate.seats.map((seat, index) =>
      seat.askedAt === null && (next === null || next === index) ? { ...seat, askedAt: at } : seat,
    ),
  };
}

const openAt = (gate: GateRecord, at: string, expiresAt: string | null): GateRecord =>
  askNext({ ...gate, openedAt: at, expiresAt }, at);

/** What a gate's seats come to: one refusal ends it, enough approvals pass it, else it is null and still open. */
export function outcomeOf(gate: GateRecord): Verdict | null {
  const verdicts = gate.seats.flatMap(({ decision }) => (decision === null ? [] : [decision.verdict]));
  const refusal = verdicts.find((verdict) => verdict !== 'approve');
  if (refusal !== undefined) return refusal;
  return verdicts.length >= gate.plan.needed ? 'approve' : null;
}

/** The decisions at a gate, in the order of its seats. */
export const decisionsAt = ({ seats }: GateRecord): readonly GateDecision[] =>
  seats.flatMap(({ decision }) => (decision === null ? [] : [decision]));

/** Until when an approval at `at` (ISO 8601) counts for the act that it approved (APR-12). */
export const validUntilOf = ({ plan }: GateRecord, at: string): string =>
  later(at, plan.validHours * HOUR_MS);

/** The passed gate whose act is about to happen and whose approval is too old for it at `at` (ISO 8601), or null. */
export function lapsedGate({ state, gates }: Handoff, at: string): GateRecord | null {
  const kind: GateKind | null = state === 'queued' ? 'run' : state === 'writing-back' ? 'use' : null;
  const gate = gates.find(({ plan }) => plan.gate === kind);
  return gate !== undefined && gate.validUntil !== null && at > gate.validUntil ? gate : null;
}

/** Replaces one seat of a gate. */
export const withSeat = (gate: GateRecord, index: number, seat: Partial<Seat>): GateRecord => ({
  ...gate,
  seats: gate.seats.map((old, at) => (at === index ? { ...old, ...seat } : old)),
});

/** Who is asked to act now (accounts): approvers of seats that were asked and are open, backups that were asked, or the owner. */
export function waitingFor(handoff: Handoff): readonly string[] {
  if (handoff.state === 'awaiting-review') return [handoff.owner.accountId];
  const gate = openGate(handoff);
  if (gate === null) return [];
  const open = gate.seats.filter(({ askedAt, decision }) => askedAt !== null && decision === null);
  const backup = open.some(({ backupAskedAt }) => backupAskedAt !== null) ? gate.plan.backup : null;
  return [
    ...new Set([
      ...open.map(({ approver }) => approver.accountId),
      ...(backup === null ? [] : [backup.accountId]),
    ]),
  ];
}

/** Whether a hand-off was escalated and nobody has taken that up yet. */
export const isUnanswered = ({ state, escalationAnswer }: Handoff): boolean =>
  state === 'escalated' && escalationAnswer === null;

/** What changes beside the state: at most these parts of the record. */
export type HandoffPatch = Partial<Pick<Handoff, 'gates' | 'review' | 'writtenBack' | 'escalationAnswer'>>;

/**
 * Moves a hand-off by one lifecycle event and gives the new record; `at` (ISO 8601) becomes `updatedAt`, the due time
 * follows from the new state. Throws `not-allowed-in-state`. The version is raised by the store's commit.
 */
export function advance(
  handoff: Handoff,
  event: LifecycleEvent,
  change: { readonly at: string; readonly explanation: string; readonly patch?: HandoffPatch },
): Handoff {
  const state = nextState(handoff.state, event);
  const moved = { ...handoff, ...change.patch, state, updatedAt: change.at, explanation: change.explanation };
  const dueAt = dueOf(moved, state, change.at);
  const opened = gateOfState(state);
  const gates = moved.gates.map((gate) =>
    gate.plan.gate === opened ? openAt(gate, change.at, dueAt) : gate,
  );
  return { ...moved, dueAt, gates, eraseFrom: isEnd(state) ? change.at : null };
}

/** Replaces one gate record. */
export const withGate = (handoff: Handoff, gate: GateRecord): readonly GateRecord[] =>
  handoff.gates.map((record) => (record.plan.gate === gate.plan.gate ? gate : record));

/** Whether the decision asks for a gate of this kind. */
export const hasGate = (handoff: Handoff, kind: GateKind): boolean =>
  handoff.gates.some((gate) => gate.plan.gate === kind);
