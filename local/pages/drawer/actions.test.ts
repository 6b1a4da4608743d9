import { describe, expect, it } from '@jest/globals';
import { lastAction, throughDoor, toActions } from './actions';
import type { Call, Step } from './model';

const at = (second: number): string => `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`;

const step = (n: number, kind: Step['kind'], changes: Partial<Step> = {}): Step => ({
  n,
  kind,
  at: at(n),
  name: `${kind} ${n}`,
  invocation: `i${n}`,
  ...changes,
});

const call = (n: number, invocation: string, changes: Partial<Call> = {}): Call => ({
  n,
  at: at(n),
  door: 'jira',
  provider: 'app',
  method: 'GET',
  path: '/rest/api/3/field',
  status: 200,
  ms: 1,
  invocation,
  ...changes,
});

const summary = (steps: readonly Step[], calls: readonly Call[]): readonly string[] =>
  toActions(steps, calls).map(
    (action) => `${action.begin.name}: ${action.calls.map(({ n }) => n).join(' ')}`,
  );

describe('toActions', () => {
  it('puts the calls of a resolver call and of the deliveries that followed into one action', () => {
    const steps = [step(1, 'call'), step(2, 'delivery'), step(3, 'call')];
    expect(summary(steps, [call(1, 'i1'), call(2, 'i2'), call(3, 'i3'), call(4, 'i1')])).toEqual([
      'call 1: 1 2 4',
      'call 3: 3',
    ]);
  });

  it('joins resolver calls of one click, and parts those of two', () => {
    const steps = [
      step(1, 'call', { gesture: 'a-1' }),
      step(2, 'call', { gesture: 'a-1' }),
      step(3, 'call', { gesture: 'a-2' }),
      step(4, 'call'),
      step(5, 'call'),
    ];
    expect(summary(steps, [])).toEqual(['call 1: ', 'call 3: ', 'call 4: ', 'call 5: ']);
  });

  it('keeps what a frame looks up by itself apart, and deliveries with the act before it', () => {
    const steps = [step(1, 'call'), step(2, 'refresh'), step(3, 'delivery'), step(4, 'refresh')];
    expect(summary(steps, [call(1, 'i1'), call(2, 'i2'), call(3, 'i3'), call(4, 'i4')])).toEqual([
      'call 1: 1 3',
      'refresh 2: 2',
      'refresh 4: 4',
    ]);
  });

  it('gives a call whose invocation is unknown to the act before it', () => {
    const steps = [step(1, 'call'), step(3, 'refresh'), step(5, 'jira', { invocation: undefined })];
    expect(summary(steps, [call(4, 'event-9'), call(6, 'event-10')])).toEqual([
      'call 1: 4',
      'refresh 3: ',
      'jira 5: 6',
    ]);
  });

  it('names what ran before anybody did anything', () => {
    expect(summary([step(1, 'delivery'), step(2, 'call')], [call(1, 'i1')])).toEqual([
      'before the first action: 1',
      'call 2: ',
    ]);
  });
});

describe('lastAction', () => {
  it('is what a person did last, not what a frame looked up since', () => {
    const steps = [step(1, 'call'), step(2, 'refresh'), step(3, 'call')];
    const actions = toActions(steps, [call(1, 'i1'), call(2, 'i2')]);
    expect(lastAction(actions)?.begin.name).toBe('call 1');
  });

  it('is the refresh when there was nothing else, and none at the start', () => {
    expect(lastAction(toActions([step(1, 'refresh')], [call(1, 'i1')]))?.begin.name).toBe('refresh 1');
    expect(lastAction([])).toBeUndefined();
  });
});

describe('throughDoor', () => {
  it('leaves the calls of one door', () => {
    const [action] = toActions([step(1, 'call')], [call(1, 'i1'), call(2, 'i1', { door: 'kvs' })]);
    const shown = (door: string) =>
      action === undefined ? [] : throughDoor(action, door).calls.map(({ n }) => n);
    expect([shown('kvs'), shown('')]).toEqual([[2], [1, 2]]);
  });
});
