import type { Invocation } from '../invocation';
import type { Fault } from '../faults';

/** A platform call of the app, after its meta was understood. */
export interface DoorCall {
  readonly provider: 'user' | 'app' | 'none';
  /** Whom `asUser` means; absent where nobody is there. */
  readonly accountId?: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly invocation: Invocation;
  /** Set on the queue door only, which alone can disturb deliveries. */
  readonly disturbance?: Fault['mode'];
}

/** What a door answers; `body` is JSON, absent for an empty answer. */
export interface DoorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Text that is sent piece by piece, as it is, in place of `body`. */
  readonly pieces?: AsyncIterable<string> | Iterable<string>;
  /** What the call cost of the app's hourly Jira points. */
  readonly points?: number;
}

/** Serves the calls of one door. */
export type DoorHandler = (call: DoorCall) => Promise<DoorAnswer> | DoorAnswer;

/** Reads a call's JSON body; undefined when it is absent or no JSON. */
export function readBody(call: Pick<DoorCall, 'body'>): unknown {
  try {
    const value: unknown = call.body === undefined ? undefined : JSON.parse(call.body);
    return value;
  } catch {
    return undefined;
  }
}
