import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { findAdfProblem, plainTextDoc } from './adf';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES } from './adf-attributes';
import { NODE_RULES } from './adf-rules';
import { fromSchema, mutated } from './examples/schema-arbitrary';
import { holding, inDocument, SMALLEST, SMALLEST_MARKS } from './examples/smallest-nodes';
import { isList, isObject, type Json, type JsonObject } from './json';

const SCHEMA = resolve(__dirname, '../../../shared/jira/adf-full.schema.json');

const doc = (...content: Json[]): JsonObject => ({ type: 'doc', version: 1, content });
const paragraph = (text: string): JsonObject => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const extension = { extensionType: 'x', extensionKey: 'y' };
const sync = { resourceId: 'r', localId: 'l' };

/** What the schema takes and this site refuses, each by name; nothing else may be refused. */
const REFUSED: Readonly<Record<string, JsonObject>> = {
  extension: doc({ type: 'extension', attrs: extension }),
  bodiedExtension: doc({ type: 'bodiedExtension', attrs: extension, content: [paragraph('x')] }),
  inlineExtension: doc({ type: 'paragraph', content: [{ type: 'inlineExtension', attrs: extension }] }),
  syncBlock: doc({ type: 'syncBlock', attrs: sync }),
  bodiedSyncBlock: doc({ type: 'bodiedSyncBlock', attrs: sync, content: [paragraph('x')] }),
  blockTaskItem: doc({
    type: 'taskList',
    attrs: { localId: 'l' },
    content: [
      {
        type: 'blockTaskItem',
        attrs: { localId: 'l', state: 'TODO' },
        content: [paragraph('x'), paragraph('y')],
      },
    ],
  }),
  'mediaSingle with other properties': doc({
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: 'i', collection: 'c' } }],
    other: 1,
  }),
  'a document nested more than 60 deep': doc(nested(30)),
};

/** That many lists in one another; each is two levels, and the paragraph inside one more. */
function nested(lists: number): JsonObject {
  const content = lists === 1 ? paragraph('x') : nested(lists - 1);
  return { type: 'bulletList', content: [{ type: 'listItem', content: [content] }] };
}

/** Where a mark that no text carries may stand. */
const MARK_PLACES: Readonly<Record<string, readonly [parent: string, child: string]>> = {
  alignment: ['doc', 'paragraph'],
  indentation: ['doc', 'paragraph'],
  fontSize: ['doc', 'paragraph'],
  breakout: ['doc', 'codeBlock'],
  border: ['mediaGroup', 'media'],
  fragment: ['doc', 'table'],
  dataConsumer: ['mediaGroup', 'media'],
};
const MARK_PAIRS = [
  ['code', 'em'],
  ['code', 'link'],
  ['em', 'link'],
  ['alignment', 'indentation'],
  ['alignment', 'fontSize'],
  ['indentation', 'fontSize'],
].map((pair) => pair.flatMap((type) => SMALLEST_MARKS[type] ?? []));

const ATTRIBUTES =
  'level order localId state language uniqueId wrap hideLineNumbers panelType panelIcon panelIconId panelIconText panelColor title displayMode isNumberColumnEnabled layout width colspan rowspan colwidth background valign widthType type id collection alt height occurrenceKey url data datasource originalHeight originalWidth text accessLevel userType shortName timestamp color style href annotationType align fontSize mode size name sources other __proto__'.split(
    ' ',
  );
const DATASOURCE = { id: 'd', parameters: {}, views: [{ type: 't' }] };
const VALUES: readonly Json[] = [
  ...[null, true, '', 'x', '\n', 'TODO', 'info', 'default', 'fixed', 'wide', 'center', 'end', 'middle'],
  ...[
    'percentage',
    'pixel',
    'link',
    'file',
    'image',
    'external',
    'APP',
    'blue',
    '#00aaFF',
    '#00aaFF80',
    '#00aaF',
  ],
  ...['sub', 'small', 'inlineComment', 'full-width', 'align-end', 'wrap-left'],
  ...[-1, 0, 0.5, 1, 1.5, 3, 3.5, 4, 6, 7, 100, 101],
  ...[[], [''], [1], ['s'], [null], {}],
  ...[DATASOURCE, { ...DATASOURCE, views: [] }, { ...DATASOURCE, other: 1 }, { ...DATASOURCE, views: [{}] }],
];

/** Values enough to see that an attribute of other nodes is refused. */
const FOREIGN: readonly Json[] = ['x', 1, true];

/** The node or mark with one attribute more, less or other, and with none at all. */
function withOtherAttributes(node: JsonObject): JsonObject[] {
  const { attrs, ...bare } = node;
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  const given = isObject(attrs) ? attrs : {};
  const rules = [...(NODE_ATTRIBUTES[type] ?? []), MARK_ATTRIBUTES[type]];
  const own = new Set(rules.flatMap((rule) => Object.keys({ ...rule?.needs, ...rule?.may })));
  const changed = ATTRIBUTES.flatMap((name) =>
    (own.has(name) ? VALUES : FOREIGN).map((value) => ({
      ...node,
      attrs: Object.fromEntries([...Object.entries(given), [name, value]]),
    })),
  );
  const less = Object.keys(given).map((name) => ({
    ...node,
    attrs: Object.fromEntries(Object.entries(given).filter(([key]) => key !== name)),
  }));
  return [
    bare,
    { ...node, attrs: {} },
    { ...node, attrs: null },
    { ...node, attrs: [] },
    ...less,
    ...changed,
  ];
}

/** Whether a document holds something of REFUSED. */
function isRefusedByName(value: Json): boolean {
  if (isList(value)) return value.some(isRefusedByName);
  if (!isObject(value)) return false;
  if (typeof value['type'] === 'string' && Object.hasOwn(REFUSED, value['type'])) return true;
  const known = ['type', 'attrs', 'content', 'marks'];
  if (value['type'] === 'mediaSingle' && Object.keys(value).some((key) => !known.includes(key))) return true;
  return Object.values(value).some(isRefusedByName);
}

if (!existsSync(SCHEMA)) {
  it.todo('agrees with the published schema: ../shared is not on this machine');
} else {
  describe('the rules of Atlassian Documents', againstSchema);
}

function againstSchema(): void {
  const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const definitions = isObject(schema) && isObject(schema['definitions']) ? schema['definitions'] : {};
  const accepts = new Ajv({ strict: false, allowUnionTypes: true }).compile(isObject(schema) ? schema : {});
  const isTaken = (value: Json) => findAdfProblem(value) === undefined;
  const documents = fromSchema(definitions, {
    name: 'doc_node',
    depth: 9,
    avoid: /xtension|ync|blockTaskItem/,
  });
  const expectSame = (value: Json) => {
    const verdicts = { schema: accepts(value), site: isTaken(value) };
    const expected = isRefusedByName(value)
      ? { ...verdicts, site: false }
      : { ...verdicts, site: verdicts.schema };
    expect({ ...verdicts, problem: findAdfProblem(value), value }).toMatchObject(expected);
  };

  it('take what the schema takes, and nothing else, for documents made from the schema', () => {
    let good = 0;
    const seen = new Set<string>();
    const property = fc.property(documents, (value) => {
      if (isTaken(value)) good += 1;
      for (const [, type = ''] of JSON.stringify(value).matchAll(/"type":"(\w+)"/g)) seen.add(type);
      expectSame(value);
    });
    fc.assert(property, { numRuns: 600, seed: 1 });
    expect(good).toBeGreaterThan(500);
    expect(
      [...Object.keys(NODE_RULES), ...Object.keys(MARK_ATTRIBUTES)].filter((type) => !seen.has(type)),
    ).toEqual([]);
  }, 60_000);

  it('refuse what the schema refuses, for documents with one to three changes', () => {
    let bad = 0;
    const changedDocuments = documents
      .chain(mutated)
      .chain((once) => fc.oneof(fc.constant(once), mutated(once), mutated(once).chain(mutated)));
    const property = fc.property(changedDocuments, (value) => {
      if (!isTaken(value)) bad += 1;
      expectSame(value);
    });
    fc.assert(property, { numRuns: 800, seed: 2 });
    expect(bad).toBeGreaterThan(300);
  }, 90_000);

  it('let a node stand, with and without each mark, where the schema does', () => {
    const wrong: string[] = [];
    for (const parent of Object.keys(NODE_RULES)) {
      for (const [type, child] of Object.entries(SMALLEST)) {
        const marks = [undefined, [], ...Object.values(SMALLEST_MARKS).map((mark) => [mark]), ...MARK_PAIRS];
        for (const each of marks) {
          const value = inDocument(holding(parent, each ? { ...child, marks: each } : child));
          if (accepts(value) !== isTaken(value)) wrong.push(`${parent} > ${type} ${JSON.stringify(each)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('take the attributes that the schema takes', () => {
    const wrong: string[] = [];
    const compare = (name: string, value: JsonObject) => {
      if (accepts(value) !== isTaken(value)) wrong.push(`${name}: ${JSON.stringify(value)}`);
    };
    for (const [type, node] of Object.entries(SMALLEST))
      for (const changed of withOtherAttributes(node)) compare(type, inDocument(changed));
    for (const [type, mark] of Object.entries(SMALLEST_MARKS)) {
      const [parent = 'paragraph', child = 'text'] = MARK_PLACES[type] ?? [];
      for (const changed of withOtherAttributes(mark)) {
        const node = SMALLEST[child] ?? {};
        compare(type, inDocument(holding(parent, { ...node, marks: [changed] })));
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('need the content that the schema needs', () => {
    const wrong = Object.entries({ ...SMALLEST, doc: { type: 'doc' } }).flatMap(([type, node]) => {
      const { content = [], ...without }: JsonObject = node;
      const list = isList(content) ? content : [];
      const contents = [
        [],
        list,
        [...list, ...list],
        [...list, ...list, ...list],
        [...list, ...list, ...list, ...list],
      ];
      const tried = [without, ...contents.map((each) => ({ ...without, content: each }))].map(inDocument);
      return tried.flatMap((value) =>
        accepts(value) === isTaken(value) ? [] : `${type} ${JSON.stringify(value)}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(REFUSED))('are stricter than the schema about %s', (_name, value) => {
    expect(accepts(value)).toBe(true);
    expect(isTaken(value)).toBe(false);
  });

  it('allow 60 levels and no more', () => {
    const panel = { type: 'panel', attrs: { panelType: 'info' } };
    expect(isTaken(doc({ ...panel, content: [nested(29)] }))).toBe(true);
    expect(isTaken(doc(nested(30)))).toBe(false);
  });
}

describe('plain text', () => {
  it.each(['one', 'one\ntwo', 'one\n\n\nthree\r\n', ' \n', '\n\n'])(
    '%j becomes a document that Jira takes',
    (text) => {
      expect(findAdfProblem(plainTextDoc(text))).toBeUndefined();
    },
  );
});
