import { randomUUID } from 'node:crypto';
import { deepFreeze } from './deep-freeze';
import type { Entry, Key, RangeOptions, Store } from './store';

/** Who has to know of writes: each call comes inside the transaction, except `settled`, which ends it. */
export interface StoreWatcher {
  /** The key is about to be written or removed. */
  beforeWrite(key: Key): void;
  /** The outermost transaction is over. `undone` comes only after writes. */
  settled(outcome: 'kept' | 'undone'): void;
  /** Somebody else changed the store: nothing that was remembered holds any more. */
  lost(): void;
}

/** What a watched store is to know of its owner's keys. */
interface WatchOptions {
  /** First key parts of the kinds that are kept decoded: keys of two parts, read often and seldom written. */
  readonly kept: readonly string[];
  /** Where its mark is. */
  readonly mark: Key;
}

interface Kept {
  readonly byPart: ReadonlyMap<string | number, unknown>;
  readonly entries: readonly Entry<unknown>[];
}

/**
 * A store that tells of its writes and keeps some kinds decoded. What it hands out of them is frozen, so that
 * nobody changes stored state by reference. Each writing transaction leaves a mark of its own in the store: another mark
 * than the last one (a cleared store, a second writer, an undone outer transaction) makes it forget everything.
 */
export class WatchedStore implements Store {
  private readonly kinds = new Map<string, Kept>();
  private readonly watchers: StoreWatcher[] = [];
  private isOpen = false;
  /** Keys written in the open transaction. */
  private openWrites = 0;
  private readonly name = randomUUID();
  private writes = 0;
  private mark: string | undefined;

  constructor(
    private readonly inner: Store,
    private readonly options: WatchOptions,
  ) {}

  watch(watcher: StoreWatcher): void {
    this.watchers.push(watcher);
  }

  get<T>(key: Key): T | undefined {
    const [kind, part] = key;
    if (part === undefined || key.length !== 2 || !this.keeps(kind)) return this.inner.get<T>(key);
    // Checked edge: what was put under the key comes back; the caller names its type, as with every store.
    return this.keptOf(kind).byPart.get(part) as T | undefined;
  }

  put(key: Key, value: unknown): void {
    this.transaction(() => {
      this.announce(key);
      this.inner.put(key, value);
    });
  }

  remove(key: Key): void {
    this.transaction(() => {
      this.announce(key);
      this.inner.remove(key);
    });
  }

  range<T>(options: RangeOptions): Entry<T>[] {
    const [kind] = options.prefix;
    const isWhole = options.prefix.length === 1 && Object.keys(options).length === 1;
    if (!isWhole || !this.keeps(kind)) return this.inner.range<T>(options);
    // Checked edge: as in get.
    return [...this.keptOf(kind).entries] as Entry<T>[];
  }

  transaction<T>(run: () => T): T {
    if (this.isOpen) return run();
    this.isOpen = true;
    this.openWrites = 0;
    const before = this.mark;
    try {
      const result = this.inner.transaction(() => {
        this.notice();
        const answer = run();
        if (this.openWrites > 0) this.leaveMark();
        return answer;
      });
      if (this.openWrites > 0) for (const watcher of this.watchers) watcher.settled('kept');
      return result;
    } catch (error) {
      if (this.openWrites > 0) this.undo(before);
      throw error;
    } finally {
      this.isOpen = false;
    }
  }

  clear(): void {
    this.inner.clear();
    this.forget();
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  /** Outside a transaction nobody has looked at the mark, so nothing kept is trusted. */
  private keeps(kind: string | number | undefined): kind is string {
    return this.isOpen && typeof kind === 'string' && this.options.kept.includes(kind);
  }

  private keptOf(kind: string): Kept {
    const known = this.kinds.get(kind);
    if (known) return known;
    const entries = this.inner.range({ prefix: [kind] }).map((entry) => deepFreeze(entry));
    const byPart = new Map(entries.map(({ key, value }) => [key[1] ?? '', value]));
    const kept = { byPart, entries };
    this.kinds.set(kind, kept);
    return kept;
  }

  private announce(key: Key): void {
    this.openWrites += 1;
    const [kind] = key;
    if (typeof kind === 'string') this.kinds.delete(kind);
    for (const watcher of this.watchers) watcher.beforeWrite(key);
  }

  private notice(): void {
    const found = this.inner.get<string>(this.options.mark);
    if (found === this.mark) return;
    this.forget();
    this.mark = found;
  }

  private leaveMark(): void {
    this.writes += 1;
    this.mark = `${this.name} ${this.writes}`;
    this.inner.put(this.options.mark, this.mark);
  }

  private undo(before: string | undefined): void {
    this.mark = before;
    this.kinds.clear();
    for (const watcher of this.watchers) watcher.settled('undone');
  }

  /** Forgets what was kept and tells the watchers to do the same. */
  forget(): void {
    this.kinds.clear();
    for (const watcher of this.watchers) watcher.lost();
  }
}
