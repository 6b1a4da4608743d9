import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flaggedParts } from './flagged-text';

const flagged = (text: string, spans: readonly (readonly [number, number])[]): string =>
  flaggedParts(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map((part) => (part.isFlagged ? `[${part.text}]` : part.text))
    .join('');

describe('the marked words of a source', () => {
  it.each([
    ['one span', [[2, 4]], 'ab[cd]ef'],
    [
      'spans in any order',
      [
        [4, 6],
        [0, 1],
      ],
      '[a]bcd[ef]',
    ],
    [
      'spans that overlap',
      [
        [1, 4],
        [2, 5],
      ],
      'a[bcd][e]f',
    ],
    [
      'a span within another',
      [
        [1, 5],
        [2, 3],
      ],
      'a[bcde]f',
    ],
    ['a span past the end', [[4, 99]], 'abcd[ef]'],
    [
      'a span that is empty or backwards',
      [
        [3, 3],
        [5, 2],
      ],
      'abcdef',
    ],
    ['a span wholly past the end', [[50, 60]], 'abcdef'],
  ] as const)('takes %s', (_, spans, shown) => {
    expect(flagged('abcdef', spans)).toBe(shown);
  });

  it('never loses, repeats or reorders a character', () => {
    const span = fc.record({ start: fc.nat(40), end: fc.nat(40) });
    fc.assert(
      fc.property(fc.string(), fc.array(span), (text, spans) => {
        expect(
          flaggedParts(text, spans)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
