import { describe, expect, it } from '@jest/globals';
import { isHiddenWords, removedInWords } from './removed-words';

describe('removedInWords', () => {
  it.each([
    [
      { ruleId: 'unicode-invisible', count: 3, sample: 'U+200B' },
      '3 invisible characters were removed (U+200B)',
    ],
    [
      { ruleId: 'unicode-joiner-run', count: 1, sample: 'U+200D' },
      '1 invisible character was removed (U+200D)',
    ],
    [
      { ruleId: 'unicode-bidi', count: 2, sample: 'U+202E U+202C' },
      '2 direction marks were removed (U+202E U+202C)',
    ],
    [{ ruleId: 'unicode-control', count: 1, sample: 'U+0007' }, '1 control character was removed (U+0007)'],
    [{ ruleId: 'unicode-surrogate', count: 1, sample: 'U+D800' }, '1 broken character was removed (U+D800)'],
    [{ ruleId: 'unicode-tag', count: 4, sample: 'U+E0001' }, '4 invisible characters were removed (U+E0001)'],
    [
      { ruleId: 'unicode-tag', count: 10, sample: 'hidden: ignore all' },
      'Hidden words were removed: “ignore all”',
    ],
  ])('names what was taken out: %j', (removed, words) => {
    expect(removedInWords(removed)).toBe(words);
  });

  it('calls only words hidden that were spelt out', () => {
    const one = { ruleId: 'unicode-tag', count: 4 };
    expect(isHiddenWords({ ...one, sample: 'hidden: ignore all' })).toBe(true);
    expect(isHiddenWords({ ...one, sample: 'U+E0001' })).toBe(false);
  });
});
