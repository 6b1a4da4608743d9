import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { Clock } from '../clock';
import {
  APP_VERSION,
  ENVIRONMENT_ID,
  ENVIRONMENT_TYPE,
  SITE_IDENTITY,
  toInstallContext,
} from './app-identity';
import { createGuardedFetch } from './egress';
import { currentInvocation, hasEnded, type ForgeFetch, type RunningInvocation } from './invocation';
import type { LogSink } from './log';
import type { Manifest } from './manifest';
import { installSandbox } from './sandbox';
import { createSiteDate } from './site-date';

interface GlobalsOptions {
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly log: LogSink;
}

const silent = () => undefined;
const metrics = {
  timing: () => ({ measure: () => ({ stop: silent }) }),
  counter: () => ({ incr: silent, incrBy: silent, decr: silent, decrBy: silent }),
  gauge: () => ({ set: silent }),
};

/** What packages see while they are loaded, outside any invocation. */
const OUTSIDE: Pick<
  RunningInvocation,
  'id' | 'fn' | 'moduleKey' | 'moduleType' | 'accountId' | 'deadline' | 'traceId' | 'identity'
> = {
  id: '',
  fn: { key: '', exportName: '', timeoutSeconds: 0 },
  moduleKey: '',
  moduleType: '',
  accountId: undefined,
  deadline: 0,
  traceId: '0',
  identity: SITE_IDENTITY,
};

function toRuntime(manifest: Manifest, invocation: typeof OUTSIDE): unknown {
  const { id, fn, deadline, traceId, accountId, moduleKey, moduleType, identity } = invocation;
  const { cloudId, installationId } = identity;
  return {
    proxy: { token: 'local', url: 'https://local.invalid' },
    contextAri: toInstallContext(identity),
    container: { region: 'local', runtime: 'nodejs', handler: fn.exportName },
    appContext: {
      appId: manifest.appId,
      appVersion: APP_VERSION,
      environmentId: ENVIRONMENT_ID,
      environmentType: ENVIRONMENT_TYPE,
      invocationId: id,
      installationId,
      functionKey: fn.key,
      moduleType,
      moduleKey,
      installation: { ari: { installationId }, contexts: [{ cloudId }] },
      permissions: {
        scopes: manifest.scopes,
        external: { fetch: { backend: manifest.fetchAddresses, client: [] } },
      },
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

function writeLine(
  log: LogSink,
  { id, logs }: RunningInvocation,
  { level, text }: { level: 'info' | 'error'; text: string },
): void {
  switch (logs.take(text)) {
    case 'keep':
      log.write({ level, invocation: id, text });
      return;
    case 'note':
      log.write({ level: 'error', invocation: id, text: 'log limit reached: later lines are dropped' });
      return;
    case 'drop':
  }
}

/** `global.__forge_fetch__`: the platform as the installation sees it whose function runs. */
const forgeFetch: ForgeFetch = (meta, path, init) => {
  const invocation = currentInvocation();
  if (!invocation) throw new Error('a platform call outside an invocation is not possible on Forge');
  return invocation.fetch(meta, path, init);
};

/** A console that hands each finished line to the site's log when an invocation wrote it. */
function createConsole(log: LogSink, real: Console): Console {
  const stream = (level: 'info' | 'error') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        const invocation = currentInvocation();
        if (invocation && !hasEnded(invocation)) {
          writeLine(log, invocation, { level, text: chunk.replace(/\n$/, '') });
        }
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
export function installGlobals({ manifest, clock, log }: GlobalsOptions): () => void {
  const isInside = () => currentInvocation() !== undefined;
  const restoreSandbox = installSandbox();
  const replaced: Record<string, PropertyDescriptor> = {
    __forge_runtime__: { get: () => toRuntime(manifest, currentInvocation() ?? OUTSIDE) },
    __forge_fetch__: { value: forgeFetch },
    fetch: { value: createGuardedFetch(globalThis.fetch, manifest.fetchAddresses) },
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
    restoreSandbox();
    for (const [name, descriptor] of before) {
      Reflect.deleteProperty(globalThis, name);
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  };
}
