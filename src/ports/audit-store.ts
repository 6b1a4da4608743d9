import type { AuditEntry } from '../contract/audit';
import type { EntryDraft } from '../domain/audit/chain';
import type { Page } from './handoff-store';

/** The audit trail, to read it, and to append to the site's own chain (policy, switches, exports, refusals). */
export interface AuditStore {
  /** One chain in order of index. */
  trail(chain: string, cursor: string | null): Promise<Page<AuditEntry>>;
  /** Appends to the chain `site`; MUST NOT return before the entry is stored; raises `conflict` after bounded tries. */
  appendToSite(draft: EntryDraft): Promise<void>;
}
