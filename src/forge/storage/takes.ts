import type { kvs } from '@forge/kvs';
import { LimitReached, type Take } from '../../ports/handoff-store';
import { ensureRow, readMany, stillHas, type Rows } from './entities';

type Transaction = ReturnType<typeof kvs.transact>;

/** One row a person, project, class or bypass, for ever: another day counts anew in the same row. */
const keyOf = ({ scope, of }: Omit<Take, 'most'>): string => `${scope}:${of}`;

/** Storage takes no empty string; this stands for a count that goes on over days. */
const NO_DAY = 'always';

const dayOf = ({ day }: Omit<Take, 'most'>): string => day ?? NO_DAY;

const UNUSED: Rows['count'] = { version: 0, day: NO_DAY, count: 0 };

const countIn = (row: Rows['count'], take: Omit<Take, 'most'>): number =>
  row.day === dayOf(take) ? row.count : 0;

/** How often each was taken so far. */
export async function readTaken(takes: readonly Omit<Take, 'most'>[]): Promise<readonly number[]> {
  const rows = await readMany(takes.map((take) => ({ key: keyOf(take), entityName: 'count' as const })));
  return takes.map((take, at) => countIn((rows[at] as Rows['count'] | undefined) ?? UNUSED, take));
}

/**
 * Adds takes to a transaction, each under the condition that nobody took meanwhile. Raises `LimitReached`.
 * The first row of a count is claimed before, because a condition needs a row.
 */
export async function addTakes(transaction: Transaction, takes: readonly Take[]): Promise<void> {
  const rows = await readMany(takes.map((take) => ({ key: keyOf(take), entityName: 'count' as const })));
  for (const [at, take] of takes.entries()) {
    const row = (rows[at] as Rows['count'] | undefined) ?? (await ensureRow('count', keyOf(take), UNUSED));
    const count = countIn(row, take);
    if (count >= take.most) throw new LimitReached(take);
    transaction.set(
      keyOf(take),
      { version: row.version + 1, day: dayOf(take), count: count + 1 } satisfies Rows['count'],
      { entityName: 'count', conditions: stillHas<Rows['count']>('version', row.version) },
    );
  }
}
