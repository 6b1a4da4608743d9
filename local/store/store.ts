/** A key is an ordered path of parts: all keys with one prefix are neighbours. */
export type Key = readonly (string | number)[];

export interface Entry<T> {
  readonly key: Key;
  readonly value: T;
}

export interface RangeOptions {
  readonly prefix: Key;
  /** Where to begin, itself included: at this key and all that begin with it. Must itself begin with `prefix`. */
  readonly from?: Key;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/**
 * The local site's one durable store: ordered keys, JSON-like values, synchronous transactions.
 * A value that was put MUST survive `kill -9` once the outermost `transaction` (or the single `put`) has returned.
 * Values are copied on the way in and out: a caller can never change stored state by reference.
 */
export interface Store {
  get<T>(key: Key): T | undefined;
  put(key: Key, value: unknown): void;
  remove(key: Key): void;
  range<T>(options: RangeOptions): Entry<T>[];
  /** Runs all or nothing; a throw rolls back. A transaction inside a transaction joins the outer one. */
  transaction<T>(run: () => T): T;
  /** Removes every key. */
  clear(): void;
  close(): Promise<void>;
}
