import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { AuditEntrySchema, type AuditEntry } from '../../../contract/audit';
import { entryId, hashEntry } from '../chain';
import type { ExportContext } from './people';

/** What the tests of the formats share: entries made from the contract, people, and readers of the CSV. */

export const SOURCE = 'jira:11111111-2222-4333-8444-555555555555/ai-handoff';
export const ANA = 'actor-00000000-0000-4000-8000-00000000000a';
export const GONE = 'actor-00000000-0000-4000-8000-00000000000b';
export const PEOPLE: ExportContext = {
  people: new Map([[ANA, { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Ana Alves' }]]),
  source: SOURCE,
};

/** Any character, half of the time one that means something to a spreadsheet, to JSON or to the end of a line. */
const hostileUnit = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...Array.from('=+-@|\';",\\\t\r\n\0\u00A0\u0085\u2028\u200B\uFEFF\uFF1D\uFF0B\u2212')),
);
/** At most 16 characters, and half of `maxLength`, since a character may take two units. */
export const hostileText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: hostileUnit, maxLength: Math.min(Math.floor(maxLength / 2), 16) });

const matching = new Map<string, fc.Arbitrary<string>>();

/** Texts that a pattern takes. Made once for each pattern: the contract repeats few, hundreds of times, and making is slow. */
export function textMatching(pattern: string): fc.Arbitrary<string> {
  const texts = matching.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'));
  matching.set(pattern, texts);
  return texts;
}

/** As much of JSON Schema as the contract of entries needs. */
type Schema =
  | { readonly const: unknown }
  | { readonly enum: readonly unknown[] }
  | { readonly anyOf: readonly Schema[] }
  | { readonly oneOf: readonly Schema[] }
  | { readonly type: 'null' | 'boolean' }
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'string'; readonly pattern: string }
  | { readonly type: 'string'; readonly maxLength: number }
  | { readonly type: 'array'; readonly items: Schema }
  | { readonly type: 'object'; readonly properties: Readonly<Record<string, Schema>> };

const SchemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.union([
    z.object({ const: z.unknown() }).refine((node) => 'const' in node),
    z.object({ enum: z.array(z.unknown()) }),
    z.object({ anyOf: z.array(SchemaSchema) }),
    z.object({ oneOf: z.array(SchemaSchema) }),
    z.object({ type: z.enum(['null', 'boolean']) }),
    z.object({ type: z.literal('integer'), minimum: z.number() }),
    z.object({ type: z.literal('string'), pattern: z.string() }),
    z.object({ type: z.literal('string'), maxLength: z.number() }),
    z.object({ type: z.literal('array'), items: SchemaSchema }),
    z.object({ type: z.literal('object'), properties: z.record(z.string(), SchemaSchema) }),
  ]),
);

function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if ('enum' in schema) return fc.constantFrom(...schema.enum);
  if ('anyOf' in schema) return fc.oneof(...schema.anyOf.map(valuesOf));
  if ('oneOf' in schema) return fc.oneof(...schema.oneOf.map(valuesOf));
  if ('minimum' in schema) return fc.maxSafeInteger().filter((value) => value >= schema.minimum);
  if ('pattern' in schema) return textMatching(schema.pattern);
  if ('maxLength' in schema) return hostileText(schema.maxLength);
  if ('items' in schema) return fc.array(valuesOf(schema.items), { maxLength: 3 });
  if ('properties' in schema)
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties).map(([name, node]) => [name, valuesOf(node)])),
    );
  return schema.type === 'null' ? fc.constant(null) : fc.boolean();
}

const raw = valuesOf(SchemaSchema.parse(z.toJSONSchema(AuditEntrySchema)));

/** Any entry that the contract allows, with the id and the hash that the chain gives it. */
export const anyEntry: fc.Arbitrary<AuditEntry> = raw.map((value) => {
  const entry = AuditEntrySchema.parse(value);
  const named = { ...entry, id: entryId(entry.chain, entry.index) };
  return { ...named, hash: hashEntry(named) };
});

/** Its people, each known or gone, with any name. */
export const anyContext = (entry: AuditEntry): fc.Arbitrary<ExportContext> => {
  const refs = [entry.onBehalfOf, entry.actor.kind === 'person' ? entry.actor.ref : null];
  return fc
    .array(fc.option(fc.record({ accountId: hostileText(60), displayName: hostileText(60) })), {
      minLength: refs.length,
      maxLength: refs.length,
    })
    .map((people) => ({
      source: SOURCE,
      people: new Map(
        refs.flatMap((ref, index) => {
          const person = people[index] ?? null;
          return ref === null || person === null ? [] : [[ref, person] as const];
        }),
      ),
    }));
};

/** A strict reader of RFC 4180 where every cell is quoted: lines of cells. Throws for anything else. */
export function readCsv(file: string): readonly (readonly string[])[] {
  const cell = /"((?:[^"]|"")*)"(,|\r\n|$)/uy;
  const lines: string[][] = [[]];
  while (cell.lastIndex < file.length) {
    const at = cell.lastIndex;
    const found = cell.exec(file);
    if (found === null) throw new SyntaxError(`no quoted cell at ${at}`);
    const [, inner = '', end] = found;
    lines.at(-1)?.push(inner.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
  }
  return lines;
}

/** Undoes what keeps a spreadsheet from reading a formula, as the documentation tells a reader to. */
export const withoutGuards = (cell: string): string => cell.replaceAll(/(^|;)'/gu, '$1');

/** Undoes the escapes of a cell of text, then its guards. */
export const toText = (cell: string): string =>
  withoutGuards(z.string().parse(JSON.parse(`"${cell.replaceAll('"', String.raw`\"`)}"`)));

const VectorSchema = z.strictObject({
  desc: z.string(),
  people: z.record(z.string(), z.strictObject({ accountId: z.string(), displayName: z.string() })),
  entry: AuditEntrySchema,
  csv: z.string(),
  ocsf: z.unknown(),
  cloudEvent: z.record(z.string(), z.unknown()),
});

/** The golden files: an entry with its people, and what each format makes of it. The file's name is the case. */
export const loadVectors = () =>
  readdirSync(join(__dirname, 'vectors')).map((file) => {
    const text = readFileSync(join(__dirname, 'vectors', file), 'utf8');
    const { people, ...vector } = VectorSchema.parse(JSON.parse(text));
    const context: ExportContext = { people: new Map(Object.entries(people)), source: SOURCE };
    return { name: file.replace('.json', ''), context, ...vector };
  });
