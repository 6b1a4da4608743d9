import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createSystemClock } from '../system-clock';
import { KvsRecords, type KvsRecord } from '../forge/kvs/kvs-records';
import { readManifest } from '../forge/manifest';
import type { Store } from '../store/store';
import { STORE_FOLDER, UsageError } from './options';

/** The app's storage of a site that need not be running. Nothing is written through it. */
export interface OfflineData {
  /** All records of a custom entity, in key order. */
  entity(entityName: string): readonly KvsRecord[];
  /** One record of a custom entity. */
  entityRecord(entityName: string, key: string): KvsRecord | undefined;
  /** The value under a plain key. */
  plain(key: string): KvsRecord | undefined;
  close(): Promise<void>;
}

interface OpenOptions {
  readonly dataDir: string;
  readonly manifestFile: string;
  readonly openStore: (directory: string) => Store;
}

/** Opens a data directory beside a running site or without one; raises `UsageError` when there is none. */
export function openData({ dataDir, manifestFile, openStore }: OpenOptions): OfflineData {
  const folder = join(dataDir, STORE_FOLDER);
  if (!existsSync(folder)) {
    throw new UsageError(`${dataDir}: no such data directory; accepted: one that npm start made (DATA_DIR)`);
  }
  const store = openStore(folder);
  const records = new KvsRecords({
    store,
    clock: createSystemClock(store),
    entities: readManifest(manifestFile).entities,
  });
  return {
    entity: (entityName) => records.list(records.space(entityName)),
    entityRecord: (entityName, key) => records.read(records.space(entityName), key),
    plain: (key) => records.read({ kind: 'plain' }, key),
    close: () => store.close(),
  };
}
