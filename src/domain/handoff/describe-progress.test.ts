import { describe, expect, it } from '@jest/globals';
import type { HandoffState, ReviewVerdict } from '../../contract/vocabulary';
import { gateOf, handoffOf, NOON } from '../testing';
import { ballWith, stagesOf } from './describe-progress';
import type { GateRecord, Handoff, ReviewRecord } from './handoff';

/** Stages in short: `+` done, `>` current, `!` stopped, `.` to come. */
const SIGNS = { done: '+', current: '>', stopped: '!', todo: '.' } as const;
const short = (handoff: Handoff): string =>
  stagesOf(handoff)
    .map(({ name, status }) => `${SIGNS[status]}${name}`)
    .join(' ');

const reviewOf = (verdict: ReviewVerdict): ReviewRecord => ({
  verdict,
  by: { accountId: 'agent-ben', displayName: 'Ben Fischer' },
  at: NOON,
  reason: 'none',
  note: '',
  struck: [],
});

const GATED: readonly GateRecord[] = [gateOf('run'), gateOf('use')];
const PASSED: readonly GateRecord[] = [gateOf('run', 'approve'), gateOf('use')];
const ALL_PASSED: readonly GateRecord[] = [gateOf('run', 'approve'), gateOf('use', 'approve')];

interface Case {
  readonly state: HandoffState;
  readonly gates?: readonly GateRecord[];
  readonly review?: ReviewVerdict;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  { state: 'proposed', expected: '+Requested >Eligible .Run .Reviewed .Written back' },
  { state: 'queued', expected: '+Requested +Eligible >Run .Reviewed .Written back' },
  { state: 'running', expected: '+Requested +Eligible >Run .Reviewed .Written back' },
  { state: 'awaiting-review', expected: '+Requested +Eligible +Run >Reviewed .Written back' },
  { state: 'writing-back', expected: '+Requested +Eligible +Run +Reviewed >Written back' },
  { state: 'completed', expected: '+Requested +Eligible +Run +Reviewed +Written back' },
  {
    state: 'awaiting-run-approval',
    gates: GATED,
    expected: '+Requested +Eligible >Run approved .Run .Reviewed .Use approved .Written back',
  },
  {
    state: 'awaiting-use-approval',
    gates: [gateOf('use')],
    expected: '+Requested +Eligible +Run +Reviewed >Use approved .Written back',
  },
  {
    state: 'rejected',
    gates: [gateOf('run', 'reject'), gateOf('use')],
    expected: '+Requested +Eligible !Run approved .Run .Reviewed .Use approved .Written back',
  },
  {
    state: 'timed-out',
    gates: GATED,
    expected: '+Requested +Eligible !Run approved .Run .Reviewed .Use approved .Written back',
  },
  {
    state: 'run-failed',
    gates: PASSED,
    expected: '+Requested +Eligible +Run approved !Run .Reviewed .Use approved .Written back',
  },
  { state: 'insufficient-evidence', expected: '+Requested +Eligible !Run .Reviewed .Written back' },
  { state: 'rejected', review: 'reject', expected: '+Requested +Eligible +Run !Reviewed .Written back' },
  { state: 'superseded', review: 'accept', expected: '+Requested +Eligible +Run +Reviewed !Written back' },
  {
    state: 'escalated',
    gates: PASSED,
    review: 'accept',
    expected: '+Requested +Eligible +Run approved +Run +Reviewed !Use approved .Written back',
  },
  {
    state: 'run-failed',
    gates: ALL_PASSED,
    review: 'accept',
    expected: '+Requested +Eligible +Run approved +Run +Reviewed +Use approved !Written back',
  },
];

describe('stagesOf', () => {
  it.each(CASES)('shows $state as $expected', ({ state, gates, review, expected }) => {
    const record = review === undefined ? null : reviewOf(review);
    expect(short(handoffOf({ state, gates: gates ?? [], review: record }))).toBe(expected);
  });
});

describe('ballWith', () => {
  it.each([
    ['proposed', 'The app'],
    ['queued', 'The app'],
    ['running', 'The app'],
    ['writing-back', 'The app'],
    ['awaiting-run-approval', 'Cho Park'],
    ['awaiting-use-approval', 'Cho Park'],
    ['awaiting-review', 'Ben Fischer'],
    ['completed', 'Nobody: it is over'],
    ['halted', 'Nobody: it is over'],
  ] as const)('is in %s: %s', (state, who) => {
    expect(ballWith(handoffOf({ state, gates: GATED }))).toBe(who);
  });
});
