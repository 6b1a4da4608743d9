import { isList, isObject, type Json, type JsonObject } from '../json';

const TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  codeBlock: 'pre',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};
const MARK_TAGS: Readonly<Record<string, string>> = {
  strong: 'b',
  em: 'em',
  strike: 'del',
  underline: 'ins',
  code: 'tt',
};

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * HTML of an ADF document, as `renderedFields` and `renderedBody` answer it. Everything is escaped; a node that has no
 * tag here shows its content, and links keep http and https addresses only.
 */
export function adfHtml(node: Json | undefined): string {
  if (!isObject(node)) return '';
  const { type, text, content } = node;
  if (typeof text === 'string') return marked(escapeHtml(text), node);
  if (type === 'hardBreak') return '<br/>';
  if (type === 'rule') return '<hr/>';
  const attrs = isObject(node['attrs']) ? node['attrs'] : {};
  const inner = isList(content) ? content.map((child) => adfHtml(child)).join('') : shown(attrs);
  const level = type === 'heading' ? [1, 2, 3, 4, 5, 6].find((each) => each === attrs['level']) : undefined;
  const tag = level === undefined ? tagOf(TAGS, type) : `h${level}`;
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}

function marked(html: string, { marks }: JsonObject): string {
  let result = html;
  for (const mark of isList(marks) ? marks.filter(isObject) : []) {
    const tag = tagOf(MARK_TAGS, mark['type']);
    if (tag !== undefined) result = `<${tag}>${result}</${tag}>`;
    const href = isObject(mark['attrs']) ? mark['attrs']['href'] : undefined;
    if (mark['type'] === 'link' && typeof href === 'string' && /^https?:/i.test(href))
      result = `<a href="${escapeHtml(href)}">${result}</a>`;
  }
  return result;
}

/** What a node without content says: the text of a mention, a status, a card. */
function shown(attrs: JsonObject): string {
  const text = attrs['text'] ?? attrs['shortName'] ?? attrs['url'];
  return typeof text === 'string' ? escapeHtml(text) : '';
}

function tagOf(tags: Readonly<Record<string, string>>, type: Json | undefined): string | undefined {
  return typeof type === 'string' && Object.hasOwn(tags, type) ? tags[type] : undefined;
}
