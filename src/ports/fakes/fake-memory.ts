import type { AuditEntry } from '../../contract/audit';
import type { Output } from '../../contract/output';
import type { PolicyVersion } from '../../contract/policy';
import {
  appendEntries,
  EMPTY_CHAIN,
  SITE_CHAIN,
  type ChainHead,
  type EntryDraft,
} from '../../domain/audit/chain';
import { digestOf } from '../../domain/canonical/canonical';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import type { IssueSlot, Page } from '../handoff-store';
import type { PolicySummary, SiteSwitch } from '../policy-store';

/** What the three storage fakes share, so that a change and its entry on the site's chain commit together. */
export interface FakeMemory {
  readonly handoffs: Map<string, Handoff>;
  readonly packets: Map<string, Packet>;
  readonly outputs: Map<string, Output>;
  readonly slots: Map<string, IssueSlot>;
  readonly effects: Map<string, Effect>;
  /** Chain by name, each in order of index; a test may reach in to tamper. */
  readonly chains: Map<string, AuditEntry[]>;
  readonly versions: PolicySummary[];
  siteHead: ChainHead;
  policy: PolicyVersion;
  siteSwitch: SiteSwitch;
}

/** Memory as a new installation has it: the shipped policy as version 1, the switch open, nothing else. */
export function createFakeMemory(): FakeMemory {
  const policy: PolicyVersion = {
    version: 1,
    digest: digestOf(DEFAULT_POLICY),
    publishedAt: '2026-11-01T00:00:00.000Z',
    publishedBy: 'shipped',
    document: DEFAULT_POLICY,
  };
  const { version, publishedAt, publishedBy } = policy;
  return {
    handoffs: new Map(),
    packets: new Map(),
    outputs: new Map(),
    slots: new Map(),
    effects: new Map(),
    chains: new Map(),
    versions: [{ version, publishedAt, publishedBy, change: 'The policy that ships with the app' }],
    siteHead: EMPTY_CHAIN,
    policy,
    siteSwitch: { isHalted: false, reason: '', version: 0, changedBy: null, changedAt: null },
  };
}

/** A copy, or null for what is not there: nothing stored leaves or enters by reference, as with KVS. */
export const copyOf = <T>(value: T | undefined): T | null =>
  value === undefined ? null : structuredClone(value);

/** Adds entries to the end of their chains. */
export function storeEntries(memory: FakeMemory, entries: readonly AuditEntry[]): void {
  for (const entry of entries) {
    const chain = memory.chains.get(entry.chain) ?? [];
    memory.chains.set(entry.chain, [...chain, structuredClone(entry)]);
  }
}

/** Appends to the site's own chain. */
export function storeSiteEntry(memory: FakeMemory, draft: EntryDraft): void {
  const { entries, head } = appendEntries(SITE_CHAIN, memory.siteHead, [draft]);
  storeEntries(memory, entries);
  memory.siteHead = head;
}

/** One page of a list that is in order already; the cursor is the place where the next one starts. */
export function pageOf<T>(all: readonly T[], cursor: string | null, size: number): Page<T> {
  const from = cursor === null ? 0 : Number(cursor);
  const items = all.slice(from, from + size).map((item) => structuredClone(item));
  return { items, cursor: from + size < all.length ? String(from + size) : null };
}
