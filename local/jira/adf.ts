import { isList, isObject, type Json, type JsonObject } from './json';

interface NodeRule {
  /** Node types that may stand inside; absent for a node without content. */
  readonly content?: readonly string[];
  readonly isContentRequired?: boolean;
  /** Attributes that have to be there. */
  readonly attrs?: readonly string[];
}

const INLINE = [
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'mediaInline',
  'placeholder',
];
const LISTS = ['bulletList', 'orderedList', 'taskList'];
const MEDIA = ['mediaSingle', 'mediaGroup'];
const NESTED = ['paragraph', 'heading', 'codeBlock', 'rule', ...LISTS, ...MEDIA];
const CELL = [...NESTED, 'panel', 'blockquote', 'decisionList', 'nestedExpand', 'blockCard', 'embedCard'];
const BLOCKS = [
  ...NESTED,
  'panel',
  'blockquote',
  'decisionList',
  'table',
  'expand',
  'blockCard',
  'embedCard',
  'layoutSection',
];

/** Our own reading of the published Atlassian Document Format: node, what it holds, what it needs. */
const NODES: Readonly<Record<string, NodeRule>> = {
  doc: { content: BLOCKS },
  paragraph: { content: INLINE },
  heading: { content: INLINE, attrs: ['level'] },
  blockquote: { content: ['paragraph', 'codeBlock', ...LISTS, ...MEDIA], isContentRequired: true },
  bulletList: { content: ['listItem'], isContentRequired: true },
  orderedList: { content: ['listItem'], isContentRequired: true },
  listItem: { content: ['paragraph', 'codeBlock', 'mediaSingle', ...LISTS], isContentRequired: true },
  taskList: { content: ['taskItem', 'taskList'], isContentRequired: true, attrs: ['localId'] },
  taskItem: { content: INLINE, attrs: ['localId', 'state'] },
  decisionList: { content: ['decisionItem'], isContentRequired: true, attrs: ['localId'] },
  decisionItem: { content: INLINE, attrs: ['localId', 'state'] },
  codeBlock: { content: ['text'] },
  panel: {
    content: ['paragraph', 'heading', 'codeBlock', 'rule', 'decisionList', ...LISTS, ...MEDIA],
    isContentRequired: true,
    attrs: ['panelType'],
  },
  expand: {
    content: [...NESTED, 'panel', 'blockquote', 'table', 'decisionList', 'nestedExpand'],
    isContentRequired: true,
  },
  nestedExpand: {
    content: [...NESTED, 'panel', 'blockquote', 'decisionList'],
    isContentRequired: true,
    attrs: [],
  },
  table: { content: ['tableRow'], isContentRequired: true },
  tableRow: { content: ['tableHeader', 'tableCell'] },
  tableHeader: { content: CELL },
  tableCell: { content: CELL },
  layoutSection: { content: ['layoutColumn'], isContentRequired: true },
  layoutColumn: { content: BLOCKS.filter((type) => type !== 'layoutSection'), attrs: ['width'] },
  mediaSingle: { content: ['media', 'caption'], isContentRequired: true },
  mediaGroup: { content: ['media'], isContentRequired: true },
  media: { attrs: ['type'] },
  caption: { content: INLINE },
  rule: {},
  blockCard: { attrs: [] },
  embedCard: { attrs: ['url', 'layout'] },
  hardBreak: {},
  mention: { attrs: ['id'] },
  emoji: { attrs: ['shortName'] },
  inlineCard: { attrs: [] },
  mediaInline: { attrs: ['id', 'collection'] },
  placeholder: { attrs: ['text'] },
  date: { attrs: ['timestamp'] },
  status: { attrs: ['text', 'color'] },
};

const MARKS = new Set(
  'strong em strike underline code link subsup textColor backgroundColor annotation alignment indentation border breakout fragment dataConsumer fontSize'.split(
    ' ',
  ),
);
const MAX_DEPTH = 60;

/**
 * What is wrong with an ADF document, or undefined. Texts from people are hostile: depth is bounded, unknown nodes
 * and marks are refused as Jira does.
 */
export function findAdfProblem(value: Json | undefined): string | undefined {
  if (!isObject(value) || value['type'] !== 'doc') return 'an Atlassian Document (type doc) is required';
  if (value['version'] !== 1) return 'version 1 is required';
  if (!isList(value['content'])) return 'doc needs content';
  return findNodeProblem(value, 'doc', 0);
}

function findNodeProblem(node: JsonObject, type: string, depth: number): string | undefined {
  const rule = Object.hasOwn(NODES, type) ? NODES[type] : undefined;
  if (!rule) return `unknown node ${type}`;
  if (depth > MAX_DEPTH) return 'nested too deeply';
  const missing = findMissingAttribute(node, rule);
  if (missing !== undefined) return `${type}: attribute ${missing} is missing`;
  const { content = [] } = node;
  if (!isList(content)) return `${type}: content is no list`;
  if (content.length === 0)
    return rule.isContentRequired ? `${type} needs content` : findMarkProblem(node, type);
  const parent = { type, allowed: rule.content ?? [], depth };
  for (const child of content) {
    const problem = findChildProblem(child, parent);
    if (problem !== undefined) return problem;
  }
  return findMarkProblem(node, type);
}

function findMissingAttribute(
  { attrs = {} }: JsonObject,
  { attrs: needed = [] }: NodeRule,
): string | undefined {
  if (!isObject(attrs)) return 'attrs';
  return needed.find((name) => attrs[name] === undefined);
}

function findChildProblem(
  child: Json,
  parent: { type: string; allowed: readonly string[]; depth: number },
): string | undefined {
  if (!isObject(child) || typeof child['type'] !== 'string')
    return `${parent.type} holds something without a type`;
  const { type } = child;
  if (!parent.allowed.includes(type)) {
    const known = type === 'text' || Object.hasOwn(NODES, type);
    return known ? `${type} may not stand in ${parent.type}` : `unknown node ${type}`;
  }
  if (type !== 'text') return findNodeProblem(child, type, parent.depth + 1);
  if (typeof child['text'] !== 'string' || child['text'] === '') return 'text may not be empty';
  return findMarkProblem(child, 'text');
}

function findMarkProblem(node: JsonObject, type: string): string | undefined {
  const { marks } = node;
  if (marks === undefined) return undefined;
  if (!isList(marks)) return `${type}: marks is no list`;
  for (const mark of marks) {
    if (!isObject(mark) || typeof mark['type'] !== 'string' || !MARKS.has(mark['type']))
      return `${type}: unknown mark`;
    if (mark['type'] === 'link' && !(isObject(mark['attrs']) && typeof mark['attrs']['href'] === 'string')) {
      return 'link needs href';
    }
  }
  return undefined;
}

/** The plain text of an ADF document, blocks on lines of their own; what JQL searches and the length limit counts. */
export function adfText(node: Json | undefined): string {
  if (!isObject(node)) return '';
  if (typeof node['text'] === 'string') return node['text'];
  if (node['type'] === 'hardBreak') return '\n';
  const attrs = node['attrs'];
  if (isObject(attrs) && typeof attrs['text'] === 'string') return attrs['text'];
  const { content } = node;
  if (!isList(content)) return '';
  const isInline = content.some(
    (child) => isObject(child) && typeof child['type'] === 'string' && INLINE.includes(child['type']),
  );
  return content.map((child) => adfText(child)).join(isInline ? '' : '\n');
}
