import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandoffStateSchema, type HandoffState } from '../../contract/vocabulary';
import { DomainError } from '../domain-error';
import { canHappen, isEnd, LIFECYCLE, nextState, type LifecycleEvent } from './lifecycle';

const STATES = HandoffStateSchema.options;
const ENDS = STATES.slice(STATES.indexOf('completed'));

/** Said again on purpose: whether a person's act stands behind an event decides what it may reach (U10). */
const BY_A_HUMAN: Readonly<Record<LifecycleEvent, boolean>> = {
  'hold-for-run': false,
  queue: false,
  'approve-run': true,
  start: false,
  produce: false,
  'find-too-little': false,
  fail: false,
  accept: true,
  'accept-and-hold': true,
  'approve-use': true,
  write: false,
  reject: true,
  escalate: true,
  withdraw: true,
  expire: false,
  'lose-approver': false,
  supersede: false,
  block: false,
  halt: false,
};
const isEvent = (text: string): text is LifecycleEvent => Object.hasOwn(BY_A_HUMAN, text);
const EVENTS = Object.keys(BY_A_HUMAN).filter(isEvent);

const steps = STATES.flatMap((from) =>
  EVENTS.flatMap((event) => (canHappen(from, event) ? [{ from, event, to: nextState(from, event) }] : [])),
);
const into = (...states: readonly HandoffState[]) => steps.filter(({ to }) => states.includes(to));
const walk = (...events: readonly LifecycleEvent[]): HandoffState =>
  events.reduce<HandoffState>((state, event) => nextState(state, event), 'proposed');

describe('the lifecycle table', () => {
  it('has a row for every state and only states of the contract in it', () => {
    expect(Object.keys(LIFECYCLE).sort()).toEqual([...STATES].sort());
    for (const { to } of steps) expect(STATES).toContain(to);
  });

  it('names no event beyond the known ones', () => {
    expect(new Set(Object.values(LIFECYCLE).flatMap((row) => Object.keys(row)))).toEqual(new Set(EVENTS));
  });

  it('ends exactly in the eleven ends, and no end is left again', () => {
    expect(STATES.filter(isEnd)).toEqual(ENDS);
    expect(ENDS).toHaveLength(11);
    expect(steps.filter(({ from }) => ENDS.includes(from))).toEqual([]);
  });

  it('reaches every state from the first one', () => {
    const seen = new Set<HandoffState>(['proposed']);
    for (const state of seen) for (const { from, to } of steps) if (from === state) seen.add(to);
    expect([...seen].sort()).toEqual([...STATES].sort());
  });

  it.each([
    ['completed', ['queue', 'start', 'produce', 'accept', 'write']],
    [
      'completed',
      ['hold-for-run', 'approve-run', 'start', 'produce', 'accept-and-hold', 'approve-use', 'write'],
    ],
    ['blocked', ['block']],
    ['rejected', ['hold-for-run', 'reject']],
    ['rejected', ['queue', 'start', 'produce', 'reject']],
    ['rejected', ['queue', 'start', 'produce', 'accept-and-hold', 'reject']],
    ['escalated', ['hold-for-run', 'escalate']],
    ['escalated', ['queue', 'start', 'produce', 'escalate']],
    ['escalated', ['queue', 'start', 'produce', 'accept-and-hold', 'escalate']],
    ['no-reachable-approver', ['hold-for-run', 'lose-approver']],
    ['no-reachable-approver', ['queue', 'start', 'produce', 'accept-and-hold', 'lose-approver']],
    ['rejected', ['hold-for-run', 'approve-run', 'reject']],
    ['escalated', ['hold-for-run', 'approve-run', 'escalate']],
    ['insufficient-evidence', ['queue', 'start', 'find-too-little']],
    ['run-failed', ['queue', 'fail']],
    ['run-failed', ['queue', 'start', 'fail']],
    ['run-failed', ['queue', 'start', 'produce', 'accept', 'fail']],
    ['halted', ['halt']],
  ] as const)('ends in %s by %j', (state, events) => {
    expect(walk(...events)).toBe(state);
  });

  const WAITING = [
    'awaiting-run-approval',
    'queued',
    'running',
    'awaiting-review',
    'awaiting-use-approval',
  ] as const;

  it.each(WAITING)('lets %s be withdrawn, time out, be superseded, blocked and halted', (state) => {
    expect(nextState(state, 'withdraw')).toBe('withdrawn');
    expect(nextState(state, 'expire')).toBe('timed-out');
    expect(nextState(state, 'supersede')).toBe('superseded');
    expect(nextState(state, 'block')).toBe('blocked');
    expect(nextState(state, 'halt')).toBe('halted');
  });

  it('takes nothing back once the accepted output is being written, but stops when the ground moved', () => {
    expect(EVENTS.filter((event) => canHappen('writing-back', event)).sort()).toEqual([
      'block',
      'fail',
      'halt',
      'supersede',
      'write',
    ]);
  });
});

describe('what only people do', () => {
  it('rejects and escalates by a human event only', () => {
    for (const { event } of into('rejected', 'escalated')) expect(BY_A_HUMAN[event]).toBe(true);
    const from = ['awaiting-run-approval', 'queued', 'awaiting-review', 'awaiting-use-approval'];
    expect(into('rejected').map((step) => [step.from, step.event])).toEqual(
      from.map((state) => [state, 'reject']),
    );
    expect(into('escalated').map((step) => [step.from, step.event])).toEqual(
      from.map((state) => [state, 'escalate']),
    );
  });

  it('passes a gate by its own approval only', () => {
    const onward: readonly HandoffState[] = [
      'queued',
      'running',
      'awaiting-review',
      'writing-back',
      'completed',
    ];
    const passes = (from: HandoffState) =>
      steps.filter((step) => step.from === from && onward.includes(step.to)).map(({ event }) => event);
    expect(passes('awaiting-run-approval')).toEqual(['approve-run']);
    expect(passes('awaiting-use-approval')).toEqual(['approve-use']);
  });

  it('leaves the review onward by the human owner only', () => {
    const leaving = into('writing-back', 'awaiting-use-approval').map(({ from, event }) => [from, event]);
    expect(leaving).toEqual([
      ['awaiting-review', 'accept'],
      ['awaiting-review', 'accept-and-hold'],
      ['awaiting-use-approval', 'approve-use'],
    ]);
    expect(into('completed')).toEqual([{ from: 'writing-back', event: 'write', to: 'completed' }]);
  });
});

describe('nextState', () => {
  it('refuses every step that the table does not hold', () => {
    for (const state of STATES) {
      for (const event of EVENTS.filter((candidate) => !canHappen(state, candidate))) {
        expect(() => nextState(state, event)).toThrow(
          expect.objectContaining({ code: 'not-allowed-in-state' }),
        );
        expect(() => nextState(state, event)).toThrow(DomainError);
      }
    }
  });

  it('never completes a random walk without a review by a human, nor leaves an end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        let state: HandoffState = 'proposed';
        const happened: LifecycleEvent[] = [];
        for (const event of events.filter((candidate) => canHappen(state, candidate))) {
          if (!canHappen(state, event)) continue;
          expect(isEnd(state)).toBe(false);
          state = nextState(state, event);
          happened.push(event);
        }
        const isAccepted = happened.includes('accept') || happened.includes('approve-use');
        if (state === 'completed') expect(isAccepted).toBe(true);
        if (happened.includes('hold-for-run') && happened.includes('start'))
          expect(happened).toContain('approve-run');
        if (happened.includes('accept-and-hold') && happened.includes('write'))
          expect(happened).toContain('approve-use');
      }),
      { numRuns: 1_000 },
    );
  });
});
