import { describe, expect, it } from '@jest/globals';
import { HandoffStateSchema } from '../../src/contract/vocabulary';
import { isOver, refreshInterval } from './refresh-interval';

const MINUTE_MS = 60_000;

describe('refreshInterval', () => {
  it.each([
    [0, 400],
    [2 * MINUTE_MS - 1, 400],
    [2 * MINUTE_MS, 5_000],
    [15 * MINUTE_MS, 30_000],
  ])('while people decide, %i ms after somebody looked', (watchedMs, interval) => {
    for (const state of ['awaiting-run-approval', 'awaiting-review', 'awaiting-use-approval'] as const)
      expect([state, refreshInterval(state, watchedMs)]).toEqual([state, interval]);
  });

  it.each([
    [0, 400],
    [2 * MINUTE_MS, 1_500],
    [60 * MINUTE_MS, 1_500],
  ])('while the app works, %i ms after somebody looked', (watchedMs, interval) => {
    for (const state of ['proposed', 'queued', 'running', 'writing-back'] as const)
      expect([state, refreshInterval(state, watchedMs)]).toEqual([state, interval]);
  });

  it('is never at an end, and not before anything is known', () => {
    expect(refreshInterval(undefined, 0)).toBe(false);
    const ends = HandoffStateSchema.options.filter(isOver);
    expect(ends).toHaveLength(11);
    for (const state of ends) expect([state, refreshInterval(state, 0)]).toEqual([state, false]);
  });
});
