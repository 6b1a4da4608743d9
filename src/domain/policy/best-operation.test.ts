import { describe, expect, it } from '@jest/globals';
import type { OperationId, Outcome } from '../../contract/vocabulary';
import { bestOperation } from './best-operation';

const best = (outcomes: Readonly<Partial<Record<OperationId, Outcome>>>, recommended: OperationId | null) =>
  bestOperation({ offers: Object.keys(outcomes) as OperationId[], recommended }, (operation) => {
    const outcome = outcomes[operation];
    if (outcome === undefined) throw new Error(`${operation} is not offered`);
    return outcome;
  });

describe('bestOperation', () => {
  it('is the recommended one, also where another asks for less', () => {
    expect(
      best({ 'gather-evidence': 'eligible', 'draft-status-note': 'approval-bound' }, 'draft-status-note'),
    ).toEqual({ operation: 'draft-status-note', outcome: 'approval-bound' });
  });

  it('is the one that asks for least where the recommended one is blocked, or none is recommended', () => {
    const outcomes = {
      'draft-status-note': 'blocked',
      'draft-update-note': 'approval-bound',
      'gather-evidence': 'eligible',
    } as const;
    const least = { operation: 'gather-evidence', outcome: 'eligible' };
    expect(best(outcomes, 'draft-status-note')).toEqual(least);
    expect(best(outcomes, null)).toEqual(least);
    expect(best({ 'draft-status-note': 'blocked', 'draft-update-note': 'approval-bound' }, null)).toEqual({
      operation: 'draft-update-note',
      outcome: 'approval-bound',
    });
  });

  it('is blocked where every one is, the first of them', () => {
    expect(best({ 'draft-status-note': 'blocked', 'gather-evidence': 'blocked' }, 'gather-evidence')).toEqual(
      { operation: 'draft-status-note', outcome: 'blocked' },
    );
  });

  it('is none where nothing is offered or no kind covers the issue', () => {
    expect(best({}, null)).toBeNull();
    expect(bestOperation(null, () => 'eligible')).toBeNull();
  });
});
