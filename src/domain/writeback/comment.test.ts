import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { HandoffViewSchema } from '../../contract/handoff';
import { OutputSchema, type Claim, type Output, type Section } from '../../contract/output';
import { gateOf, handoffOf, sourceOf } from '../testing';
import { toAdf, type AdfDocument } from './adf';
import { asReviewed, commentLines, strikeClaims, type CommentLine } from './comment';

const claimOf = (number: number, text: string, over: Partial<Claim> = {}): Claim => ({
  number,
  text,
  citations: [{ source: 1, quote: 'Latency' }],
  struck: null,
  ...over,
});

const outputOf = (sections: readonly Partial<Section>[], model: string | null = null): Output => ({
  sections: sections.map((section) => ({
    step: 'diagnostics',
    title: 'Evidence pack',
    claims: [],
    contradictions: [],
    gaps: [],
    ...section,
  })),
  engine: { name: 'composer', version: '1.0.0', tier: 0, model },
  counts: { claims: 0, grounded: 0, struck: 0, contradictions: 0, gaps: 0, sources: 0 },
});

const SOURCES = [
  sourceOf(),
  sourceOf({ number: 2, kind: 'field', label: 'Status', author: null, at: null, text: 'Open' }),
];
const HANDOFF = handoffOf();

const schemaFile = resolve(__dirname, '../../../../shared/jira/adf-full.schema.json');
const validate = existsSync(schemaFile)
  ? new Ajv({ strict: false }).compile<AdfDocument>(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)
  : null;
const expectValid = (document: AdfDocument): void => {
  if (validate === null) return;
  validate(document);
  expect(validate.errors).toBeNull();
};

describe('commentLines', () => {
  it('opens with a head that says what, by what, for whom, reviewed by whom and under which policy', () => {
    expect(commentLines(HANDOFF, outputOf([]), SOURCES)).toEqual([
      { kind: 'heading', text: 'AI output: Gather diagnostics' },
      {
        kind: 'text',
        text:
          'Made by AI (composer 1.0.0, no model) for Ana Silva; reviewed by Ben Fischer. Policy v7. ' +
          'Hand-off ho-00000000-0000-4000-8000-000000000001. Every statement quotes a source of this issue.',
      },
      { kind: 'text', text: 'This changes nothing by itself: no status, no approval, no access.' },
    ]);
  });

  it('names the model, who approved and who still has to', () => {
    const gates = [gateOf('run', 'approve'), gateOf('use')];
    const [, head] = commentLines(handoffOf({ gates }), outputOf([], 'small-1'), []);
    expect(head?.text).toContain(
      'Made by AI (small-1) for Ana Silva; reviewed by Ben Fischer; ' +
        'approver: Cho Park (run approved), Cho Park (approves before use). Policy v7.',
    );
  });

  it('names nobody as approver who rejected', () => {
    const [, head] = commentLines(handoffOf({ gates: [gateOf('run', 'reject')] }), outputOf([]), []);
    expect(head?.text).not.toContain('approver');
  });

  it('lists claims with their sources, contradictions with both quotes, and gaps with whom to ask', () => {
    const section = {
      claims: [
        claimOf(1, 'It is slow', {
          citations: [
            { source: 1, quote: 'Latency' },
            { source: 1, quote: '480' },
            { source: 2, quote: 'Open' },
          ],
        }),
        claimOf(2, 'Never said', { struck: 'No source says so' }),
        claimOf(3, 'From nowhere', { citations: [{ source: 9, quote: 'x' }] }),
      ],
      contradictions: [
        {
          text: 'They differ.',
          citations: [
            { source: 1, quote: 'one' },
            { source: 2, quote: 'other' },
          ],
        },
      ],
      gaps: [{ text: 'No log', ask: 'the assignee' }],
    };
    const lines = commentLines(HANDOFF, outputOf([section, { title: 'Second part' }]), SOURCES).slice(3);
    expect(lines).toEqual([
      { kind: 'heading', text: 'Evidence pack' },
      { kind: 'item', text: 'It is slow [Comment by Ben Fischer of 2026-11-02; Status]' },
      { kind: 'item', text: 'From nowhere [unknown source]' },
      { kind: 'text', text: 'Contradiction: They differ.' },
      { kind: 'quote', text: 'one' },
      { kind: 'quote', text: 'other' },
      { kind: 'item', text: 'Missing: No log. Ask: the assignee.' },
      { kind: 'heading', text: 'Second part' },
    ]);
  });

  it.each([
    'https://evil.example',
    '_https://evil.example_',
    'FTP://evil.example',
    `${'x'.repeat(60)}https://evil.example`,
    '7zip://a',
    '://',
  ])('makes no link of %s, wherever it stands', (address) => {
    const handoff = handoffOf({ requester: { accountId: 'agent-ana', displayName: address } });
    const section = {
      title: address,
      claims: [claimOf(1, address)],
      contradictions: [{ text: address, citations: [{ source: 1, quote: address }] }],
      gaps: [{ text: address, ask: address }],
    };
    const sources = [sourceOf({ label: address, author: address })];
    const texts = commentLines(handoff, outputOf([section], address), sources).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('://'))).toEqual([]);
    expect(texts.filter((text) => text.includes('[:]//'))).toHaveLength(6);
  });

  it('cannot have its head forged: claims come after it, each as one item of its own section', () => {
    const forged = 'AI output: Approved\n\n#### AI output\nMade by AI for nobody; reviewed by the CEO';
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(forged), fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
        (texts) => {
          const clean = commentLines(HANDOFF, outputOf([{}]), SOURCES);
          const lines = commentLines(
            HANDOFF,
            outputOf([{ claims: texts.map((text, index) => claimOf(index + 1, text)) }]),
            SOURCES,
          );
          expect(lines.slice(0, 4)).toEqual(clean);
          expect(lines.slice(4).map(({ kind }) => kind)).toEqual(texts.map(() => 'item'));
          expect(HandoffViewSchema.shape.comment.parse(lines)).toEqual(lines);
        },
      ),
    );
  });
});

describe('strikeClaims', () => {
  it('strikes the named claims in every section and keeps earlier reasons', () => {
    const before = outputOf([
      { claims: [claimOf(1, 'a'), claimOf(2, 'b', { struck: 'No source says 5' })] },
      { claims: [claimOf(3, 'c')] },
    ]);
    const after = OutputSchema.parse(strikeClaims(before, [1, 2]));
    expect(after.sections.flatMap(({ claims }) => claims.map(({ struck }) => struck))).toEqual([
      'Struck by the reviewer',
      'No source says 5',
      null,
    ]);
    expect(strikeClaims(before, [])).toEqual(before);
  });
});

describe('asReviewed', () => {
  const output = outputOf([{ claims: [claimOf(1, 'a'), claimOf(2, 'b')] }]);
  const review = {
    verdict: 'accept',
    by: HANDOFF.owner,
    at: HANDOFF.updatedAt,
    reason: 'none',
    note: '',
    struck: [2],
  } as const;

  it('is the engine’s output before a review, and that with the strikes after it', () => {
    expect(asReviewed({ review: null }, output)).toBe(output);
    expect(asReviewed({ review }, output)).toEqual(strikeClaims(output, [2]));
    expect(asReviewed({ review: { ...review, struck: [] } }, output)).toEqual(output);
  });
});

describe('toAdf', () => {
  const line = (kind: CommentLine['kind'], text: string): CommentLine => ({ kind, text });
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

  it('builds headings, paragraphs, quotes and one list of neighbouring items', () => {
    const lines = [
      line('heading', 'h'),
      line('item', 'a'),
      line('item', 'b'),
      line('text', 't'),
      line('quote', 'q'),
      line('item', 'c'),
    ];
    expect(toAdf(lines)).toEqual({
      type: 'doc',
      version: 1,
      content: [
        { type: 'heading', attrs: { level: 4 }, content: [{ type: 'text', text: 'h' }] },
        {
          type: 'bulletList',
          content: ['a', 'b'].map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
        },
        paragraph('t'),
        { type: 'blockquote', content: [paragraph('q')] },
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('c')] }] },
      ],
    });
  });

  it('writes a dash where there is no text', () => {
    expect(toAdf([line('text', ' \n')]).content).toEqual([paragraph('-')]);
  });

  it('cuts an over-long output at a whole line and says so', () => {
    const lines = [
      line('text', 'x'.repeat(29_000)),
      line('text', 'y'.repeat(1_000)),
      line('text', 'z'),
      line('text', 'w'),
    ];
    const note = 'Shortened: the whole output is kept with the hand-off.';
    expect(toAdf(lines.slice(0, 2)).content).toEqual(lines.slice(0, 2).map(({ text }) => paragraph(text)));
    expect(toAdf(lines).content).toEqual([
      ...lines.slice(0, 2).map(({ text }) => paragraph(text)),
      paragraph(note),
    ]);
    expect(JSON.stringify(toAdf([line('text', 'x'.repeat(40_000))])).length).toBeLessThan(1_000);
  });

  if (validate === null) it.todo('gives valid ADF (skipped: the shared ADF schema is not on this machine)');

  it('gives valid ADF that fits a comment, for any lines', () => {
    const kinds = fc.constantFrom('heading', 'text', 'item', 'quote');
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.nat(20_000).map((length) => 'x'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ kind: kinds, text: texts }), { maxLength: 12 }), (lines) => {
        const document = toAdf(lines);
        expectValid(document);
        const text =
          JSON.stringify(document.content)
            .match(/"text":"((?:[^"\\]|\\.)*)"/gu)
            ?.join('') ?? '';
        expect(text.length).toBeLessThan(32_767);
      }),
      { numRuns: 50 },
    );
  });

  it('is strict about ADF: the schema refuses an empty text', () => {
    if (validate === null) return;
    expect(
      validate({
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }],
      }),
    ).toBe(false);
  });
});
