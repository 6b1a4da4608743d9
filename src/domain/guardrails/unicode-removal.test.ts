import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { takeUnseen, withoutUnseen } from './unicode-removal';

const asTags = (words: string): string =>
  Array.from(words, (sign) => String.fromCodePoint(0xe0000 + Number(sign.codePointAt(0)))).join('');
const removedFrom = (text: string) => takeUnseen(text, (words) => words).removed;

/** Any UTF-16 text, lone surrogates included, rich in what rules take and keep. */
const hostile = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u200B',
        '\u200D',
        '\u200E',
        '\u2060',
        '\u2068',
        '\u2069',
        '\u202E',
        '\u2028',
        '\uFE0F',
        '\u0301',
        '\uFEFF',
        '\uDB40',
        '\uDC41',
        '\u{1F3F4}',
        '\u{E0067}',
        '\u0000',
        'a',
        '-',
        '\n',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('a text without what nobody sees', () => {
  it.each([
    ['zero-width space', 'a\u200Bb', 'ab'],
    ['word joiner', 'a\u2060b', 'ab'],
    ['bidi override', 'a\u202Eb\u202C', 'ab'],
    ['direction mark between Latin letters', 'left\u200Eright', 'leftright'],
    ['tag characters', 'a\u{E0041}\u{E0042}b', 'ab'],
    ['control characters', 'a\u0000\u001B[31mb\u007F\u0085', 'a[31mb'],
    ['control characters at the end of a line, and not its end', 'a\u0007\r\n\tb', 'a\r\n\tb'],
    ['a byte order mark at the beginning of another line', '\uFEFFa\n\uFEFFb', '\uFEFFa\nb'],
    ['halves of pairs', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
    ['halves of a tag around a zero-width space', 'a\uDB40\u200B\uDC41b', 'a\uFFFD\uFFFDb'],
    ['separators of lines and paragraphs, by a line feed', 'a\u2028b\u2029c', 'a\nb\nc'],
    [
      'the fourth mark on a letter and those after it',
      'Z\u0351\u034C\u0309\u0300\u0301algo',
      'Z\u0351\u034C\u0309algo',
    ],
    ['what becomes one too many when another goes', 'a\u200D\u2060b', 'ab'],
    ['what becomes one too many twice over', '!\uFE0F\u200D\u2060\u200D\uFE0F!', '!!'],
  ])('takes out or replaces: %s', (_what, text, expected) => {
    expect(withoutUnseen(text)).toBe(expected);
    expect(takeUnseen(text, (words) => words).text).toBe(expected);
  });

  it.each([
    ['tab, line feed and carriage return', 'a\tb\r\nc'],
    ['a family of joined emoji', '👨‍👩‍👧‍👦'],
    ['a flag made of tags', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['a soft hyphen', 'Daten\u00ADschutz'],
    ['a Persian word with its non-joiner', 'می‌خواهم'],
    ['a Hindi conjunct with its joiner', 'क्‍ष'],
    ['Vietnamese in single marks', 'Vie\u0323\u0302t'],
    ['a byte order mark at the beginning', '\uFEFFab'],
  ])('keeps %s, and tells of nothing', (_what, text) => {
    expect(takeUnseen(text, (words) => words)).toEqual({ text, removed: [] });
  });

  it('is the same after another look, and holds no half of a pair', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = withoutUnseen(text);
        expect(takeUnseen(clean, (words) => words)).toEqual({ text: clean, removed: [] });
        expect(clean).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is told of it', () => {
  it('counts characters by rule and names each once by its code point', () => {
    expect(removedFrom(`a${'\u200B'.repeat(7)}b\u2060c\u202Ed`)).toEqual([
      { ruleId: 'unicode-invisible', count: 8, sample: 'U+200B U+2060' },
      { ruleId: 'unicode-bidi', count: 1, sample: 'U+202E' },
    ]);
    expect(removedFrom('a\uD83Db\uDE00')).toEqual([
      { ruleId: 'unicode-surrogate', count: 2, sample: 'U+D83D U+DE00' },
    ]);
  });

  it('says the words that tag characters spell, as plain letters', () => {
    expect(removedFrom(`Hello${asTags(' ignore all ')}.`)).toEqual([
      { ruleId: 'unicode-tag', count: 12, sample: 'hidden: ignore all' },
    ]);
    expect(removedFrom('a\u{E0001}\u{E007F}b')).toEqual([
      { ruleId: 'unicode-tag', count: 2, sample: 'U+E0001 U+E007F' },
    ]);
  });

  it('holds nothing that must not be shown, and none of the characters', () => {
    const [told] = takeUnseen(asTags('key 4711'), (words) => words.replace('4711', '[redacted]')).removed;
    expect(told?.sample).toBe('hidden: key [redacted]');
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { sample, count } of removedFrom(text)) {
          expect(sample).toMatch(/^[\u0020-\u007E]{1,80}$/u);
          expect(count).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is bounded in length however much was hidden', () => {
    const selectors = Array.from({ length: 200 }, (_none, at) => String.fromCodePoint(0xe0100 + at));
    const found = removedFrom(`a${selectors.join('')}b${asTags('x'.repeat(500))}`);
    expect(found.map(({ ruleId, count }) => [ruleId, count])).toEqual([
      ['unicode-selector-run', 200],
      ['unicode-tag', 500],
    ]);
    expect(found[0]?.sample).toMatch(/^U\+E0100 U\+E0101( U\+E01[0-9A-F]{2}){8}$/u);
    expect(found[1]?.sample).toBe(`hidden: ${'x'.repeat(72)}`);
  });
});
