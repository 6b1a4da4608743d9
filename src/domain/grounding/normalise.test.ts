import { describe, expect, it } from '@jest/globals';
import { normalise } from './normalise';

describe('normalise', () => {
  it.each([
    ['quote marks', '‘a’ ‚b′ “c” „d', "'a' 'b' \"c\" \"d"],
    ['dashes', 'a‐b‑c–d—e−f', 'a-b-c-d-e-f'],
    ['ellipsis', 'wait…', 'wait...'],
    ['spaces of every kind', ' a\u00A0\t\n\u2003b ', 'a b'],
    ['full-width letters and digits', 'ＡＢ１２', 'AB12'],
    ['ligatures', 'ﬁx', 'fix'],
    ['composed and decomposed marks', 'e\u0301', 'é'],
  ])('folds %s', (_what, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('keeps case and words', () => {
    expect(normalise('Latency IS 480 ms')).toBe('Latency IS 480 ms');
  });
});
