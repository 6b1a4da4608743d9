import { describe, expect, it } from '@jest/globals';
import { toRenderModel } from './render-model';
import type { RenderNode } from './render-node';

const doc = (...content: readonly unknown[]): unknown => ({ type: 'doc', version: 1, content });
const text = (value: string, marks: readonly unknown[] = []): unknown => ({
  type: 'text',
  text: value,
  marks,
});
const heading = (level: number): unknown => ({ type: 'heading', attrs: { level }, content: [text('x')] });
const tags = (nodes: readonly RenderNode[]): readonly unknown[] =>
  nodes.map((node) => (node.kind === 'block' ? node.tag : node.kind));

describe('toRenderModel', () => {
  it('keeps markup in a text as text', () => {
    const [paragraph] = toRenderModel(doc({ type: 'paragraph', content: [text('<img onerror=x>')] }));
    expect(paragraph).toEqual({
      kind: 'block',
      tag: 'p',
      children: [{ kind: 'text', text: '<img onerror=x>', marks: [] }],
    });
  });

  it('names a node of an unknown type and drops its content', () => {
    expect(toRenderModel(doc({ type: 'script', content: [text('x')] }))).toEqual([
      { kind: 'unknown', type: 'script' },
    ]);
  });

  it('takes a type that is a name of every object as unknown', () => {
    expect(toRenderModel(doc({ type: 'constructor' }))).toEqual([{ kind: 'unknown', type: 'constructor' }]);
  });

  it('links http and mailto addresses only', () => {
    const link = (href: string): unknown => text('go', [{ type: 'link', attrs: { href } }]);
    const [safe, mail, script] = ['https://a.example/x', 'mailto:a@b.example', ' javascript:alert(1)'].map(
      (href) => toRenderModel(doc(link(href)))[0],
    );
    expect(safe).toMatchObject({ marks: [{ type: 'link', href: 'https://a.example/x' }] });
    expect(mail).toMatchObject({ marks: [{ type: 'link', href: 'mailto:a@b.example' }] });
    expect(script).toMatchObject({ text: 'go', marks: [] });
  });

  it('shows no card for an address that is not safe', () => {
    expect(toRenderModel(doc({ type: 'inlineCard', attrs: { url: 'data:text/html,x' } }))).toEqual([
      { kind: 'unknown', type: 'card' },
    ]);
  });

  it('keeps headings of one level on one level and never skips one', () => {
    expect(tags(toRenderModel(doc(heading(3), heading(3), heading(6), heading(1))))).toEqual([
      'h3',
      'h3',
      'h4',
      'h3',
    ]);
  });

  it('cuts nesting that is too deep', () => {
    const deep = Array.from({ length: 5_000 }).reduce<unknown>(
      (content) => ({ type: 'blockquote', content: [content] }),
      text('x'),
    );
    expect(JSON.stringify(toRenderModel(doc(deep)))).toContain('"kind":"unknown"');
  });

  it('shows mentions, dates and files as chips', () => {
    const nodes = toRenderModel(
      doc(
        { type: 'mention', attrs: { id: 'a', text: '@Ana' } },
        { type: 'date', attrs: { timestamp: '1761955200000' } },
        { type: 'media', attrs: { alt: 'trace.txt' } },
      ),
    );
    expect(nodes.map((node) => (node.kind === 'chip' ? node.text : node.kind))).toEqual([
      '@Ana',
      '2025-11-01',
      'Attachment: trace.txt',
    ]);
  });

  it.each([undefined, null, 'plain', 5, [], { content: 'x' }, { content: [null, 1] }])(
    'survives %j',
    (value) => {
      expect(toRenderModel(value).every((node) => node.kind === 'unknown')).toBe(true);
    },
  );

  it('survives a date that is out of range', () => {
    expect(toRenderModel(doc({ type: 'date', attrs: { timestamp: '9e99' } }))).toEqual([
      { kind: 'chip', text: 'date', className: 'adf-date' },
    ]);
  });
});
