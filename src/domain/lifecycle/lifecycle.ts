import type { HandoffState } from '../../contract/vocabulary';
import { DomainError } from '../domain-error';

/** Everything that can happen to a hand-off. Human events say so in their name's comment; the rest is the app's. */
export type LifecycleEvent =
  | 'hold-for-run' // the decision asks for a run gate
  | 'queue' // no run gate, or it was passed
  | 'approve-run' // a human, at the run gate
  | 'start'
  | 'produce'
  | 'find-too-little'
  | 'fail'
  | 'accept' // a human: the owner; a use gate follows or not
  | 'accept-and-hold' // a human: the owner; the decision asks for a use gate
  | 'approve-use' // a human, at the use gate
  | 'write'
  | 'reject' // a human: reviewer or approver
  | 'escalate' // a human: reviewer or approver
  | 'withdraw' // a human: the requester
  | 'expire'
  | 'lose-approver'
  | 'supersede'
  | 'block'
  | 'halt'; // the kill switch

type Row = Readonly<Partial<Record<LifecycleEvent, HandoffState>>>;

const stopped: Row = { supersede: 'superseded', block: 'blocked', halt: 'halted' };
const waiting: Row = { ...stopped, withdraw: 'withdrawn', expire: 'timed-out' };
const held: Row = {
  ...waiting,
  reject: 'rejected',
  escalate: 'escalated',
  'lose-approver': 'no-reachable-approver',
};
const end: Row = {};

/**
 * The lifecycle (design, Lifecycle): state × event → next state. What is not in this table cannot happen. Only a human
 * event leads to `rejected` or `escalated` or past a gate (U10); a property test holds it.
 */
export const LIFECYCLE: Readonly<Record<HandoffState, Row>> = {
  proposed: { 'hold-for-run': 'awaiting-run-approval', queue: 'queued', block: 'blocked', halt: 'halted' },
  'awaiting-run-approval': { ...held, 'approve-run': 'queued' },
  // Until the run starts its approver may take the approval back (APR-08, APR-11: a refusal beats an approval).
  queued: { ...waiting, start: 'running', fail: 'run-failed', reject: 'rejected', escalate: 'escalated' },
  running: {
    ...waiting,
    produce: 'awaiting-review',
    'find-too-little': 'insufficient-evidence',
    fail: 'run-failed',
  },
  'awaiting-review': {
    ...waiting,
    accept: 'writing-back',
    'accept-and-hold': 'awaiting-use-approval',
    reject: 'rejected',
    escalate: 'escalated',
  },
  'awaiting-use-approval': { ...held, 'approve-use': 'writing-back' },
  'writing-back': { ...stopped, write: 'completed', fail: 'run-failed' },
  completed: end,
  blocked: end,
  rejected: end,
  escalated: end,
  'timed-out': end,
  'no-reachable-approver': end,
  superseded: end,
  withdrawn: end,
  'insufficient-evidence': end,
  'run-failed': end,
  halted: end,
};

/** The next state. Throws `not-allowed-in-state` when the table has no such step. */
export function nextState(state: HandoffState, event: LifecycleEvent): HandoffState {
  const next = LIFECYCLE[state][event];
  if (next === undefined)
    throw new DomainError('not-allowed-in-state', `${event} does not happen in ${state}`);
  return next;
}

/** Whether the table allows an event in a state. */
export const canHappen = (state: HandoffState, event: LifecycleEvent): boolean =>
  LIFECYCLE[state][event] !== undefined;

/** Whether a hand-off in this state is over. */
export const isEnd = (state: HandoffState): boolean => Object.keys(LIFECYCLE[state]).length === 0;
