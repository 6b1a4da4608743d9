import { createHash } from 'node:crypto';
import type { Clock } from '../../clock';
import type { SiteSettings } from '../../settings';
import type { Key, Store } from '../../store/store';
import { LIMITS } from '../limits';
import type { EntityDeclaration, IndexDeclaration } from '../manifest-schema';
import { KvsError } from './kvs-error';
import { isRecord, toOrdered } from './kvs-rules';
import { QueryView } from './query-view';
import { YoungWrites } from './young-writes';

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
const EXPIRY_LATENESS_MS = LIMITS.kvsTtlDelay.value * 3_600_000;

interface RecordsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly entities: ReadonlyMap<string, EntityDeclaration>;
  /** Without it, queries see every write at once. */
  readonly settings?: SiteSettings;
}

/** Reads and writes records and keeps the rows of their indexes in step. Callers own the transaction. */
export class KvsRecords {
  private readonly young: YoungWrites;
  private written = 0;

  constructor(private readonly options: RecordsOptions) {
    this.young = new YoungWrites(options.store, options.clock, options.settings);
  }

  /** JSON bytes of all values that were written so far, those of undone transactions included. */
  get bytesWritten(): number {
    return this.written;
  }

  /** The namespace of an entity, or of plain keys when no name is given. Raises ENTITY_TYPE_NOT_FOUND. */
  space(entityName: string | undefined): Space {
    if (entityName === undefined) return { kind: 'plain' };
    const entity = this.options.entities.get(entityName);
    if (!entity) {
      throw new KvsError(
        'ENTITY_TYPE_NOT_FOUND',
        `add entity "${entityName}" under app.storage.entities in manifest.yml`,
      );
    }
    return { kind: 'entity', entity };
  }

  /** A record as it is now: reads by key are never late. */
  read(space: Space, key: string): KvsRecord | undefined {
    return this.alive(this.stored(space, key));
  }

  /** Writes a record; `createdAt` stays that of the record it replaces. */
  write(space: Space, key: string, change: { value: unknown; ttlMs?: number }): KvsRecord {
    const { store, clock } = this.options;
    const stored = this.stored(space, key);
    const before = this.alive(stored);
    const now = clock.now();
    const expiry =
      change.ttlMs === undefined ? {} : { expireTime: new Date(now + change.ttlMs).toISOString() };
    const record = {
      key,
      value: change.value,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      ...expiry,
    };
    this.young.note(nameOf(space), key, before);
    for (const row of indexKeys(space, stored)) store.remove(row);
    store.put([...prefixOf(space), key], record);
    for (const row of indexKeys(space, record)) store.put(row, key);
    this.written += Buffer.byteLength(JSON.stringify(change.value));
    return record;
  }

  /** Removes a record, if it is there. */
  remove(space: Space, key: string): void {
    const stored = this.stored(space, key);
    if (!stored) return;
    this.young.note(nameOf(space), key, this.alive(stored));
    for (const row of indexKeys(space, stored)) this.options.store.remove(row);
    this.options.store.remove([...prefixOf(space), key]);
  }

  /** All records of a namespace as they are now, in key order. */
  list(space: Space): KvsRecord[] {
    const rows = this.options.store.range<KvsRecord>({ prefix: prefixOf(space) });
    return rows.map((row) => row.value).filter((record) => this.alive(record));
  }

  /** A namespace as queries see it at this moment: by its keys, or by one partition of an index. */
  view(space: Space, index?: { declared: IndexDeclaration; partition: readonly unknown[] }): QueryView {
    const prefix = index && space.kind === 'entity' ? partitionPrefix(space.entity, index) : prefixOf(space);
    return new QueryView({
      store: this.options.store,
      prefix,
      replaced: this.young.replacedIn(nameOf(space)),
      read: (key) => this.read(space, key),
      alive: (record) => this.alive(record),
      rowsOf: (record) =>
        index ? indexKeys(space, record).filter((row) => isBelow(row, prefix)) : [[...prefix, record.key]],
    });
  }

  private stored(space: Space, key: string): KvsRecord | undefined {
    return this.options.store.get<KvsRecord>([...prefixOf(space), key]);
  }

  private alive(record: KvsRecord | undefined): KvsRecord | undefined {
    if (record?.expireTime === undefined) return record;
    const isGone = Date.parse(record.expireTime) + EXPIRY_LATENESS_MS <= this.options.clock.now();
    return isGone ? undefined : record;
  }
}

const isBelow = (row: Key, prefix: Key): boolean => prefix.every((part, at) => row[at] === part);

const nameOf = (space: Space): string => prefixOf(space).join('/');

function prefixOf(space: Space): Key {
  return space.kind === 'entity' ? [KVS_ROOT, 'entity', space.entity.name] : [KVS_ROOT, space.kind];
}

function partitionPrefix(
  entity: EntityDeclaration,
  index: { declared: IndexDeclaration; partition: readonly unknown[] },
): Key {
  return [KVS_ROOT, 'index', entity.name, index.declared.name, hashPartition(index.partition)];
}

/** Partition values are hashed: together they may be longer than a key of the store. */
function hashPartition(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

function indexKeys(space: Space, record: KvsRecord | undefined): Key[] {
  if (space.kind !== 'entity' || !record) return [];
  const attributes = isRecord(record.value) ? record.value : {};
  return space.entity.indexes.flatMap((declared) => {
    const partition = declared.partition.map((name) => attributes[name]);
    const range = declared.range.map((name) => toOrdered(attributes[name]));
    // A record without one of the attributes is not in that index.
    if (partition.includes(undefined)) return [];
    const ordered = range.filter((part) => part !== undefined);
    if (ordered.length < range.length) return [];
    return [[...partitionPrefix(space.entity, { declared, partition }), ...ordered, record.key]];
  });
}
