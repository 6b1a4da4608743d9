/** Server time as ISO 8601 UTC. */
export interface Clock {
  now(): string;
}

/** Fresh ids; random, never guessable. */
export interface Ids {
  handoffId(): string;
  /** 32 hex digits for a packet's seal. */
  nonce(): string;
  /** 64 hex digits that key the HMACs of a hand-off's texts. */
  salt(): string;
}

/** Work that goes to the async queue: at least once, unordered, so it carries an id and nothing else (facts §2.2). */
export interface WorkQueue {
  pushEffect(effectId: string, delaySeconds?: number): Promise<void>;
  pushSubtaskCheck(issueId: string): Promise<void>;
}

/** The models that Forge offers now; empty when there is none (the composer needs none). */
export interface ModelCatalogue {
  listActive(): Promise<readonly string[]>;
}

/** Structured log line: an event's name and flat facts. MUST NOT carry bodies, e-mail addresses, names or secrets (LOG-03). */
export interface Log {
  info(event: string, facts: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, facts: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** What Atlassian answers about an account that the app holds: its data changed, or the account was closed. */
export interface AccountStatus {
  readonly accountId: string;
  readonly status: 'closed' | 'updated';
}

/** Reports to Atlassian which accounts the app holds data of (personal data reporting API); at most 90 at once. */
export interface PrivacyReporter {
  report(
    accounts: readonly { readonly accountId: string; readonly updatedAt: string }[],
  ): Promise<readonly AccountStatus[]>;
}
