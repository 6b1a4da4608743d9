import { describe, expect, it } from '@jest/globals';
import { gateOf, handoffOf, NOON } from '../testing';
import { effectOf } from './effect';
import { advance, hasGate, openGate, withGate } from './handoff';

const AT = '2026-11-02T13:30:00.000Z';
const change = { at: AT, explanation: 'Because.' };

describe('advance', () => {
  it('moves state, time and explanation, and leaves the record it was given alone', () => {
    const before = handoffOf();
    const after = advance(before, 'queue', change);
    expect(after).toEqual({
      ...before,
      state: 'queued',
      updatedAt: AT,
      explanation: 'Because.',
      dueAt: '2026-11-02T14:30:00.000Z',
    });
    expect(before.state).toBe('proposed');
    expect(before.updatedAt).toBe(NOON);
  });

  it.each([
    ['queued', 'start', 'the run', '2026-11-02T13:34:00.000Z'],
    ['running', 'produce', 'the review', '2026-11-05T13:30:00.000Z'],
    ['awaiting-review', 'accept', 'the write-back', '2026-11-02T14:30:00.000Z'],
    ['awaiting-review', 'accept-and-hold', 'the use gate', '2026-11-02T17:30:00.000Z'],
    ['proposed', 'hold-for-run', 'the run gate', '2026-11-02T17:30:00.000Z'],
    ['writing-back', 'write', 'nothing after the end', null],
    ['queued', 'halt', 'nothing after a stop', null],
  ] as const)('from %s by %s sets the due time of %s', (state, event, ...[, dueAt]) => {
    const gates = [gateOf('run'), gateOf('use')];
    expect(advance(handoffOf({ state, gates }), event, change).dueAt).toBe(dueAt);
  });

  it('takes the due time of each gate from its own hours', () => {
    const run = gateOf('run');
    const gates = [{ ...run, plan: { ...run.plan, hours: 1 } }, gateOf('use')];
    expect(advance(handoffOf({ gates }), 'hold-for-run', change).dueAt).toBe('2026-11-02T14:30:00.000Z');
  });

  it('makes a wait at a gate that nobody planned due at once', () => {
    expect(advance(handoffOf(), 'hold-for-run', change).dueAt).toBe(AT);
  });

  it('opens the gate that it comes to, and no other', () => {
    const after = advance(handoffOf({ gates: [gateOf('run'), gateOf('use')] }), 'hold-for-run', change);
    expect(after.gates.map(({ openedAt, expiresAt }) => [openedAt, expiresAt])).toEqual([
      [AT, '2026-11-02T17:30:00.000Z'],
      [null, null],
    ]);
  });

  it('keeps an opened gate as it is when it moves on', () => {
    const opened = advance(handoffOf({ gates: [gateOf('run')] }), 'hold-for-run', change);
    const after = advance(opened, 'approve-run', { at: '2026-11-02T14:00:00.000Z', explanation: '' });
    expect(after.gates).toEqual(opened.gates);
  });

  it('takes the patch along', () => {
    const writtenBack = { commentId: '77', at: AT };
    const after = advance(handoffOf({ state: 'writing-back' }), 'write', {
      ...change,
      patch: { writtenBack },
    });
    expect(after).toMatchObject({ state: 'completed', writtenBack });
  });

  it('lets the texts of a hand-off be erased from its end on, and not before', () => {
    const ended = advance(handoffOf({ state: 'awaiting-review' }), 'reject', change);
    expect(ended.eraseFrom).toBe(AT);
    expect(advance(handoffOf({ eraseFrom: NOON }), 'queue', change).eraseFrom).toBeNull();
  });

  it('refuses what the lifecycle does not hold', () => {
    expect(() => advance(handoffOf({ state: 'completed' }), 'queue', change)).toThrow(
      expect.objectContaining({ code: 'not-allowed-in-state' }),
    );
  });
});

describe('gates of a hand-off', () => {
  const gates = [gateOf('run', 'approve'), gateOf('use')];

  it.each([
    ['awaiting-run-approval', 'run'],
    ['awaiting-use-approval', 'use'],
    ['awaiting-review', null],
    ['queued', null],
    ['completed', null],
  ] as const)('in %s the open gate is %s', (state, gate) => {
    expect(openGate(handoffOf({ state, gates }))?.plan.gate ?? null).toBe(gate);
  });

  it('are open only when they are planned', () => {
    expect(openGate(handoffOf({ state: 'awaiting-run-approval', gates: [gateOf('use')] }))).toBeNull();
  });

  it('are found by kind', () => {
    expect(hasGate(handoffOf({ gates: [gateOf('use')] }), 'use')).toBe(true);
    expect(hasGate(handoffOf({ gates: [gateOf('use')] }), 'run')).toBe(false);
  });

  it('are replaced one at a time', () => {
    const decided = gateOf('use', 'reject');
    expect(withGate(handoffOf({ gates }), decided)).toEqual([gates[0], decided]);
  });
});

describe('effectOf', () => {
  const handoff = { id: 'ho-1', version: 4 };

  it('names version and kind, so that asking twice is asking once', () => {
    const one = effectOf(handoff, 'write-comment', { askedAt: AT });
    expect(one).toEqual({
      id: 'ho-1.4.write-comment',
      handoffId: 'ho-1',
      kind: 'write-comment',
      status: 'pending',
      attempts: 0,
      askedAt: AT,
      answer: null,
    });
    expect(effectOf(handoff, 'write-comment', { askedAt: NOON }).id).toBe(one.id);
    expect(effectOf({ ...handoff, version: 5 }, 'write-comment', { askedAt: AT }).id).not.toBe(one.id);
    expect(effectOf(handoff, 'sync-property', { askedAt: AT }).id).not.toBe(one.id);
  });

  it('carries the answer to an attempt', () => {
    const answer = { subtaskId: '9', changeId: '10', sentence: 'No.' };
    expect(effectOf(handoff, 'answer-attempt', { askedAt: AT, answer }).answer).toEqual(answer);
  });
});
