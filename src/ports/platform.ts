/** Server time as ISO 8601 UTC. */
export interface Clock {
  now(): string;
  /** Resolves after so many milliseconds; keeps no process alive. */
  pause(ms: number): Promise<void>;
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

/** One question to a model. Text only; the model answers by one call of the one tool. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
  /** Its call is forced. `parameters` is the JSON schema of its arguments. */
  readonly tool: {
    readonly name: string;
    readonly description: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  readonly maxOutputTokens: number;
  /** Null for a model that takes none. */
  readonly temperature: number | null;
}

/** What a model answered. Hostile input: it comes from text that anybody may have written. */
export interface ChatAnswer {
  /** The model that the answer names; null where it names none, as Forge's do today (facts §6.5). */
  readonly model: string | null;
  readonly finishReason: string | null;
  /** `arguments` as they came: an object, or a text where the model's was no JSON object. */
  readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number } | null;
}

/** Why a model gave no answer. */
export type ModelErrorKind =
  | 'rate-limited' // 429: later
  | 'unavailable' // 5xx, network, or an answer that is none of the service
  | 'forbidden' // the site or the app may not use this model
  | 'timed-out'
  | 'refused'; // the service does not take this question: too long, or moderated

/** Raised by `chat` and `listActive`. `message` names kind and status, never a prompt or an answer. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  readonly retryAfterSeconds: number | null;

  constructor(
    readonly kind: ModelErrorKind,
    message: string,
    { retryAfterSeconds = null, cause }: { retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * The models behind Forge LLM: which are offered now (none is no error: the composer needs none), and a question to one. A
 * question cannot be taken back: who does not want to wait any longer drops its answer.
 */
export interface LanguageModels {
  listActive(): Promise<readonly string[]>;
  chat(request: ChatRequest): Promise<ChatAnswer>;
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
