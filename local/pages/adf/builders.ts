import { pick, pickText } from '../site/json';
import type { BlockTag, RenderNode } from './render-node';
import { safeHref } from './safe-href';

type Build = (node: unknown, children: readonly RenderNode[]) => RenderNode;

const block =
  (tag: BlockTag, className?: string): Build =>
  (_node, children) => ({ kind: 'block', tag, children, ...(className === undefined ? {} : { className }) });

const chip = (text: string, className: string): RenderNode => ({ kind: 'chip', text, className });
const attribute = (node: unknown, name: string): string | undefined => pickText(node, 'attrs', name);

/** What a heading becomes, by its level. */
export const HEADINGS: readonly BlockTag[] = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'];

// The page's own h1 and h2 stand above, so a document starts at h3.
const heading: Build = (node, children) => {
  const level = pick(node, 'attrs', 'level');
  return { kind: 'block', tag: HEADINGS[typeof level === 'number' ? level - 1 : 0] ?? 'h6', children };
};

const card: Build = (node) => {
  const href = safeHref(attribute(node, 'url'));
  return href === undefined ? { kind: 'unknown', type: 'card' } : { kind: 'link', text: href, href };
};

const day: Build = (node) => {
  const time = new Date(Number(attribute(node, 'timestamp')));
  return chip(Number.isNaN(time.getTime()) ? 'date' : time.toISOString().slice(0, 10), 'adf-date');
};

const expand: Build = (node, children) => {
  const title: RenderNode = { kind: 'text', text: attribute(node, 'title') ?? 'Details', marks: [] };
  return {
    kind: 'block',
    tag: 'details',
    children: [{ kind: 'block', tag: 'summary', children: [title] }, ...children],
  };
};

const task: Build = (node, children) => {
  const isDone = attribute(node, 'state') === 'DONE';
  return { kind: 'block', tag: 'li', children: [chip(isDone ? 'Done' : 'To do', 'adf-state'), ...children] };
};

const PANELS = ['info', 'note', 'warning', 'success', 'error'];

const panel: Build = (node, children) => {
  const type = PANELS.find((name) => name === attribute(node, 'panelType')) ?? 'info';
  return { kind: 'block', tag: 'div', className: `adf-panel adf-panel-${type}`, children };
};

/** What each known type of ADF node becomes, its children already built. */
export const BUILDERS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['paragraph', block('p')],
  ['heading', heading],
  ['bulletList', block('ul')],
  ['orderedList', block('ol')],
  ['listItem', block('li')],
  ['blockquote', block('blockquote')],
  ['codeBlock', block('pre', 'adf-code')],
  ['rule', block('hr')],
  ['hardBreak', block('br')],
  ['panel', panel],
  ['table', block('table')],
  ['tableRow', block('tr')],
  ['tableHeader', block('th')],
  ['tableCell', block('td')],
  ['taskList', block('ul', 'adf-tasks')],
  ['taskItem', task],
  ['decisionList', block('ul', 'adf-tasks')],
  ['decisionItem', task],
  ['expand', expand],
  ['nestedExpand', expand],
  ['mediaSingle', block('div')],
  ['mediaGroup', block('div')],
  ['mention', (node) => chip(attribute(node, 'text') ?? '@someone', 'adf-mention')],
  ['emoji', (node) => chip(attribute(node, 'text') ?? attribute(node, 'shortName') ?? 'emoji', 'adf-emoji')],
  ['status', (node) => chip(attribute(node, 'text') ?? 'status', 'adf-status')],
  ['date', day],
  [
    'media',
    (node) => chip(`Attachment: ${attribute(node, 'alt') ?? attribute(node, 'id') ?? 'file'}`, 'adf-media'),
  ],
  [
    'mediaInline',
    (node) => chip(`Attachment: ${attribute(node, 'alt') ?? attribute(node, 'id') ?? 'file'}`, 'adf-media'),
  ],
  ['inlineCard', card],
  ['blockCard', card],
]);
