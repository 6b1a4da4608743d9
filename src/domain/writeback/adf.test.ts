import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { toAdf, toFoldedAdf, type AdfDocument, type Fold } from './adf';
import type { CommentLine } from './comment';

const schemaFile = resolve(__dirname, '../../../../shared/jira/adf-full.schema.json');
const validate = existsSync(schemaFile)
  ? new Ajv({ strict: false }).compile<AdfDocument>(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)
  : null;
const expectValid = (document: AdfDocument): void => {
  if (validate === null) return;
  validate(document);
  expect(validate.errors).toBeNull();
};

const line = (kind: CommentLine['kind'], text: string): CommentLine => ({ kind, text });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

describe('toAdf', () => {
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

describe('toFoldedAdf', () => {
  const fold: Fold = {
    kind: 'fold',
    title: 'Blocked actions',
    lines: [line('item', 'a'), line('quote', 'q')],
  };

  it('puts a fold where it stands, and leaves lists on both sides of it apart', () => {
    const document = toFoldedAdf([line('item', '1'), fold, line('item', '2'), line('item', '3')]);
    const list = (...texts: string[]) => ({
      type: 'bulletList',
      content: texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
    });
    expect(document.content).toEqual([
      list('1'),
      {
        type: 'expand',
        attrs: { title: 'Blocked actions' },
        content: [list('a'), { type: 'blockquote', content: [paragraph('q')] }],
      },
      list('2', '3'),
    ]);
    expectValid(document);
  });

  it('is what a comment would be where nothing is folded', () => {
    const lines = [line('heading', 'h'), line('item', 'a'), line('text', 't')];
    expect(toFoldedAdf(lines)).toEqual(toAdf(lines));
  });
});
