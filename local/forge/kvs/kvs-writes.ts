import { z } from 'zod';
import type { Store } from '../../store/store';
import { FiltersSchema, assertFilters, meetsFilters, type Filters } from './kvs-conditions';
import { KvsError } from './kvs-error';
import type { KvsRecord, KvsRecords, Space } from './kvs-records';
import { assertEntityValue, assertKey, assertValue, isRecord } from './kvs-rules';

const TtlSchema = z.object({
  value: z.number().positive(),
  unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']),
});
const UNIT_MS = { SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;
const YEAR_MS = 365 * UNIT_MS.DAYS;

/** Options of a single set. */
export const SetOptionsSchema = z.strictObject({
  ttl: TtlSchema.optional(),
  keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
  returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
  returnMetadataFields: z.array(z.string()).optional(),
});
/** A transaction or a batch takes a TTL only (forge-facts §2.3). */
const TtlOnlySchema = z.strictObject({ ttl: TtlSchema.optional() }).optional();

const TargetSchema = z.object({ key: z.string(), entityName: z.string().optional() });
/** One item of a batch set. */
export const BatchSetItemSchema = TargetSchema.extend({ value: z.unknown(), options: TtlOnlySchema });
/** Body of `/api/v1/transaction`. */
export const TransactionSchema = z.strictObject({
  set: z.array(BatchSetItemSchema.extend({ conditions: FiltersSchema.optional() })).default([]),
  delete: z.array(TargetSchema.extend({ conditions: FiltersSchema.optional() })).default([]),
  check: z.array(TargetSchema.extend({ conditions: FiltersSchema })).default([]),
});

/** The most operations that one transaction or batch takes. */
export const GROUP_LIMIT = 25;
const GROUP_BYTES = 4 * 1024 * 1024;

/** A value to be written under a key, with how to treat what is there. */
export interface SetChange {
  readonly key: string;
  readonly value: unknown;
  readonly options?: z.infer<typeof SetOptionsSchema> | undefined;
}

/** Writes one record after all checks; answers the record that `returnValue` asks for. */
export function setRecord(records: KvsRecords, space: Space, change: SetChange): KvsRecord | undefined {
  const { key, value, options = {} } = change;
  checkWrite(space, key, value);
  const before = records.read(space, key);
  if (options.keyPolicy === 'FAIL_IF_EXISTS') {
    if (options.returnValue) {
      throw new KvsError(
        'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
        'returnValue works with OVERRIDE only',
      );
    }
    if (before) throw new KvsError('KEY_CONFLICT', `key "${key}" already exists`);
  }
  const after = records.write(space, key, { value, ...toTtl(options.ttl) });
  if (options.returnValue === undefined) return undefined;
  return options.returnValue === 'LATEST' ? after : before;
}

/** Checks a key and a value for a namespace; returns the value's size in bytes. */
export function checkWrite(space: Space, key: string, value: unknown): number {
  assertKey(key);
  const bytes = assertValue(value);
  if (space.kind === 'entity') assertEntityValue(space.entity, value);
  return bytes;
}

/** A TTL in milliseconds, at most a year. */
export function toTtl(ttl: z.infer<typeof TtlSchema> | undefined): { ttlMs?: number } {
  if (!ttl) return {};
  const ttlMs = ttl.value * UNIT_MS[ttl.unit];
  if (ttlMs > YEAR_MS) throw new KvsError('VALIDATION_FAILED', 'a ttl is at most one year');
  return { ttlMs };
}

/** Refuses combined values above 4 MB. */
export function assertGroupSize(bytes: number): void {
  if (bytes > GROUP_BYTES) throw new KvsError('MAX_SIZE', 'the values are larger than 4 MB together');
}

/** Runs all operations or none; raises CONDITIONAL_CHECK_FAILED when any condition does not hold. */
export function runTransaction(
  store: Store,
  records: KvsRecords,
  request: z.infer<typeof TransactionSchema>,
): void {
  const operations = [...request.set, ...request.delete, ...request.check];
  if (operations.length === 0 || operations.length > GROUP_LIMIT) {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', `a transaction has 1 to ${GROUP_LIMIT} operations`);
  }
  const keys = new Set(operations.map(({ key, entityName }) => `${entityName ?? ''}/${key}`));
  if (keys.size < operations.length) {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', 'a transaction names each key once');
  }
  store.transaction(() => {
    for (const operation of operations) checkCondition(records, operation);
    const sizes = request.set.map((item) => checkWrite(records.space(item.entityName), item.key, item.value));
    assertGroupSize(sizes.reduce((sum, bytes) => sum + bytes, 0));
    for (const { entityName, key, value, options } of request.set) {
      records.write(records.space(entityName), key, { value, ...toTtl(options?.ttl) });
    }
    for (const { entityName, key } of request.delete) records.remove(records.space(entityName), key);
  });
}

interface ConditionalOperation {
  readonly key: string;
  readonly entityName?: string | undefined;
  readonly conditions?: Filters | undefined;
}

function checkCondition(records: KvsRecords, { key, entityName, conditions }: ConditionalOperation): void {
  assertKey(key);
  const space = records.space(entityName);
  if (!conditions) return;
  if (space.kind !== 'entity') {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', 'conditions work on custom entities only');
  }
  assertFilters(space.entity, conditions);
  const value = records.read(space, key)?.value;
  if (!meetsFilters(isRecord(value) ? value : {}, conditions)) {
    throw new KvsError('CONDITIONAL_CHECK_FAILED', `the condition on key "${key}" does not hold`);
  }
}
