import { describe, expect, it } from '@jest/globals';
import { decisionOf, gateOf, handoffOf, planOf, seatOf } from '../testing';
import { priorIn } from './prior';

const OF = handoffOf({ id: 'ho-00000000-0000-4000-8000-000000000009' });

describe('an earlier gate like this one', () => {
  it('tells how it was decided, and how its hand-off ended', () => {
    const gate = gateOf('run', 'reject');
    expect(priorIn(handoffOf({ gates: [gate], state: 'rejected' }), 'run', OF)).toEqual({
      issueKey: 'INC-2041',
      verdict: 'reject',
      by: 'Cho Park',
      at: '2026-11-02T12:00:00.000Z',
      reason: 'none',
      state: 'rejected',
    });
  });

  it('is told by the approval that passed it, or by the refusal that ended it', () => {
    const plan = planOf('run', { needed: 2 });
    const dan = { accountId: 'dev-dan', displayName: 'Dan Ito' };
    const late = decisionOf('run', 'approve', { by: dan, at: '2026-11-02T13:00:00.000Z' });
    const seats = [seatOf({ decision: late }), seatOf({ decision: decisionOf('run', 'approve') })];
    const passed = { ...gateOf('run'), plan, seats };
    expect(priorIn(handoffOf({ gates: [passed] }), 'run', OF)).toMatchObject({ by: 'Dan Ito' });
    const reversed = { ...passed, seats: [...seats].reverse() };
    expect(priorIn(handoffOf({ gates: [reversed] }), 'run', OF)).toMatchObject({ by: 'Dan Ito' });
    const refusal = seatOf({ decision: decisionOf('run', 'escalate', { at: '2026-11-02T11:00:00.000Z' }) });
    const refused = { ...passed, seats: [seats[0] ?? refusal, refusal] };
    expect(priorIn(handoffOf({ gates: [refused] }), 'run', OF)).toMatchObject({
      verdict: 'escalate',
      by: 'Cho Park',
    });
  });

  it.each([
    ['the same hand-off', { id: OF.id, gates: [gateOf('run', 'approve')] }],
    ['another project', { issue: { ...OF.issue, projectKey: 'SEC' }, gates: [gateOf('run', 'approve')] }],
    ['another kind of gate', { gates: [gateOf('use', 'approve')] }],
    ['a gate that nobody decided', { gates: [gateOf('run')] }],
    [
      'a gate that still lacks an approval',
      {
        gates: [{ ...gateOf('run', 'approve'), plan: planOf('run', { needed: 2 }) }],
      },
    ],
  ])('is not %s', (_what, over) => {
    expect(priorIn(handoffOf(over), 'run', OF)).toBeNull();
  });
});
