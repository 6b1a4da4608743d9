import { isList, isObject, type Json } from './json';

/** Whether an attribute may have this value. */
export type Check = (value: Json) => boolean;

/** The attributes of a node or mark; whatever is in neither part is refused. */
export interface AttributeRule {
  readonly needs?: Readonly<Record<string, Check>>;
  readonly may?: Readonly<Record<string, Check>>;
}

const text: Check = (value) => typeof value === 'string';
const filled: Check = (value) => typeof value === 'string' && value !== '';
const flag: Check = (value) => typeof value === 'boolean';
const anything: Check = () => true;
const number =
  (min = -Infinity, max = Infinity): Check =>
  (value) =>
    typeof value === 'number' && value >= min && value <= max;
const oneOf =
  (...known: readonly Json[]): Check =>
  (value) =>
    known.includes(value);
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const listOf =
  (check: Check, min = 0): Check =>
  (value) =>
    isList(value) && value.length >= min && value.every(check);
const shape =
  (rule: AttributeRule): Check =>
  (value) =>
    fits(value, rule);

/** Whether a value is an object with all that the rule needs, and nothing that it does not know. */
export function fits(value: Json, { needs = {}, may = {} }: AttributeRule): boolean {
  if (!isObject(value)) return false;
  if (!Object.keys(needs).every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, given]) => {
    const check = own(needs, name) ?? own(may, name);
    return check?.(given) ?? false;
  });
}

function own(checks: Readonly<Record<string, Check>>, name: string): Check | undefined {
  return Object.hasOwn(checks, name) ? checks[name] : undefined;
}

const localId = { localId: text };
const LAYOUT = oneOf('wide', 'full-width', 'center', 'wrap-right', 'wrap-left', 'align-end', 'align-start');
const cell: AttributeRule = {
  may: {
    ...localId,
    colspan: number(),
    rowspan: number(),
    colwidth: listOf(number()),
    background: text,
    valign: oneOf('top', 'middle', 'bottom'),
  },
};
const view = shape({ needs: { type: text }, may: { properties: anything } });
const mediaFile = {
  ...localId,
  alt: text,
  height: number(),
  occurrenceKey: filled,
  width: number(),
};

/** Attributes by node: any one of the rules has to fit. A node that is not here has `localId` at most, or none. */
export const NODE_ATTRIBUTES: Readonly<Record<string, readonly AttributeRule[]>> = {
  heading: [{ needs: { level: number(1, 6) }, may: localId }],
  orderedList: [{ may: { ...localId, order: number(0) } }],
  taskList: [{ needs: localId }],
  taskItem: [{ needs: { ...localId, state: oneOf('TODO', 'DONE') } }],
  decisionList: [{ needs: localId }],
  decisionItem: [{ needs: { ...localId, state: text } }],
  codeBlock: [{ may: { ...localId, language: text, uniqueId: text, wrap: flag, hideLineNumbers: flag } }],
  panel: [
    {
      needs: { panelType: oneOf('info', 'note', 'tip', 'warning', 'error', 'success', 'custom') },
      may: { ...localId, panelIcon: text, panelIconId: text, panelIconText: text, panelColor: text },
    },
  ],
  expand: [{ may: { ...localId, title: text } }],
  nestedExpand: [{ may: { ...localId, title: text } }],
  table: [
    {
      may: {
        localId: filled,
        displayMode: oneOf('default', 'fixed'),
        isNumberColumnEnabled: flag,
        layout: oneOf('wide', 'full-width', 'center', 'align-end', 'align-start', 'default'),
        width: number(),
      },
    },
  ],
  tableHeader: [cell],
  tableCell: [cell],
  layoutColumn: [
    { needs: { width: number(0, 100) }, may: { ...localId, valign: oneOf('top', 'middle', 'bottom') } },
  ],
  mediaSingle: [
    { needs: { layout: LAYOUT }, may: { ...localId, width: number(0, 100), widthType: oneOf('percentage') } },
    { needs: { layout: LAYOUT, width: number(0), widthType: oneOf('pixel') }, may: localId },
  ],
  media: [
    { needs: { type: oneOf('link', 'file'), id: filled, collection: text }, may: mediaFile },
    {
      needs: { type: oneOf('external'), url: text },
      may: { ...localId, alt: text, height: number(), width: number() },
    },
  ],
  mediaInline: [
    {
      needs: { id: filled, collection: text },
      may: { ...mediaFile, type: oneOf('link', 'file', 'image'), data: anything },
    },
  ],
  blockCard: [
    {
      needs: { datasource: shape({ needs: { id: text, parameters: anything, views: listOf(view, 1) } }) },
      may: { ...localId, url: text, width: number(), layout: LAYOUT },
    },
    { needs: { url: text }, may: localId },
    { needs: { data: anything }, may: localId },
  ],
  embedCard: [
    {
      needs: { url: text, layout: LAYOUT },
      may: { ...localId, width: number(0, 100), originalHeight: number(), originalWidth: number() },
    },
  ],
  hardBreak: [{ may: { ...localId, text: oneOf('\n') } }],
  mention: [
    {
      needs: { id: text },
      may: { ...localId, text, accessLevel: text, userType: oneOf('DEFAULT', 'SPECIAL', 'APP') },
    },
  ],
  emoji: [{ needs: { shortName: text }, may: { ...localId, id: text, text } }],
  inlineCard: [
    { needs: { url: text }, may: localId },
    { needs: { data: anything }, may: localId },
  ],
  placeholder: [{ needs: { text }, may: localId }],
  date: [{ needs: { timestamp: filled }, may: localId }],
  status: [
    {
      needs: {
        text: filled,
        color: matching(/^(neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6})$/),
      },
      may: { ...localId, style: text },
    },
  ],
};

const colour = matching(/^#[0-9a-fA-F]{6}$/);

/** Marks with what their attributes have to be; undefined for a mark that has none. */
export const MARK_ATTRIBUTES: Readonly<Record<string, AttributeRule | undefined>> = {
  strong: undefined,
  em: undefined,
  strike: undefined,
  underline: undefined,
  code: undefined,
  subsup: { needs: { type: oneOf('sub', 'sup') } },
  textColor: { needs: { color: colour } },
  backgroundColor: { needs: { color: colour } },
  link: { needs: { href: text }, may: { title: text, id: text, collection: text, occurrenceKey: text } },
  annotation: { needs: { id: text, annotationType: oneOf('inlineComment') } },
  alignment: { needs: { align: oneOf('center', 'end') } },
  indentation: { needs: { level: number(1, 6) } },
  fontSize: { needs: { fontSize: oneOf('small') } },
  breakout: { needs: { mode: oneOf('wide', 'full-width') }, may: { width: number() } },
  border: { needs: { size: number(1, 3), color: matching(/^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/) } },
  fragment: { needs: { localId: filled }, may: { name: text } },
  dataConsumer: { needs: { sources: listOf(text, 1) } },
};
