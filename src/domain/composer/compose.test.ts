import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { SectionSchema, SourceSchema, type Section, type Source } from '../../contract/output';
import { OperationIdSchema, StepIdSchema } from '../../contract/vocabulary';
import { groundSections, standsIn } from '../grounding/ground';
import { collectSources } from '../packet/collect-sources';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { readingOf, sourceOf } from '../testing';
import { compose } from './compose';
import { STEP_RECIPES } from './steps';

/** So many claims, of any length. */
const upTo = (maxClaims: number) => ({ maxClaims, maxOutputCharacters: 30_000 });

const VectorSchema = z.strictObject({
  desc: z.string(),
  operation: OperationIdSchema,
  maxClaims: z.number().int(),
  sources: z.array(SourceSchema),
  expected: z.array(SectionSchema),
});
const FOLDER = resolve(__dirname, 'vectors');
const VECTORS = readdirSync(FOLDER).map((name) => ({
  name,
  ...VectorSchema.parse(JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8'))),
}));

const claimsOf = (sections: readonly Section[]) => sections.flatMap((section) => section.claims);
const textsOf = (sections: readonly Section[]): string[] => claimsOf(sections).map((claim) => claim.text);

describe.each(VECTORS)('compose, vector $name', ({ operation, maxClaims, sources, expected }) => {
  const sections = compose(operation, sources, upTo(maxClaims));

  it('gives the expected sections', () => {
    expect(sections).toEqual(expected);
  });

  it('quotes only what stands in its source', () => {
    const quoting = [...claimsOf(sections), ...sections.flatMap((section) => section.contradictions)];
    for (const { source, quote } of quoting.flatMap(({ citations }) => citations)) {
      const found = sources.find(({ number }) => number === source);
      expect(found !== undefined && standsIn(quote, found)).toBe(true);
    }
  });
});

describe('the vectors', () => {
  it('show every step', () => {
    const steps = VECTORS.flatMap(({ expected }) => expected.map(({ step }) => step));
    expect(new Set(steps)).toEqual(new Set(StepIdSchema.options));
    expect(Object.keys(STEP_RECIPES).sort()).toEqual([...StepIdSchema.options].sort());
  });

  it('show every gap that a recipe knows as met or missing somewhere', () => {
    const shown = new Set(
      VECTORS.flatMap(({ expected }) => expected.flatMap(({ gaps }) => gaps.map(({ text }) => text))),
    );
    expect(shown.size).toBeGreaterThanOrEqual(8);
  });
});

describe('compose', () => {
  it.each(StepIdSchema.options)('of %s names all that is missing when no source says anything', (step) => {
    const operation = OperationIdSchema.options.find((id) =>
      compose(id, [], upTo(10)).some((section) => section.step === step),
    );
    if (operation === undefined) throw new Error(`no operation has the step ${step}`);
    const section = compose(operation, [], upTo(10)).find((candidate) => candidate.step === step);
    expect(section?.claims).toEqual([]);
    expect(section?.gaps).toEqual(STEP_RECIPES[step].expects.map(({ gap }) => gap));
    expect(section?.gaps.length).toBeGreaterThan(0);
  });

  it('numbers claims through all sections from one', () => {
    for (const { expected } of VECTORS) {
      expect(claimsOf(expected).map(({ number }) => number)).toEqual(
        claimsOf(expected).map((_, index) => index + 1),
      );
    }
  });

  it('says a thing once within a section, also when two comments say it', () => {
    const twice = [
      sourceOf({ text: 'The gateway failed at 08:10.' }),
      sourceOf({ number: 2, text: 'the GATEWAY failed at 08:10.' }),
    ];
    expect(textsOf(compose('gather-evidence', twice, upTo(40)))).toEqual([
      'Ben Fischer, 2026-11-02: “The gateway failed at 08:10.”',
    ]);
  });

  it.each(['Thanks all.', '480 : 12 % 5', 'a b c 5 %'])('makes no claim of the fragment %j', (text) => {
    expect(textsOf(compose('gather-evidence', [sourceOf({ kind: 'description', text })], upTo(40)))).toEqual(
      [],
    );
  });

  it('quotes a field without the spaces around it', () => {
    const field = sourceOf({ kind: 'field', label: 'Summary', text: '  Slow gateway ' });
    expect(textsOf(compose('gather-evidence', [field], upTo(40)))).toEqual(['Summary: Slow gateway']);
  });

  it('lists twelve linked issues, the last ones', () => {
    const links = Array.from({ length: 14 }, (_, index) =>
      sourceOf({
        number: index + 1,
        kind: 'link',
        label: 'Linked issue',
        text: `blocks INC-${index}: Router`,
      }),
    );
    const claims = claimsOf(compose('summarise-dependencies', links, upTo(40)));
    expect(claims.map(({ citations }) => citations[0]?.source)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ]);
  });

  it('takes at most half of a selection from one source, so that others are heard', () => {
    const failures = (count: number): string =>
      Array.from({ length: count }, (_, index) => `Part ${index} has failed.`).join('\n');
    const long = sourceOf({ text: failures(9) });
    const short = sourceOf({ number: 2, text: 'Service desk has failed too.' });
    const cited = (sources: readonly Source[]): number[] =>
      claimsOf(compose('gather-evidence', sources, upTo(40))).flatMap(({ citations }) =>
        citations.map(({ source }) => source),
      );
    expect(cited([long])).toEqual([1, 1, 1]);
    expect(cited([long, short])).toEqual([1, 1, 1, 2]);
  });

  it.each([
    ['a percentage', 'Packet loss of 12 % remains.', 1],
    ['a percentage without a space', 'Packet loss is 12% (measured).', 1],
    ['a unit', 'Answers take 480 ms there.', 1],
    ['a time of day', 'It began again by 08:10 today.', 1],
    ['a figure without a unit', 'Gateway 12 was looked at.', 0],
    ['a unit inside a word', 'We saw 12 sheep over there.', 0],
  ])('takes %s as a measurement or not', (_what, text, count) => {
    const [, vendor] = compose(
      'prepare-incident-packet',
      [sourceOf({ text: 'Nothing else here.' }), sourceOf({ number: 2, text })],
      upTo(40),
    ).slice(1);
    expect(vendor?.claims.filter((claim) => claim.text.startsWith('What we see. '))).toHaveLength(count);
  });

  it('keeps a figure at the start of a line and takes a list mark off', () => {
    const sources = [
      sourceOf({ text: '40 users cannot work.\n- 3 users cannot print.' }),
      sourceOf({ number: 2, text: '2. Seven users cannot send.\n* • b) users cannot scan.' }),
    ];
    const claims = claimsOf(compose('gather-evidence', sources, upTo(40)));
    const quotes = claims.flatMap(({ citations }) => citations.map(({ quote }) => quote));
    expect([...quotes].sort()).toEqual([
      '3 users cannot print.',
      '40 users cannot work.',
      'Seven users cannot send.',
      'b) users cannot scan.',
    ]);
  });

  it('cuts a long sentence and a long field and still quotes its source', () => {
    const long = `Error ${'again and '.repeat(60)}again.`;
    const sources = [
      sourceOf({ kind: 'field', label: 'Summary', text: `  ${'s'.repeat(400)}` }),
      sourceOf({ number: 2, text: long }),
    ];
    const claims = claimsOf(compose('gather-evidence', sources, upTo(40)));
    expect(claims.map(({ citations }) => citations.map(({ quote }) => quote.length))).toEqual([[200], [320]]);
    expect(
      claimsOf(groundSections(compose('gather-evidence', sources, upTo(40)), sources)).map(
        ({ struck }) => struck,
      ),
    ).toEqual([null, null]);
  });

  it('holds for any issue: limits, numbers, the contract, and every claim grounded', () => {
    const words = fc.constantFrom(
      'error',
      'was fixed',
      'still slow',
      'since 08:10',
      '480 ms',
      'approved',
      'é',
      'e\u0301',
      '½',
      '١٢',
      'INC-7',
      '“so”',
      '…',
      '\n',
      '- ',
      '1. ',
      '. ',
      '😀',
      ' ',
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 80 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 500 }),
      fc
        .array(fc.constantFrom('e\u0301', 'ᄀ', 'ᅡ', 'a', ' '), { maxLength: 400 })
        .map((parts) => parts.join('')),
    );
    const names = fc.string({ unit: 'grapheme', maxLength: 40 });
    const days = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const labels = fc.constantFrom('Summary', 'Status', 'Severity', 'Environment', 'Runbook', 'Due date');
    const readings = fc.record({
      fields: fc.array(fc.record({ id: names, label: labels, text: texts }), { maxLength: 4 }),
      description: texts,
      comments: fc.array(
        fc.record({
          id: names,
          author: names,
          at: days,
          text: texts,
          isInternal: fc.boolean(),
          isRestricted: fc.constant(false),
          isFromAi: fc.constant(false),
        }),
        { maxLength: 4 },
      ),
      history: fc.array(
        fc.record({ id: names, author: names, at: days, field: names, from: names, to: names }),
        { maxLength: 3 },
      ),
      attachments: fc.array(fc.record({ id: names, name: texts, author: names, at: days }), { maxLength: 2 }),
    });
    const earlier = fc.array(
      fc.record({
        key: fc.constant('INC-9'),
        summary: texts,
        status: names,
        resolution: names,
        createdAt: days,
        resolvedAt: days,
        text: texts,
      }),
      { maxLength: 2 },
    );
    const limits = fc.record({
      maxClaims: fc.integer({ min: 1, max: 12 }),
      maxSourceCharacters: fc.integer({ min: 1_000, max: 3_000 }),
    });
    const cases = fc.tuple(fc.constantFrom(...OperationIdSchema.options), limits);
    fc.assert(
      fc.property(readings, earlier, cases, (reading, similar, [operation, over]) => {
        const { sources } = collectSources(readingOf(reading), similar, {
          ...DEFAULT_POLICY.limits,
          redacts: false,
          ...over,
        });
        const sections = compose(operation, sources, upTo(over.maxClaims));
        const grounded = groundSections(sections, sources);
        expect(z.array(SectionSchema).parse(sections)).toEqual(sections);
        expect(claimsOf(sections).length).toBeLessThanOrEqual(over.maxClaims);
        expect(claimsOf(grounded).filter(({ struck }) => struck !== null)).toEqual([]);
        expect(grounded.map(({ contradictions }) => contradictions)).toEqual(
          sections.map(({ contradictions }) => contradictions),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('the size of an output', () => {
  const lines = ['The first line fails.', 'The second line fails.', 'The third line fails.'];
  const sources = lines.map((text, index) => sourceOf({ number: index + 1, kind: 'comment', text }));
  const sizeOf = (maxOutputCharacters: number): number =>
    textsOf(compose('gather-evidence', sources, { maxClaims: 40, maxOutputCharacters })).join('').length;
  const whole = sizeOf(30_000);

  it('holds every claim where there is room, and the first ones where there is not', () => {
    expect(sizeOf(whole)).toBe(whole);
    const all = textsOf(compose('gather-evidence', sources, upTo(40)));
    const some = textsOf(
      compose('gather-evidence', sources, { maxClaims: 40, maxOutputCharacters: whole - 1 }),
    );
    expect(some).toEqual(all.slice(0, -1));
    expect(sizeOf(0)).toBe(0);
  });
});
