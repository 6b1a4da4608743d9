import { kvs } from '@forge/kvs';
import { sha256Hex } from '../../domain/canonical/canonical';
import { FRESH_RECORD, type ModelRecord } from '../../domain/model/breaker';
import type { ModelState } from '../../ports/model-state';
import { PortError } from '../../ports/port-error';
import { ensureRow, readMany, readRow, stillHas, type Rows } from './entities';
import { storing } from './kvs-call';

/** A model's name is typed by an admin, so it is no key by itself: storage takes few characters in one. */
const keyOf = (model: string): string => `model-${sha256Hex(model).slice(0, 32)}`;

const NEVER_ASKED: Rows['model-state'] = { version: 0, body: FRESH_RECORD };

const MAX_TRIES = 8;

/** Storage gives so many keys in one call. */
const BATCH = 25;

async function loadBatch(models: readonly string[]): Promise<readonly ModelRecord[]> {
  const keys = models.map((model) => ({ key: keyOf(model), entityName: 'model-state' as const }));
  const rows = await readMany(keys);
  return rows.map((row) => (row as Rows['model-state'] | undefined)?.body ?? FRESH_RECORD);
}

async function replace(key: string, row: Rows['model-state'], body: ModelRecord): Promise<void> {
  const next: Rows['model-state'] = { version: row.version + 1, body };
  const conditions = stillHas<Rows['model-state']>('version', row.version);
  await storing('set model-state', () =>
    kvs.transact().set(key, next, { entityName: 'model-state', conditions }).execute(),
  );
}

/** Null when somebody else was first. */
async function tryUpdate(
  key: string,
  change: (now: ModelRecord) => ModelRecord | null,
): Promise<{ readonly stored: ModelRecord | null } | null> {
  const row = (await readRow('model-state', key)) ?? (await ensureRow('model-state', key, NEVER_ASKED));
  const next = change(row.body);
  if (next === null) return { stored: null };
  try {
    await replace(key, row, next);
    return { stored: next };
  } catch (error) {
    if (error instanceof PortError && error.code === 'conflict') return null;
    throw error;
  }
}

/** The port over one row a model, each written under the condition that nobody wrote meanwhile. */
export const createModelState = (): ModelState => ({
  load: async (models) => {
    const records: ModelRecord[] = [];
    for (let from = 0; from < models.length; from += BATCH)
      records.push(...(await loadBatch(models.slice(from, from + BATCH))));
    return records;
  },
  update: async (model, change) => {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const done = await tryUpdate(keyOf(model), change);
      if (done !== null) return done.stored;
    }
    throw new PortError('conflict', 'Others change the state of this model all the time');
  },
});
