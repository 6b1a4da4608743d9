import { describe, expect, it } from '@jest/globals';
import { isReversed, periodOf } from './period';

describe('periodOf', () => {
  it('takes the first day from its start and the last one to its end, in local time', () => {
    expect(periodOf({ from: '2026-11-02', to: '2026-11-03' })).toEqual({
      from: new Date(2026, 10, 2).toISOString(),
      to: new Date(new Date(2026, 10, 4).getTime() - 1).toISOString(),
    });
  });

  it('leaves a side open that is empty or no date', () => {
    expect(periodOf({ from: '', to: '' })).toEqual({ from: null, to: null });
    expect(periodOf({ from: '2026-13-45', to: 'soon' })).toEqual({ from: null, to: null });
  });
});

describe('isReversed', () => {
  it.each([
    ['2026-11-03', '2026-11-02', true],
    ['2026-11-02', '2026-11-02', false],
    ['2026-11-02', '', false],
    ['', '2026-11-02', false],
  ])('says of %s to %s: %s', (from, to, expected) => {
    expect(isReversed({ from, to })).toBe(expected);
  });
});
