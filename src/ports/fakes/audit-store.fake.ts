import type { AuditStore } from '../audit-store';
import { pageOf, storeSiteEntry, type FakeMemory } from './fake-memory';

const PAGE = 50;

/** The port in memory. */
export const createFakeAuditStore = (memory: FakeMemory): AuditStore => ({
  trail: async (chain, cursor) => pageOf(memory.chains.get(chain) ?? [], cursor, PAGE),
  appendToSite: async (draft) => storeSiteEntry(memory, draft),
});
