import type { AuditEntry } from '../../contract/audit';
import type { ChainHead } from './chain';

/** Entries to append to one chain, with the head that they were made on and the one that they lead to. */
export interface ChainChange {
  readonly chain: string;
  /** When the chain began (ISO 8601); null when these entries begin it. */
  readonly startedAt: string | null;
  readonly before: ChainHead;
  readonly after: ChainHead;
  readonly entries: readonly AuditEntry[];
}
