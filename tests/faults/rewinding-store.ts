import { MemoryStore } from '../../local/store/memory-store';
import type { Key, Store } from '../../local/store/store';

/** What a store held that differs from its mark; `undefined` stands for a key that is gone. */
export type Differences = readonly { readonly key: Key; readonly value: unknown }[];

/** A store that can be put back to where it was marked, and on to any place seen since, at the price of what differs. */
export interface RewindingStore extends Store {
  /** From here on, changes are remembered. */
  mark(): void;
  differences(): Differences;
  /** Back to the mark, and on by these differences. */
  rewind(differences?: Differences): void;
}

/** A memory store that remembers, once a key, what stood there before the first change after the mark. */
export function createRewindingStore(): RewindingStore {
  const inner = new MemoryStore();
  const before = new Map<string, { readonly key: Key; readonly value: unknown }>();
  const remember = (key: Key): void => {
    const id = JSON.stringify(key);
    if (!before.has(id)) before.set(id, { key: [...key], value: inner.get(key) });
  };
  const set = (key: Key, value: unknown): void => {
    if (value === undefined) inner.remove(key);
    else inner.put(key, value);
  };
  return {
    get: (key) => inner.get(key),
    range: (options) => inner.range(options),
    transaction: (run) => inner.transaction(run),
    put(key, value) {
      remember(key);
      inner.put(key, value);
    },
    remove(key) {
      remember(key);
      inner.remove(key);
    },
    clear() {
      throw new Error('a marked store is rewound, not cleared');
    },
    close: () => inner.close(),
    mark: () => {
      before.clear();
    },
    differences: () => [...before.values()].map(({ key }) => ({ key, value: inner.get(key) })),
    rewind(differences = []) {
      for (const { key, value } of before.values()) set(key, value);
      before.clear();
      for (const { key, value } of differences) {
        remember(key);
        set(key, value);
      }
    },
  };
}
