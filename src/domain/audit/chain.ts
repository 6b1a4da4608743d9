import type { AuditDetails, AuditEntry, AuditEvent } from '../../contract/audit';
import { AuditEntrySchema } from '../../contract/audit';
import { sha256Hex, toCanonicalJson } from '../canonical/canonical';

/** Hash that the first entry of a chain names as the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** Where a chain stands: the index that comes next and the hash of the last entry. */
export interface ChainHead {
  readonly nextIndex: number;
  readonly lastHash: string;
}

export const EMPTY_CHAIN: ChainHead = { nextIndex: 0, lastHash: GENESIS_HASH };

/** Name of the chain that holds what belongs to no hand-off: policy, switches, exports, refusals. */
export const SITE_CHAIN = 'site';

/** What a caller says about a step; the chain adds index and hashes. */
export interface EntryDraft extends Omit<
  AuditEntry,
  'specVersion' | 'id' | 'chain' | 'index' | 'prevEntryHash' | 'hash'
> {
  readonly event: AuditEvent;
  readonly details: AuditDetails;
}

const LEAF_PREFIX = 0x00;

/** The hash of an entry: SHA-256(0x00 ‖ canonical JSON without `hash`), as RFC 6962 hashes a leaf. */
export function hashEntry(entry: AuditEntry): string {
  const { hash, ...body } = entry;
  return sha256Hex(toCanonicalJson(body), LEAF_PREFIX);
}

/** Key order of entries within a chain: indexes padded so that text order is number order. */
export const entryId = (chain: string, index: number): string => `${chain}.${String(index).padStart(6, '0')}`;

/** Appends drafts to a chain, in order. Pure: gives the entries and the new head, stores nothing. */
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
      specVersion: 1 as const,
      id: entryId(chain, nextIndex),
      chain,
      index: nextIndex,
    };
    const unhashed = { ...body, prevEntryHash: lastHash, hash: '' };
    const entry = { ...unhashed, hash: hashEntry(unhashed) };
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

/**
 * Checks the next entry of an export or a trail against the walk so far, and moves the walk on. `raw` is hostile input.
 * Finds: a changed field, a gap, a swap, a repeat, an insertion, a wrong id. Not found without a checkpoint: a cut tail.
 */
export function checkEntry(walk: Walk, raw: unknown): BrokenEntry | null {
  const parsed = AuditEntrySchema.safeParse(raw);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
    return { id: 'unknown', why: `not an audit entry: ${paths.join(', ')}` };
  }
  const entry = parsed.data;
  const head = walk.get(entry.chain) ?? EMPTY_CHAIN;
  const broken = (why: string): BrokenEntry => ({ id: entry.id, why });
  if (entry.index !== head.nextIndex) return broken(`index ${entry.index}, expected ${head.nextIndex}`);
  if (entry.id !== entryId(entry.chain, entry.index))
    return broken('the id does not belong to this chain and index');
  if (entry.prevEntryHash !== head.lastHash)
    return broken('it does not name the hash of the entry before it');
  if (entry.hash !== hashOfRaw(raw)) return broken('its hash does not match its content');
  walk.set(entry.chain, { nextIndex: entry.index + 1, lastHash: entry.hash });
  return null;
}
