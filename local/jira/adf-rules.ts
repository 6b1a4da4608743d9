/**
 * Marks that a child may carry where it stands: one of the sets has to hold them all. An empty list of sets means that
 * the child has no `marks` at all.
 */
type MarkSets = readonly (readonly string[])[];

/** What a node may hold, by the type of the child. */
type Children = Readonly<Record<string, MarkSets>>;

/** What a node holds and whether it has attributes. */
export interface NodeRule {
  /** Absent for a node that has no content at all. */
  readonly content?: Children;
  /** How many children there have to be and may be; without it, `content` may be left out. */
  readonly count?: readonly [min: number, max: number];
  /** `none`: `attrs` may not be there; `needed`: they have to be; otherwise they may be left out. */
  readonly attrs?: 'none' | 'needed';
}

const NEVER: MarkSets = [];
const EMPTY: MarkSets = [[]];
const SOME: readonly [number, number] = [1, Infinity];

const without = (...types: readonly string[]): Children =>
  Object.fromEntries(types.map((type) => [type, NEVER]));

const TEXT: Children = {
  text: [
    ['link', 'em', 'strong', 'strike', 'subsup', 'underline', 'textColor', 'annotation', 'backgroundColor'],
    ['code', 'link', 'annotation'],
  ],
};
const CAPTION: Children = {
  ...TEXT,
  ...without('hardBreak', 'mention', 'emoji', 'date', 'placeholder', 'inlineCard', 'status'),
};
const MEDIA_MARKS: MarkSets = [['dataConsumer', 'link', 'annotation', 'border']];
const INLINE: Children = { ...CAPTION, mediaInline: MEDIA_MARKS };

const paragraph = (...sets: readonly (readonly string[])[]): Children => ({ paragraph: [[], ...sets] });
const SMALL = ['fontSize'];
const ALIGNED = ['fontSize', 'alignment'];
const INDENTED = ['fontSize', 'indentation'];
const PLAIN_HEADING: Children = { heading: EMPTY };
const HEADING: Children = { heading: [['alignment'], ['indentation']] };
const CODE: Children = { codeBlock: EMPTY };
const LISTS = without('bulletList', 'orderedList', 'taskList');
const MEDIA: Children = { mediaSingle: [['link']], mediaGroup: NEVER };
const TABLE: Children = { table: [['fragment']] };
const CARDS = without('blockCard', 'embedCard');

/** What stands in expands of both kinds. */
const FOLDED: Children = {
  ...paragraph(SMALL),
  ...PLAIN_HEADING,
  ...CODE,
  ...LISTS,
  ...MEDIA,
  ...without('panel', 'blockquote', 'decisionList', 'rule'),
};
const CELL: Children = {
  ...FOLDED,
  ...paragraph(ALIGNED),
  ...HEADING,
  ...CARDS,
  nestedExpand: NEVER,
};
const COLUMN: Children = {
  ...FOLDED,
  ...paragraph(ALIGNED, INDENTED),
  ...HEADING,
  ...CARDS,
  ...TABLE,
  expand: EMPTY,
};
const ROOT: Children = {
  ...COLUMN,
  codeBlock: [['breakout']],
  expand: [['breakout']],
  layoutSection: [['breakout']],
};

/**
 * Our own reading of the Atlassian Document Format as npm `@atlaskit/adf-schema` publishes it: what each node holds,
 * how often, and with which marks. Extensions, synced blocks and block task items are left out and so refused.
 */
export const NODE_RULES: Readonly<Record<string, NodeRule>> = {
  doc: { content: ROOT, count: [0, Infinity], attrs: 'none' },
  paragraph: { content: INLINE },
  heading: { content: INLINE, attrs: 'needed' },
  blockquote: {
    content: { ...paragraph(), ...CODE, ...MEDIA, ...without('bulletList', 'orderedList') },
    count: SOME,
  },
  bulletList: { content: without('listItem'), count: SOME },
  orderedList: { content: without('listItem'), count: SOME },
  listItem: {
    content: { ...paragraph(SMALL), ...CODE, ...LISTS, mediaSingle: [['link']] },
    count: SOME,
  },
  taskList: { content: without('taskItem', 'taskList'), count: SOME, attrs: 'needed' },
  taskItem: { content: INLINE, attrs: 'needed' },
  decisionList: { content: without('decisionItem'), count: SOME, attrs: 'needed' },
  decisionItem: { content: INLINE, attrs: 'needed' },
  codeBlock: { content: { text: EMPTY } },
  panel: {
    content: {
      ...paragraph(SMALL),
      ...PLAIN_HEADING,
      ...CODE,
      ...LISTS,
      ...MEDIA,
      ...without('rule', 'decisionList', 'blockCard'),
    },
    count: SOME,
    attrs: 'needed',
  },
  expand: { content: { ...FOLDED, ...CARDS, ...TABLE, nestedExpand: NEVER }, count: SOME },
  nestedExpand: { content: FOLDED, count: SOME, attrs: 'needed' },
  table: { content: without('tableRow'), count: SOME },
  tableRow: { content: without('tableHeader', 'tableCell'), count: [0, Infinity] },
  tableHeader: { content: CELL, count: SOME },
  tableCell: { content: CELL, count: SOME },
  layoutSection: { content: without('layoutColumn'), count: [2, 3] },
  layoutColumn: { content: COLUMN, count: SOME, attrs: 'needed' },
  mediaSingle: { content: { media: MEDIA_MARKS, caption: NEVER }, count: [1, 2] },
  mediaGroup: { content: { media: MEDIA_MARKS }, count: SOME, attrs: 'none' },
  media: { attrs: 'needed' },
  caption: { content: CAPTION },
  rule: {},
  blockCard: { attrs: 'needed' },
  embedCard: { attrs: 'needed' },
  hardBreak: {},
  mention: { attrs: 'needed' },
  emoji: { attrs: 'needed' },
  inlineCard: { attrs: 'needed' },
  mediaInline: { attrs: 'needed' },
  placeholder: { attrs: 'needed' },
  date: { attrs: 'needed' },
  status: { attrs: 'needed' },
};
