import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Lags } from '../../lags';
import type { Store } from '../../store/store';
import type { DoorAnswer, DoorHandler } from '../doors/door';
import { readBody } from '../doors/door';
import type { Manifest } from '../manifest';
import { KvsError } from './kvs-error';
import { EntityQuerySchema, PlainQuerySchema, queryEntity, queryPlain } from './kvs-query';
import { KvsRecords, type Space } from './kvs-records';
import { assertKey } from './kvs-rules';
import {
  BatchSetItemSchema,
  GROUP_LIMIT,
  SetOptionsSchema,
  TransactionSchema,
  assertGroupSize,
  checkWrite,
  runTransaction,
  setRecord,
  toTtl,
} from './kvs-writes';

interface KvsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly manifest: Manifest;
  readonly lags: Lags;
}

const MetadataSchema = z.object({ metadataFields: z.array(z.string()).optional() }).optional();
const GetSchema = z.object({ key: z.string(), entityName: z.string().optional(), options: MetadataSchema });
const SetSchema = GetSchema.extend({ value: z.unknown(), options: SetOptionsSchema.optional() });
const group = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(GROUP_LIMIT);

type Route = (body: unknown) => unknown;

/** The storage API of Forge over the site's store (forge-facts §6.3). */
export function createKvsDoor({ store, clock, manifest }: KvsOptions): DoorHandler {
  const records = new KvsRecords(store, clock, manifest.entities);
  const routes = new Map<string, Route>([
    ...createRoutes(store, records),
    ...createBatchRoutes(store, records),
  ]);
  return (call) => {
    const [path = ''] = call.path.split('?');
    const route = routes.get(path);
    try {
      if (!manifest.scopes.includes('storage:app')) {
        throw new KvsError('SCOPE_MISSING', 'add "- storage:app" under permissions.scopes in manifest.yml');
      }
      if (!route) throw new KvsError('NOT_SERVED', `the local site does not serve storage path ${path}`);
      const body = route(readBody(call));
      return body === undefined ? { status: 204 } : { status: 200, body };
    } catch (error) {
      return toErrorAnswer(error);
    }
  };
}

function toErrorAnswer(error: unknown): DoorAnswer {
  if (error instanceof KvsError) {
    return { status: error.status, body: { code: error.code, message: error.message } };
  }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    const message = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
    return { status: 400, body: { code: 'VALIDATION_FAILED', message } };
  }
  throw error;
}

function createRoutes(store: Store, records: KvsRecords): [string, Route][] {
  const single = (path: string, spaceOf: (body: unknown) => Space): [string, Route][] => [
    [`${path}/get`, (body) => getRecord(records, spaceOf(body), GetSchema.parse(body))],
    [
      `${path}/set`,
      (body) => {
        const { key, value, options } = SetSchema.parse(body);
        return store.transaction(() => setRecord(records, spaceOf(body), { key, value, options }));
      },
    ],
    [
      `${path}/delete`,
      (body) => {
        const { key } = GetSchema.parse(body);
        assertKey(key);
        store.transaction(() => records.remove(spaceOf(body), key));
      },
    ],
  ];
  const entityOf = (body: unknown) =>
    records.space(z.object({ entityName: z.string() }).parse(body).entityName);
  return [
    ...single('/api/v1', () => ({ kind: 'plain' })),
    ...single('/api/v1/secret', () => ({ kind: 'secret' })),
    ...single('/api/v1/entity', entityOf),
    ['/api/v1/query', (body) => queryPlain(records, PlainQuerySchema.parse(body))],
    ['/api/v1/entity/query', (body) => queryEntity(records, EntityQuerySchema.parse(body))],
    ['/api/v1/transaction', (body) => runTransaction(store, records, TransactionSchema.parse(body))],
  ];
}

function createBatchRoutes(store: Store, records: KvsRecords): [string, Route][] {
  return [
    [
      '/api/v1/batch/set',
      (body) => {
        const items = group(BatchSetItemSchema).parse(body);
        assertGroupSize(Buffer.byteLength(JSON.stringify(items)));
        return runBatch(items, ({ key, entityName, value, options }) => {
          const space = records.space(entityName);
          checkWrite(space, key, value);
          store.transaction(() => records.write(space, key, { value, ...toTtl(options?.ttl) }));
          return undefined;
        });
      },
    ],
    [
      '/api/v1/batch/get',
      (body) =>
        runBatch(group(GetSchema).parse(body), (item) =>
          getRecord(records, records.space(item.entityName), item),
        ),
    ],
    [
      '/api/v1/batch/delete',
      (body) =>
        runBatch(group(GetSchema).parse(body), ({ key, entityName }) => {
          assertKey(key);
          store.transaction(() => records.remove(records.space(entityName), key));
          return undefined;
        }),
    ],
  ];
}

/** Best effort, not atomic: each item succeeds or fails on its own (forge-facts §2.3). */
function runBatch<T extends { key: string; entityName?: string | undefined }>(
  items: readonly T[],
  run: (item: T) => object | undefined,
) {
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

function getRecord(records: KvsRecords, space: Space, { key }: z.infer<typeof GetSchema>) {
  assertKey(key);
  const record = records.read(space, key);
  if (!record) throw new KvsError('KEY_NOT_FOUND', `no value under key "${key}"`);
  return record;
}
