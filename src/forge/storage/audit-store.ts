import { kvs, Sort } from '@forge/kvs';
import type { AuditEntry } from '../../contract/audit';
import {
  appendEntries,
  EMPTY_CHAIN,
  SITE_CHAIN,
  type ChainHead,
  type EntryDraft,
} from '../../domain/audit/chain';
import type { AuditStore } from '../../ports/audit-store';
import { PortError } from '../../ports/port-error';
import { ensureRow, stillHas, type Rows } from './entities';
import { storing } from './kvs-call';

const PAGE = 50;
const MAX_TRIES = 4;

/** An entry as its entity's row. */
export const toAuditRow = (entry: AuditEntry): Rows['audit-entry'] => ({
  chain: entry.chain,
  position: entry.index,
  at: entry.at,
  actor: entry.actor.accountId,
  event: entry.event,
  body: entry,
});

type Transaction = ReturnType<typeof kvs.transact>;

/** Adds an entry of the site's own chain to a transaction, under the condition that nobody appended meanwhile. */
async function addSiteEntry(transaction: Transaction, draft: EntryDraft): Promise<void> {
  const { body: head } = await ensureRow('audit-head', SITE_CHAIN, { nextIndex: 0, body: EMPTY_CHAIN });
  const appended = appendEntries(SITE_CHAIN, head, [draft]);
  for (const entry of appended.entries)
    transaction.set(entry.id, toAuditRow(entry), { entityName: 'audit-entry' });
  const next: ChainHead = appended.head;
  transaction.set(
    SITE_CHAIN,
    { nextIndex: next.nextIndex, body: next },
    { entityName: 'audit-head', conditions: stillHas<Rows['audit-head']>('nextIndex', head.nextIndex) },
  );
}

/**
 * Runs a transaction together with an entry of the site's chain. When another entry came first the whole is built and tried
 * again, a bounded number of times; `prepare` raises `conflict` itself when its own condition cannot hold any more.
 */
export async function commitWithSiteEntry(
  draft: EntryDraft,
  prepare: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = kvs.transact();
    await prepare(transaction);
    await addSiteEntry(transaction, draft);
    try {
      await storing('commit site entry', () => transaction.execute());
      return;
    } catch (error) {
      if (!(error instanceof PortError && error.code === 'conflict') || attempt >= MAX_TRIES) throw error;
    }
  }
}

/** The port over KVS custom entities. */
export function createAuditStore(): AuditStore {
  return {
    trail: async (chain, cursor) => {
      const query = kvs
        .entity<Rows['audit-entry']>('audit-entry')
        .query()
        .index('by-chain', { partition: [chain] })
        .sort(Sort.ASC)
        .limit(PAGE);
      const page = await storing('query trail', () =>
        (cursor === null ? query : query.cursor(cursor)).getMany(),
      );
      return { items: page.results.map(({ value }) => value.body), cursor: page.nextCursor ?? null };
    },
    appendToSite: (draft) => commitWithSiteEntry(draft, async () => undefined),
  };
}
