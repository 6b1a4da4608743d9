import type { Stage } from '../../contract/handoff';
import type { GateKind, HandoffState } from '../../contract/vocabulary';
import { hasGate, openGate, outcomeOf, type GateRecord, type Handoff } from './handoff';

const ORDER: readonly Stage['name'][] = [
  'Requested',
  'Eligible',
  'Run approved',
  'Run',
  'Reviewed',
  'Use approved',
  'Written back',
];

/** Where a hand-off stands that is not over; the other states are ends. */
const CURRENT: Readonly<Partial<Record<HandoffState, Stage['name']>>> = {
  proposed: 'Eligible',
  'awaiting-run-approval': 'Run approved',
  queued: 'Run',
  running: 'Run',
  'awaiting-review': 'Reviewed',
  'awaiting-use-approval': 'Use approved',
  'writing-back': 'Written back',
};

/** How far a stopped hand-off had come, from what its record holds. */
function reached(handoff: Handoff): Stage['name'] {
  const isUnpassed = (kind: GateKind): boolean =>
    handoff.gates.some((gate) => gate.plan.gate === kind && outcomeOf(gate) !== 'approve');
  if (handoff.review?.verdict === 'accept') return isUnpassed('use') ? 'Use approved' : 'Written back';
  if (handoff.review !== null) return 'Reviewed';
  return isUnpassed('run') ? 'Run approved' : 'Run';
}

/** The stages of a hand-off, without the gates that its decision does not ask for. */
export function stagesOf(handoff: Handoff): Stage[] {
  const names = ORDER.filter(
    (name) =>
      (name !== 'Run approved' || hasGate(handoff, 'run')) &&
      (name !== 'Use approved' || hasGate(handoff, 'use')),
  );
  if (handoff.state === 'completed') return names.map((name) => ({ name, status: 'done' }));
  const current = CURRENT[handoff.state];
  const at = names.indexOf(current ?? reached(handoff));
  return names.map((name, index) => ({
    name,
    status: index < at ? 'done' : index > at ? 'todo' : current === undefined ? 'stopped' : 'current',
  }));
}

const APP_WORKS: ReadonlySet<HandoffState> = new Set(['proposed', 'queued', 'running', 'writing-back']);

/** The people who are asked at a gate and have not decided: approvers, and the backup where it was asked too. */
function namesAsked({ seats, plan }: GateRecord): string {
  const open = seats.filter(({ askedAt, decision }) => askedAt !== null && decision === null);
  const isBackupAsked = open.some(({ backupAskedAt }) => backupAskedAt !== null);
  const backup = isBackupAsked && plan.backup !== null ? [plan.backup] : [];
  return [...open.map(({ approver }) => approver), ...backup].map((person) => person.displayName).join(', ');
}

/** Who has the ball, in words. */
export function ballWith(handoff: Handoff): string {
  const gate = openGate(handoff);
  if (gate !== null) return namesAsked(gate);
  if (handoff.state === 'awaiting-review') return handoff.owner.displayName;
  return APP_WORKS.has(handoff.state) ? 'The app' : 'Nobody: it is over';
}
