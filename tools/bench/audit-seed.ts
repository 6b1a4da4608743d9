import { z } from 'zod';
import type { KvsRecords } from '../../local/forge/kvs/kvs-records';
import type { Store } from '../../local/store/store';
import { AuditEntrySchema, type EntryDraft } from '../../src/contract/audit';
import { appendEntries, EMPTY_CHAIN } from '../../src/domain/audit/chain';
import type { Handoff } from '../../src/domain/handoff/handoff';
import { fromEntryRow, toEntryRow } from '../../src/forge/storage/entry-row';
import { fromHandoffRow, toHandoffRow, type HandoffRow } from '../../src/forge/storage/handoff-row';

/** Entries of a seeded hand-off: 100,000 of them make 1,000,000. */
export const ENTRIES_EACH = 10;
/** Hand-offs of one transaction of the store. */
const BATCH = 500;
const MINUTE_MS = 60_000;

const EntryRowSchema = z.looseObject({
  event: z.string(),
  at: z.string(),
  body: z.record(z.string(), z.unknown()),
});

/** Rows of one hand-off that the app itself stored; the seeded ones are copies of it under other ids and times. */
export interface Pattern {
  readonly handoff: Handoff;
  readonly drafts: readonly EntryDraft[];
  readonly marks: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly id: string;
}

/** Reads a hand-off's rows as the app stored them. Throws when it has fewer entries than a seeded one. */
export function readPattern(records: KvsRecords, id: string): Pattern {
  const valuesOf = (entity: string) => records.list(records.space(entity));
  const row = records.read(records.space('handoff'), id)?.value;
  if (row === undefined) throw new Error(`there is no hand-off ${id}`);
  const drafts = valuesOf('audit-entry')
    .map(({ key, value }) => AuditEntrySchema.parse(fromEntryRow(key, EntryRowSchema.parse(value))))
    .filter(({ chain }) => chain === id)
    .sort((a, b) => a.index - b.index)
    .slice(0, ENTRIES_EACH)
    .map(({ specVersion, id: _id, chain, index, prevEntryHash, hash, ...draft }) => draft as EntryDraft);
  if (drafts.length < ENTRIES_EACH) throw new Error(`the pattern has ${drafts.length} entries`);
  const marks = valuesOf('audit-mark')
    .filter(({ key }) => key.endsWith(`#${id}`))
    .map(({ key, value }) => ({ key, value: z.record(z.string(), z.unknown()).parse(value) }));
  return { handoff: fromHandoffRow(row as HandoffRow), drafts, marks, id };
}

const idOf = (number: number): string =>
  `ho-00000000-0000-4000-9000-${number.toString(16).padStart(12, '0')}`;

/** One hand-off of the seed, a minute after the one before. */
function write(
  records: KvsRecords,
  pattern: Pattern,
  { number, start }: { number: number; start: number },
): void {
  const id = idOf(number);
  const at = new Date(start + number * MINUTE_MS).toISOString();
  const handoff = { ...pattern.handoff, id, requestedAt: at, updatedAt: at };
  records.write(records.space('handoff'), id, { value: toHandoffRow(handoff) });
  const drafts = pattern.drafts.map((draft) => ({ ...draft, at }));
  const { entries, head } = appendEntries(id, EMPTY_CHAIN, drafts);
  for (const entry of entries)
    records.write(records.space('audit-entry'), entry.id, { value: toEntryRow(entry) });
  const value = { ...head, started: `${at} ${id}`, changedAt: at };
  records.write(records.space('audit-head'), id, { value });
  for (const mark of pattern.marks) {
    const key = mark.key.replace(pattern.id, id);
    records.write(records.space('audit-mark'), key, { value: { ...mark.value, at, chain: id } });
  }
}

/** Writes so many hand-offs, each a whole chain that verifies, ending shortly before `end` (ms since the epoch). */
export function seedHandoffs(
  { store, records }: { readonly store: Store; readonly records: KvsRecords },
  pattern: Pattern,
  { count, end }: { readonly count: number; readonly end: number },
): void {
  const start = end - (count + 1) * MINUTE_MS;
  for (let first = 0; first < count; first += BATCH) {
    store.transaction(() => {
      for (let number = first; number < Math.min(count, first + BATCH); number += 1)
        write(records, pattern, { number, start });
    });
  }
}
