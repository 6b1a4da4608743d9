import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bitsWhere, positionOf, union, wordOf, type Bits } from './bits';

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
