import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findQuote } from './find-quote';

describe('findQuote', () => {
  it('splits a text around a quote whose white space and case differ', () => {
    expect(findQuote('It was\n slow  TODAY, again', 'Slow today')).toEqual({
      before: 'It was\n ',
      quote: 'slow  TODAY',
      after: ', again',
    });
  });

  it('takes characters of patterns literally', () => {
    expect(findQuote('cost (a+b)* [x] \\d $1', '(a+b)* [x] \\d $1')?.before).toBe('cost ');
  });

  it('finds words with a hyphen or a stroke', () => {
    expect(findQuote('After CHG-774 the round-trip time/RTT rose.', 'round-trip time/RTT')?.before).toBe(
      'After CHG-774 the ',
    );
  });

  it('finds whatever stands in the text, and lets go of none of it', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.string(), word, fc.string(), (before, quote, after) => {
        const text = before + quote + after;
        const found = findQuote(text, quote);
        expect(found === null ? null : found.before + found.quote + found.after).toBe(text);
      }),
    );
  });

  it('finds nothing where the quote does not stand or is empty', () => {
    expect([findQuote('aaa', 'b'), findQuote('aaa', '  ')]).toEqual([null, null]);
  });
});
