import { EMPTY_CHAIN } from '../../domain/audit/chain';
import type { AuditStore, ListedChain } from '../audit-store';
import {
  isWithin,
  newestFirst,
  pageOf,
  refOf,
  storeSiteEntry,
  type FakeChain,
  type FakeMemory,
} from './fake-memory';

const PAGE = 50;

const toListed = ([chain, { head, startedAt, changedAt }]: readonly [string, FakeChain]): ListedChain => ({
  chain,
  head,
  startedAt,
  changedAt,
});

const inOrder = (memory: FakeMemory): readonly (ListedChain & { readonly order: string })[] =>
  [...memory.chains]
    .map((item) => ({ ...toListed(item), order: `${item[1].startedAt} ${item[0]}` }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));

/** The port in memory. */
export const createFakeAuditStore = (memory: FakeMemory): AuditStore => ({
  open: async (chain, accountIds) => {
    const stored = memory.chains.get(chain);
    return {
      head: stored?.head ?? EMPTY_CHAIN,
      startedAt: stored?.startedAt ?? null,
      refs: new Map(accountIds.map((accountId) => [accountId, refOf(memory, accountId)])),
    };
  },
  read: async (chain, from, count) => {
    const entries = memory.chains.get(chain)?.entries ?? [];
    return Array.from({ length: count }, (_none, place) => {
      const entry = entries.find(({ index }) => index === from + place);
      return entry === undefined ? null : structuredClone(entry);
    });
  },
  heads: async (chains) =>
    new Map(
      chains.flatMap((chain) => {
        const stored = memory.chains.get(chain);
        return stored === undefined ? [] : [[chain, stored.head] as const];
      }),
    ),
  appendToSite: async (draft) => storeSiteEntry(memory, draft),
  listStarted: async (after, period) =>
    inOrder(memory)
      .filter(({ order, startedAt }) => (after === null || order > after) && isWithin(startedAt, period))
      .slice(0, PAGE),
  listChanged: async (since, cursor) =>
    pageOf(
      [...memory.chains].map(toListed).filter(({ changedAt }) => since === null || changedAt >= since),
      cursor,
      PAGE,
    ),
  listByEvent: async (event, cursor) => {
    const entries = [...memory.chains.values()].flatMap((chain) => chain.entries);
    const found = entries.filter((entry) => entry.event === event).reverse();
    return pageOf(
      newestFirst(found, ({ at }) => at),
      cursor,
      PAGE,
    );
  },
  listMarked: async (mark, period, cursor) => {
    const found = memory.marks.filter((item) => item.mark === mark && isWithin(item.at, period)).reverse();
    const inOrder = newestFirst(found, ({ at }) => at);
    const page = pageOf(mark.startsWith('waits:') ? [...inOrder].reverse() : inOrder, cursor, PAGE);
    return { items: page.items.map(({ chain }) => chain), cursor: page.cursor };
  },
});
