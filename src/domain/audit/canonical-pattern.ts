import { DomainError } from '../domain-error';

/** The part of JSON Schema in which zod writes the contract (`z.toJSONSchema`). */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  choice: ['anyOf', 'oneOf'],
  literal: ['type', 'const', 'enum'],
  object: ['type', 'properties', 'required', 'additionalProperties'],
  array: ['type', 'items', 'maxItems'],
  string: ['type', 'pattern', 'format', 'maxLength'],
  integer: ['type', 'minimum', 'maximum'],
  boolean: ['type'],
  null: ['type'],
};

const refuse = (what: string): never => {
  throw new DomainError('not-canonical', `No pattern for the schema: ${what}`);
};

/** The kind of a schema; throws `not-canonical` for a keyword that its pattern would not obey. */
function kindOf(schema: JsonSchema): string {
  const isChoice = schema.anyOf !== undefined || schema.oneOf !== undefined;
  const isLiteral = schema.const !== undefined || schema.enum !== undefined;
  const kind = isChoice ? 'choice' : isLiteral ? 'literal' : (schema.type ?? 'anything');
  const known = KEYWORDS[kind] ?? refuse(kind);
  const unknown = Object.keys(schema).filter((keyword) => !known.includes(keyword));
  return unknown.length > 0 ? refuse(`${kind} with ${unknown.join(', ')}`) : kind;
}

const choice = (patterns: readonly string[]): string => `(?:${patterns.join('|')})`;
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);

/** A text's characters that JSON writes as they are, but for surrogates: their pairs would count as one or two. */
const PLAIN = String.raw`[ !#-\[\]-\ud7ff\ue000-\uffff]`;

function textPattern({ pattern, maxLength }: JsonSchema): string {
  if (pattern !== undefined && maxLength === undefined)
    return `"(?:${pattern.replace(/^\^/u, '').replace(/\$$/u, '')})"`;
  return pattern === undefined && maxLength !== undefined
    ? `"${PLAIN}{0,${maxLength}}"`
    : refuse('a text needs a pattern or a length');
}

/** Whole numbers of up to 15 digits: all are exact, and JCS writes them as they stand. */
function integerPattern({ minimum, maximum }: JsonSchema): string {
  if (maximum !== Number.MAX_SAFE_INTEGER) return refuse(`at most ${maximum ?? 'any'}`);
  if (minimum === 0) return String.raw`(?:0|[1-9]\d{0,14})`;
  return minimum === Number.MIN_SAFE_INTEGER
    ? String.raw`(?:0|-?[1-9]\d{0,14})`
    : refuse(`at least ${minimum ?? 'any'}`);
}

function arrayPattern({ items = {}, maxItems = 0 }: JsonSchema): string {
  if (maxItems < 1) return refuse('a list without a length');
  const item = canonicalPattern(items);
  return String.raw`\[(?:${item}(?:,${item}){0,${maxItems - 1}})?\]`;
}

/**
 * The members of an object in canonical order, each as the pattern of `"key":value`. The values of the keys in `captured`
 * are in groups that capture.
 */
export function memberPatterns(schema: JsonSchema, captured: readonly string[] = []): readonly string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const members = Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1));
  const isExact = additionalProperties === false && members.every(([key]) => required.includes(key));
  if (!isExact) return refuse('an object whose members may differ');
  return members.map(([key, value]) => {
    const pattern = canonicalPattern(value);
    return `${literal(key)}:${captured.includes(key) ? `(${pattern})` : pattern}`;
  });
}

/**
 * Source of a regular expression for the canonical texts (RFC 8785) of what a schema takes. What it matches is canonical and
 * valid: members once each, in order, no white space, no escapes. It does not match all: texts with an escape or a surrogate
 * and very large numbers need a parser. Has no groups that capture. Throws `not-canonical` for a schema beyond its grasp.
 */
export function canonicalPattern(schema: JsonSchema): string {
  switch (kindOf(schema)) {
    case 'choice':
      return choice([...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(canonicalPattern));
    case 'literal':
      return choice((schema.enum ?? [schema.const]).map(literal));
    case 'object':
      return String.raw`\{${memberPatterns(schema).join(',')}\}`;
    case 'array':
      return arrayPattern(schema);
    case 'string':
      return textPattern(schema);
    case 'integer':
      return integerPattern(schema);
    case 'boolean':
      return '(?:true|false)';
    default:
      return 'null';
  }
}
