import type { AuditEntry } from '../../contract/audit';

/**
 * An entry as its entity's row: what indexes need as attributes, the rest in `body`, and nothing twice. Chain and index are in
 * the key, so that a row under another key is another entry, whose hash does not hold.
 */
export interface EntryRow {
  readonly event: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Splits an entry into its row; the key is the entry's id. */
export function toEntryRow(entry: AuditEntry): EntryRow {
  const { id, chain, index, event, at, ...body } = entry;
  return { event, at, body };
}

/** The entry that a row stands for, unchecked: what is stored may be damaged, and a verifier must see how. */
export function fromEntryRow(key: string, row: EntryRow): unknown {
  const dot = key.lastIndexOf('.');
  return {
    ...row.body,
    id: key,
    chain: key.slice(0, dot),
    index: Number(key.slice(dot + 1)),
    event: row.event,
    at: row.at,
  };
}
