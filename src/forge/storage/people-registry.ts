import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { PeopleRegistry } from '../../ports/people-registry';
import { readMany, readRow, type Rows } from './entities';
import { attentionKey } from './gate-keys';
import { storing } from './kvs-call';

/** Accounts of one report (facts §3.5). */
const REPORT = 90;
/** Writes of one batch (facts §2.3). */
const BATCH = 25;

async function accountOf(ref: string): Promise<string | null> {
  const query = kvs
    .entity<Rows['actor']>('actor')
    .query()
    .index('by-ref')
    .where(WhereConditions.equalTo(ref))
    .limit(1);
  const { results } = await storing('query actor', () => query.getMany());
  return results[0]?.key ?? null;
}

const accountsOf: PeopleRegistry['accountsOf'] = async (refs) => {
  const found = await Promise.all(
    [...new Set(refs)].map(async (ref) => [ref, await accountOf(ref)] as const),
  );
  return new Map(
    found.flatMap(([ref, accountId]) => (accountId === null ? [] : [[ref, accountId] as const])),
  );
};

const refsOf: PeopleRegistry['refsOf'] = async (accountIds) => {
  const rows = await readMany(accountIds.map((key) => ({ key, entityName: 'actor' as const })));
  return new Map(
    accountIds.flatMap((accountId, index) => {
      const row = rows[index] as Rows['actor'] | undefined;
      return row === undefined ? [] : [[accountId, row.ref] as const];
    }),
  );
};

const listToReport: PeopleRegistry['listToReport'] = async (before) => {
  const query = kvs
    .entity<Rows['actor']>('actor')
    .query()
    .index('by-reported')
    .where(WhereConditions.lessThan(before))
    .sort(Sort.ASC)
    .limit(REPORT);
  const { results } = await storing('query actors to report', () => query.getMany());
  return results.map(({ key, value }) => ({ accountId: key, ref: value.ref, reportedAt: value.reportedAt }));
};

const markReported: PeopleRegistry['markReported'] = async (actors, at) => {
  for (let start = 0; start < actors.length; start += BATCH) {
    const transaction = kvs.transact();
    for (const { accountId, ref } of actors.slice(start, start + BATCH))
      transaction.set(accountId, { ref, reportedAt: at }, { entityName: 'actor' });
    await storing('mark reported', () => transaction.execute());
  }
};

/** Takes the mapping and what is counted by its reference in one transaction; a mapping that is gone has nothing left. */
async function forget(accountId: string): Promise<void> {
  const row = await readRow('actor', accountId);
  if (row === undefined) return;
  const transaction = kvs.transact();
  transaction.delete(accountId, { entityName: 'actor' });
  transaction.delete(attentionKey(row.ref));
  await storing('forget actor', () => transaction.execute());
}

/** The port over KVS: one row a person, keyed by account, so that erasing it takes both directions at once. */
export const createPeopleRegistry = (): PeopleRegistry => ({
  accountsOf,
  refsOf,
  listToReport,
  markReported,
  forget,
});
