import { describe, expect, it } from '@jest/globals';
import { AdfDocumentSchema } from './adf-schema';

const paragraph = (node: unknown) => ({ type: 'paragraph', content: [node] });
const isOwn = (...content: readonly unknown[]): boolean =>
  AdfDocumentSchema.safeParse({ type: 'doc', version: 1, content }).success;
const text = { type: 'text', text: 'x' };

describe('AdfDocumentSchema', () => {
  it('takes what the builder writes', () => {
    expect(isOwn(paragraph(text), { type: 'blockquote', content: [paragraph(text)] })).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a mention', paragraph({ type: 'mention', attrs: { id: 'agent-ben' } })],
    ['a link', paragraph({ ...text, marks: [{ type: 'link', attrs: { href: 'https://evil.example' } }] })],
    ['a card', paragraph({ type: 'inlineCard', attrs: { url: 'https://evil.example' } })],
    ['a picture', { type: 'mediaSingle', content: [] }],
    ['a macro', { type: 'extension', attrs: { extensionType: 'x', extensionKey: 'y' } }],
    ['a panel', { type: 'panel', attrs: { panelType: 'info' }, content: [paragraph(text)] }],
    ['a state', paragraph({ type: 'status', attrs: { text: 'APPROVED', color: 'green' } })],
    ['a task', { type: 'taskList', attrs: { localId: '1' }, content: [] }],
    ['another attribute', { ...paragraph(text), attrs: { localId: '1' } }],
    ['a heading as large as Jira’s own', { type: 'heading', attrs: { level: 1 }, content: [text] }],
    ['a text without words', paragraph({ type: 'text', text: '' })],
    [
      'a fold in a fold',
      {
        type: 'expand',
        attrs: { title: 't' },
        content: [{ type: 'expand', attrs: { title: 't' }, content: [] }],
      },
    ],
  ])('refuses %s', (_what, node) => {
    expect(isOwn(node)).toBe(false);
    expect(isOwn(paragraph(text), node)).toBe(false);
  });
});
