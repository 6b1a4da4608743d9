import type { GateStatusesSchema } from '../../contract/policy';
import type { GatePlan } from '../../contract/scope';
import type { HandoffState, GateKind, Verdict } from '../../contract/vocabulary';
import type { z } from 'zod';

/** Somebody's try to decide at a gate, with what was found out about that person now (not what the browser says). */
export interface Attempt {
  readonly accountId: string;
  readonly accountType: string;
  readonly isActive: boolean;
  readonly isApp: boolean;
  readonly at: string;
}

/** The gate as it stands. `approverIds`: who policy names for it now, in order (re-read at decision time, APR-02). */
export interface OpenGate {
  readonly gate: GateKind;
  readonly plan: GatePlan;
  readonly state: HandoffState;
  readonly requesterId: string;
  readonly ownerId: string;
  readonly approverIds: readonly string[];
  /** Who wrote the policy in force and approves nothing under it yet (POL-01). */
  readonly pausedIds: readonly string[];
  readonly expiresAt: string | null;
}

export type Refusal =
  | 'not-waiting'
  | 'not-a-human'
  | 'inactive'
  | 'is-requester'
  | 'is-owner'
  | 'is-author'
  | 'not-the-approver'
  | 'expired';

/** Why each refusal, as a sentence for the trail and for people. */
export const REFUSALS: Readonly<Record<Refusal, string>> = {
  'not-waiting': 'This hand-off is not waiting for this decision.',
  'not-a-human': 'Only a person can decide here; an app or automation cannot.',
  inactive: 'This account is not active.',
  'is-requester': 'Whoever asked for the hand-off cannot approve it.',
  'is-owner': 'Whoever owns and reviews the output cannot approve it.',
  'is-author': 'Whoever wrote the policy in force cannot approve under it yet.',
  'not-the-approver': 'Only the named approver or the named backup can decide here.',
  expired: 'The time for this decision is over.',
};

const STATE_OF_GATE: Readonly<Record<GateKind, HandoffState>> = {
  run: 'awaiting-run-approval',
  use: 'awaiting-use-approval',
};

/**
 * Whether an attempt counts: null when it does, else why not. The one choke point for every way in (U2): the actor is an
 * active human, is the approver or backup that the packet names and policy still names, and is neither the requester
 * nor the owner of the output (APR-01).
 */
export function judgeAttempt(gate: OpenGate, attempt: Attempt): Refusal | null {
  const named = [gate.plan.approver.accountId, gate.plan.backup?.accountId];
  if (gate.state !== STATE_OF_GATE[gate.gate]) return 'not-waiting';
  if (attempt.isApp || attempt.accountType !== 'atlassian') return 'not-a-human';
  if (!attempt.isActive) return 'inactive';
  if (attempt.accountId === gate.requesterId) return 'is-requester';
  if (attempt.accountId === gate.ownerId) return 'is-owner';
  if (gate.pausedIds.includes(attempt.accountId)) return 'is-author';
  if (!named.includes(attempt.accountId) || !gate.approverIds.includes(attempt.accountId))
    return 'not-the-approver';
  return gate.expiresAt !== null && attempt.at > gate.expiresAt ? 'expired' : null;
}

type GateStatuses = z.infer<typeof GateStatusesSchema>;

/** What a status of the approval subtask means; null decides nothing. Names compare without case. */
export function verdictOfStatus(status: string, statuses: GateStatuses): Verdict | null {
  const isIn = (names: readonly string[]): boolean =>
    names.some((name) => name.toLowerCase() === status.trim().toLowerCase());
  if (isIn(statuses.reject)) return 'reject';
  if (isIn(statuses.escalate)) return 'escalate';
  return isIn(statuses.approve) ? 'approve' : null;
}
