import type { ActorRef } from '../contract/audit';

/** An account that the app knows by a reference. */
export interface KnownActor {
  readonly ref: ActorRef;
  readonly accountId: string;
  /** When Atlassian was last told that the app holds this account (ISO 8601). */
  readonly reportedAt: string;
}

/** The one mapping between references of the chain and accounts (threats §1.7 no. 5). */
export interface PeopleRegistry {
  /** The accounts behind these references; one that was erased, or never was, is left out. May lag behind a new reference. */
  accountsOf(refs: readonly ActorRef[]): Promise<ReadonlyMap<ActorRef, string>>;
  /** The references of these accounts, by key; an account without one is left out. At most 25. */
  refsOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, ActorRef>>;
  /** Accounts that were last reported before this time, oldest first; at most 90, one report's worth. */
  listToReport(before: string): Promise<readonly KnownActor[]>;
  markReported(actors: readonly KnownActor[], at: string): Promise<void>;
  /**
   * Erases the mapping of one account, and how the person has decided so far; the reference stays in the chain and leads
   * nowhere.
   */
  forget(accountId: string): Promise<void>;
}
