import type { ActorRef, AuditEntry } from '../../contract/audit';
import type { Checkpoint, Leaf } from '../../contract/checkpoint';
import type { Output } from '../../contract/output';
import type { PolicyVersion } from '../../contract/policy';
import type { ClassStop } from '../../contract/policy-people';
import {
  appendEntries,
  EMPTY_CHAIN,
  SITE_CHAIN,
  type ChainHead,
  type ChainChange,
} from '../../domain/audit/chain';
import { digestOf } from '../../domain/canonical/canonical';
import type { AttentionRecord } from '../../domain/gate/attention';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import type { Mark, SiteDraft, Wait } from '../audit-store';
import type { StoredVerification } from '../checkpoint-store';
import type { DecisionRecord } from '../decision-log';
import type { IssueSlot, Page } from '../handoff-store';
import type { KnownActor } from '../people-registry';
import type { DraftSlot, SimulationRow, SiteSwitch, StoredVersion, Trial } from '../policy-store';
import { PortError } from '../port-error';

/** A chain as memory holds it; a test may reach in to tamper. */
export interface FakeChain {
  entries: AuditEntry[];
  head: ChainHead;
  readonly startedAt: string;
  changedAt: string;
}

/** What the storage fakes share, so that a change and its entries commit together. */
export interface FakeMemory {
  readonly handoffs: Map<string, Handoff>;
  readonly packets: Map<string, Packet>;
  readonly outputs: Map<string, Output>;
  readonly slots: Map<string, IssueSlot>;
  readonly effects: Map<string, Effect>;
  readonly chains: Map<string, FakeChain>;
  readonly marks: { readonly mark: Mark | Wait; readonly at: string; readonly chain: string }[];
  /** By scope and name. */
  readonly counts: Map<string, { readonly day: string | null; readonly count: number }>;
  readonly decisions: Map<string, DecisionRecord>;
  /** Hand-offs by the subtask that stands for their gate. */
  readonly gateSubtasks: Map<string, string>;
  /** By reference. */
  readonly attention: Map<ActorRef, AttentionRecord>;
  /** By account id. */
  readonly actors: Map<string, KnownActor>;
  /** How many references were given out, those that were forgotten included. */
  givenRefs: number;
  readonly checkpoints: { readonly checkpoint: Checkpoint; readonly pages: Leaf[][] }[];
  /** By number; the version in force is `policy`, so that a test can put another in its place. */
  readonly versions: Map<number, StoredVersion>;
  /** By digest and base version, in the order in which they began. */
  readonly simulations: Map<string, SimulationRow>;
  policy: PolicyVersion;
  draftSlot: DraftSlot;
  trial: Trial | null;
  stops: readonly ClassStop[];
  siteSwitch: SiteSwitch;
  verification: StoredVerification | null;
}

/** Memory as a new installation has it: the shipped policy as version 1, the switch open, nothing else. */
export function createFakeMemory(): FakeMemory {
  const policy: PolicyVersion = {
    version: 1,
    digest: digestOf(DEFAULT_POLICY),
    publishedAt: '2026-11-01T00:00:00.000Z',
    publishedBy: 'shipped',
    authors: [],
    document: DEFAULT_POLICY,
  };
  const { version, publishedAt, publishedBy, digest } = policy;
  const summary = {
    version,
    state: 'past',
    publishedAt,
    publishedBy,
    reviewedBy: null,
    change: 'The policy that ships with the app',
    digest,
  } as const;
  return {
    handoffs: new Map(),
    packets: new Map(),
    outputs: new Map(),
    slots: new Map(),
    effects: new Map(),
    chains: new Map(),
    marks: [],
    counts: new Map(),
    decisions: new Map(),
    gateSubtasks: new Map(),
    attention: new Map(),
    actors: new Map(),
    givenRefs: 0,
    checkpoints: [],
    versions: new Map([[version, { policy, summary }]]),
    simulations: new Map(),
    policy,
    draftSlot: { revision: 0, lastVersion: version, draft: null },
    trial: null,
    stops: [],
    siteSwitch: { isHalted: false, reason: '', version: 0, changedBy: null, changedAt: null },
    verification: null,
  };
}

/** A copy, or null for what is not there: nothing stored leaves or enters by reference, as with KVS. */
export const copyOf = <T>(value: T | undefined): T | null =>
  value === undefined ? null : structuredClone(value);

/** The reference of an account; a new account gets the next one. */
export function refOf(memory: FakeMemory, accountId: string): ActorRef {
  const known = memory.actors.get(accountId);
  if (known !== undefined) return known.ref;
  memory.givenRefs += 1;
  const ref = `actor-00000000-0000-4000-8000-${String(memory.givenRefs).padStart(12, '0')}`;
  memory.actors.set(accountId, { ref, accountId, reportedAt: '1970-01-01T00:00:00.000Z' });
  return ref;
}

/** Raises `conflict` when the chain is not where these entries were made. */
export function assertOnHead(memory: FakeMemory, { chain, before }: ChainChange): void {
  if ((memory.chains.get(chain)?.head.nextIndex ?? 0) !== before.nextIndex)
    throw new PortError('conflict', 'Storage has another version of the chain');
}

/** Adds entries to the end of their chain. */
export function storeEntries(memory: FakeMemory, change: ChainChange): void {
  const { chain, after, entries } = structuredClone(change);
  const stored = memory.chains.get(chain);
  const at = entries.at(-1)?.at ?? '';
  memory.chains.set(chain, {
    entries: [...(stored?.entries ?? []), ...entries],
    head: after,
    startedAt: stored?.startedAt ?? entries[0]?.at ?? at,
    changedAt: at,
  });
}

/** Appends to the site's own chain; gives the entry's id. */
export function storeSiteEntry(memory: FakeMemory, { accountId, draft }: SiteDraft): string {
  const stored = memory.chains.get(SITE_CHAIN);
  const before = stored?.head ?? EMPTY_CHAIN;
  const made = draft(accountId === null ? 'app' : refOf(memory, accountId));
  const { entries, head } = appendEntries(SITE_CHAIN, before, [made]);
  storeEntries(memory, {
    chain: SITE_CHAIN,
    startedAt: stored?.startedAt ?? null,
    before,
    after: head,
    entries,
  });
  return entries[0]?.id ?? '';
}

/** One page of a list that is in order already; the cursor is the place where the next one starts. */
export function pageOf<T>(all: readonly T[], cursor: string | null, size: number): Page<T> {
  const from = cursor === null ? 0 : Number(cursor);
  const items = all.slice(from, from + size).map((item) => structuredClone(item));
  return { items, cursor: from + size < all.length ? String(from + size) : null };
}

/** Newest first by a time; equal times keep their order. */
export const newestFirst = <T>(items: Iterable<T>, timeOf: (item: T) => string): readonly T[] =>
  [...items].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0));

/** Whether a time (ISO 8601) lies in a period; both ends belong to it. */
export const isWithin = (
  at: string,
  period: { readonly from: string | null; readonly to: string | null },
): boolean => (period.from === null || at >= period.from) && (period.to === null || at <= period.to);
