import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStore } from './memory-store';
import { PastStore } from './past-store';
import type { Key } from './store';
import { WatchedStore, type StoreWatcher } from './watched-store';

const UNDONE = new Error('undone');

let inner: MemoryStore;
let store: WatchedStore;
beforeEach(() => {
  inner = new MemoryStore();
  store = new WatchedStore(inner, { kept: ['kind'], mark: ['mark'] });
});

/** What is read inside a transaction, where kept values count. */
const read = <T>(key: Key) => store.transaction(() => store.get<T>(key));

function watch(): string[] {
  const calls: string[] = [];
  const watcher: StoreWatcher = {
    beforeWrite: (key) => calls.push(`${key.join('/')} was ${String(inner.get(key))}`),
    settled: (outcome) => calls.push(outcome),
    lost: () => calls.push('lost'),
  };
  store.watch(watcher);
  return calls;
}

describe('a watched store', () => {
  it('gives back what was put, kept or not', () => {
    for (const kind of ['kind', 'other']) {
      store.put([kind, 1], { n: 1 });
      expect(read([kind, 1])).toEqual({ n: 1 });
      store.put([kind, 1], { n: 2 });
      expect(read([kind, 1])).toEqual({ n: 2 });
      expect(store.transaction(() => store.range({ prefix: [kind] }))).toEqual([
        { key: [kind, 1], value: { n: 2 } },
      ]);
      store.remove([kind, 1]);
      expect(read([kind, 1])).toBeUndefined();
    }
  });

  it('keeps what nobody can change', () => {
    store.put(['kind', 1], { list: [1] });
    const value = read<{ list: number[] }>(['kind', 1]);
    expect(() => value?.list.push(2)).toThrow(TypeError);
    expect(read(['kind', 1])).toBe(value);
  });

  it('tells of a write before it, and of its end', () => {
    const calls = watch();
    store.transaction(() => {
      store.put(['a'], 1);
      store.put(['a'], 2);
    });
    store.transaction(() => store.get(['a']));
    expect(calls).toEqual(['a was undefined', 'a was 1', 'kept']);
  });

  it('forgets what was read in a transaction that is undone', () => {
    store.put(['kind', 1], 'before');
    const calls = watch();
    expect(() =>
      store.transaction(() => {
        store.put(['kind', 1], 'after');
        expect(store.get(['kind', 1])).toBe('after');
        throw UNDONE;
      }),
    ).toThrow(UNDONE);
    expect(calls).toEqual(['kind/1 was before', 'undone']);
    expect(read(['kind', 1])).toBe('before');
  });

  it('forgets everything when an outer transaction is undone', () => {
    store.put(['kind', 1], 'before');
    expect(() =>
      inner.transaction(() => {
        store.put(['kind', 1], 'after');
        expect(read(['kind', 1])).toBe('after');
        throw UNDONE;
      }),
    ).toThrow(UNDONE);
    const calls = watch();
    expect(read(['kind', 1])).toBe('before');
    expect(calls).toEqual(['lost']);
  });

  it('notices a second writer and a cleared store', () => {
    store.put(['kind', 1], 'mine');
    expect(read(['kind', 1])).toBe('mine');
    new WatchedStore(inner, { kept: [], mark: ['mark'] }).put(['kind', 1], 'theirs');
    expect(read(['kind', 1])).toBe('theirs');
    inner.clear();
    expect(read(['kind', 1])).toBeUndefined();
  });
});

describe('a past store', () => {
  const KEYS: readonly Key[] = [
    ['a', 1],
    ['a', 2],
    ['a', 4],
    ['b', 1],
  ];
  const past = () => {
    for (const key of KEYS) inner.put(key, 'now');
    return new PastStore(inner, [
      { key: ['a', 2], value: 'then' },
      { key: ['a', 4], value: undefined },
      { key: ['a', 3], value: 'gone' },
    ]);
  };
  const listed = (entries: readonly { key: Key; value: unknown }[]) =>
    entries.map(({ key, value }) => `${key.join('')} ${String(value)}`);

  it('has some keys as they were and the others as they are', () => {
    const found = past();
    const values = [...KEYS, ['a', 3]].map((key) => found.get(key));
    expect(values).toEqual(['now', 'then', undefined, 'now', 'gone']);
  });

  it('lists them in order, both ways, from a key and up to a limit', () => {
    const found = past();
    expect(listed(found.range({ prefix: ['a'] }))).toEqual(['a1 now', 'a2 then', 'a3 gone']);
    expect(listed(found.range({ prefix: ['a'], reverse: true, limit: 2 }))).toEqual(['a3 gone', 'a2 then']);
    expect(listed(found.range({ prefix: ['a'], from: ['a', 2] }))).toEqual(['a2 then', 'a3 gone']);
    expect(listed(found.range({ prefix: ['a'], from: ['a', 2], reverse: true }))).toEqual([
      'a2 then',
      'a1 now',
    ]);
    expect(listed(found.range({ prefix: ['b'] }))).toEqual(['b1 now']);
  });

  it('cannot be written', () => {
    const found = past();
    for (const write of [() => found.put(), () => found.remove(), () => found.clear(), () => found.close()])
      expect(write).toThrow('what was cannot be changed');
  });
});
