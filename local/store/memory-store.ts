import { compareKeys, hasPrefix } from './key-order';
import type { Entry, Key, RangeOptions, Store } from './store';

interface Row {
  readonly key: Key;
  /** JSON text: copying in and out is what keeps callers from sharing references. */
  json: string;
}

/** A fake of the durable store for tests: same order, same copies, same rollback, gone with the process. */
export class MemoryStore implements Store {
  private rows: Row[] = [];
  private undo: (() => void)[] | undefined;

  // Checked edge, here and in range: the caller names the type that it put under the key.
  get<T>(key: Key): T | undefined {
    const row = this.rows[this.position(key)];
    return row && compareKeys(row.key, key) === 0 ? (JSON.parse(row.json) as T) : undefined;
  }

  put(key: Key, value: unknown): void {
    if (value === undefined) throw new Error('a stored value cannot be undefined');
    const json = JSON.stringify(value);
    const at = this.position(key);
    const row = this.rows[at];
    if (row && compareKeys(row.key, key) === 0) {
      const before = row.json;
      row.json = json;
      this.undo?.push(() => (row.json = before));
      return;
    }
    this.rows.splice(at, 0, { key: [...key], json });
    this.undo?.push(() => this.rows.splice(this.position(key), 1));
  }

  remove(key: Key): void {
    const at = this.position(key);
    const row = this.rows[at];
    if (!row || compareKeys(row.key, key) !== 0) return;
    this.rows.splice(at, 1);
    this.undo?.push(() => this.rows.splice(this.position(key), 0, row));
  }

  range<T>({ prefix, from = prefix, reverse = false, limit = Infinity }: RangeOptions): Entry<T>[] {
    const found: Entry<T>[] = [];
    for (let at = this.position(reverse ? prefix : from); at < this.rows.length; at += 1) {
      const row = this.rows[at];
      if (!row || !hasPrefix(row.key, prefix)) break;
      if (reverse && compareKeys(row.key, from) > 0 && !hasPrefix(row.key, from)) break;
      if (!reverse && found.length >= limit) break;
      found.push({ key: row.key, value: JSON.parse(row.json) as T });
    }
    return reverse ? found.reverse().slice(0, limit) : found;
  }

  transaction<T>(run: () => T): T {
    if (this.undo) return run();
    const undo: (() => void)[] = [];
    this.undo = undo;
    try {
      return run();
    } catch (error) {
      this.undo = undefined;
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      this.undo = undefined;
    }
  }

  clear(): void {
    const before = this.rows;
    this.rows = [];
    this.undo?.push(() => (this.rows = before));
  }

  async close(): Promise<void> {
    this.rows = [];
  }

  /** First position whose key is not before `key`. */
  private position(key: Key): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.rows[middle];
      if (row && compareKeys(row.key, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
