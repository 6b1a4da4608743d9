import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { AUDIT_EVENTS, AuditEntrySchema } from '../../contract/audit';
import { DigestSchema } from '../../contract/vocabulary';
import { toCanonicalJson } from '../canonical/canonical';
import { canonicalPattern, type JsonSchema } from './canonical-pattern';
import { placeEntry } from './chain';
import { readCanonicalEntry } from './entry-line';
import { textMatching } from './formats/testing';
import { idOf, readJson } from './json-text';
import { findRepeatedKey } from './repeated-key';

const textsOf = (
  { pattern, maxLength = 0 }: JsonSchema,
  letters: fc.Arbitrary<string>,
): fc.Arbitrary<string> =>
  pattern === undefined
    ? fc.string({ unit: letters, maxLength: Math.min(maxLength, 20) })
    : textMatching(pattern);

/** Any value that a schema of the contract takes; texts of this alphabet. */
function valuesOf(schema: JsonSchema, letters: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (options.length > 0) return fc.oneof(...options.map((option) => valuesOf(option, letters)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type ?? '') {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, value]) => [key, valuesOf(value, letters)]),
        ),
      );
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, letters), { maxLength: 3 });
    case 'integer':
      return fc.nat(1_000_000);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textsOf(schema, letters);
    default:
      return fc.constant(null);
  }
}

const { oneOf: SCHEMAS } = z.toJSONSchema(AuditEntrySchema) as { readonly oneOf: readonly JsonSchema[] };
const entriesOf = (letters: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(...SCHEMAS.map((schema) => valuesOf(schema, letters))).map(toCanonicalJson);
const plain = entriesOf(
  fc.constantFrom('a', 'Z', ' ', '7', ':', '{', '}', ',', '[', ']', 'é', '\u2028', '\u007f'),
);
const any = entriesOf(fc.constantFrom('a', '"', '\\', '\n', '\u0000', '😀', '/', '"hash":"'));

/** What a parser and the contract make of a line. */
const slowly = (line: string) => placeEntry(JSON.parse(line));
const placed = (line: string) => {
  const { id, chain, index, prevEntryHash, at, hash, ownHash } = z
    .object({
      id: z.string(),
      chain: z.string(),
      index: z.number(),
      prevEntryHash: z.string(),
      at: z.string(),
      hash: z.string(),
      ownHash: z.string(),
    })
    .parse(slowly(line));
  return { id, chain, index, prevEntryHash, at, hash, ownHash };
};

describe('readCanonicalEntry', () => {
  it('knows every event', () => {
    expect(SCHEMAS.map((schema) => schema.properties?.['event']?.const)).toEqual(AUDIT_EVENTS);
  });

  it('reads canonical lines of every event as a parser does', () => {
    for (const schema of SCHEMAS) {
      const lines = valuesOf(schema, fc.constantFrom('a', ' ', 'é')).map(toCanonicalJson);
      fc.assert(
        fc.property(lines, (line) => expect(readCanonicalEntry(line)).toEqual(placed(line))),
        { numRuns: 5 },
      );
    }
  });

  it('reads texts with marks of JSON in them, and leaves those with escapes to a parser', () => {
    fc.assert(fc.property(plain, (line) => expect(readCanonicalEntry(line)).toEqual(placed(line))));
    fc.assert(
      fc.property(any, (line) => {
        const read = readCanonicalEntry(line);
        if (/\\|[\ud800-\udfff]/u.test(line) || line.includes('😀')) expect(read).toBeNull();
        else expect(read).toEqual(placed(line));
      }),
    );
  });

  it('reads no line that is not the canonical text of an entry', () => {
    const pieces = fc.constantFrom(
      '"',
      '\\',
      ' ',
      ',',
      '0',
      '-',
      '.',
      'e',
      '}',
      '"event":"run.queued",',
      '\\u0061',
      '1',
      '\ud800',
    );
    let read = 0;
    fc.assert(
      fc.property(
        fc.oneof(plain, any),
        fc.tuple(fc.nat(), fc.nat(8)),
        pieces,
        (line, [where, count], piece) => {
          const place = where % line.length;
          const changed = line.slice(0, place) + piece + line.slice(place + count);
          if (readCanonicalEntry(changed) === null) return;
          read += 1;
          expect(toCanonicalJson(JSON.parse(changed))).toBe(changed);
          expect(AuditEntrySchema.safeParse(JSON.parse(changed)).success).toBe(true);
          expect(readCanonicalEntry(changed)).toEqual(placed(changed));
        },
      ),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(20);
  });

  it('holds to the limits of the contract', () => {
    const [line] = fc.sample(valuesOf(SCHEMAS[0] ?? {}, fc.constant('a')), 1).map(toCanonicalJson);
    const withId = (requestId: string) =>
      line?.replace(/"requestId":"a*"/u, `"requestId":"${requestId}"`) ?? '';
    expect(readCanonicalEntry(withId('a'.repeat(128)))).not.toBeNull();
    expect(readCanonicalEntry(withId('a'.repeat(129)))).toBeNull();
    const withIndex = (index: string) => line?.replace(/"index":\d+/u, `"index":${index}`) ?? '';
    expect(readCanonicalEntry(withIndex('999999999999999'))?.index).toBe(999_999_999_999_999);
    for (const index of ['01', '-1', '1.0', '1e1', '-0', '9007199254740993', 'null'])
      expect([index, readCanonicalEntry(withIndex(index))]).toEqual([index, null]);
  });

  it('takes any text without failing, and hostile ones in time that grows with their length only', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(readCanonicalEntry(text)).toBeNull()));
    const [line = ''] = fc.sample(plain, 1);
    const started = process.cpuUsage().user;
    for (const filler of [
      'a',
      '{"',
      '","',
      '[',
      '{"actor":{"kind":"person"',
      '"event":"run.queued","hash":"',
    ])
      expect(readCanonicalEntry(line.slice(0, 200) + filler.repeat(200_000))).toBeNull();
    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
  });
});

describe('canonicalPattern', () => {
  it.each([
    ['a number that may be broken', { type: 'number' }],
    ['anything', {}],
    ['a text without a limit', { type: 'string' }],
    ['a text with two limits', { type: 'string', pattern: '^a$', maxLength: 3 }],
    ['a text with a least length', { type: 'string', maxLength: 3, minLength: 1 }],
    ['an integer with a limit of its own', { type: 'integer', minimum: 0, maximum: 9 }],
    ['an integer without a greatest', { type: 'integer', minimum: 0 }],
    ['an integer with a least of its own', { type: 'integer', minimum: 5, maximum: 9007199254740991 }],
    ['an integer without a least', { type: 'integer', maximum: 9007199254740991 }],
    ['a list without a limit', { type: 'array', items: { type: 'boolean' } }],
    ['a list of anything', { type: 'array', maxItems: 3 }],
    ['an object with other members', { type: 'object', properties: {}, required: [] }],
    ['an object without members', { type: 'object', additionalProperties: true }],
    [
      'an object with a member that may be missing',
      { type: 'object', properties: { a: { type: 'boolean' } }, additionalProperties: false },
    ],
  ] satisfies readonly (readonly [string, object])[])('refuses %s', (_what, schema) => {
    expect(() => canonicalPattern(schema)).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'not-canonical' }),
    );
  });

  it('matches the canonical texts of a schema, and nothing else', () => {
    const pattern = (schema: z.ZodType): RegExp => {
      const { $schema, ...rest } = z.toJSONSchema(schema);
      return new RegExp(`^${canonicalPattern(rest as JsonSchema)}$`, 'u');
    };
    const signed = pattern(z.number().int());
    for (const text of ['0', '-1', '17']) expect(signed.test(text)).toBe(true);
    for (const text of ['-0', '+1', '1.5', '']) expect(signed.test(text)).toBe(false);
    expect(pattern(DigestSchema).test(`"${'a'.repeat(64)}"`)).toBe(true);
    const list = pattern(z.array(z.enum(['a', 'b.c'])).max(2));
    for (const text of ['[]', '["a"]', '["b.c","a"]']) expect(list.test(text)).toBe(true);
    for (const text of ['["b-c"]', '["a","a","a"]', '["a",]', '[,]', '["a" ]'])
      expect(list.test(text)).toBe(false);
    const flags = pattern(z.strictObject({ b: z.boolean(), a: DigestSchema.nullable() }));
    expect(flags.test('{"a":null,"b":true}')).toBe(true);
    for (const text of [
      '{"b":true,"a":null}',
      '{"a":null}',
      '{"a":null,"b":true,"b":true}',
      '{"a":"null","b":true}',
    ])
      expect(flags.test(text)).toBe(false);
  });
});

describe('readJson', () => {
  it('finds a key that stands twice or apart, wherever it stands, in valid JSON', () => {
    expect(findRepeatedKey('{"a":{"a":1,"b":[{"a":2},{"a":3}]},"b":"a"}')).toBeNull();
    expect(findRepeatedKey('{"a":{"b":1,"\\u0062":2}}')).toBe('b');
    expect(findRepeatedKey('[{"a":"\\"","b":"{,\\\\","b":[1,2]}]')).toBe('b');
    expect(findRepeatedKey('{"__proto__":{}}')).toBe('__proto__');
  });

  it('finds no repeated key in what JSON.stringify wrote, and one where a member is doubled', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
        const text = JSON.stringify(value, null, 1);
        const [key = ''] = Object.keys(JSON.parse(text) as object);
        if (text.includes('__proto__')) return;
        expect(readJson(text)).toEqual({ value: JSON.parse(text) as unknown });
        expect(readJson(`{${JSON.stringify(key)}:[{"x":1}],${text.slice(1)}`)).toMatchObject({
          why: expect.stringContaining('hides a value'),
        });
      }),
    );
  });

  it('names what it refuses by its id', () => {
    expect(readJson('{"id":"one","a":1,"a":2}')).toMatchObject({ id: 'one' });
    expect(idOf(7)).toBe('unknown');
  });
});
