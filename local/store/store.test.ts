import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LmdbStore } from './lmdb-store';
import { MemoryStore } from './memory-store';
import type { Store } from './store';

const directories: string[] = [];
const openers: [string, () => Store][] = [
  ['memory store', () => new MemoryStore()],
  [
    'lmdb store',
    () => {
      const directory = mkdtempSync(join(tmpdir(), 'handoff-store-'));
      directories.push(directory);
      return new LmdbStore(join(directory, '.local-data'));
    },
  ],
];

describe.each(openers)('%s', (_name, open) => {
  let store: Store;
  beforeEach(() => {
    store = open();
  });
  afterEach(async () => {
    await store.close();
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  });

  it('returns a copy of what was put', () => {
    const value = { nested: { n: 1 } };
    store.put(['a', 1], value);
    value.nested.n = 2;
    const first = store.get<typeof value>(['a', 1]);
    if (first) first.nested.n = 3;
    expect(store.get(['a', 1])).toEqual({ nested: { n: 1 } });
  });

  it('keeps null apart from absent', () => {
    store.put(['a'], null);
    expect(store.get(['a'])).toBeNull();
    expect(store.get(['b'])).toBeUndefined();
  });

  it('lists one prefix in order, numbers before strings, without its neighbours', () => {
    for (const key of [['a', 10], ['a', 9], ['a', 'x'], ['a', 'x', 1], ['ab', 1], ['a'], ['b', 1]])
      store.put(key, key);
    expect(store.range({ prefix: ['a'] }).map((entry) => entry.key)).toEqual([
      ['a'],
      ['a', 9],
      ['a', 10],
      ['a', 'x'],
      ['a', 'x', 1],
    ]);
    expect(store.range({ prefix: ['a', 'x'] })).toHaveLength(2);
  });

  it('orders text by code point', () => {
    for (const part of ['\u{1F600}', '\uFFFD', 'z', 'Ä']) store.put(['t', part], part);
    expect(store.range({ prefix: ['t'] }).map((entry) => entry.value)).toEqual([
      'z',
      'Ä',
      '\uFFFD',
      '\u{1F600}',
    ]);
  });

  it('lists backwards and stops at the limit', () => {
    for (const n of [1, 2, 3]) store.put(['n', n], n);
    expect(store.range({ prefix: ['n'], reverse: true, limit: 2 }).map((entry) => entry.value)).toEqual([
      3, 2,
    ]);
    expect(store.range({ prefix: ['n'], limit: 1 }).map((entry) => entry.value)).toEqual([1]);
  });

  it('begins at a key, in both directions, with all that begin with it', () => {
    for (const key of [
      ['f', 1, 'a'],
      ['f', 2, 'a'],
      ['f', 2, 'b'],
      ['f', 3, 'a'],
      ['g', 2],
    ])
      store.put(key, key);
    const keys = (from: (string | number)[], reverse: boolean) =>
      store.range({ prefix: ['f'], from, reverse }).map(({ key }) => key.slice(1).join(''));
    expect(keys(['f', 2], false)).toEqual(['2a', '2b', '3a']);
    expect(keys(['f', 2, 'b'], false)).toEqual(['2b', '3a']);
    expect(keys(['f', 2], true)).toEqual(['2b', '2a', '1a']);
    expect(keys(['f', 2, 'a'], true)).toEqual(['2a', '1a']);
    expect(keys(['f', 9], true)).toEqual(['3a', '2b', '2a', '1a']);
    expect(store.range({ prefix: ['f'], from: ['f', 2], reverse: true, limit: 1 })).toHaveLength(1);
  });

  it('rolls back everything when the outer transaction throws', () => {
    store.put(['kept'], 1);
    store.put(['gone'], 1);
    expect(() =>
      store.transaction(() => {
        store.put(['kept'], 2);
        store.transaction(() => {
          store.put(['new'], 1);
        });
        store.remove(['gone']);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect([store.get(['kept']), store.get(['new']), store.get(['gone'])]).toEqual([1, undefined, 1]);
  });

  it('reads its own writes inside a transaction', () => {
    const seen = store.transaction(() => {
      store.put(['r', 1], 'one');
      return store.range({ prefix: ['r'] }).length;
    });
    expect(seen).toBe(1);
  });

  it('is empty after clear', () => {
    store.put(['a', 1], 1);
    store.clear();
    expect(store.range({ prefix: [] })).toEqual([]);
  });

  it('refuses undefined', () => {
    expect(() => store.put(['u'], undefined)).toThrow('undefined');
  });
});

describe('lmdb store', () => {
  it('reads after opening again what was put before', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'handoff.store-'));
    const first = new LmdbStore(directory);
    first.put(['a', 1], { n: 1 });
    await first.close();
    const second = new LmdbStore(directory);
    expect(second.get(['a', 1])).toEqual({ n: 1 });
    await second.close();
    rmSync(directory, { recursive: true, force: true });
  });
});
