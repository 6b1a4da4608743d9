import { AsyncLocalStorage } from 'node:async_hooks';
import type { AppIdentity } from './app-identity';
import type { LogAllowance } from './log';
import type { AppFunction } from './manifest';

/** Why an invocation ended without a result of the app. */
export type InvocationFailureCode =
  | 'APP_ERROR'
  | 'FUNCTION_TIME_OUT'
  | 'FUNCTION_CRASHED'
  | 'PAYLOAD_INVALID'
  | 'RESPONSE_INVALID'
  | 'HANDLER_MISSING';

/** An invocation that failed; `message` is the app's own for `APP_ERROR`. */
export class InvocationFailure extends Error {
  constructor(
    readonly code: InvocationFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'InvocationFailure';
  }
}

/** One run of a handler: what `__forge_runtime__` answers from while it lasts. */
export interface Invocation {
  readonly id: string;
  readonly fn: AppFunction;
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly accountId: string | undefined;
  /** Milliseconds of real time, since limits bite in real time. */
  readonly deadline: number;
  readonly traceId: string;
  /** Ends the run at once, as a killed process would: what is pending never resolves. */
  kill(failure: InvocationFailure): void;
  isDead: boolean;
}

/** `global.__forge_fetch__`: the one way out of the app. */
export type ForgeFetch = (meta: unknown, path: string, init?: RequestInit) => Promise<Response>;

/** An invocation with what only the globals need of it. */
export interface RunningInvocation extends Invocation {
  readonly identity: AppIdentity;
  /** The platform as the installation that is invoked sees it. */
  readonly fetch: ForgeFetch;
  readonly logs: LogAllowance;
}

const storage = new AsyncLocalStorage<RunningInvocation>();

/** Whether an invocation is over: killed, or past its time, also while a loop keeps the timer from telling so. */
export function hasEnded({ isDead, deadline }: Invocation): boolean {
  return isDead || performance.timeOrigin + performance.now() >= deadline;
}

/** The invocation that this code runs in, if any. */
export function currentInvocation(): RunningInvocation | undefined {
  return storage.getStore();
}

/** Runs `task` inside `invocation`. */
export function runInside<T>(invocation: RunningInvocation, task: () => T): T {
  return storage.run(invocation, task);
}

/** Runs `task` outside any invocation: a delivery must not look like part of the run that caused it. */
export function runOutside<T>(task: () => T): T {
  return storage.exit(task);
}

/** A promise that stays pending: what a dead invocation waits on. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
