import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bitsWhere, codeOf, positionOf, standingAt, union, wordOf, type Bits } from './bits';

const positionsIn = (bits: Bits): number[] =>
  [...bits].flatMap((whole, word) => {
    const found: number[] = [];
    for (let rest = whole; rest !== 0; rest &= rest - 1) found.push(positionOf(rest, word));
    return found;
  });

describe('a set of positions', () => {
  const lists = fc.array(fc.boolean(), { minLength: 1, maxLength: 100 });

  it('holds the positions that it was made of, in order', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const wanted = [...list.keys()].filter((position) => list[position]);
        expect(positionsIn(bitsWhere(list, (is) => is))).toEqual(wanted);
      }),
    );
  });

  it('joins with another', () => {
    const items = Array.from({ length: 70 }, (_, position) => position);
    const joined = union(
      bitsWhere(items, (position) => position % 31 === 0),
      bitsWhere(items, (position) => position === 69),
    );
    expect(positionsIn(joined)).toEqual([0, 31, 62, 69]);
  });

  it('holds nothing beyond its end', () => {
    expect(wordOf(bitsWhere([true], Boolean), 0)).toBe(1);
    expect(wordOf(bitsWhere([true], Boolean), 1)).toBe(0);
  });
});

describe('a closed list', () => {
  const values = ['low', 'high'];

  it('has a code for each value, and one more for what is unknown or not of it', () => {
    expect(['low', 'high', null, 'other'].map((value) => codeOf(values, value))).toEqual([0, 1, 2, 2]);
  });

  it('gives what stands at a place, and nothing beyond its end', () => {
    expect(standingAt(values, 1)).toBe('high');
    expect(() => standingAt(values, 2)).toThrow(RangeError);
  });
});
