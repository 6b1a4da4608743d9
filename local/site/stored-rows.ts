import { KVS_ROOT } from '../forge/kvs/kvs-records';
import type { Key, Store } from '../store/store';
import { SiteError } from './http';

/** The namespaces of the app's storage, in the order in which the drawer lists them. */
const SPACES = ['entity', 'plain', 'secret'] as const;

/** Which rows are wanted; `after` is the `next` of the page before. */
interface StorageQuery {
  readonly prefix: string;
  /** Name of an entity, or `plain` or `secret`; empty for all. */
  readonly entity: string;
  readonly after: string;
  readonly limit: number;
}

interface Stored {
  readonly value?: unknown;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly expireTime?: string;
}

interface Row {
  readonly space: string;
  readonly entity: string;
  readonly key: string;
  readonly bytes: number;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly expireTime: string | null;
}

/** One page of what the app stored, without the values; `total` counts all rows that fit. */
export function pageOfStorage(store: Store, query: StorageQuery) {
  const rows = SPACES.flatMap((space) =>
    store.range<Stored>({ prefix: [KVS_ROOT, space] }).map(({ key, value }) => toRow(space, key, value)),
  ).filter((row) => isWanted(row, query));
  const start = query.after === '' ? 0 : rows.findIndex((row) => idOf(row) === query.after) + 1;
  const shown = rows.slice(start, start + query.limit);
  const last = shown.at(-1);
  const hasMore = last !== undefined && start + shown.length < rows.length;
  return { rows: shown, total: rows.length, first: start + 1, next: hasMore ? idOf(last) : null };
}

/** The names of the entities that hold rows. */
export function listEntities(store: Store): readonly string[] {
  const names = store.range({ prefix: [KVS_ROOT, 'entity'] }).map(({ key }) => String(key[2]));
  return [...new Set(names)];
}

/** The value of one row; of a secret only its size is ever shown. Raises `not-found`. */
export function readStored(
  store: Store,
  { space, entity, key }: Readonly<Record<'space' | 'entity' | 'key', string>>,
) {
  const path = space === 'entity' ? [KVS_ROOT, space, entity, key] : [KVS_ROOT, space, key];
  const stored = SPACES.some((known) => known === space) ? store.get<Stored>(path) : undefined;
  if (stored === undefined) throw new SiteError(404, 'not-found', 'the app stores nothing under this key');
  return space === 'secret' ? { isSecret: true, bytes: sizeOf(stored.value) } : { value: stored.value };
}

const idOf = ({ space, entity, key }: Row): string => `${space}/${entity}/${key}`;

function toRow(space: string, path: Key, stored: Stored): Row {
  const { value, createdAt = null, updatedAt = null, expireTime = null } = stored;
  const entity = space === 'entity' ? String(path[2]) : '';
  return { space, entity, key: String(path.at(-1)), bytes: sizeOf(value), createdAt, updatedAt, expireTime };
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));

const isWanted = ({ space, entity, key }: Row, query: StorageQuery): boolean =>
  key.startsWith(query.prefix) && (query.entity === '' || query.entity === (entity === '' ? space : entity));
