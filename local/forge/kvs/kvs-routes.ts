import { z } from 'zod';
import type { SiteSettings } from '../../settings';
import type { Store } from '../../store/store';
import { LIMITS } from '../limits';
import { KvsError } from './kvs-error';
import { EntityQuerySchema, PlainQuerySchema, queryEntity, queryPlain } from './kvs-query';
import type { KvsRecords, Space } from './kvs-records';
import { assertKey } from './kvs-rules';
import { ReadOptionsSchema, toView, type RecordView } from './kvs-view';
import {
  BatchSetItemSchema,
  SetOptionsSchema,
  TargetSchema,
  TransactionSchema,
  checkWrite,
  hasKeyTwice,
  runTransaction,
  setRecord,
  toTtl,
} from './kvs-writes';

/** Every storage path that is served; the coverage table holds one row for each. */
export const KVS_PATHS = [
  '/api/v1/get',
  '/api/v1/set',
  '/api/v1/delete',
  '/api/v1/query',
  '/api/v1/secret/get',
  '/api/v1/secret/set',
  '/api/v1/secret/delete',
  '/api/v1/entity/get',
  '/api/v1/entity/set',
  '/api/v1/entity/delete',
  '/api/v1/entity/query',
  '/api/v1/batch/get',
  '/api/v1/batch/set',
  '/api/v1/batch/delete',
  '/api/v1/transaction',
] as const;
type KvsPath = (typeof KVS_PATHS)[number];

/** Whether a path is one of those served. */
export const isKvsPath = (path: string): path is KvsPath => KVS_PATHS.some((known) => known === path);

/** What answers a path: undefined is an empty answer. The kind says which rate it counts on. */
export interface Route {
  readonly kind: 'read' | 'write';
  /** Whether it reads a page of a query. */
  readonly isQuery?: true;
  readonly run: (body: unknown) => unknown;
  /** What a refusal for the rate is called, where it is not the usual code. */
  readonly rateCode?: 'TOO_MANY_REQUESTS';
}

interface RoutesOptions {
  readonly store: Store;
  readonly records: KvsRecords;
  readonly settings: SiteSettings;
}

const GetSchema = z.strictObject({ key: z.string(), options: ReadOptionsSchema });
const BatchGetItemSchema = TargetSchema.extend({ options: ReadOptionsSchema });
const SetSchema = z.strictObject({
  key: z.string(),
  value: z.unknown(),
  options: SetOptionsSchema.optional(),
});
const DeleteSchema = z.strictObject({ key: z.string() });
const EntitySchema = z.looseObject({ entityName: z.string() });

/** The routes of the storage API, one a path. */
export function createRoutes({ store, records, settings }: RoutesOptions): Record<KvsPath, Route> {
  const read = (run: Route['run']): Route => ({ kind: 'read', run });
  const query = (run: Route['run']): Route => ({ kind: 'read', isQuery: true, run });
  const write = (run: Route['run']): Route => ({ kind: 'write', run });
  const plain = createSingle(store, records, () => ({ kind: 'plain' }));
  const secret = createSingle(store, records, () => ({ kind: 'secret' }));
  const entity = createSingle(store, records, (name) => records.space(name));
  const batch = createBatch(store, records);
  return {
    '/api/v1/get': read((body) => plain.get(body)),
    '/api/v1/set': write((body) => plain.set(body)),
    '/api/v1/delete': write((body) => plain.delete(body)),
    '/api/v1/query': query((body) => queryPlain(records, PlainQuerySchema.parse(body))),
    '/api/v1/secret/get': read((body) => secret.get(body)),
    '/api/v1/secret/set': write((body) => secret.set(body)),
    '/api/v1/secret/delete': write((body) => secret.delete(body)),
    '/api/v1/entity/get': read((body) => {
      const { entityName, ...rest } = EntitySchema.parse(body);
      return { entityName, ...entity.get(rest, entityName) };
    }),
    '/api/v1/entity/set': write((body) => {
      const { entityName, ...rest } = EntitySchema.parse(body);
      return entity.set(rest, entityName);
    }),
    '/api/v1/entity/delete': write((body) => {
      const { entityName, ...rest } = EntitySchema.parse(body);
      entity.delete(rest, entityName);
    }),
    '/api/v1/entity/query': query((body) => queryEntity(records, EntityQuerySchema.parse(body))),
    '/api/v1/batch/get': read(batch.get),
    '/api/v1/batch/set': write(batch.set),
    '/api/v1/batch/delete': write(batch.delete),
    '/api/v1/transaction': {
      ...write((body) => {
        assertPayload(body, LIMITS.kvsTransactionBytes.value);
        const place = { store, records, conditionOnMissing: settings.conditionOnMissing };
        runTransaction(place, TransactionSchema.parse(body));
      }),
      // storage-reference/kvs-transactions: the only call with a word of its own for it.
      rateCode: 'TOO_MANY_REQUESTS',
    },
  };
}

/** Get, set and delete of one key of one namespace. */
function createSingle(store: Store, records: KvsRecords, spaceOf: (entityName: string | undefined) => Space) {
  return {
    get: (body: unknown, entityName?: string) =>
      getRecord(records, spaceOf(entityName), GetSchema.parse(body)),
    set(body: unknown, entityName?: string): RecordView | undefined {
      const { key, value, options } = SetSchema.parse(body);
      const change = { key, value, options };
      const record = store.transaction(() => setRecord(records, spaceOf(entityName), change));
      return record && toView(record, { metadataFields: options?.returnMetadataFields });
    },
    delete(body: unknown, entityName?: string): void {
      const { key } = DeleteSchema.parse(body);
      const space = spaceOf(entityName);
      assertKey(space, key);
      store.transaction(() => records.remove(space, key));
    },
  };
}

function createBatch(store: Store, records: KvsRecords): Record<'get' | 'set' | 'delete', Route['run']> {
  return {
    get: (body) =>
      runBatch(toItems(BatchGetItemSchema, body), ({ key, entityName, options }) =>
        getRecord(records, records.space(entityName), { key, options }),
      ),
    set(body) {
      assertPayload(body, LIMITS.kvsBatchBytes.value);
      return runBatch(toItems(BatchSetItemSchema, body), ({ key, entityName, value, options }) => {
        const space = records.space(entityName);
        checkWrite(space, key, value);
        store.transaction(() => records.write(space, key, { value, ...toTtl(options?.ttl) }));
        return undefined;
      });
    },
    delete: (body) =>
      runBatch(toItems(TargetSchema, body), ({ key, entityName }) => {
        const space = records.space(entityName);
        assertKey(space, key);
        store.transaction(() => records.remove(space, key));
        return undefined;
      }),
  };
}

type Target = z.infer<typeof TargetSchema>;

/** A batch fails as a whole when it is empty, too long, or names a key twice (storage-reference/kvs-batch). */
function toItems<T extends Target>(schema: z.ZodType<T>, body: unknown): T[] {
  const items = z.array(schema).min(1).max(LIMITS.kvsBatchItems.value).parse(body);
  if (hasKeyTwice(items)) throw new KvsError('VALIDATION_FAILED', 'a batch names each key once');
  return items;
}

function assertPayload(body: unknown, most: number): void {
  if (Buffer.byteLength(JSON.stringify(body ?? null)) > most)
    throw new KvsError('MAX_SIZE', `the request is larger than ${most} bytes`);
}

/** Best effort, not atomic: each item succeeds or fails on its own (forge-facts §2.3). */
function runBatch<T extends Target>(items: readonly T[], run: (item: T) => object | undefined) {
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  for (const item of items) {
    const { key, entityName } = item;
    try {
      successfulKeys.push({ key, entityName, ...run(item) });
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      failedKeys.push({ key, entityName, error: { code: error.code, message: error.message } });
    }
  }
  return { successfulKeys, failedKeys };
}

function getRecord(
  records: KvsRecords,
  space: Space,
  { key, options }: z.infer<typeof GetSchema>,
): RecordView {
  assertKey(space, key);
  const record = records.read(space, key);
  if (!record) throw new KvsError('KEY_NOT_FOUND', `no value under key "${key}"`);
  return toView(record, options);
}
