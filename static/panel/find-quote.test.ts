import { describe, expect, it } from '@jest/globals';
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

  it('finds nothing where the quote does not stand or is empty', () => {
    expect([findQuote('aaa', 'b'), findQuote('aaa', '  ')]).toEqual([null, null]);
  });
});
