import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { z } from 'zod';
import { SectionSchema, type Section, type Source } from '../../contract/output';
import { OperationIdSchema, type OperationId } from '../../contract/vocabulary';
import { standsIn } from '../grounding/ground';
import { checkOutput, type Draft } from '../output/check-output';
import { OPERATIONS } from '../operations/catalogue';
import { adfToText } from '../packet/adf-text';
import { collectSources } from '../packet/collect-sources';
import { NOTHING_AROUND } from '../packet/surroundings';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { readingOf } from '../testing';
import { compose } from './compose';

const COLLECTING = { limits: DEFAULT_POLICY.limits, redacts: false, templates: [], policyVersion: 1 };

const claimsOf = (sections: readonly Section[]) => sections.flatMap((section) => section.claims);

function struckIn(operation: OperationId, draft: Draft, sources: readonly Source[]): readonly string[] {
  const names = sources.flatMap(({ author }) => (author === null ? [] : [author]));
  const { sections } = checkOutput(draft, { operation, sources, denylist: [], names });
  return claimsOf(sections).flatMap(({ struck, text }) => (struck === null ? [] : [`${struck}: ${text}`]));
}

/** Fifty public issues that are not ours to ship; they lie beside the repository where the project is built. */
const FILE = join(__dirname, '../../../../shared/jira/public-issues.jsonl.gz');
const HOW_MANY = 50;
const isThere = existsSync(FILE);
if (!isThere)
  process.stdout.write('skipped: ../shared/jira/public-issues.jsonl.gz is not beside this repository\n');

const IssueSchema = z.looseObject({
  key: z.string(),
  fields: z.looseObject({
    summary: z.string(),
    description: z.unknown(),
    status: z.looseObject({ name: z.string() }),
    comment: z
      .looseObject({
        comments: z.array(
          z.looseObject({
            id: z.string(),
            author: z.looseObject({ displayName: z.string() }),
            created: z.string(),
            body: z.unknown(),
          }),
        ),
      })
      .optional(),
  }),
});

function sourcesOf(line: string): readonly Source[] {
  const { key, fields } = IssueSchema.parse(JSON.parse(line));
  const comments = (fields.comment?.comments ?? []).map(({ id, author, created, body }) => ({
    id,
    author: author.displayName,
    at: new Date(created.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2')).toISOString(),
    text: adfToText(body),
    isInternal: false,
    isRestricted: false,
    isFromAi: false,
  }));
  const reading = readingOf({
    key,
    projectType: 'software',
    fields: [
      { id: 'summary', label: 'Summary', text: fields.summary },
      { id: 'status', label: 'Status', text: fields.status.name },
    ],
    description: adfToText(fields.description),
    comments,
    commentsTotal: comments.length,
  });
  return collectSources(reading, NOTHING_AROUND, COLLECTING).sources;
}

const GREETS = /“(?:hi|hello|dear|thanks|thank you|best regards|kind regards|cheers)\b[^”]{0,30}”$/iu;

(isThere ? describe : describe.skip)('every operation of fifty public issues', () => {
  const lines = isThere ? gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n') : [];
  const step = Math.floor(lines.length / HOW_MANY);
  const packets = lines
    .filter((_, index) => index % step === 0)
    .slice(0, HOW_MANY)
    .map(sourcesOf);
  const drafts = packets.flatMap((sources) =>
    OPERATIONS.map(({ id }) => ({ id, sources, draft: compose(id, sources, DEFAULT_POLICY.limits) })),
  );

  it('is composed of enough issues', () => {
    expect(packets).toHaveLength(HOW_MANY);
  });

  it('quotes only what stands in its source', () => {
    for (const { draft, sources } of drafts) {
      const index = new Map(sources.map((source) => [source.number, source]));
      const quoting = [...claimsOf(draft.sections), ...draft.sections.flatMap((one) => one.contradictions)];
      for (const { source, quote } of quoting.flatMap(({ citations }) => citations)) {
        const found = index.get(source);
        expect(found !== undefined && standsIn(quote, found)).toBe(true);
      }
    }
  });

  it('says nothing that the check of outputs strikes', () => {
    expect(drafts.flatMap(({ id, draft, sources }) => struckIn(id, draft, sources))).toEqual([]);
  });

  it('keeps to the contract and the limits, repeats nothing in a section, and greets nobody', () => {
    for (const { draft } of drafts) {
      expect(z.array(SectionSchema).parse(draft.sections)).toEqual(draft.sections);
      expect(claimsOf(draft.sections).length).toBeLessThanOrEqual(DEFAULT_POLICY.limits.maxClaims);
      for (const { claims } of draft.sections) {
        const texts = claims.map(({ text }) => text);
        expect(new Set(texts).size).toBe(texts.length);
        expect(texts.filter((text) => GREETS.test(text))).toEqual([]);
      }
    }
  });

  it('has something to say where an issue says something', () => {
    const SAYS = /(?:\p{L}{3,20} ){5}\p{L}{3,20}/u;
    const silent = drafts.filter(
      ({ draft, sources }) =>
        sources.some(({ kind, text }) => kind === 'description' && SAYS.test(text)) &&
        draft.sections.some(({ claims }) => claims.length === 0),
    );
    expect(silent.map(({ id, sources }) => `${id} of ${String(sources[0]?.issueKey)}`)).toEqual([]);
  });
});

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
  'Impact\n',
  '```\n',
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
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const names = fc.constantFrom('Ben Fischer', 'Ana Silva', 'Cho Park');
const readings = fc.record({
  fields: fc.array(
    fc.record({
      id: fc.string(),
      label: fc.constantFrom('Summary', 'Status', 'Severity', 'Runbook'),
      text: texts,
    }),
    { maxLength: 4 },
  ),
  description: texts,
  comments: fc.array(
    fc.record({
      id: fc.string(),
      author: names,
      at: days,
      text: texts,
      isInternal: fc.boolean(),
      isRestricted: fc.constant(false),
      isFromAi: fc.constant(false),
    }),
    { maxLength: 4 },
  ),
});

describe('compose of any issue', () => {
  it('keeps limits, numbers and the contract, and quotes only what stands there', () => {
    const cases = fc.tuple(fc.constantFrom(...OperationIdSchema.options), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(readings, cases, (reading, [operation, maxClaims]) => {
        const { sources } = collectSources(readingOf(reading), NOTHING_AROUND, COLLECTING);
        const { sections } = compose(operation, sources, { maxClaims, maxOutputCharacters: 3_000 });
        const claims = claimsOf(sections);
        expect(z.array(SectionSchema).parse(sections)).toEqual(sections);
        expect(claims.map(({ number }) => number)).toEqual(claims.map((_, index) => index + 1));
        expect(claims.length).toBeLessThanOrEqual(maxClaims);
        expect(claims.map(({ text }) => text).join('').length).toBeLessThanOrEqual(3_000);
        for (const { source, quote } of claims.flatMap(({ citations }) => citations)) {
          const found = sources.find(({ number }) => number === source);
          expect(found !== undefined && standsIn(quote, found)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
