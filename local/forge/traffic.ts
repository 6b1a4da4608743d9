import { Ring } from './ring';
import { UsageMeter } from './usage';

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
  /** What the call cost of the app's hourly Jira points; null at the other doors and for refused calls. */
  readonly points: number | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/** A call as it is handed over: sizes are those of the JSON texts where the caller does not know better. */
type NewEntry = Omit<TrafficEntry, 'n' | 'points' | 'requestBytes' | 'responseBytes'> &
  Partial<Pick<TrafficEntry, 'points' | 'requestBytes' | 'responseBytes'>>;

/** How many of the newest calls are kept. */
const CAPACITY = 5_000;
/** Bodies above this many characters are cut to a note, so that the ring stays small in memory. */
const BODY_LIMIT = 64 * 1024;

/** The newest 5,000 or more platform calls. */
export class Traffic {
  /** What the calls used, with a mark at each of them. */
  readonly usage = new UsageMeter(CAPACITY);
  private readonly ring = new Ring<TrafficEntry>(CAPACITY);

  record({ request, response, ...entry }: NewEntry): void {
    this.ring.add({
      n: this.ring.next,
      points: null,
      requestBytes: bytesOf(request),
      responseBytes: bytesOf(response),
      ...entry,
      request: cut(request),
      response: cut(response),
    });
    this.usage.mark();
  }

  /** Calls numbered above `n`. */
  since(n: number): readonly TrafficEntry[] {
    return this.ring.after(n);
  }

  clear(): void {
    this.ring.clear();
    this.usage.clear();
  }
}

const bytesOf = (body: unknown): number =>
  body === undefined || body === null ? 0 : Buffer.byteLength(JSON.stringify(body));

function cut(body: unknown): unknown {
  if (body === undefined) return null;
  const text = JSON.stringify(body);
  return text.length > BODY_LIMIT
    ? { omitted: 'body too large for the traffic log', characters: text.length }
    : body;
}
