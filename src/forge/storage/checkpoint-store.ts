import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { Checkpoint, Leaf } from '../../contract/checkpoint';
import { MerkleFrontier } from '../../domain/audit/merkle';
import type {
  CheckpointStore,
  Lease,
  MadeCheckpoint,
  StoredVerification,
} from '../../ports/checkpoint-store';
import { PortError } from '../../ports/port-error';
import { commitWithSiteEntry } from './audit-store';
import { ensureRow, readRow, stillHas, type CheckpointTurn, type Rows } from './entities';
import { toEffectRow } from './effect-row';
import { storing } from './kvs-call';

const PAGE = 50;
const SERIES = 'checkpoint';
const TURN = 'turn';
const VERIFICATION = 'verification';

const keyOf = (index: number): string => String(index).padStart(6, '0');
const leavesOf = (index: number, turn: number): string =>
  `leaves:${keyOf(index)}:${String(turn).padStart(9, '0')}:`;
const pageKey = (index: number, turn: number, page: number): string =>
  `${leavesOf(index, turn)}${String(page).padStart(5, '0')}`;

const NOBODY: CheckpointTurn = {
  newest: null,
  history: new MerkleFrontier().toJSON(),
  until: null,
};

const nextIndex = (newest: Checkpoint | null): number => (newest === null ? 0 : newest.index + 1);

/** Removes the leaves of a turn that never came to its checkpoint. */
async function removeLeaves(index: number, turn: number): Promise<void> {
  for (;;) {
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(leavesOf(index, turn)))
      .limit(PAGE);
    const { results } = await storing('query leaves', () => query.getMany());
    for (const { key } of results) await storing('delete leaves', () => kvs.delete(key));
    if (results.length < PAGE) return;
  }
}

async function take(row: Rows['checkpoint-turn'], until: string | null): Promise<number> {
  const transaction = kvs.transact();
  transaction.set(
    TURN,
    { turn: row.turn + 1, body: { ...row.body, until } },
    { entityName: 'checkpoint-turn', conditions: stillHas<Rows['checkpoint-turn']>('turn', row.turn) },
  );
  await storing('take turn', () => transaction.execute());
  return row.turn + 1;
}

const lease: CheckpointStore['lease'] = async (now, until) => {
  const row = await ensureRow('checkpoint-turn', TURN, { turn: 0, body: NOBODY });
  if (row.body.until !== null && row.body.until > now) return null;
  try {
    const turn = await take(row, until);
    if (row.body.until !== null) await removeLeaves(nextIndex(row.body.newest), row.turn);
    return { turn, newest: row.body.newest, history: row.body.history };
  } catch (error) {
    if (error instanceof PortError && error.code === 'conflict') return null;
    throw error;
  }
};

const commit: CheckpointStore['commit'] = async ({ turn }: Lease, made: MadeCheckpoint) => {
  const { checkpoint, history, pages, effects } = made;
  await commitWithSiteEntry(made.entry, async (transaction) => {
    const row = await readRow('checkpoint-turn', TURN);
    if (row?.turn !== turn) throw new PortError('conflict', 'Somebody else makes this checkpoint');
    transaction.set(
      TURN,
      { turn: turn + 1, body: { newest: checkpoint, history, until: null } },
      { entityName: 'checkpoint-turn', conditions: stillHas<Rows['checkpoint-turn']>('turn', turn) },
    );
    transaction.set(
      keyOf(checkpoint.index),
      { series: SERIES, position: checkpoint.index, body: { checkpoint, turn, pages } },
      { entityName: 'checkpoint' },
    );
    for (const effect of effects) transaction.set(effect.id, toEffectRow(effect), { entityName: 'effect' });
  });
};

const leaves: CheckpointStore['leaves'] = async (index, page) => {
  const row = await readRow('checkpoint', keyOf(index));
  if (row === undefined || page >= row.body.pages) return null;
  const stored = await storing('get leaves', () => kvs.get<Leaf[]>(pageKey(index, row.body.turn, page)));
  return stored ?? [];
};

const list: CheckpointStore['list'] = async (cursor) => {
  const query = kvs
    .entity<Rows['checkpoint']>('checkpoint')
    .query()
    .index('by-position', { partition: [SERIES] })
    .sort(Sort.DESC)
    .limit(PAGE);
  const page = await storing('query checkpoints', () =>
    (cursor === null ? query : query.cursor(cursor)).getMany(),
  );
  return { items: page.results.map(({ value }) => value.body.checkpoint), cursor: page.nextCursor ?? null };
};

/** The port over KVS. */
export const createCheckpointStore = (): CheckpointStore => ({
  newest: async () => (await readRow('checkpoint-turn', TURN))?.body.newest ?? null,
  read: async (index) => (await readRow('checkpoint', keyOf(index)))?.body.checkpoint ?? null,
  list,
  leaves,
  lease,
  saveLeaves: async ({ turn, newest }, page, items) => {
    await storing('save leaves', () => kvs.set(pageKey(nextIndex(newest), turn, page), items));
  },
  commit,
  loadVerification: async () =>
    (await storing('get verification', () => kvs.get<StoredVerification>(VERIFICATION))) ?? null,
  saveVerification: async (verification) => {
    await storing('save verification', () => kvs.set(VERIFICATION, verification));
  },
});
