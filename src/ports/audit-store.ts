import type { ActorRef, AuditEvent, EntryDraft } from '../contract/audit';
import type { ChainHead } from '../domain/audit/chain';
import type { Page } from './handoff-store';

/** What a step needs to append: where the chain stands and which references its people have. */
export interface OpenChain {
  readonly head: ChainHead;
  /** ISO 8601; null for a chain that does not exist yet. */
  readonly startedAt: string | null;
  /** By account id; holds every account that was asked for. */
  readonly refs: ReadonlyMap<string, ActorRef>;
}

/** A chain in a list: its head when it was listed, and when it began and last moved (ISO 8601). */
export interface ListedChain {
  readonly chain: string;
  readonly head: ChainHead;
  readonly startedAt: string;
  readonly changedAt: string;
}

/** Times of a range, ISO 8601; null leaves that side open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** What a search may ask of an index of its own: a person or a rule that had to do with a hand-off. */
export type Mark = `person:${string}` | `rule:${string}` | `model:${string}`;

/** Whom a hand-off waits for (a reference). Unlike a mark of the trail it is taken away when the wait is over. */
export type Wait = `waits:${string}`;

/**
 * The audit trail. Entries are read by key and are right now; lists (`listStarted`, `listChanged`, `listByEvent`,
 * `listMarked`) may lag. Nothing here changes or removes an entry.
 */
export interface AuditStore {
  /** Reads a chain's head and its people's references; an account without one gets a random one, once, whoever asks first. */
  open(chain: string, accountIds: readonly string[]): Promise<OpenChain>;
  /**
   * The rows of `count` places of a chain from `from` on, as they are stored: not parsed, so that a verifier sees what is there.
   * A place without a row is null. At most 50.
   */
  read(chain: string, from: number, count: number): Promise<readonly unknown[]>;
  /** Where these chains stand now, by key; a chain that does not exist is left out. At most 25. */
  heads(chains: readonly string[]): Promise<ReadonlyMap<string, ChainHead>>;
  /** Appends to the chain `site` and gives the entry's id; raises `conflict` after bounded tries. */
  appendToSite(draft: SiteDraft): Promise<string>;
  /** Chains in the order in which they began, after `after` (`order` of the last one seen) or from the first. */
  listStarted(
    after: string | null,
    period: Period,
  ): Promise<readonly (ListedChain & { readonly order: string })[]>;
  /** Chains that moved since (ISO 8601), in any order. */
  listChanged(since: string | null, cursor: string | null): Promise<Page<ListedChain>>;
  /** Rows of entries of one event, newest first. */
  listByEvent(event: AuditEvent, cursor: string | null): Promise<Page<unknown>>;
  /** Hand-offs (ids) that bear a mark, newest first; those that wait for somebody, by due time, the next one first. */
  listMarked(mark: Mark | Wait, period: Period, cursor: string | null): Promise<Page<string>>;
}

/** A draft for the site's chain: by this account, or by the app when null; it is given the reference, or `app`. */
export interface SiteDraft {
  readonly accountId: string | null;
  readonly draft: (ref: string) => EntryDraft;
}
