import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { Clock } from '../clock';
import {
  APP_VERSION,
  CLOUD_ID,
  ENVIRONMENT_ID,
  ENVIRONMENT_TYPE,
  INSTALLATION_ID,
  INSTALL_CONTEXT,
} from './app-identity';
import { currentInvocation, type Invocation } from './invocation';
import type { LogSink } from './log';
import type { Manifest } from './manifest';
import { createSiteDate } from './site-date';

/** `global.__forge_fetch__`: the one way out of the app. */
export type ForgeFetch = (meta: unknown, path: string, init?: RequestInit) => Promise<Response>;

interface GlobalsOptions {
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly fetch: ForgeFetch;
  readonly log: LogSink;
}

/** What `api.fetch` raises for a host that the manifest does not name (forge-facts §6.2). */
class EgressRefused extends Error {
  override readonly name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  readonly status = 403;
}

const silent = () => undefined;
const metrics = {
  timing: () => ({ measure: () => ({ stop: silent }) }),
  counter: () => ({ incr: silent, incrBy: silent, decr: silent, decrBy: silent }),
  gauge: () => ({ set: silent }),
};

/** What packages see while they are loaded, outside any invocation. */
const OUTSIDE: Pick<
  Invocation,
  'id' | 'fn' | 'moduleKey' | 'moduleType' | 'accountId' | 'deadline' | 'traceId'
> = {
  id: '',
  fn: { key: '', exportName: '', timeoutSeconds: 0 },
  moduleKey: '',
  moduleType: '',
  accountId: undefined,
  deadline: 0,
  traceId: '0',
};

function toRuntime(manifest: Manifest, invocation: typeof OUTSIDE): unknown {
  const { id, fn, deadline, traceId, accountId, moduleKey, moduleType } = invocation;
  return {
    proxy: { token: 'local', url: 'https://local.invalid' },
    contextAri: INSTALL_CONTEXT,
    container: { region: 'local', runtime: 'nodejs', handler: fn.exportName },
    appContext: {
      appId: manifest.appId,
      appVersion: APP_VERSION,
      environmentId: ENVIRONMENT_ID,
      environmentType: ENVIRONMENT_TYPE,
      invocationId: id,
      installationId: INSTALLATION_ID,
      functionKey: fn.key,
      moduleType,
      moduleKey,
      installation: { ari: { installationId: INSTALLATION_ID }, contexts: [{ cloudId: CLOUD_ID }] },
      permissions: { scopes: manifest.scopes, external: {} },
    },
    aaid: accountId,
    lambdaContext: {
      awsRequestId: id,
      getRemainingTimeInMillis: () => Math.max(0, deadline - performance.timeOrigin - performance.now()),
    },
    tracing: { traceId, spanId: traceId.slice(0, 16) },
    realtime: {},
    metrics,
    featureFlags: () => false,
  };
}

/** A console that hands each finished line to the site's log when an invocation wrote it. */
function createConsole(log: LogSink, real: Console): Console {
  const stream = (level: 'info' | 'error') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        const invocation = currentInvocation();
        if (invocation) log.write({ level, invocation: invocation.id, text: chunk.replace(/\n$/, '') });
        done();
      },
    });
  const captured = new Console({ stdout: stream('info'), stderr: stream('error') });
  return new Proxy(real, {
    get(target, property): unknown {
      const value: unknown = Reflect.get(currentInvocation() ? captured : target, property);
      return value;
    },
  });
}

/**
 * Sets the globals that `@forge/*` reads (forge-facts §6.1). Must run before the app's bundle is loaded,
 * because some packages read them at import. Returns a function that puts everything back.
 */
export function installGlobals({ manifest, clock, fetch, log }: GlobalsOptions): () => void {
  const realFetch = globalThis.fetch;
  const isInside = () => currentInvocation() !== undefined;
  const guardedFetch: typeof globalThis.fetch = async (input, init) => {
    if (!isInside()) return realFetch(input, init);
    throw new EgressRefused(
      'egress refused: the manifest names no host under permissions.external.fetch.backend',
    );
  };
  const replaced: Record<string, PropertyDescriptor> = {
    __forge_runtime__: { get: () => toRuntime(manifest, currentInvocation() ?? OUTSIDE) },
    __forge_fetch__: { value: fetch },
    fetch: { value: guardedFetch },
    Date: { value: createSiteDate(Date, clock, isInside) },
    console: { value: createConsole(log, console) },
  };
  const before = Object.keys(replaced).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, descriptor] of Object.entries(replaced)) {
    Object.defineProperty(globalThis, name, { ...descriptor, configurable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      Reflect.deleteProperty(globalThis, name);
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  };
}
