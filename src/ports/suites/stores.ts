import type { AuditStore } from '../audit-store';
import type { HandoffStore } from '../handoff-store';
import type { PolicyStore } from '../policy-store';

/** The three stores over one storage, empty, and a way to read a whole chain. */
export interface Stores {
  readonly handoffs: HandoffStore;
  readonly audit: AuditStore;
  readonly policies: PolicyStore;
}

/** Runs a test's body with fresh stores: in memory at once, over the emulator inside an invocation. */
export type WithStores = (body: (stores: Stores) => Promise<void>) => Promise<void>;

/** All items of a paged list. */
export async function allOf<T>(
  read: (cursor: string | null) => Promise<{ readonly items: readonly T[]; readonly cursor: string | null }>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items;
}
