import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adfToText } from './adf-text';

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const text = (value: unknown) => ({ type: 'text', text: value });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

describe('adfToText', () => {
  it.each([
    ['a string', ' one \n\n two ', 'one\ntwo'],
    ['paragraphs', doc(paragraph(text('one')), paragraph(text('two '), text('three'))), 'one\ntwo three'],
    ['a hard break', doc(paragraph(text('one'), { type: 'hardBreak' }, text('two'))), 'one\ntwo'],
    [
      'a heading before text',
      doc({ type: 'heading', content: [text('Head')] }, paragraph(text('body'))),
      'Head\nbody',
    ],
    [
      'a nested list',
      doc({
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              paragraph(text('a')),
              { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph(text('b'))] }] },
            ],
          },
        ],
      }),
      'a\nb',
    ],
    [
      'a table, its cells apart',
      doc({
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', content: [text('h')] },
              { type: 'tableCell', content: [text('c')] },
            ],
          },
        ],
      }),
      'h c',
    ],
    ['a mention', doc(paragraph(text('ask '), { type: 'mention', attrs: { text: '@Ben' } })), 'ask @Ben'],
    ['an emoji by its text', doc(paragraph({ type: 'emoji', attrs: { text: '🙂', shortName: ':)' } })), '🙂'],
    [
      'an emoji by its short name',
      doc(paragraph({ type: 'emoji', attrs: { shortName: ':smile:' } })),
      ':smile:',
    ],
    ['a status', doc(paragraph({ type: 'status', attrs: { text: 'DONE' } })), 'DONE'],
    [
      'cards',
      doc(
        { type: 'blockCard', attrs: { url: 'https://a.example' } },
        { type: 'embedCard', attrs: { url: 'https://b.example' } },
        paragraph({ type: 'inlineCard', attrs: { url: 'https://c.example' } }),
      ),
      'https://a.examplehttps://b.example\nhttps://c.example',
    ],
    ['an unknown node by its children', doc({ type: 'somethingNew', content: [text('inside')] }), 'inside'],
    ['a text without text', doc(paragraph(text(7), text(null))), ''],
    ['a card without attributes', doc(paragraph({ type: 'inlineCard' })), ''],
    ['nothing', null, ''],
    ['a list instead of a document', [text('one')], ''],
    ['content that is no list', { type: 'doc', content: 'one' }, ''],
  ])('reads %s', (_what, value, expected) => {
    expect(adfToText(value)).toBe(expected);
  });

  it.each([
    'codeBlock',
    'blockquote',
    'taskList',
    'taskItem',
    'decisionList',
    'decisionItem',
    'panel',
    'rule',
    'expand',
    'nestedExpand',
  ])('sets a %s apart from its neighbours', (type) => {
    expect(adfToText(doc(text('a'), { type, content: [text('b')] }, text('c')))).toBe('a\nb\nc');
  });

  it('leaves invisible characters to the collection of sources, which says what they were', () => {
    expect(adfToText(doc(paragraph(text('a\u200B\u202Eb'))))).toBe('a\u200B\u202Eb');
  });

  const nested = (depth: number): unknown =>
    Array.from({ length: depth }).reduce<unknown>(
      (inner) => ({ type: 'panel', content: [inner] }),
      text('deep'),
    );

  it('reads down to forty levels and no deeper, without failing at any depth', () => {
    expect(adfToText(nested(40))).toBe('deep');
    expect(adfToText(nested(41))).toBe('');
    expect(adfToText(nested(5_000))).toBe('');
  });

  it('reads forty thousand characters at most', () => {
    expect(adfToText('x'.repeat(50_000))).toHaveLength(40_000);
    expect(adfToText(doc(paragraph(text('x'.repeat(50_000)))))).toHaveLength(39_999);
  });

  it('takes any shape and gives clean lines', () => {
    const nodes = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.oneof(
            fc.constantFrom('doc', 'text', 'paragraph', 'mention', 'tableCell', 'hardBreak'),
            fc.anything(),
          ),
          text: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
          attrs: fc.anything(),
          content: fc.oneof({ depthSize: 'small' }, fc.array(tie('node')), fc.anything()),
        },
        { requiredKeys: [] },
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(nodes.node, fc.anything()), (value) => {
        const lines = adfToText(value).split('\n');
        for (const line of lines) expect(line).toBe(line.trim());
        if (lines.length > 1) expect(lines).not.toContain('');
      }),
      { numRuns: 500 },
    );
  });
});
