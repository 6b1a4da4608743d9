import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { SectionSchema, SourceSchema, type Citation, type Claim, type Section } from '../../contract/output';
import { sourceOf } from '../testing';
import { countOutput, groundSections, isSupported, standsIn } from './ground';
import { normalise } from './normalise';

const claimOf = (text: string, ...citations: Citation[]): Claim => ({
  number: 1,
  text,
  citations,
  struck: null,
});
const sectionOf = (claims: readonly Claim[], over: Partial<Section> = {}): Section => ({
  step: 'diagnostics',
  title: 'Evidence pack',
  claims: [...claims],
  contradictions: [],
  gaps: [],
  ...over,
});

const SOURCES = [
  sourceOf({ text: 'Latency is 480 ms — “far too slow” since 08:10.' }),
  sourceOf({ number: 2, kind: 'field', label: 'Status', author: null, at: null, text: 'A' }),
  sourceOf({
    number: 3,
    kind: 'link',
    label: 'Linked issue INC-7',
    author: null,
    at: null,
    text: 'blocks INC-7: Router 2.1 (Open)',
  }),
];
const struckOf = (claim: Claim): string | null | undefined =>
  groundSections([sectionOf([claim])], SOURCES)[0]?.claims[0]?.struck;

describe('standsIn', () => {
  const source = sourceOf({ text: 'Latency is 480 ms — “far too slow” since 08:10.' });

  it.each([
    ['the same words', 'Latency is 480 ms', true],
    ['other quote marks and dashes', '480 ms - "far too slow"', true],
    ['other spaces', 'Latency\u00A0is\n480  ms', true],
    ['other case', 'latency is 480 ms', false],
    ['another figure', 'Latency is 490 ms', false],
    ['a word less', 'Latency 480 ms', false],
    ['a word more', 'Latency is now 480 ms', false],
    ['one character', 'L', false],
    ['two characters', 'La', true],
    ['blank', '  ', false],
    ['nothing', '', false],
  ])('for %s', (_what, quote, expected) => {
    expect(standsIn(quote, source)).toBe(expected);
  });

  it('takes one character only when it is all that the source says', () => {
    expect(standsIn('A', sourceOf({ text: ' A ' }))).toBe(true);
    expect(standsIn('B', sourceOf({ text: 'A' }))).toBe(false);
    expect(standsIn(' ', sourceOf({ text: ' ' }))).toBe(false);
  });

  it('takes a quote that ends inside a composed character', () => {
    expect(standsIn('caf\u0065', sourceOf({ text: 'cafe\u0301 closed' }))).toBe(true);
  });
});

describe('groundSections', () => {
  it.each([
    [
      'the words of its source',
      claimOf('Ben Fischer, 2026-11-02: “Latency is 480 ms”', { source: 1, quote: 'Latency is 480 ms' }),
      null,
    ],
    [
      'a key and a version from its source',
      claimOf('INC-7 is Router 2.1', { source: 3, quote: 'INC-7: Router 2.1' }),
      null,
    ],
    ['a key from Jira’s own label', claimOf('See INC-7', { source: 3, quote: 'blocks' }), null],
    ['a key of the issue of its source', claimOf('INC-2041 is slow', { source: 1, quote: 'Latency' }), null],
    [
      'a source that does not exist',
      claimOf('Slow', { source: 9, quote: 'Latency' }),
      'Source 9 does not exist',
    ],
    [
      'a quote from another source',
      claimOf('Slow', { source: 3, quote: 'Latency' }),
      'The quote does not stand in source 3',
    ],
    [
      'one good and one bad citation',
      claimOf('Slow', { source: 1, quote: 'Latency' }, { source: 1, quote: 'fast' }),
      'The quote does not stand in source 1',
    ],
    [
      'an invented figure',
      claimOf('Latency is 490 ms', { source: 1, quote: 'Latency is 480 ms' }),
      'No source says 490',
    ],
    [
      'a figure of the source outside the quote',
      claimOf('Slow since 08:10', { source: 1, quote: 'Latency' }),
      'No source says 08:10',
    ],
    [
      'an invented issue key',
      claimOf('See INC-8', { source: 3, quote: 'blocks INC-7' }),
      'No source says INC-8',
    ],
    ['part of a figure', claimOf('Router 2', { source: 3, quote: 'Router 2.1' }), 'No source says 2'],
    [
      'a figure in other digits',
      claimOf('Latency is ٤٩٠', { source: 1, quote: 'Latency is 480 ms' }),
      'No source says ٤٩٠',
    ],
    ['no citation', claimOf('All is well'), 'No source is cited'],
  ])('judges a claim with %s', (_what, claim, expected) => {
    expect(struckOf(claim)).toBe(expected);
  });

  it('keeps the reason of a claim that was struck before', () => {
    expect(
      struckOf({ ...claimOf('Fine', { source: 1, quote: 'Latency' }), struck: 'Struck by the reviewer' }),
    ).toBe('Struck by the reviewer');
  });

  it('drops a contradiction of which one side stands nowhere', () => {
    const contradiction = (source: number, quote: string) => ({
      text: 'Two sources differ.',
      citations: [
        { source: 1, quote: 'Latency is 480 ms' },
        { source, quote },
      ],
    });
    const section = sectionOf([], {
      contradictions: [
        contradiction(3, 'Router 2.1'),
        contradiction(3, 'Router 3'),
        contradiction(9, 'Router 2.1'),
      ],
    });
    expect(groundSections([section], SOURCES)[0]?.contradictions).toEqual([contradiction(3, 'Router 2.1')]);
  });
});

const FOLDER = resolve(__dirname, '../composer/vectors');
const GoldenSchema = z.object({ sources: z.array(SourceSchema), expected: z.array(SectionSchema) });
const GOLDEN = readdirSync(FOLDER).map((name) =>
  GoldenSchema.parse(JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8'))),
);
const cited = GOLDEN.flatMap(({ sources, expected }) =>
  expected.flatMap(({ claims }) =>
    claims.flatMap((claim) => claim.citations.map((citation, at) => ({ sources, claim, citation, at }))),
  ),
);

type Cited = (typeof cited)[number];
const struckWith = (
  { sources, claim, at }: Cited,
  change: Partial<Citation>,
  text = claim.text,
): string | null | undefined => {
  const citations = claim.citations.map((citation, index) =>
    index === at ? { ...citation, ...change } : citation,
  );
  return groundSections([sectionOf([{ ...claim, text, citations }])], sources)[0]?.claims[0]?.struck;
};

describe('mutations of good outputs', () => {
  it('are taken from enough claims, all of them good', () => {
    expect(cited.length).toBeGreaterThan(80);
    for (const item of cited) expect(struckWith(item, {})).toBeNull();
  });

  it('are struck when the source is swapped for one that does not say it', () => {
    for (const item of cited) {
      for (const other of item.sources.filter(
        (source) => !normalise(source.text).includes(normalise(item.citation.quote)),
      )) {
        expect(struckWith(item, { source: other.number })).toBe(
          `The quote does not stand in source ${other.number}`,
        );
      }
      expect(struckWith(item, { source: 999 })).toBe('Source 999 does not exist');
    }
  });

  it('are struck when a digit of the claim changes', () => {
    const withDigit = cited.filter(({ claim }) => /\d/u.test(claim.text));
    expect(withDigit.length).toBeGreaterThan(40);
    for (const item of withDigit) {
      expect(
        struckWith(
          item,
          {},
          item.claim.text.replace(/\d/u, (digit) => `${digit}777`),
        ),
      ).toMatch(/^No source says /u);
    }
  });

  it('are struck when a digit or a letter of the quote changes', () => {
    for (const item of cited) {
      expect(struckWith(item, { quote: item.citation.quote.replace(/[\p{L}\p{N}]/u, '§') })).toMatch(
        /^The quote does not stand/u,
      );
    }
  });

  it('are struck when a word inside the quote is dropped', () => {
    const long = cited.filter(({ citation }) => citation.quote.split(' ').length >= 4);
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), (item, seed) => {
        const words = item.citation.quote.split(' ');
        const drop = 1 + (seed % (words.length - 2));
        const quote = words.filter((_, index) => index !== drop).join(' ');
        expect(struckWith(item, { quote })).toMatch(/^The quote does not stand/u);
      }),
    );
  });
});

describe('countOutput and isSupported', () => {
  const good = claimOf('Slow', { source: 1, quote: 'Latency' });
  const fieldOnly = claimOf('Status: A', { source: 2, quote: 'A' });
  const bad: Claim = { ...good, struck: 'No source says so' };
  const gap = { text: 'Missing', ask: 'the assignee' };
  const needs = { minPercent: 60, mayRestOnFields: false };

  it('counts what can be counted', () => {
    const contradiction = { text: 'Differ', citations: [] };
    const sections = [
      sectionOf([good, bad], { gaps: [gap, gap] }),
      sectionOf([good], { contradictions: [contradiction], gaps: [gap] }),
    ];
    expect(countOutput(sections, SOURCES)).toEqual({
      claims: 3,
      grounded: 2,
      struck: 1,
      contradictions: 1,
      gaps: 3,
      sources: 3,
    });
  });

  it.each([
    ['one good claim', [good], needs, true],
    ['no claim', [], needs, false],
    ['no claim and no share asked for', [], { ...needs, minPercent: 0 }, false],
    ['only struck claims', [bad, bad], { ...needs, minPercent: 0 }, false],
    ['exactly the share', [good, good, good, bad, bad], needs, true],
    ['less than the share', [good, bad], needs, false],
    ['fields only', [fieldOnly], needs, false],
    ['fields only, where that is enough', [fieldOnly], { ...needs, mayRestOnFields: true }, true],
    ['a field and a struck comment', [fieldOnly, fieldOnly, bad], needs, false],
    ['a field and a good comment', [fieldOnly, good], needs, true],
    ['a source that does not exist', [claimOf('Slow', { source: 9, quote: 'Latency' })], needs, false],
  ])('judges %s', (_what, ...[claims, asked, expected]) => {
    expect(isSupported([sectionOf(claims)], SOURCES, asked)).toBe(expected);
  });
});
