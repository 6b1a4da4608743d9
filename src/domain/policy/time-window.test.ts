import { describe, expect, it } from '@jest/globals';
import { placeAmong } from './time-window';

const ALWAYS = [{ type: 'once', from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } as const];

describe('a moment among windows', () => {
  it('is unknown where it is no moment', () => {
    expect(placeAmong(ALWAYS)(Number.NaN)).toBe('unknown');
    expect(placeAmong(ALWAYS)(Date.parse('2026-11-02T12:00:00Z'))).toBe('in');
  });

  it('is out of none at all', () => {
    expect(placeAmong([])(0)).toBe('out');
  });
});
