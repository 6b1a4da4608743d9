import type { EntityDeclaration } from '../manifest-schema';
import { toOrdered } from './kvs-conditions';
import { KvsError } from './kvs-error';

/** forge-facts §2.3: letters, digits, `: . _ - #` and white space, but not white space alone. */
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/;
const KEY_LIMIT = 500;
const VALUE_LIMIT = 240 * 1024;
const DEPTH_LIMIT = 31;
/** A range value of an index is at most 900 bytes, its partition values together 1,700 (forge-facts §1.4). */
const RANGE_BYTES = 900;
const PARTITION_BYTES = 1_700;

/** Refuses keys that Forge refuses. */
export function assertKey(key: string): void {
  if (key.length === 0) throw new KvsError('KEY_TOO_SHORT', 'a key has at least one character');
  if (key.length > KEY_LIMIT) throw new KvsError('KEY_TOO_LONG', `a key has at most ${KEY_LIMIT} characters`);
  if (!KEY_PATTERN.test(key))
    throw new KvsError('INVALID_KEY', `key "${key}" must match ${KEY_PATTERN.source}`);
}

/** Refuses values that are absent, null, too large or too deep. Returns the size in bytes. */
export function assertValue(value: unknown): number {
  if (value === undefined || value === null)
    throw new KvsError('VALIDATION_FAILED', 'a value must not be null');
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > VALUE_LIMIT)
    throw new KvsError('MAX_SIZE', `a value has at most ${VALUE_LIMIT} bytes, this has ${bytes}`);
  if (depthOf(value) > DEPTH_LIMIT)
    throw new KvsError('MAX_DEPTH', `a value is at most ${DEPTH_LIMIT} levels deep`);
  return bytes;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item)), 0);
}

/** Narrows to a plain object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
    const sizes = (names: readonly string[]) =>
      names.reduce((sum, name) => sum + Buffer.byteLength(String(toOrdered(value[name]) ?? '')), 0);
    if (sizes(index.range) > RANGE_BYTES || sizes(index.partition) > PARTITION_BYTES) {
      throw new KvsError(
        'MAX_SIZE',
        `index "${index.name}": a range value over ${RANGE_BYTES} or partition over ${PARTITION_BYTES} bytes`,
      );
    }
  }
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

type AttributeType = EntityDeclaration['attributes'][string]['type'];

function fits(type: AttributeType, value: unknown): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string' && value.length > 0;
    case 'boolean':
      return typeof value === 'boolean';
    case 'float':
      return typeof value === 'number';
    case 'integer':
      // `| 0` keeps exactly the 32-bit integers (forge-facts §1.4).
      return typeof value === 'number' && (value | 0) === value;
  }
}

function describe(type: AttributeType): string {
  if (type === 'integer') return 'a 32-bit integer';
  return type === 'string' ? 'a non-empty string' : `of type ${type}`;
}
