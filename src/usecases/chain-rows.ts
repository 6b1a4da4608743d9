import { AuditEntrySchema, type AuditEntry } from '../contract/audit';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { AuditStore } from '../ports/audit-store';
import type { Log } from '../ports/platform';

/** Rows of one read of the audit store. */
const READ = 50;
/** Reads that run at once: a long chain, such as the site's, takes a tenth of the time. */
const READS_AT_ONCE = 10;

/** A place of a chain with what is stored there, unparsed; null where nothing is. */
export interface PlacedRow {
  readonly index: number;
  readonly row: unknown;
}

/** The places `from` to `end - 1` of a chain in order, read by key; memory holds at most 500 rows. */
export async function* readRows(
  audit: Pick<AuditStore, 'read'>,
  chain: string,
  { from, end }: { readonly from: number; readonly end: number },
): AsyncGenerator<PlacedRow> {
  for (let start = from; start < end; start += READ * READS_AT_ONCE) {
    const starts = Array.from({ length: READS_AT_ONCE }, (_none, at) => start + at * READ);
    const reads = starts
      .filter((first) => first < end)
      .map((first) => audit.read(chain, first, Math.min(READ, end - first)));
    for (const [at, row] of (await Promise.all(reads)).flat().entries()) yield { index: start + at, row };
  }
}

/** The entry at its place, or null when the row is none or belongs elsewhere. The row is hostile: storage may be bent. */
export function entryAt(chain: string, { index, row }: PlacedRow): AuditEntry | null {
  const parsed = AuditEntrySchema.safeParse(row);
  const isInPlace = parsed.success && parsed.data.chain === chain && parsed.data.index === index;
  return isInPlace ? parsed.data : null;
}

/** The same; a row that is there and is no entry is logged and left out, so that a reader sees a gap and not a failure. */
export function readableEntry(log: Log, chain: string, placed: PlacedRow): AuditEntry | null {
  const entry = entryAt(chain, placed);
  if (entry === null && placed.row !== null) log.error('audit.row-damaged', { chain, index: placed.index });
  return entry;
}

/** The entries of a chain that can be read, in order; what is damaged is logged and left out. */
export async function readEntries(
  { audit, log }: { readonly audit: Pick<AuditStore, 'read' | 'heads'>; readonly log: Log },
  chain: string,
): Promise<readonly AuditEntry[]> {
  const end = (await audit.heads([chain])).get(chain)?.nextIndex ?? 0;
  const entries: AuditEntry[] = [];
  for await (const placed of readRows(audit, chain, { from: 0, end })) {
    const entry = readableEntry(log, chain, placed);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** A stored row as a line of an export: as it is, so that damage shows in `audit:fsck`. */
export function toLine(row: unknown): string {
  try {
    return toCanonicalJson(row);
  } catch {
    // A lone surrogate: JSON can write it, canonical JSON refuses it. The line then fails where it is verified.
    return JSON.stringify(row);
  }
}
