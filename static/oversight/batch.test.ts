import { describe, expect, it } from '@jest/globals';
import { RELEASE } from '../testing/gate-fixtures';
import { SEAL } from '../testing/fixtures';
import { lowRisk, waitingItem } from '../testing/queue-fixtures';
import { batchOf, keyOfItem } from './batch';

describe('batchOf', () => {
  it('sends each row exactly as it was listed', () => {
    expect(batchOf([lowRisk(1)])).toEqual([{ handoffId: 'ho-1', gate: 'use', seal: SEAL, release: RELEASE }]);
  });

  it('leaves out a row that policy took out of batches after it was chosen, and a review', () => {
    expect(batchOf([waitingItem(), { ...lowRisk(2), act: 'review', gate: null }])).toEqual([]);
  });
});

describe('keyOfItem', () => {
  it('tells the acts and gates of one hand-off apart', () => {
    const keys = [
      waitingItem({ gate: 'run' }),
      waitingItem({ gate: 'use' }),
      waitingItem({ act: 'review', gate: null }),
    ].map(keyOfItem);
    expect(new Set(keys).size).toBe(3);
  });
});
