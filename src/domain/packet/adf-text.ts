const MAX_DEPTH = 40;
const MAX_TEXT = 40_000;

const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'listItem',
  'taskItem',
  'decisionItem',
  'panel',
  'rule',
  'table',
  'tableRow',
  'expand',
  'nestedExpand',
]);

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function leaf(type: string, node: Readonly<Record<string, unknown>>): string {
  const attrs = asRecord(node['attrs']);
  switch (type) {
    case 'text':
      return textOf(node['text']);
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'emoji':
    case 'status':
      return textOf(attrs['text']) || textOf(attrs['shortName']);
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return textOf(attrs['url']);
    default:
      return '';
  }
}

function render(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  const node = asRecord(value);
  const type = textOf(node['type']);
  const children = Array.isArray(node['content']) ? node['content'] : [];
  const inner = children.map((child) => render(child, depth + 1)).join('');
  const cell = type === 'tableCell' || type === 'tableHeader' ? ' ' : '';
  return `${BLOCKS.has(type) ? '\n' : ''}${leaf(type, node)}${inner}${cell}${BLOCKS.has(type) ? '\n' : ''}`;
}

/**
 * The plain text of a rich-text value: Atlassian Document Format, or a string as older fields hold. Hostile input: any shape
 * is taken, unknown nodes give their children's text, depth and length are bounded. Characters that nobody sees stay: the
 * collection of sources takes them out and says which.
 */
export function adfToText(value: unknown): string {
  const raw = typeof value === 'string' ? value : render(value, 0);
  const lines = raw
    .slice(0, MAX_TEXT)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.join('\n');
}
