import { kvs, Sort } from '@forge/kvs';
import type { DecisionLog, DecisionRecord } from '../../ports/decision-log';
import { fromDecisionRow, toDecisionRow } from './decision-row';
import type { Rows } from './entities';
import { storing } from './kvs-call';

/** Rows that one query gives at most, and queries that one page takes. */
const ROWS = 100;
const QUERIES = 10;

/** Storage forgets a record by itself after a year, the longest period that it knows. */
const KEPT = { ttl: { value: 365, unit: 'DAYS' } } as const;

type Transaction = ReturnType<typeof kvs.transact>;

const keyOf = ({ issueKey, input }: DecisionRecord): string =>
  `${input.at.slice(0, 10)}:${issueKey}:${input.operation}`;

/** Adds a record to the transaction of the step that it belongs to. */
export const addDecision = (transaction: Transaction, record: DecisionRecord): unknown =>
  transaction.set(keyOf(record), toDecisionRow(record), { entityName: 'decision' }, KEPT);

/** The port over KVS. What is read here was written here. */
export const createDecisionLog = (): DecisionLog => ({
  record: (record) =>
    storing('record decision', () =>
      kvs.entity<Rows['decision']>('decision').set(keyOf(record), toDecisionRow(record), KEPT),
    ),
  list: async (cursor) => {
    const records: DecisionRecord[] = [];
    let next = cursor ?? undefined;
    for (let query = 0; query < QUERIES; query += 1) {
      const all = kvs.entity<Rows['decision']>('decision').query().index('by-at').sort(Sort.DESC).limit(ROWS);
      const page = await storing('query decisions', () =>
        (next === undefined ? all : all.cursor(next)).getMany(),
      );
      records.push(...page.results.map(({ value }) => fromDecisionRow(value)));
      next = page.nextCursor;
      if (next === undefined) break;
    }
    return { records, cursor: next ?? null };
  },
});
