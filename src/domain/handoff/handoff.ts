import type { GateDecision } from '../../contract/handoff';
import type { GatePlan, Person } from '../../contract/scope';
import type {
  GateKind,
  HandoffState,
  OperationId,
  ReasonCode,
  ReviewVerdict,
} from '../../contract/vocabulary';
import { isEnd, nextState, type LifecycleEvent } from '../lifecycle/lifecycle';

/** A gate as it is stored: its plan, the subtask that stands for it, and the decision once there is one. */
export interface GateRecord {
  readonly plan: GatePlan;
  readonly subtask: { readonly id: string; readonly key: string } | null;
  readonly openedAt: string | null;
  readonly expiresAt: string | null;
  readonly decision: GateDecision | null;
  /** Changelog ids that were answered already: an event may come twice (EVT-01). */
  readonly seenChanges: readonly string[];
}

export interface ReviewRecord {
  readonly verdict: ReviewVerdict;
  readonly by: Person;
  readonly at: string;
  readonly reason: ReasonCode;
  readonly note: string;
  readonly struck: readonly number[];
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
  readonly schema: 1;
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
  readonly salt: string | null;
  readonly gates: readonly GateRecord[];
  readonly reviewHours: number;
  readonly runMinutes: number;
  readonly requestedAt: string;
  readonly updatedAt: string;
  readonly dueAt: string | null;
  readonly explanation: string;
  readonly review: ReviewRecord | null;
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

/** What changes beside the state: at most these parts of the record. */
export type HandoffPatch = Partial<Pick<Handoff, 'gates' | 'review' | 'writtenBack'>>;

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
    gate.plan.gate === opened ? { ...gate, openedAt: change.at, expiresAt: dueAt } : gate,
  );
  return { ...moved, dueAt, gates, eraseFrom: isEnd(state) ? change.at : null };
}

/** Replaces one gate record. */
export const withGate = (handoff: Handoff, gate: GateRecord): readonly GateRecord[] =>
  handoff.gates.map((record) => (record.plan.gate === gate.plan.gate ? gate : record));

/** Whether the decision asks for a gate of this kind. */
export const hasGate = (handoff: Handoff, kind: GateKind): boolean =>
  handoff.gates.some((gate) => gate.plan.gate === kind);
