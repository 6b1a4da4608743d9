import { AuditEntrySchema, type AuditEntry, type EntryDraft } from '../../contract/audit';
import { toCanonicalJson } from '../canonical/canonical';
import { DomainError } from '../domain-error';
import { leafHash } from './merkle';

/** Hash that the first entry of a chain names as the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** Where a chain stands: the index that comes next and the hash of the last entry. */
export interface ChainHead {
  readonly nextIndex: number;
  readonly lastHash: string;
}

/** Entries to append to one chain, with the head that they were made on and the one that they lead to. */
export interface ChainChange {
  readonly chain: string;
  /** When the chain began (ISO 8601); null when these entries begin it. */
  readonly startedAt: string | null;
  readonly before: ChainHead;
  readonly after: ChainHead;
  readonly entries: readonly AuditEntry[];
}

export const EMPTY_CHAIN: ChainHead = { nextIndex: 0, lastHash: GENESIS_HASH };

/** Name of the chain that holds what belongs to no hand-off: policy, switches, exports, refusals. */
export const SITE_CHAIN = 'site';

/** The hash of an entry: SHA-256(0x00 ‖ canonical JSON without `hash`), as RFC 6962 hashes a leaf. */
export function hashEntry(entry: { readonly hash: string }): string {
  const { hash, ...body } = entry;
  return leafHash(toCanonicalJson(body));
}

/** Key order of entries within a chain: indexes padded so that text order is number order. */
export const entryId = (chain: string, index: number): string => `${chain}.${String(index).padStart(6, '0')}`;

/** What is not an entry is never stored: a step whose evidence is not whole does not happen (U3). */
function readDraft(made: unknown): AuditEntry {
  const parsed = AuditEntrySchema.safeParse(made);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new DomainError('not-an-entry', `The step does not make a whole audit entry: ${paths.join(', ')}`);
}

/**
 * Appends drafts to a chain, in order. Pure: gives the entries and the new head, stores nothing. Throws `not-an-entry` when a
 * draft does not fit its event.
 */
export function appendEntries(
  chain: string,
  head: ChainHead,
  drafts: readonly EntryDraft[],
): { readonly entries: readonly AuditEntry[]; readonly head: ChainHead } {
  const entries: AuditEntry[] = [];
  let { nextIndex, lastHash } = head;
  for (const draft of drafts) {
    const body = {
      ...draft,
      specVersion: 2 as const,
      id: entryId(chain, nextIndex),
      chain,
      index: nextIndex,
    };
    const unhashed = { ...body, prevEntryHash: lastHash, hash: '' };
    const entry = readDraft({ ...unhashed, hash: hashEntry(unhashed) });
    entries.push(entry);
    nextIndex += 1;
    lastHash = entry.hash;
  }
  return { entries, head: { nextIndex, lastHash } };
}

/**
 * The hash of what was handed in, not of what the schema made of it: a key that parsing drops is a change too. Null for
 * what canonical JSON refuses, such as a lone surrogate. `raw` has passed the schema.
 */
function hashOfRaw(raw: unknown): string | null {
  try {
    return hashEntry(raw as AuditEntry);
  } catch {
    return null;
  }
}

/** The first broken entry of a walk, or null. */
export interface BrokenEntry {
  readonly id: string;
  readonly why: string;
}

/** Where a walk over many chains stands: one head a chain. Small, whatever the number of entries. */
export type Walk = Map<string, ChainHead>;

/** An entry as a walk sees it: its place, when it says it was, and the hash that its content has (null where it has none). */
export interface PlacedEntry {
  readonly id: string;
  readonly chain: string;
  readonly index: number;
  readonly prevEntryHash: string;
  readonly at: string;
  readonly hash: string;
  readonly ownHash: string | null;
}

/** Reads an entry for a walk. `raw` is hostile; what is no entry comes back as broken, under the id `unknown`. */
export function placeEntry(raw: unknown): PlacedEntry | BrokenEntry {
  const parsed = AuditEntrySchema.safeParse(raw);
  if (parsed.success) return { ...parsed.data, ownHash: hashOfRaw(raw) };
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  return { id: 'unknown', why: `not an audit entry: ${paths.join(', ')}` };
}

/** Why this entry cannot be the next of a chain that stands at `head`; null when it can. */
export function checkPlace(head: ChainHead, entry: PlacedEntry): string | null {
  if (entry.index !== head.nextIndex) return `index ${entry.index}, expected ${head.nextIndex}`;
  if (entry.id !== entryId(entry.chain, entry.index)) return 'the id does not belong to this chain and index';
  if (entry.prevEntryHash !== head.lastHash) return 'it does not name the hash of the entry before it';
  return entry.hash === entry.ownHash ? null : 'its hash does not match its content';
}

/**
 * Checks the next entry of an export or a trail against the walk so far, and moves the walk on. `raw` is hostile input.
 * Finds: a changed field, a gap, a swap, a repeat, an insertion, a wrong id. Not found without a checkpoint: a cut tail.
 */
export function checkEntry(walk: Walk, raw: unknown): BrokenEntry | null {
  const entry = placeEntry(raw);
  if ('why' in entry) return entry;
  const why = checkPlace(walk.get(entry.chain) ?? EMPTY_CHAIN, entry);
  if (why !== null) return { id: entry.id, why };
  walk.set(entry.chain, { nextIndex: entry.index + 1, lastHash: entry.hash });
  return null;
}
