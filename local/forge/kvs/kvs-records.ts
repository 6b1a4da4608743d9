import { createHash } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Key, Store } from '../../store/store';
import type { EntityDeclaration, IndexDeclaration } from '../manifest-schema';
import { toOrdered } from './kvs-conditions';
import { KvsError } from './kvs-error';
import { isRecord } from './kvs-rules';

/** A stored record. Times are milliseconds since the epoch; `expireTime` is ISO 8601. */
export interface KvsRecord {
  readonly key: string;
  readonly value: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expireTime?: string;
}

/** Which namespace a key lives in: plain keys, secrets, or one custom entity. */
export type Space =
  { readonly kind: 'plain' | 'secret' } | { readonly kind: 'entity'; readonly entity: EntityDeclaration };

/** Where everything of the app's storage lies in the site's store. */
export const KVS_ROOT = 'kvs';

/** forge-facts §2.3: an expired record may be read for up to 48 h; the site is as late as that. */
const EXPIRY_LATENESS_MS = 48 * 3_600_000;

/** Reads and writes records and keeps the rows of their indexes in step. Callers own the transaction. */
export class KvsRecords {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly entities: ReadonlyMap<string, EntityDeclaration>,
  ) {}

  /** The namespace of an entity, or of plain keys when no name is given. Raises ENTITY_TYPE_NOT_FOUND. */
  space(entityName: string | undefined): Space {
    if (entityName === undefined) return { kind: 'plain' };
    const entity = this.entities.get(entityName);
    if (!entity) {
      throw new KvsError(
        'ENTITY_TYPE_NOT_FOUND',
        `add entity "${entityName}" under app.storage.entities in manifest.yml`,
      );
    }
    return { kind: 'entity', entity };
  }

  read(space: Space, key: string): KvsRecord | undefined {
    const record = this.store.get<KvsRecord>([...prefixOf(space), key]);
    return record && this.isGone(record) ? undefined : record;
  }

  write(space: Space, key: string, change: { value: unknown; ttlMs?: number }): KvsRecord {
    const before = this.read(space, key);
    const now = this.clock.now();
    const expiry =
      change.ttlMs === undefined ? {} : { expireTime: new Date(now + change.ttlMs).toISOString() };
    const record = {
      key,
      value: change.value,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      ...expiry,
    };
    this.unindex(space, key);
    this.store.put([...prefixOf(space), key], record);
    for (const row of indexKeys(space, record)) this.store.put(row, key);
    return record;
  }

  remove(space: Space, key: string): void {
    this.unindex(space, key);
    this.store.remove([...prefixOf(space), key]);
  }

  /** All records of a namespace in key order. */
  list(space: Space): KvsRecord[] {
    const rows = this.store.range<KvsRecord>({ prefix: prefixOf(space) });
    return rows.map((row) => row.value).filter((record) => !this.isGone(record));
  }

  /** Index rows of one partition, in order: each the ordered range value and the record's key. */
  indexRows(entity: EntityDeclaration, index: IndexDeclaration, partition: readonly unknown[]): Key[] {
    const prefix = [...indexPrefix(entity, index), hashPartition(partition)];
    return this.store.range({ prefix }).map((row) => row.key.slice(prefix.length));
  }

  private isGone({ expireTime }: KvsRecord): boolean {
    return expireTime !== undefined && Date.parse(expireTime) + EXPIRY_LATENESS_MS <= this.clock.now();
  }

  private unindex(space: Space, key: string): void {
    const stored = this.store.get<KvsRecord>([...prefixOf(space), key]);
    if (stored) for (const row of indexKeys(space, stored)) this.store.remove(row);
  }
}

function prefixOf(space: Space): Key {
  return space.kind === 'entity' ? [KVS_ROOT, 'entity', space.entity.name] : [KVS_ROOT, space.kind];
}

const indexPrefix = (entity: EntityDeclaration, index: IndexDeclaration): Key => [
  KVS_ROOT,
  'index',
  entity.name,
  index.name,
];

/** Partition values are hashed: together they may be longer than a key of the store. */
function hashPartition(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

function indexKeys(space: Space, { key, value }: KvsRecord): Key[] {
  if (space.kind !== 'entity') return [];
  const attributes = isRecord(value) ? value : {};
  return space.entity.indexes.flatMap((index) => {
    const partition = index.partition.map((name) => attributes[name]);
    const range = index.range.map((name) => toOrdered(attributes[name]));
    // A record without one of the attributes is not in that index.
    if (partition.includes(undefined)) return [];
    const ordered = range.filter((part) => part !== undefined);
    if (ordered.length < range.length) return [];
    return [[...indexPrefix(space.entity, index), hashPartition(partition), ...ordered, key]];
  });
}
