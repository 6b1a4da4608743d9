import { randomBytes, randomUUID } from 'node:crypto';
import type { AppIdentity } from './app-identity';
import {
  InvocationFailure,
  hasEnded,
  never,
  runInside,
  type ForgeFetch,
  type Invocation,
  type RunningInvocation,
} from './invocation';
import { LIMITS } from './limits';
import { LogAllowance, type LogSink } from './log';
import type { AppFunction, Manifest } from './manifest';

/** The exports of the app's bundle. */
export type AppExports = Readonly<Record<string, unknown>>;

/** What is invoked: a function of the manifest on behalf of one module. */
export interface InvokeTarget {
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** Absent for consumers, triggers and schedules: there `asUser` has nobody (forge-facts §3.3). */
  readonly accountId?: string;
}

/** Runs handlers of the app as the platform does. Rejects with `InvocationFailure` only. */
export interface Runtime {
  invoke(target: InvokeTarget, payload: unknown, context: unknown): Promise<unknown>;
  /** Ends every running invocation, as the end of the process would. */
  readonly killAll: () => void;
}

interface RuntimeOptions {
  readonly manifest: Manifest;
  readonly identity: AppIdentity;
  /** Serves `__forge_fetch__` of this installation. */
  readonly fetch: ForgeFetch;
  readonly app: () => AppExports;
  readonly log: LogSink;
}

/** Copies a value as the platform's JSON border does; `undefined` stays. Raises for what is no JSON or over `limit` bytes. */
function copyAsJson(value: unknown, limit: number): unknown {
  const text = toJson(value);
  if (text === undefined) return undefined;
  if (Buffer.byteLength(text) > limit) throw new RangeError('the value is larger than 5 MB');
  const copy: unknown = JSON.parse(text);
  return copy;
}

// JSON.stringify answers undefined for undefined and functions, which its declared type hides.
function toJson(value: unknown): string | undefined {
  return JSON.stringify(value);
}

/** Creates the runtime over the app's exports. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { manifest, app, log } = options;
  const live = new Set<Invocation>();
  return {
    killAll() {
      for (const invocation of live)
        invocation.kill(new InvocationFailure('FUNCTION_CRASHED', 'the site was reset'));
    },
    async invoke(target, payload, context) {
      const fn = manifest.functions.get(target.functionKey);
      const handler = fn && app()[fn.exportName];
      if (!fn || typeof handler !== 'function') {
        throw new InvocationFailure('HANDLER_MISSING', `no handler for function "${target.functionKey}"`);
      }
      const args = [payload, context].map(toArgument);
      const { invocation, ended, close } = openInvocation(fn, target, options);
      live.add(invocation);
      const call: Promise<unknown> = runInside(invocation, async () => {
        const result: unknown = await Reflect.apply(handler, undefined, args);
        return result;
      });
      try {
        return await Promise.race([settleCall(call, invocation), ended]);
      } catch (error) {
        const failure = toFailure(error);
        log.write({ level: 'error', invocation: invocation.id, text: `invocation failed: ${failure.code}` });
        throw failure;
      } finally {
        close();
        live.delete(invocation);
      }
    },
  };
}

/** The result, or the app's error; pending for ever once the invocation has ended, which `ended` tells. */
async function settleCall(call: Promise<unknown>, invocation: Invocation): Promise<unknown> {
  try {
    const result = await call;
    return hasEnded(invocation) ? await never() : toResult(result);
  } catch (error) {
    if (hasEnded(invocation)) return never();
    throw error;
  }
}

function toArgument(value: unknown): unknown {
  try {
    return copyAsJson(value, LIMITS.invocationPayload.value);
  } catch (cause) {
    throw new InvocationFailure('PAYLOAD_INVALID', 'the payload is not JSON of at most 5 MB', { cause });
  }
}

function toResult(result: unknown): unknown {
  try {
    return copyAsJson(result, LIMITS.invocationResponse.value);
  } catch (cause) {
    throw new InvocationFailure('RESPONSE_INVALID', 'the result is not JSON of at most 5 MB', { cause });
  }
}

function toFailure(error: unknown): InvocationFailure {
  if (error instanceof InvocationFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new InvocationFailure('APP_ERROR', message, { cause: error });
}

interface OpenInvocation {
  readonly invocation: RunningInvocation;
  /** Rejects when the invocation is killed or its time is over; else stays pending. */
  readonly ended: Promise<never>;
  /** After this, whatever the handler left pending is frozen, as on the platform (forge-facts §3.5). */
  readonly close: () => void;
}

function openInvocation(
  fn: AppFunction,
  target: InvokeTarget,
  { identity, fetch }: RuntimeOptions,
): OpenInvocation {
  const limitMs = fn.timeoutSeconds * 1000;
  let end: (failure: InvocationFailure) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = (failure) => {
      close();
      reject(failure);
    };
  });
  const timer = setTimeout(() => {
    end(new InvocationFailure('FUNCTION_TIME_OUT', `function "${fn.key}" ran over ${fn.timeoutSeconds} s`));
  }, limitMs);
  timer.unref();
  const close = () => {
    clearTimeout(timer);
    invocation.isDead = true;
  };
  const invocation: RunningInvocation = {
    id: randomUUID(),
    fn,
    moduleKey: target.moduleKey,
    moduleType: target.moduleType,
    accountId: target.accountId,
    deadline: performance.timeOrigin + performance.now() + limitMs,
    traceId: randomBytes(16).toString('hex'),
    kill: (failure) => end(failure),
    isDead: false,
    identity,
    fetch,
    logs: new LogAllowance(fn.timeoutSeconds),
  };
  return { invocation, ended, close };
}
