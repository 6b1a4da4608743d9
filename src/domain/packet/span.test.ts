import { describe, expect, it } from '@jest/globals';
import { spanOf } from './span';

describe('spanOf', () => {
  it.each([
    [-5, '0 min'],
    [0, '0 min'],
    [0.4, '0 min'],
    [59.6, '1 h'],
    [45, '45 min'],
    [60, '1 h'],
    [190, '3 h 10 min'],
    [2_879, '47 h 59 min'],
    [2_880, '2 d'],
    [3_060, '2 d 3 h'],
    [3_119, '2 d 3 h'],
  ])('of %d minutes is %s', (minutes, words) => {
    expect(spanOf(minutes)).toBe(words);
  });
});
