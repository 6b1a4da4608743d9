import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHintedLines } from './rule-lines';

/** The same, line by line: lines with a hint, neighbours together, with the line ends around them. */
function plainParts(text: string, hints: readonly string[]): readonly { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const lower = Array.from(line, (sign) => (sign === '\u0130' ? 'i' : sign.toLowerCase())).join('');
    if (hints.some((hint) => lower.includes(hint))) {
      const last = parts.at(-1);
      if (last !== undefined && last.to >= start) last.to = Math.min(end + 1, text.length);
      else parts.push({ from: Math.max(0, start - 1), to: Math.min(end + 1, text.length) });
    }
    start = end + 1;
  }
  return parts;
}

const LONG = 'nothing of it here\n'.repeat(80);
const signs = fc.constantFrom('a', 'B', 'c', 'D', '\n', ' ', '\u0130', 'É', '\u{1F600}', 'ß');
const anyText = fc
  .tuple(fc.array(signs, { maxLength: 60 }), fc.constantFrom('', LONG))
  .map(([row, before]) => before + row.join(''));
const anyHints = fc.array(fc.stringMatching(/^[abcdié]{1,4}$/u), { minLength: 1, maxLength: 3 });

describe('the lines that hold a hint', () => {
  it('are those that hold it in any case, each with the line ends around it', () => {
    fc.assert(
      fc.property(anyText, anyHints, (text, hints) => {
        const lines = createHintedLines(text);
        const expected = plainParts(text, hints);
        expect(lines.partsWith(hints)).toEqual(
          expected.map(({ from, to }) => ({ text: text.slice(from, to), from })),
        );
        expect(lines.partsWith(hints)).toBe(lines.partsWith(hints));
        expect(lines.hasAny(hints)).toBe(expected.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it('stand where they stood, behind letters that grow in lower case', () => {
    const text = `${'\u0130'.repeat(9)}\nkey`;
    expect(createHintedLines(text).partsWith(['key'])).toEqual([{ text: '\nkey', from: 9 }]);
  });

  it('are none of a text without signs', () => {
    const lines = createHintedLines('');
    expect([lines.partsWith(['a', 'key']), lines.hasAny(['a', 'key'])]).toEqual([[], false]);
  });
});

describe('letters in lower case', () => {
  it('are as many as before, but for the one that is replaced', () => {
    const longer: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const sign = String.fromCharCode(code);
      if (sign.toLowerCase().length !== 1) longer.push(sign);
    }
    expect(longer).toEqual(['\u0130']);
  });
});
