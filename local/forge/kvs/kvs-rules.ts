import { LIMITS } from '../limits';
import type { EntityDeclaration } from '../manifest-schema';
import { KvsError } from './kvs-error';

/** forge-facts §2.3: letters, digits, `: . _ - #` and white space, but not white space alone. */
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/;
/** storage-reference/entities-manifest: a float is 0, or its amount lies from `least` to before `below`. */
const FLOAT_AMOUNT = { least: 1e-130, below: 1e126 };

/** What a key or a value is stored as: secrets are smaller, entities have a shape. */
export interface Place {
  readonly kind: 'plain' | 'secret' | 'entity';
}

/** Refuses keys that Forge refuses. */
export function assertKey(place: Place, key: string): void {
  const longest = LIMITS.kvsKey.value;
  if (key.length === 0) {
    // Each store has its own word for it (storage-reference/kvs-errorhandling, entities-errorhandling).
    throw new KvsError(
      place.kind === 'entity' ? 'EMPTY_KEY' : 'KEY_TOO_SHORT',
      'a key has at least one character',
    );
  }
  if (key.length > longest) throw new KvsError('KEY_TOO_LONG', `a key has at most ${longest} characters`);
  if (!KEY_PATTERN.test(key))
    throw new KvsError('INVALID_KEY', `key "${key}" must match ${KEY_PATTERN.source}`);
}

/** Refuses values that are absent, null, too large or too deep. */
export function assertValue(place: Place, value: unknown): void {
  if (value === undefined || value === null)
    throw new KvsError('VALIDATION_FAILED', 'a value must not be null or absent');
  const bytes = Buffer.byteLength(JSON.stringify(value));
  const most = (place.kind === 'secret' ? LIMITS.kvsSecretValue : LIMITS.kvsValue).value;
  if (bytes > most) throw new KvsError('MAX_SIZE', `a value has at most ${most} bytes, this has ${bytes}`);
  if (depthOf(value) > LIMITS.kvsDepth.value)
    throw new KvsError('MAX_DEPTH', `a value is at most ${LIMITS.kvsDepth.value} levels deep`);
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item)), 0);
}

/** Narrows to a plain object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in the form in which an index orders it: booleans as 0 and 1. */
export function toOrdered(value: unknown): string | number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Refuses an entity value with undeclared attributes, wrong types, or index values over their limits. */
export function assertEntityValue(
  entity: EntityDeclaration,
  value: unknown,
): asserts value is Record<string, unknown> {
  if (!isRecord(value))
    throw new KvsError('INVALID_ENTITY_VALUE', `a value of "${entity.name}" must be an object`);
  for (const [name, item] of Object.entries(value)) assertAttribute(entity, name, item);
  for (const index of entity.indexes) {
    assertIndexBytes(
      { name: index.name, part: 'range' },
      index.range.map((name) => value[name]),
    );
    assertIndexBytes(
      { name: index.name, part: 'partition' },
      index.partition.map((name) => value[name]),
    );
  }
}

/** Refuses the values of one part of an index when they are too long together. */
export function assertIndexBytes(
  index: { readonly name: string; readonly part: 'range' | 'partition' },
  values: readonly unknown[],
): void {
  const most = (index.part === 'range' ? LIMITS.kvsIndexRange : LIMITS.kvsIndexPartition).value;
  const bytes = values.reduce<number>(
    (sum, item) => sum + Buffer.byteLength(String(toOrdered(item) ?? '')),
    0,
  );
  if (bytes > most)
    throw new KvsError('MAX_SIZE', `index "${index.name}": its ${index.part} values are over ${most} bytes`);
}

/** Refuses a value that does not fit the declared type of the attribute. */
export function assertAttribute(entity: EntityDeclaration, name: string, value: unknown): void {
  const type = entity.attributes[name]?.type;
  if (!type) {
    throw new KvsError(
      'INVALID_ENTITY_ATTRIBUTE',
      `add attribute "${name}" to entity "${entity.name}" in manifest.yml`,
    );
  }
  if (!fits(type, value)) {
    throw new KvsError(
      'INVALID_ENTITY_VALUE',
      `attribute "${name}" of "${entity.name}" must be ${describe(type)}`,
    );
  }
}

/** The types that an attribute may be declared with. */
export type AttributeType = EntityDeclaration['attributes'][string]['type'];

function fits(type: AttributeType, value: unknown): boolean {
  switch (type) {
    case 'any':
      return value !== null;
    case 'string':
      return typeof value === 'string' && /\S/.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'float':
      return typeof value === 'number' && isFloat(Math.abs(value));
    case 'integer':
      return typeof value === 'number' && isInteger(value);
  }
}

const isFloat = (amount: number) =>
  amount === 0 || (amount >= FLOAT_AMOUNT.least && amount < FLOAT_AMOUNT.below);
const isInteger = (value: number) =>
  Number.isInteger(value) && value <= LIMITS.kvsInteger.value && value >= -LIMITS.kvsInteger.value - 1;

function describe(type: AttributeType): string {
  switch (type) {
    case 'integer':
      return 'a 32-bit integer';
    case 'string':
      return 'a string with at least one character that is not white space';
    case 'float':
      return 'a number that is 0 or between 1E-130 and 9.99E+125 by amount';
    case 'boolean':
      return 'true or false';
    case 'any':
      return 'anything but null';
  }
}
