import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LinkifyIt } from 'linkify-it';
import { findLinks } from './links';

describe('links', () => {
  it('are found with and without a scheme, in any alphabet; mail addresses are none', () => {
    const text = 'a github.com/x, https://corp.example/y, www.foo.de and \u200Bпример.рф, ana@corp.com';
    expect(findLinks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'github.com/x',
      'https://corp.example/y',
      'www.foo.de',
      'пример.рф',
    ]);
    expect(findLinks('github.com').map(({ ruleId }) => ruleId)).toEqual(['smuggling-link']);
  });

  const PIECES = [
    'a.com',
    'https://',
    'x.de/y?z=1',
    '//',
    'пример.рф',
    'ana@corp.com',
    ' ',
    '\n',
    '\u00A0',
    '.',
    ',',
    '(',
    ')',
    'v1.2',
  ];
  it('are what linkify-it finds in the whole of the text', () => {
    const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, urlAuth: true, maxLength: 2_000 });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('').normalize('NFKC');
        const whole = (linkify.match(text) ?? []).map(({ index, lastIndex }) => [index, lastIndex]);
        expect(findLinks(text).map(({ start, end }) => [start, end])).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('end and begin at the stroke of a wiki link and behind a sign before a scheme', () => {
    const text = '[a|https://b.example|c] x=https://d.example https://e.example/?q=https://f.example';
    expect(findLinks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'https://b.example',
      'https://d.example',
      'https://e.example/?q',
      'https://f.example',
    ]);
  });

  it('a text without a link has none', () => {
    expect(findLinks('gateway-prod at 10.0.0.1, v1.2.3')).toEqual([]);
  });
});
