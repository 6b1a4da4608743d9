import { describe, expect, it } from '@jest/globals';
import type { HandoffState, ReviewVerdict } from '../../contract/vocabulary';
import type { GatePlan } from '../../contract/scope';
import { ACCEPTED, askedOf, decisionOf, gateOf, handoffOf, NOON, planOf, seatOf } from '../testing';
import { ballWith, stagesOf } from './describe-progress';
import { askNext, type GateRecord, type Handoff, type ReviewRecord, type Seat } from './handoff';

/** Stages in short: `+` done, `>` current, `!` stopped, `.` to come. */
const SIGNS = { done: '+', current: '>', stopped: '!', todo: '.' } as const;
const short = (handoff: Handoff): string =>
  stagesOf(handoff)
    .map(({ name, status }) => `${SIGNS[status]}${name}`)
    .join(' ');

const reviewOf = (verdict: ReviewVerdict): ReviewRecord => ({ ...ACCEPTED, verdict });

const bo = askedOf('backup-bo', 'Bo Lind');
const mia = seatOf({ approver: askedOf('mia', 'Mia') });
const decided = seatOf({ decision: decisionOf('run', 'approve') });

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
    const gates = GATED.map((gate) => askNext(gate, NOON));
    expect(ballWith(handoffOf({ state, gates }))).toBe(who);
  });

  it.each<[string, readonly Seat[], GatePlan['backup'], string]>([
    ['everybody who is asked', [seatOf(), mia], bo, 'Cho Park, Mia'],
    ['who has not decided', [decided, mia], bo, 'Mia'],
    ['who was asked', [seatOf(), { ...mia, askedAt: null }], bo, 'Cho Park'],
    ['the backup too, once it was asked', [{ ...seatOf(), backupAskedAt: NOON }], bo, 'Cho Park, Bo Lind'],
    ['no backup where there is none', [{ ...seatOf(), backupAskedAt: NOON }], null, 'Cho Park'],
  ])('is at a gate with %s', (_what, ...[seats, backup, who]) => {
    const gate = { ...gateOf('run'), plan: planOf('run', { backup }), seats };
    expect(ballWith(handoffOf({ state: 'awaiting-run-approval', gates: [gate] }))).toBe(who);
  });
});
