import { compareKeys } from '../../store/key-order';
import type { Key, Store } from '../../store/store';
import type { KvsRecord } from './kvs-records';

/** Part of a view: from `low` to `high`, both included, in one direction, after the row `after`. */
export interface Walk {
  readonly low?: string | number;
  readonly high?: string | number;
  readonly after?: Key;
  readonly isDescending: boolean;
}

interface ViewOptions {
  readonly store: Store;
  /** Where the rows lie: keys of records, or ordered values and keys below one partition of an index. */
  readonly prefix: Key;
  /** Records that queries still see as they were; undefined where there was none. */
  readonly replaced: ReadonlyMap<string, KvsRecord | undefined>;
  readonly read: (key: string) => KvsRecord | undefined;
  readonly alive: (record: KvsRecord | undefined) => KvsRecord | undefined;
  /** Rows that a record has in this view, whole. */
  readonly rowsOf: (record: KvsRecord) => readonly Key[];
}

/** One row of a view: its path below the prefix, which ends in the record's key, and the record. */
export interface ViewRow {
  readonly path: Key;
  readonly record: KvsRecord;
}

/** Rows read from the store at once: a page and the row that says whether another follows. */
const CHUNK = 101;

/** A namespace, by keys or by an index, as queries see it: late by the lag, in order, read as far as needed. */
export class QueryView {
  constructor(private readonly options: ViewOptions) {}

  /** Rows in order; a walk that is not finished reads no further. */
  *rows(walk: Walk): Generator<ViewRow> {
    const { after, isDescending } = walk;
    const direction = isDescending ? -1 : 1;
    for (const path of this.paths(walk)) {
      if (after && compareKeys(path, after) * direction <= 0) continue;
      if (isPast(path, walk)) return;
      const record = this.record(String(path.at(-1)));
      if (record) yield { path, record };
    }
  }

  private record(key: string): KvsRecord | undefined {
    const { replaced, read, alive } = this.options;
    return replaced.has(key) ? alive(replaced.get(key)) : read(key);
  }

  private *paths(walk: Walk): Generator<Key> {
    const { prefix, replaced, rowsOf } = this.options;
    const start = startOf(walk);
    if (replaced.size === 0) {
      yield* this.stored(start, walk.isDescending);
      return;
    }
    const old = [...replaced.values()].flatMap((record) => (record ? rowsOf(record) : []));
    const now = [...this.stored(undefined, false)].filter((path) => !replaced.has(String(path.at(-1))));
    const all = [...now, ...old.map((row) => row.slice(prefix.length))].sort(compareKeys);
    yield* walk.isDescending ? all.reverse() : all;
  }

  private *stored(start: Key | undefined, reverse: boolean): Generator<Key> {
    const { store, prefix } = this.options;
    for (let from = [...prefix, ...(start ?? [])], isFirst = true; ; isFirst = false) {
      const rows = store.range({ prefix, from, reverse, limit: CHUNK });
      for (const { key } of isFirst ? rows : rows.slice(1)) yield key.slice(prefix.length);
      const last = rows.at(-1);
      if (!last || rows.length < CHUNK) return;
      from = [...last.key];
    }
  }
}

function startOf({ after, isDescending, low, high }: Walk): Key | undefined {
  if (after) return after;
  const bound = isDescending ? high : low;
  return bound === undefined ? undefined : [bound];
}

function isPast([value]: Key, { isDescending, low, high }: Walk): boolean {
  const end = isDescending ? low : high;
  if (end === undefined || value === undefined) return false;
  return compareKeys([value], [end]) * (isDescending ? -1 : 1) > 0;
}
