import { compareKeys, hasPrefix } from './key-order';
import type { Entry, Key, RangeOptions, Store } from './store';

/** A key as it was before a change; `undefined` where it was not there. */
export interface Former {
  readonly key: Key;
  readonly value: unknown;
}

/** A store with some keys as they were before. For reading only. */
export class PastStore implements Store {
  private readonly former = new Map<string, Former>();

  constructor(
    private readonly inner: Store,
    former: readonly Former[],
  ) {
    for (const entry of former) this.former.set(nameOf(entry.key), entry);
  }

  get<T>(key: Key): T | undefined {
    const former = this.former.get(nameOf(key));
    // Checked edge: the former value was read under this key; the caller names its type, as with every store.
    return former ? (former.value as T | undefined) : this.inner.get<T>(key);
  }

  range<T>({ prefix, from = prefix, reverse = false, limit = Infinity }: RangeOptions): Entry<T>[] {
    const isWithin = (key: Key) => {
      const order = hasPrefix(key, from) ? 0 : compareKeys(key, from);
      return hasPrefix(key, prefix) && (reverse ? order <= 0 : order >= 0);
    };
    const former = [...this.former.values()].filter(({ key }) => isWithin(key));
    if (former.length === 0) return this.inner.range<T>({ prefix, from, reverse, limit });
    const kept = this.inner
      .range<T>({ prefix, from, reverse })
      .filter(({ key }) => !this.former.has(nameOf(key)));
    // Checked edge: as in get.
    const restored = former.filter(({ value }) => value !== undefined) as Entry<T>[];
    const all = [...kept, ...restored].sort((a, b) => compareKeys(a.key, b.key));
    return (reverse ? all.reverse() : all).slice(0, limit);
  }

  put(): never {
    throw readOnly();
  }

  remove(): never {
    throw readOnly();
  }

  transaction<T>(run: () => T): T {
    return this.inner.transaction(run);
  }

  clear(): never {
    throw readOnly();
  }

  close(): never {
    throw readOnly();
  }
}

const nameOf = (key: Key) => JSON.stringify(key);

function readOnly(): Error {
  return new Error('what was cannot be changed');
}
