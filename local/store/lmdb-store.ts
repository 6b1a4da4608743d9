import { open, type RootDatabase } from 'lmdb';
import type { Entry, Key, RangeOptions, Store } from './store';

type LmdbKey = (string | number)[];

/** Sorts after every string and number part, so `[...prefix, AFTER_ALL]` ends a prefix's range. */
const AFTER_ALL = Uint8Array.of(0xff);

/** The store on disk: one LMDB environment in `directory`, committed synchronously. */
export class LmdbStore implements Store {
  private readonly database: RootDatabase<unknown, LmdbKey>;
  private depth = 0;

  /** `isDurable`: whether a write waits until the disk has it. */
  constructor(directory: string, { isDurable = true }: { readonly isDurable?: boolean } = {}) {
    // Without noSubdir, lmdb takes a name with a dot in it (`.local-data`) for a file.
    const options = { path: directory, noSubdir: false, encoding: 'json', noSync: !isDurable } as const;
    this.database = open<unknown, LmdbKey>(options);
  }

  // Checked edge, here and in range: the caller names the type that it put under the key.
  get<T>(key: Key): T | undefined {
    return this.database.get([...key]) as T | undefined;
  }

  put(key: Key, value: unknown): void {
    if (value === undefined) throw new Error('a stored value cannot be undefined');
    this.transaction(() => this.database.putSync([...key], value));
  }

  remove(key: Key): void {
    this.transaction(() => this.database.removeSync([...key]));
  }

  range<T>({ prefix, from = prefix, reverse = false, limit = Infinity }: RangeOptions): Entry<T>[] {
    const bounds = reverse
      ? { start: [...from, AFTER_ALL], end: [...prefix], inclusiveEnd: true }
      : { start: [...from], end: [...prefix, AFTER_ALL] };
    const size = Number.isFinite(limit) ? { limit } : {};
    const found: Entry<T>[] = [];
    for (const { key, value } of this.database.getRange({ ...bounds, ...size, reverse })) {
      // lmdb decodes a key of one part to the part itself.
      found.push({ key: Array.isArray(key) ? [...key] : [key], value: value as T });
    }
    return found;
  }

  transaction<T>(run: () => T): T {
    if (this.depth > 0) return run();
    this.depth += 1;
    try {
      return this.database.transactionSync(run);
    } finally {
      this.depth -= 1;
    }
  }

  clear(): void {
    this.transaction(() => {
      for (const key of [...this.database.getKeys()]) this.database.removeSync(key);
    });
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
