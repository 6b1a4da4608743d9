import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commentPath, cut, pathOf } from './draft';

describe('cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
    ['😀', 1, ''],
    ['abc', 0, ''],
  ])('of %j at %d is %j', (text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
  });

  it('leaves no half of a pair behind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const short = cut(text, length);
        expect(text.startsWith(short)).toBe(true);
        expect(short.length).toBeLessThanOrEqual(length);
        expect(short).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('an address', () => {
  it('is a path of the site in which nothing of a key or an id is more than a name', () => {
    expect(pathOf('INC-1')).toBe('/browse/INC-1');
    expect(commentPath('INC-1', '10')).toBe('/browse/INC-1?focusedCommentId=10');
    expect(commentPath('../x', '1&a=b')).toBe('/browse/..%2Fx?focusedCommentId=1%26a%3Db');
  });
});
