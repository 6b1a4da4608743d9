import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findLinks } from '../guardrails/links';
import { defang } from './defang';

describe('defang', () => {
  it.each([
    ['a link', 'See https://example.org/x.y?a=b.c now', 'See https[:]//example[.]org/x[.]y?a=b[.]c now'],
    ['a bare host', 'See www.example.com, please', 'See www[.]example[.]com, please'],
    ['a host with a path', 'example.com/a.b#c', 'example[.]com/a[.]b#c'],
    ['a name before the host', 'https://jira.example@evil.org', 'https[:]//jira[.]example@evil[.]org'],
    ['a scheme that nobody links', 'foo://bar', 'foo[:]//bar'],
    ['two of them', 'a.com b.com', 'a[.]com b[.]com'],
    ['none', 'INC-2041 is at 9.18.4. Done.', 'INC-2041 is at 9.18.4. Done.'],
  ])('takes apart %s', (_what, text, expected) => {
    expect(defang(text)).toBe(expected);
  });

  it('leaves no link that a program would make, whatever the text', () => {
    const part = fc.constantFrom(
      'https://',
      'www.',
      'evil.com',
      'a@',
      '/p?q=',
      ' ',
      'ftp://',
      '//',
      'x',
      '.',
      '例え.com',
      'INC-1',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(findLinks(defang(parts.join('')))).toEqual([]);
      }),
    );
  });
});
