import { Ring } from './ring';

/** The ways out of the app, and `events` for deliveries into it. */
export const DOORS = ['jira', 'kvs', 'queue', 'llm', 'events'] as const;
/** One of the doors. */
export type Door = (typeof DOORS)[number];

/** One platform call of the app, as `GET /_local/traffic` shows it. */
export interface TrafficEntry {
  readonly n: number;
  /** The site's clock, ISO 8601 UTC. */
  readonly at: string;
  readonly door: Door;
  readonly provider: 'user' | 'app' | 'none';
  readonly accountId: string | null;
  readonly method: string;
  readonly path: string;
  readonly request: unknown;
  /** 0 where the call ended without an answer: crash, drop, time-out. */
  readonly status: number;
  readonly response: unknown;
  readonly ms: number;
  readonly invocation: string;
}

const CAPACITY = 5_000;
/** Bodies above this many characters are cut to a note, so that the ring stays small in memory. */
const BODY_LIMIT = 64 * 1024;

/** The newest 5,000 or more platform calls. */
export class Traffic {
  private readonly ring = new Ring<TrafficEntry>(CAPACITY);

  record(entry: Omit<TrafficEntry, 'n'>): void {
    const request = cut(entry.request);
    const response = cut(entry.response);
    this.ring.add({ n: this.ring.next, ...entry, request, response });
  }

  /** Calls numbered above `n`. */
  since(n: number): readonly TrafficEntry[] {
    return this.ring.after(n);
  }

  clear(): void {
    this.ring.clear();
  }
}

function cut(body: unknown): unknown {
  if (body === undefined) return null;
  const text = JSON.stringify(body);
  return text.length > BODY_LIMIT
    ? { omitted: 'body too large for the traffic log', characters: text.length }
    : body;
}
