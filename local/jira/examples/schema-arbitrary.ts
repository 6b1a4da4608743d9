import fc from 'fast-check';
import { isList, isObject, type Json, type JsonObject } from '../json';

/** Values that a schema without a type lets through, and texts for its patterns. */
const ANYTHING: fc.Arbitrary<Json> = fc.constantFrom<Json>(null, 1, 'x', {});
const TEXTS = ['x', 'neutral', '#00aaFF', '#00aaFF80'];

interface Wanted {
  /** The definition to begin with. */
  readonly name: string;
  /** How many references deep the values may be. */
  readonly depth: number;
  /** Choices whose text matches are not taken. */
  readonly avoid: RegExp;
}

/**
 * Values that a JSON schema of draft 4 describes: objects with the required and some other properties, lists, tuples,
 * choices (none of those to avoid). Below `depth` the first (smallest) choices are taken, so that documents end.
 */
export function fromSchema(definitions: JsonObject, { name, depth, avoid }: Wanted): fc.Arbitrary<Json> {
  const build = (schema: Json | undefined, left: number): fc.Arbitrary<Json> => {
    if (!isObject(schema)) return ANYTHING;
    const { $ref: ref, enum: values, anyOf, allOf } = schema;
    if (typeof ref === 'string') return build(definitions[ref.replace('#/definitions/', '')], left - 1);
    if (isList(values)) return fc.constantFrom(...values);
    if (isList(anyOf)) return choose(anyOf, left);
    if (isList(allOf)) return build(merged(allOf), left);
    return primitive(schema) ?? (schema['type'] === 'array' ? list(schema, left) : object(schema, left));
  };

  const choose = (all: readonly Json[], left: number): fc.Arbitrary<Json> => {
    const choices = all.filter((choice) => !avoid.test(JSON.stringify(choice)));
    const small = choices.filter((choice) =>
      /text|paragraph_with_no|hardBreak|media_node/.test(JSON.stringify(choice)),
    );
    const taken = left > 0 || small.length === 0 ? choices : small;
    return fc.integer({ min: 0, max: taken.length - 1 }).chain((index) => build(taken[index], left));
  };

  const list = ({ items, minItems, maxItems }: JsonObject, left: number): fc.Arbitrary<Json> => {
    const min = typeof minItems === 'number' ? minItems : 0;
    const max = typeof maxItems === 'number' ? maxItems : min + 2;
    if (!isList(items)) {
      const length = { minLength: min, maxLength: left > 0 ? Math.max(min, Math.min(max, 3)) : min };
      return max === 0
        ? fc.constant([])
        : fc.array(
            fc.constant(null).chain(() => build(items, left)),
            length,
          );
    }
    const tuple = fc.tuple(...items.map((item) => build(item, left)));
    return tuple.chain((all) => fc.integer({ min, max: all.length }).map((length) => all.slice(0, length)));
  };

  const object = ({ properties, required = [] }: JsonObject, left: number): fc.Arbitrary<Json> => {
    const known = isObject(properties) ? properties : {};
    const needed = isList(required) ? required.map(String) : [];
    const entries = Object.keys(known).map(
      (key) => [key, fc.constant(null).chain(() => build(known[key], left))] as const,
    );
    return fc.record(Object.fromEntries(entries), { requiredKeys: needed.filter((key) => key in known) });
  };

  const merged = (parts: readonly Json[]): JsonObject => {
    const resolved = parts.filter(isObject).map((part) => {
      const ref = part['$ref'];
      const target = typeof ref === 'string' ? definitions[ref.replace('#/definitions/', '')] : part;
      const whole = isObject(target) ? target : {};
      return isList(whole['allOf']) ? merged(whole['allOf']) : whole;
    });
    const properties = Object.fromEntries(
      resolved.flatMap((part) => Object.entries(part['properties'] ?? {})),
    );
    const required = resolved.flatMap((part) => (isList(part['required']) ? part['required'] : []));
    return { ...resolved[0], properties, required };
  };

  return build(definitions[name], depth);
}

function primitive({
  type,
  pattern,
  minimum,
  maximum,
  minLength,
}: JsonObject): fc.Arbitrary<Json> | undefined {
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') {
    const low = typeof minimum === 'number' ? minimum : 0;
    return fc.integer({ min: low, max: typeof maximum === 'number' ? maximum : low + 9 });
  }
  if (type !== 'string') return undefined;
  const form = typeof pattern === 'string' ? new RegExp(pattern) : undefined;
  if (form) return fc.constantFrom(...TEXTS.filter((each) => form.test(each)));
  return minLength === undefined ? fc.constantFrom('', 'x') : fc.constantFrom('x', 'yy');
}

/** One place of a value changed: something taken away, put in, doubled, swapped for another kind. */
export function mutated(value: Json): fc.Arbitrary<Json> {
  const places = pathsOf(value);
  const replacement = fc.constantFrom<Json | undefined>(
    undefined,
    null,
    1.5,
    7,
    '',
    'x',
    [],
    {},
    true,
    { type: 'text', text: '' },
    { type: 'text', text: 'x' },
    { type: 'paragraph' },
    { type: 'rule' },
    { type: 'table', content: [] },
    [{ type: 'strong' }],
    [{ type: 'code' }, { type: 'em' }],
    [{ type: 'alignment', attrs: { align: 'center' } }],
    [{ type: 'breakout', attrs: { mode: 'wide' } }],
    [{ type: 'link', attrs: { href: 'x', other: 1 } }],
  );
  const key = fc.constantFrom('', 'other', 'attrs', 'marks', 'content', 'localId', 'text', 'type', 'level');
  return fc
    .tuple(fc.constantFrom(...places), replacement, key)
    .map(([path, next, added]) => changed(value, path, { next, added }));
}

type Path = readonly (string | number)[];

function pathsOf(value: Json, path: Path = []): Path[] {
  const entries: [string | number, Json][] = isList(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(isObject(value) ? value : {});
  return [path, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** With `added`, a property is put into the object at the path; otherwise what is there is replaced or taken away. */
function changed(value: Json, path: Path, how: { next: Json | undefined; added: string }): Json {
  const [first, ...rest] = path;
  if (first === undefined) {
    if (!isObject(value) || how.added === '') return how.next ?? null;
    return { ...value, [how.added]: how.next ?? null };
  }
  if (isList(value)) {
    const index = Number(first);
    if (rest.length === 0 && how.next === undefined) return value.filter((_item, at) => at !== index);
    return value.map((item, at) => (at === index ? changed(item, rest, how) : item));
  }
  if (!isObject(value)) return value;
  const { [first]: inner = null, ...others } = value;
  if (rest.length === 0 && how.next === undefined) return others;
  return { ...others, [first]: changed(inner, rest, how) };
}
