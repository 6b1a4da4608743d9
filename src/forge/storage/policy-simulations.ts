import { kvs, Sort } from '@forge/kvs';
import { SimulationSchema } from '../../contract/policy-life';
import type { PolicyStore, SimulationRow } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { commitWithSiteEntry } from './audit-store';
import { ensureRow, readRow, stillHas, type Rows } from './entities';
import { fromHeld, toHeld } from './held';
import { storing } from './kvs-call';

/** All simulations share one partition: the newest few are kept. */
const SERIES = 'simulation';
const KEPT = 5;
const MOST = 100;

const keyOf = (digest: string, baseVersion: number): string => `${digest}.${baseVersion}`;

type Row = Rows['policy-simulation'];

const toRow = ({ simulation, cursor, counter }: SimulationRow): Row => ({
  series: SERIES,
  startedAt: simulation.startedAt,
  counter,
  body: { simulation: toHeld(simulation), cursor },
});

export const loadSimulation: PolicyStore['simulation'] = async (digest, baseVersion) => {
  const row = await readRow('policy-simulation', keyOf(digest, baseVersion));
  const parsed = SimulationSchema.safeParse(fromHeld(row?.body.simulation));
  // Counter 0: claimed, and nothing of it was stored.
  if (row === undefined || row.counter === 0 || !parsed.success) return null;
  return { simulation: parsed.data, cursor: row.body.cursor, counter: row.counter };
};

/** Rows of simulations, the newest first; there are hardly more than are kept. */
export async function simulationRows(): Promise<readonly { readonly key: string; readonly value: Row }[]> {
  const query = kvs
    .entity<Row>('policy-simulation')
    .query()
    .index('by-started', { partition: [SERIES] })
    .sort(Sort.DESC)
    .limit(MOST);
  return (await storing('query simulations', () => query.getMany())).results;
}

async function removeOld(): Promise<void> {
  for (const { key } of (await simulationRows()).slice(KEPT))
    await storing('delete simulation', () => kvs.entity<Row>('policy-simulation').delete(key));
}

export const saveSimulation: PolicyStore['saveSimulation'] = async (next, entry) => {
  const key = keyOf(next.simulation.digest, next.simulation.baseVersion);
  const row = toRow(next);
  if (next.counter === 1) {
    await ensureRow('policy-simulation', key, { ...row, counter: 0 });
    await removeOld();
  }
  const add = async (transaction: ReturnType<(typeof kvs)['transact']>): Promise<void> => {
    const before = await readRow('policy-simulation', key);
    if (before?.counter !== next.counter - 1)
      throw new PortError('conflict', 'Somebody else goes on with this simulation');
    transaction.set(key, row, {
      entityName: 'policy-simulation',
      conditions: stillHas<Row>('counter', next.counter - 1),
    });
  };
  if (entry !== null) {
    await commitWithSiteEntry(entry, add);
    return;
  }
  const transaction = kvs.transact();
  await add(transaction);
  await storing('save simulation', () => transaction.execute());
};
