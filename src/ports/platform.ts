/** Server time as ISO 8601 UTC. */
export interface Clock {
  now(): string;
}

/** Fresh ids; random, never guessable. */
export interface Ids {
  handoffId(): string;
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
