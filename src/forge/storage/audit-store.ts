import { randomUUID } from 'node:crypto';
import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { ActorRef } from '../../contract/audit';
import {
  appendEntries,
  EMPTY_CHAIN,
  entryId,
  SITE_CHAIN,
  type ChainHead,
  type ChainChange,
} from '../../domain/audit/chain';
import type { AuditStore, ListedChain, OpenChain, SiteDraft } from '../../ports/audit-store';
import { PortError } from '../../ports/port-error';
import { ensureRow, readMany, stillHas, within, type Rows } from './entities';
import { fromEntryRow, toEntryRow } from './entry-row';
import { storing } from './kvs-call';

const PAGE = 50;
/** Keys of one batch get (facts §2.3). */
const BATCH = 25;
const MAX_TRIES = 6;
/** Longest pause before another try, in milliseconds; it doubles from this over `2 ** MAX_TRIES` on. */
const LONGEST_PAUSE = 400;

type Transaction = ReturnType<typeof kvs.transact>;
type HeadRow = Rows['audit-head'];

const headOf = ({ nextIndex, lastHash }: HeadRow): ChainHead => ({ nextIndex, lastHash });

/** `started` orders chains by their beginning and, within the same millisecond, by name. */
const startOf = ({ started }: HeadRow): string => started.slice(0, started.indexOf(' '));

const toListed = (key: string, row: HeadRow): ListedChain => ({
  chain: key,
  head: headOf(row),
  startedAt: startOf(row),
  changedAt: row.changedAt,
});

/**
 * Adds entries and the moved head to a transaction, under the condition that nobody appended meanwhile. A chain that begins
 * has no row to put a condition on: its name is random and new.
 */
export function addChain(transaction: Transaction, change: ChainChange): void {
  const { chain, before, after, entries } = change;
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined)
    throw new PortError('refused', 'A step without an audit entry');
  for (const entry of entries) transaction.set(entry.id, toEntryRow(entry), { entityName: 'audit-entry' });
  const row: HeadRow = {
    nextIndex: after.nextIndex,
    lastHash: after.lastHash,
    started: `${change.startedAt ?? first.at} ${chain}`,
    changedAt: last.at,
  };
  const isNew = change.startedAt === null;
  transaction.set(chain, row, {
    entityName: 'audit-head',
    ...(isNew ? {} : { conditions: stillHas<HeadRow>('nextIndex', before.nextIndex) }),
  });
}

/** Never reported: due at the next report (docs/privacy.md). */
const NEVER = '1970-01-01T00:00:00.000Z';

async function refOf(accountId: string, row: unknown): Promise<ActorRef> {
  if (row !== undefined) return (row as Rows['actor']).ref;
  return (await ensureRow('actor', accountId, { ref: `actor-${randomUUID()}`, reportedAt: NEVER })).ref;
}

async function open(chain: string, accountIds: readonly string[]): Promise<OpenChain> {
  const [row, ...actors] = await readMany([
    { key: chain, entityName: 'audit-head' },
    ...accountIds.map((key) => ({ key, entityName: 'actor' as const })),
  ]);
  const refs = await Promise.all(
    accountIds.map(async (accountId, index) => [accountId, await refOf(accountId, actors[index])] as const),
  );
  const head = row as HeadRow | undefined;
  return {
    head: head === undefined ? EMPTY_CHAIN : headOf(head),
    startedAt: head === undefined ? null : startOf(head),
    refs: new Map(refs),
  };
}

/** The site's chain is shared, so its head is created before a condition is put on it (facts §2.3, missing keys). */
async function openSite({ accountId, draft }: SiteDraft): Promise<ChainChange> {
  const opened = await open(SITE_CHAIN, accountId === null ? [] : [accountId]);
  const made = draft(accountId === null ? 'app' : (opened.refs.get(accountId) ?? 'app'));
  if (opened.startedAt === null) {
    const first = { ...EMPTY_CHAIN, started: `${made.at} ${SITE_CHAIN}`, changedAt: made.at };
    await ensureRow('audit-head', SITE_CHAIN, first);
  }
  const { entries, head } = appendEntries(SITE_CHAIN, opened.head, [made]);
  return {
    chain: SITE_CHAIN,
    startedAt: opened.startedAt ?? made.at,
    before: opened.head,
    after: head,
    entries,
  };
}

/** A random pause that grows with the tries, so that many who append to one chain at once do not meet again. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.random() * (LONGEST_PAUSE / 2 ** (MAX_TRIES - attempt)));
  });

/**
 * Runs a transaction together with an entry of the site's chain and gives the entry's id. When another entry came first the
 * whole is built and tried again, a bounded number of times; `prepare` raises `conflict` itself when its own condition cannot
 * hold any more.
 */
export async function commitWithSiteEntry(
  draft: SiteDraft,
  prepare: (transaction: Transaction) => Promise<void>,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = kvs.transact();
    await prepare(transaction);
    const change = await openSite(draft);
    addChain(transaction, change);
    try {
      await storing('commit site entry', () => transaction.execute());
      return entryId(SITE_CHAIN, change.before.nextIndex);
    } catch (error) {
      if (!(error instanceof PortError && error.code === 'conflict') || attempt >= MAX_TRIES) throw error;
    }
    await pause(attempt);
  }
}

async function read(chain: string, from: number, count: number): Promise<readonly unknown[]> {
  const keys = Array.from({ length: count }, (_none, place) => entryId(chain, from + place));
  const rows: unknown[] = [];
  for (let start = 0; start < keys.length; start += BATCH) {
    const batch = keys.slice(start, start + BATCH);
    rows.push(...(await readMany(batch.map((key) => ({ key, entityName: 'audit-entry' as const })))));
  }
  return rows.map((row, place) =>
    row === undefined ? null : fromEntryRow(entryId(chain, from + place), row as Rows['audit-entry']),
  );
}

const heads: AuditStore['heads'] = async (chains) => {
  const rows = await readMany(chains.map((key) => ({ key, entityName: 'audit-head' as const })));
  return new Map(
    chains.flatMap((chain, index) => {
      const row = rows[index] as HeadRow | undefined;
      return row === undefined ? [] : [[chain, headOf(row)] as const];
    }),
  );
};

const listStarted: AuditStore['listStarted'] = async (after, { from, to }) => {
  const query = kvs
    .entity<HeadRow>('audit-head')
    .query()
    .index('by-started')
    .where(WhereConditions.between(after ?? from ?? '0', to === null ? '9' : `${to}~`))
    .sort(Sort.ASC)
    .limit(PAGE);
  const { results } = await storing('query chains', () => query.getMany());
  return results
    .filter(({ value }) => value.started !== after)
    .map(({ key, value }) => ({ ...toListed(key, value), order: value.started }));
};

const listChanged: AuditStore['listChanged'] = async (since, cursor) => {
  const query = kvs
    .entity<HeadRow>('audit-head')
    .query()
    .index('by-changed')
    .where(WhereConditions.greaterThanEqualTo(since ?? '0'))
    .sort(Sort.ASC)
    .limit(PAGE);
  const page = await storing('query changed chains', () =>
    (cursor === null ? query : query.cursor(cursor)).getMany(),
  );
  return {
    items: page.results.map(({ key, value }) => toListed(key, value)),
    cursor: page.nextCursor ?? null,
  };
};

const listByEvent: AuditStore['listByEvent'] = async (event, cursor) => {
  const query = kvs
    .entity<Rows['audit-entry']>('audit-entry')
    .query()
    .index('by-event', { partition: [event] })
    .sort(Sort.DESC)
    .limit(PAGE);
  const page = await storing('query events', () =>
    (cursor === null ? query : query.cursor(cursor)).getMany(),
  );
  return {
    items: page.results.map(({ key, value }) => fromEntryRow(key, value)),
    cursor: page.nextCursor ?? null,
  };
};

const listMarked: AuditStore['listMarked'] = async (mark, period, cursor) => {
  const query = kvs
    .entity<Rows['audit-mark']>('audit-mark')
    .query()
    .index('by-mark', { partition: [mark] })
    .where(within(period))
    .sort(mark.startsWith('waits:') ? Sort.ASC : Sort.DESC)
    .limit(BATCH);
  const page = await storing('query marks', () => (cursor === null ? query : query.cursor(cursor)).getMany());
  return { items: page.results.map(({ value }) => value.chain), cursor: page.nextCursor ?? null };
};

/** The port over KVS custom entities. */
export const createAuditStore = (): AuditStore => ({
  open,
  read,
  heads,
  appendToSite: (draft) => commitWithSiteEntry(draft, async () => undefined),
  listStarted,
  listChanged,
  listByEvent,
  listMarked,
});
