import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalise, stripInvisible } from './normalise';

/** Any UTF-16 text, lone surrogates included, rich in what gets stripped. */
const hostile = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u200B',
        '\u202E',
        '\uDB40',
        '\uDC41',
        '\uD83D',
        '\uDE00',
        '\u200D',
        '\u0000',
        'a',
        '\n',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('stripInvisible', () => {
  it.each([
    ['zero-width space', 'a\u200Bb', 'ab'],
    ['byte order mark', '\uFEFFab', 'ab'],
    ['soft hyphen', 'a\u00ADb', 'ab'],
    ['word joiner', 'a\u2060b', 'ab'],
    ['bidi override', 'a\u202Eb\u202C', 'ab'],
    ['bidi isolate', '\u2066ab\u2069', 'ab'],
    ['tag characters', 'a\u{E0041}\u{E0042}b', 'ab'],
    ['control characters', 'a\u0000\u001B[31mb\u007F\u0085', 'a[31mb'],
    ['carriage return', 'a\r\nb', 'a\nb'],
    ['lone high half', 'a\uD83Db', 'a\uFFFDb'],
    ['lone low half', 'a\uDE00b', 'a\uFFFDb'],
    ['halves of a tag character around a zero-width space', 'a\uDB40\u200B\uDC41b', 'a\uFFFD\uFFFDb'],
  ])('takes out or replaces: %s', (_what, text, expected) => {
    expect(stripInvisible(text)).toBe(expected);
  });

  it.each([
    ['tab and line feed', 'a\tb\nc'],
    ['a family of joined emoji', '👨‍👩‍👧‍👦'],
    ['an emoji with a skin tone', '👍🏽'],
    ['a flag', '🇩🇪'],
    ['a Persian word with its non-joiner', 'می‌خواهم'],
    ['a Hindi conjunct with its joiner', 'क्‍ष'],
    ['combining marks', 'e\u0301'],
  ])('keeps %s', (_what, text) => {
    expect(stripInvisible(text)).toBe(text);
  });

  it('is idempotent, leaves nothing invisible and no half of a pair', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = stripInvisible(text);
        expect(stripInvisible(clean)).toBe(clean);
        expect(clean).not.toMatch(/(?![\u200C\u200D\t\n])[\p{Cf}\p{Cc}\p{Cs}]/u);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('normalise', () => {
  it.each([
    ['quote marks', '‘a’ ‚b′ “c” „d', "'a' 'b' \"c\" \"d"],
    ['dashes', 'a‐b‑c–d—e−f', 'a-b-c-d-e-f'],
    ['ellipsis', 'wait…', 'wait...'],
    ['spaces of every kind', ' a\u00A0\t\n\u2003b ', 'a b'],
    ['full-width letters and digits', 'ＡＢ１２', 'AB12'],
    ['ligatures', 'ﬁx', 'fix'],
    ['composed and decomposed marks', 'e\u0301', 'é'],
  ])('folds %s', (_what, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('keeps case and words', () => {
    expect(normalise('Latency IS 480 ms')).toBe('Latency IS 480 ms');
  });
});
