import {
  ModelError,
  type AccountStatus,
  type ChatAnswer,
  type ChatRequest,
  type Clock,
  type Ids,
  type LanguageModels,
  type Log,
  type PrivacyReporter,
  type WorkQueue,
} from '../platform';
import { PortError } from '../port-error';

/** A clock that stands still until it is moved, by a test or by who waits on it. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

/** Lets whatever is ready go first, so that a wait that is over does not overtake an answer that is there. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that starts at this instant (ISO 8601 UTC). */
export function createFakeClock(start = '2026-11-18T10:00:00.000Z'): FakeClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString(),
    pause: async (ms) => {
      now += ms;
      await nextTurn();
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Ids that count, in the shape of the contract. */
export function createFakeIds(): Ids {
  const counter = (length: number): (() => string) => {
    let last = 0;
    return () => String((last += 1)).padStart(length, '0');
  };
  const next = counter(12);
  return {
    handoffId: () => `ho-00000000-0000-4000-8000-${next()}`,
    nonce: counter(32),
    salt: counter(64),
  };
}

/** What was pushed: an effect to perform or a subtask to look at. */
export interface QueueItem {
  readonly kind: 'effect' | 'subtask';
  readonly id: string;
}

/** A queue that only collects: a test takes the items out and performs them, in the order and as often as it likes. */
export interface FakeQueue extends WorkQueue {
  readonly items: QueueItem[];
  /** While true, every push fails, as when the platform does not answer. */
  isDown: boolean;
}

/** An empty queue that is up. */
export function createFakeQueue(): FakeQueue {
  const items: QueueItem[] = [];
  const queue: FakeQueue = {
    items,
    isDown: false,
    pushEffect: async (id) => push('effect', id),
    pushSubtaskCheck: async (id) => push('subtask', id),
  };
  const push = (kind: QueueItem['kind'], id: string): void => {
    if (queue.isDown) throw new Error('the queue does not answer');
    items.push({ kind, id });
  };
  return queue;
}

/** How a test lets a model answer: an answer, a refusal that is thrown, or one that never comes. */
export type FakeAnswerer = (request: ChatRequest) => ChatAnswer | Promise<ChatAnswer>;

/** Models that answer as a test says. */
export interface FakeModels extends LanguageModels {
  /** What is offered; null is a catalogue that does not answer. */
  names: readonly string[] | null;
  answer: FakeAnswerer;
  /** Every question that was asked. */
  readonly asked: ChatRequest[];
}

/** The models that a test names; none answers until the test says how. */
export function createFakeModels(names: readonly string[] | null = []): FakeModels {
  const models: FakeModels = {
    names,
    asked: [],
    answer: () => {
      throw new ModelError('unavailable', 'No model answers here');
    },
    listActive: async () => {
      if (models.names === null) throw new ModelError('unavailable', 'The catalogue does not answer');
      return models.names;
    },
    chat: async (request) => {
      models.asked.push(request);
      return models.answer(request);
    },
  };
  return models;
}

/** An answer by one call of the tool that was asked for, as an honest model gives it. */
export const toolAnswer = (request: ChatRequest, args: unknown): ChatAnswer => ({
  model: null,
  finishReason: 'tool_use',
  toolCalls: [{ name: request.tool.name, arguments: args }],
  usage: { inputTokens: 1_000, outputTokens: 200 },
});

/** A log that keeps its lines as the text that Forge would keep. */
export interface FakeLog extends Log {
  readonly lines: string[];
}

/** An empty log. */
export function createFakeLog(): FakeLog {
  const lines: string[] = [];
  const write: Log['info'] = (event, facts) => {
    lines.push(JSON.stringify({ event, ...facts }));
  };
  return { lines, info: write, error: write };
}

/** Atlassian's side of personal data reporting: a test says which accounts were closed or updated. */
export interface FakePrivacy extends PrivacyReporter {
  readonly statuses: Map<string, AccountStatus['status']>;
  /** The accounts of each report that arrived. */
  readonly reports: (readonly string[])[];
  /** While true, every report fails, as when Atlassian does not answer. */
  isDown: boolean;
}

/** A reporter to whom no account has changed. */
export function createFakePrivacy(): FakePrivacy {
  const privacy: FakePrivacy = {
    statuses: new Map(),
    reports: [],
    isDown: false,
    report: async (accounts) => {
      if (privacy.isDown) throw new PortError('unavailable', 'Personal data reporting does not answer');
      privacy.reports.push(accounts.map(({ accountId }) => accountId));
      return accounts.flatMap(({ accountId }) => {
        const status = privacy.statuses.get(accountId);
        return status === undefined ? [] : [{ accountId, status }];
      });
    },
  };
  return privacy;
}
