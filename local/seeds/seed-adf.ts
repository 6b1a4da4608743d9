import type { JsonObject } from '../jira/json';
import type { Block } from './ticket';

const text = (value: string): JsonObject => ({ type: 'text', text: value });
const paragraph = (value: string): JsonObject => ({ type: 'paragraph', content: [text(value)] });
const list = (type: string, items: readonly string[]): JsonObject => ({
  type,
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

function toNodes(block: Block): JsonObject[] {
  if (typeof block === 'string') return [paragraph(block)];
  const { h, ul, ol, code } = block;
  return [
    ...(h === undefined ? [] : [{ type: 'heading', attrs: { level: 3 }, content: [text(h)] }]),
    ...(ul ? [list('bulletList', ul)] : []),
    ...(ol ? [list('orderedList', ol)] : []),
    ...(code === undefined ? [] : [{ type: 'codeBlock', content: [text(code)] }]),
  ];
}

/** An Atlassian Document of these blocks. */
export function toAdf(blocks: readonly Block[]): JsonObject {
  return { type: 'doc', version: 1, content: blocks.flatMap(toNodes) };
}
