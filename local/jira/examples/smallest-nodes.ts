import { NODE_RULES } from '../adf-rules';
import { isList, type Json, type JsonObject } from '../json';

const text: JsonObject = { type: 'text', text: 'x' };
const paragraph: JsonObject = { type: 'paragraph' };
const item: JsonObject = { type: 'listItem', content: [paragraph] };
const localId = { localId: 'l' };
const media: JsonObject = { type: 'media', attrs: { type: 'file', id: 'i', collection: 'c' } };
const cell: JsonObject = { type: 'tableCell', content: [paragraph] };
const column: JsonObject = { type: 'layoutColumn', attrs: { width: 50 }, content: [paragraph] };
const leaf = (type: string, attrs: JsonObject): JsonObject => ({ type, attrs });

/** The smallest valid node of each type, text included. */
export const SMALLEST: Readonly<Record<string, JsonObject>> = {
  text,
  paragraph,
  heading: leaf('heading', { level: 1 }),
  blockquote: { type: 'blockquote', content: [paragraph] },
  bulletList: { type: 'bulletList', content: [item] },
  orderedList: { type: 'orderedList', content: [item] },
  listItem: item,
  taskList: { ...leaf('taskList', localId), content: [leaf('taskItem', { ...localId, state: 'TODO' })] },
  taskItem: leaf('taskItem', { ...localId, state: 'TODO' }),
  decisionList: {
    ...leaf('decisionList', localId),
    content: [leaf('decisionItem', { ...localId, state: 's' })],
  },
  decisionItem: leaf('decisionItem', { ...localId, state: 's' }),
  codeBlock: { type: 'codeBlock' },
  panel: { ...leaf('panel', { panelType: 'info' }), content: [paragraph] },
  expand: { type: 'expand', content: [paragraph] },
  nestedExpand: { ...leaf('nestedExpand', {}), content: [paragraph] },
  table: { type: 'table', content: [{ type: 'tableRow', content: [] }] },
  tableRow: { type: 'tableRow', content: [] },
  tableHeader: { type: 'tableHeader', content: [paragraph] },
  tableCell: cell,
  layoutSection: { type: 'layoutSection', content: [column, column] },
  layoutColumn: column,
  mediaSingle: { ...leaf('mediaSingle', { layout: 'center' }), content: [media] },
  mediaGroup: { type: 'mediaGroup', content: [media] },
  media,
  caption: { type: 'caption' },
  rule: { type: 'rule' },
  blockCard: leaf('blockCard', { url: 'u' }),
  embedCard: leaf('embedCard', { url: 'u', layout: 'center' }),
  hardBreak: { type: 'hardBreak' },
  mention: leaf('mention', { id: 'i' }),
  emoji: leaf('emoji', { shortName: ':x:' }),
  inlineCard: leaf('inlineCard', { url: 'u' }),
  mediaInline: leaf('mediaInline', { id: 'i', collection: 'c' }),
  placeholder: leaf('placeholder', { text: 't' }),
  date: leaf('date', { timestamp: '1' }),
  status: leaf('status', { text: 't', color: 'blue' }),
};

/** A smallest valid mark of each type. */
export const SMALLEST_MARKS: Readonly<Record<string, JsonObject>> = {
  strong: { type: 'strong' },
  em: { type: 'em' },
  strike: { type: 'strike' },
  underline: { type: 'underline' },
  code: { type: 'code' },
  subsup: leaf('subsup', { type: 'sub' }),
  textColor: leaf('textColor', { color: '#000000' }),
  backgroundColor: leaf('backgroundColor', { color: '#000000' }),
  link: leaf('link', { href: 'h' }),
  annotation: leaf('annotation', { id: 'i', annotationType: 'inlineComment' }),
  alignment: leaf('alignment', { align: 'end' }),
  indentation: leaf('indentation', { level: 1 }),
  fontSize: leaf('fontSize', { fontSize: 'small' }),
  breakout: leaf('breakout', { mode: 'wide' }),
  border: leaf('border', { size: 1, color: '#000000' }),
  fragment: leaf('fragment', localId),
  dataConsumer: leaf('dataConsumer', { sources: ['s'] }),
};

/** A document in which this node stands somewhere where its type may stand. */
export function inDocument(node: JsonObject): JsonObject {
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  if (type === 'doc') return { version: 1, ...node };
  const parents = Object.entries(NODE_RULES).filter(
    ([, { content }]) => content && Object.hasOwn(content, type),
  );
  const [parent = 'doc'] = parents.map(([name]) => name).filter((name) => name !== type);
  return inDocument(holding(parent, node));
}

/** A smallest node of this type that holds the child, as often as it has to. */
export function holding(parent: string, child: Json): JsonObject {
  const smallest = SMALLEST[parent] ?? { type: parent };
  if (parent === 'layoutSection') return { ...smallest, content: [child, child] };
  const isCaption = parent === 'mediaSingle' && !isList(child) && JSON.stringify(child).includes('"caption"');
  return { ...smallest, content: isCaption ? [media, child] : [child] };
}
