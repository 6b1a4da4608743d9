import { AuditEntrySchema, type AuditEntry } from '../../contract/audit';
import type { AuditStore } from '../audit-store';
import type { CheckpointStore } from '../checkpoint-store';
import type { DecisionLog } from '../decision-log';
import type { HandoffStore } from '../handoff-store';
import type { ModelState } from '../model-state';
import type { PeopleRegistry } from '../people-registry';
import type { PolicyStore } from '../policy-store';
import type { SharesStore } from '../shares-store';

/** The stores over one storage, empty. */
export interface Stores {
  readonly handoffs: HandoffStore;
  readonly audit: AuditStore;
  readonly policies: PolicyStore;
  readonly checkpoints: CheckpointStore;
  readonly registry: PeopleRegistry;
  readonly decisions: DecisionLog;
  readonly shares: SharesStore;
  readonly modelState: ModelState;
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

const READ = 50;

/** Every entry of a chain up to its head, parsed; throws on a gap and on what is no entry. */
export async function entriesOf(
  { audit }: Pick<Stores, 'audit'>,
  chain: string,
): Promise<readonly AuditEntry[]> {
  const { head } = await audit.open(chain, []);
  const entries: AuditEntry[] = [];
  for (let from = 0; from < head.nextIndex; from += READ) {
    const rows = await audit.read(chain, from, Math.min(READ, head.nextIndex - from));
    entries.push(...rows.map((row) => AuditEntrySchema.parse(row)));
  }
  return entries;
}
