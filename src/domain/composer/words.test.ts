import { describe, expect, it } from '@jest/globals';
import { figuresIn, likeness, shareIn, stemsOf } from './words';

const setOf = (...words: string[]): ReadonlySet<string> => new Set(words);

describe('stemsOf', () => {
  it.each([
    ['plurals', 'sessions', 'session'],
    ['a past form', 'failed', 'fail'],
    ['an ongoing form', 'failing', 'fail'],
    ['a noun of a verb', 'migrations', 'migr'],
    ['a short word', 'does used', 'used'],
  ])('folds %s', (_what, text, stem) => {
    expect([...stemsOf(text)]).toEqual([stem]);
  });

  it('gives content words and figures once, in order', () => {
    expect([...stemsOf('The gateway of the Gateway is at 480 ms')]).toEqual(['gateway', '480', 'ms']);
  });
});

describe('figuresIn', () => {
  it.each([
    ['figures in order', '480 ms at 08:10, 2.4 %', '480 08:10 2.4'],
    ['none', 'all is well', ''],
  ])('gives %s', (_what, text, expected) => {
    expect(figuresIn(text)).toBe(expected);
  });
});

describe('shareIn and likeness', () => {
  it.each([
    ['all', setOf('a', 'b'), setOf('a', 'b', 'c'), 1, 2 / 3],
    ['half', setOf('a', 'b'), setOf('a', 'c'), 0.5, 1 / 3],
    ['nothing', setOf('a'), setOf('b'), 0, 0],
    ['nothing wanted', setOf(), setOf('b'), 0, 0],
    ['two empty sets', setOf(), setOf(), 0, 0],
  ])('measure %s', (_what, ...[one, other, share, alike]) => {
    expect(shareIn(one, other)).toBeCloseTo(share);
    expect(likeness(one, other)).toBeCloseTo(alike);
  });
});
