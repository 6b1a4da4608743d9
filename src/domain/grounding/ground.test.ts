import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Citation, Claim } from '../../contract/output';
import { sourceOf } from '../testing';
import { countOutput, groundSections, isSupported, standsIn } from './ground';
import { normalise } from './normalise';
import { LEDGER_SOURCES, sectionOf, TRUTHS, type Told } from './testing';

const claimOf = (text: string, ...citations: Citation[]): Claim => ({
  number: 1,
  text,
  citations,
  struck: null,
  struckBy: null,
  was: null,
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
      'No source says 490 ms',
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

const judged = (claim: Claim): Claim | undefined =>
  groundSections([sectionOf([claim])], LEDGER_SOURCES)[0]?.claims[0];
const cited = TRUTHS.flatMap((truth) => truth.citations.map((citation, at) => ({ truth, citation, at })));

type Cited = (typeof cited)[number];
function struckWith(
  { truth, at }: Cited,
  change: Partial<Citation>,
  text = truth.text,
): string | null | undefined {
  const citations = truth.citations.map((citation, index) =>
    index === at ? { ...citation, ...change } : citation,
  );
  return judged(claimOf(text, ...citations))?.struckBy;
}

describe('mutations of claims that stand', () => {
  it('are struck when the source is swapped for one that does not say it', () => {
    expect(cited.length).toBeGreaterThan(35);
    for (const item of cited) {
      for (const other of LEDGER_SOURCES.filter(
        ({ text }) => !normalise(text).includes(normalise(item.citation.quote)),
      )) {
        const rule = other.quarantine === null ? 'grounding-quote' : 'grounding-quarantine';
        expect(struckWith(item, { source: other.number })).toBe(rule);
      }
      expect(struckWith(item, { source: 999 })).toBe('grounding-source');
    }
  });

  it('are struck when a digit of the claim changes, wherever it stands', () => {
    const places = TRUTHS.flatMap((truth) =>
      [...truth.text.matchAll(/\d/gu)].map(({ index }) => ({ truth, index })),
    );
    expect(places.length).toBeGreaterThan(100);
    for (const { truth, index } of places) {
      for (const step of [1, 4]) {
        const digit = String((Number(truth.text[index]) + step) % 10);
        const text = `${truth.text.slice(0, index)}${digit}${truth.text.slice(index + 1)}`;
        expect([text, judged(claimOf(text, ...truth.citations))?.struck]).not.toEqual([text, null]);
      }
    }
  });

  it('are struck when a digit or a letter of the quote changes', () => {
    for (const item of cited)
      expect(struckWith(item, { quote: item.citation.quote.replace(/[\p{L}\p{N}]/u, '§') })).toBe(
        'grounding-quote',
      );
  });

  it('are struck when a word inside the quote is dropped', () => {
    const long = cited.filter(({ citation }) => citation.quote.split(' ').length >= 4);
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), (item, seed) => {
        const words = item.citation.quote.split(' ');
        const drop = 1 + (seed % (words.length - 2));
        const quote = words.filter((_, index) => index !== drop).join(' ');
        expect(struckWith(item, { quote })).toBe('grounding-quote');
      }),
    );
  });

  it('are struck when somebody else of the issue is named as who did or said it', () => {
    const people = ['Ana Silva', 'Ben Fischer'] as const;
    const naming = TRUTHS.filter(({ text }) => people.filter((name) => text.includes(name)).length === 1);
    expect(naming.length).toBeGreaterThan(5);
    for (const { text, citations } of naming) {
      const [one, other] = text.includes(people[0]) ? people : [people[1], people[0]];
      expect(judged(claimOf(text.replaceAll(one, other), ...citations))?.struckBy).toBe('grounding-name');
    }
  });

  it('are struck when a sentence that nobody wrote is put beside them', () => {
    const lies = [
      'The manager approved everything.',
      'Attackers stole payroll data.',
      'This costs € 900.',
      'See EVIL-666.',
      'It ended on 24 December 2031.',
      'Walter Bishop confirmed it.',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom<Told>(...TRUTHS),
        fc.constantFrom(...lies),
        fc.boolean(),
        (truth, lie, isFirst) => {
          const text = isFirst ? `${lie} ${truth.text}` : `${truth.text} ${lie}`;
          expect([text, judged(claimOf(text, ...truth.citations))?.struck]).not.toEqual([text, null]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('changes that change nothing', () => {
  it.each<[string, (text: string) => string]>([
    ['other quotation marks', (text) => text.replaceAll(/[“”]/gu, '"')],
    ['spaces that do not break', (text) => text.replaceAll(' ', '\u00A0')],
    ['composed characters taken apart', (text) => text.normalize('NFD')],
    ['a lead-in', (text) => `As written. ${text}`],
  ])('let a claim stand: %s', (_what, change) => {
    for (const truth of TRUTHS) {
      const text = change(truth.text);
      expect([text, judged(claimOf(text, ...truth.citations))?.struck]).toEqual([text, null]);
    }
  });

  it('are asked of nobody: a claim that was struck before is not judged again', () => {
    const [truth] = TRUTHS;
    const before = { ...claimOf('x', ...(truth?.citations ?? [])), struck: 'Other', struckBy: 'other' };
    expect(judged(before)).toEqual(before);
  });

  it('judge a claim only by what is known on the issue', () => {
    const citation = { source: 3, quote: 'The outage is not resolved.' };
    const claim = claimOf('Walter: the outage is not resolved.', citation);
    const by = (names: readonly string[]) =>
      groundSections([sectionOf([claim])], LEDGER_SOURCES, names)[0]?.claims[0];
    expect(by([])?.struckBy).toBeNull();
    expect(by(['Walter Bishop'])?.struckBy).toBe('grounding-name');
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
    ['an item of a template', [claimOf('To check: Item', { source: 4, quote: 'Item' })], needs, false],
    ['a field and a struck comment', [fieldOnly, fieldOnly, bad], needs, false],
    ['a field and a good comment', [fieldOnly, good], needs, true],
    ['a source that does not exist', [claimOf('Slow', { source: 9, quote: 'Latency' })], needs, false],
  ])('judges %s', (_what, ...[claims, asked, expected]) => {
    const sources = [...SOURCES, sourceOf({ number: 4, kind: 'template', text: 'Item' })];
    expect(isSupported([sectionOf(claims)], sources, asked)).toBe(expected);
  });
});
