import { z } from 'zod';
import type { SiteSettings } from '../../settings';
import type { Store } from '../../store/store';
import { LIMITS } from '../limits';
import { FiltersSchema, assertFilters, meetsFilters, type Filters } from './kvs-conditions';
import { KvsError } from './kvs-error';
import type { KvsRecord, KvsRecords, Space } from './kvs-records';
import { assertEntityValue, assertKey, assertValue, isRecord } from './kvs-rules';
import { ReturnFieldsSchema } from './kvs-view';

const TtlSchema = z.strictObject({
  value: z.number().int().positive(),
  unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']),
});
const UNIT_MS = { SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;

/** Options of a single set. */
export const SetOptionsSchema = z.strictObject({
  ttl: TtlSchema.optional(),
  keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
  returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
  returnMetadataFields: ReturnFieldsSchema,
});
/** A transaction or a batch takes a TTL only (forge-facts §2.3). */
const TtlOnlySchema = z.strictObject({ ttl: TtlSchema.optional() }).optional();

/** A key of a batch or of a transaction; without an entity's name it is a plain key. */
export const TargetSchema = z.strictObject({ key: z.string(), entityName: z.string().optional() });
/** One item of a batch set. */
export const BatchSetItemSchema = TargetSchema.extend({ value: z.unknown(), options: TtlOnlySchema });
/** Body of `/api/v1/transaction`. */
export const TransactionSchema = z.strictObject({
  set: z.array(BatchSetItemSchema.extend({ conditions: FiltersSchema.optional() })).default([]),
  delete: z.array(TargetSchema.extend({ conditions: FiltersSchema.optional() })).default([]),
  check: z.array(TargetSchema.extend({ conditions: FiltersSchema })).default([]),
});

/** A value to be written under a key, with how to treat what is there. */
interface SetChange {
  readonly key: string;
  readonly value: unknown;
  readonly options?: z.infer<typeof SetOptionsSchema> | undefined;
}

/** Writes one record after all checks; answers the record that `returnValue` asks for. */
export function setRecord(records: KvsRecords, space: Space, change: SetChange): KvsRecord | undefined {
  const { key, value, options = {} } = change;
  const { keyPolicy, returnValue, returnMetadataFields } = options;
  checkWrite(space, key, value);
  const ttl = toTtl(options.ttl);
  const isFailing = keyPolicy === 'FAIL_IF_EXISTS';
  if ((isFailing && returnValue) || (returnMetadataFields && !returnValue)) {
    throw new KvsError(
      'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION',
      'returnValue works with OVERRIDE only, and returnMetadataFields with returnValue only',
    );
  }
  const before = records.read(space, key);
  if (isFailing && before) throw new KvsError('KEY_CONFLICT', `key "${key}" already exists`);
  const after = records.write(space, key, { value, ...ttl });
  if (returnValue === undefined) return undefined;
  return returnValue === 'LATEST' ? after : before;
}

/** Refuses a key or a value that a namespace does not take. */
export function checkWrite(space: Space, key: string, value: unknown): void {
  assertKey(space, key);
  assertValue(space, value);
  if (space.kind === 'entity') assertEntityValue(space.entity, value);
}

/** A TTL in milliseconds, at most a year. */
export function toTtl(ttl: z.infer<typeof TtlSchema> | undefined): { ttlMs?: number } {
  if (!ttl) return {};
  const ttlMs = ttl.value * UNIT_MS[ttl.unit];
  const days = LIMITS.kvsTtl.value;
  if (ttlMs > days * UNIT_MS.DAYS) throw new KvsError('VALIDATION_FAILED', `a ttl is at most ${days} days`);
  return { ttlMs };
}

/** Where a transaction runs. */
export interface TransactionPlace {
  readonly store: Store;
  readonly records: KvsRecords;
  readonly conditionOnMissing: SiteSettings['conditionOnMissing'];
}

/** Runs all operations or none; raises CONDITIONAL_CHECK_FAILED when any condition does not hold. */
export function runTransaction(place: TransactionPlace, request: z.infer<typeof TransactionSchema>): void {
  const { store, records } = place;
  const operations = [...request.set, ...request.delete, ...request.check];
  const most = LIMITS.kvsTransactionOperations.value;
  if (operations.length === 0 || operations.length > most) {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', `a transaction has 1 to ${most} operations`);
  }
  if (hasKeyTwice(operations)) {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', 'a transaction names each key once');
  }
  store.transaction(() => {
    for (const operation of operations) checkCondition(place, operation);
    for (const { entityName, key, value, options } of request.set) {
      const space = records.space(entityName);
      checkWrite(space, key, value);
      records.write(space, key, { value, ...toTtl(options?.ttl) });
    }
    for (const { entityName, key } of request.delete) records.remove(records.space(entityName), key);
  });
}

/** Whether two of the targets are the same key of the same namespace. */
export function hasKeyTwice(targets: readonly z.infer<typeof TargetSchema>[]): boolean {
  // No entity's name and no key holds a slash.
  const names = new Set(targets.map(({ key, entityName }) => `${entityName ?? ''}/${key}`));
  return names.size < targets.length;
}

interface ConditionalOperation {
  readonly key: string;
  readonly entityName?: string | undefined;
  readonly conditions?: Filters | undefined;
}

function checkCondition(
  { records, conditionOnMissing }: TransactionPlace,
  { key, entityName, conditions }: ConditionalOperation,
): void {
  const space = records.space(entityName);
  assertKey(space, key);
  if (!conditions) return;
  if (space.kind !== 'entity') {
    throw new KvsError('INVALID_TRANSACTION_REQUEST', 'conditions work on custom entities only');
  }
  assertFilters(space.entity, conditions);
  const record = records.read(space, key);
  const holds =
    record === undefined
      ? conditionOnMissing === 'passes'
      : isRecord(record.value) && meetsFilters(record.value, conditions);
  if (!holds) throw new KvsError('CONDITIONAL_CHECK_FAILED', `the condition on key "${key}" does not hold`);
}
