import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerThreads from 'node:worker_threads';
import { BACKEND_LINE, EgressRefused } from './egress';
import { InvocationFailure, currentInvocation } from './invocation';

/** Says why a call from inside an invocation is refused; undefined lets it pass. */
type Refusal = (args: readonly unknown[]) => Error | undefined;

/** A function that the sandbox watches: where it is found, and what refuses it. */
interface Watched {
  readonly owner: object;
  readonly names: readonly string[];
  readonly refusal: Refusal;
}

/** Something that Forge's runtime does not let a function do. */
class SandboxRefused extends Error {
  override readonly name = 'SANDBOX_REFUSED';
}

/**
 * Refuses, inside invocations only, what Forge refuses: the network past `fetch`, child processes and threads, files
 * outside the folder for temporary ones. Returns a function that puts everything back.
 */
export function installSandbox(): () => void {
  const undo = [...networkWatches(), ...processWatches(), ...fileWatches()].flatMap(watch);
  return () => {
    for (const restore of undo.reverse()) restore();
  };
}

/** Replaces functions by ones that look whether an invocation calls them. */
function watch({ owner, names, refusal }: Watched): (() => void)[] {
  return names.flatMap((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const original: unknown = descriptor?.value;
    if (!descriptor || typeof original !== 'function') return [];
    const refuse = (args: readonly unknown[]): void => {
      const error = currentInvocation() && refusal(args);
      if (error) throw error;
    };
    const value: unknown = new Proxy(original, {
      apply(target, self: unknown, args: unknown[]): unknown {
        refuse(args);
        return Reflect.apply(target, self, args);
      },
      construct(target, args: unknown[], newTarget): object {
        refuse(args);
        const built: unknown = Reflect.construct(target, args, newTarget);
        if (typeof built !== 'object' || built === null) throw new TypeError('construction failed');
        return built;
      },
    });
    Object.defineProperty(owner, name, { ...descriptor, value });
    return [() => void Object.defineProperty(owner, name, descriptor)];
  });
}

function networkWatches(): readonly Watched[] {
  const leaving =
    (way: string): Refusal =>
    (args) =>
      new EgressRefused(
        `egress refused: ${way} to ${hostOf(args)}; use fetch, and name the host under ${BACKEND_LINE}`,
      );
  const lookUps = Object.keys(dns).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
  const promised = Object.keys(dns.promises).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
  return [
    { owner: http, names: ['request', 'get'], refusal: leaving('node:http') },
    { owner: https, names: ['request', 'get'], refusal: leaving('node:https') },
    // Also under node:tls, node:http2 and undici.
    { owner: net.Socket.prototype, names: ['connect'], refusal: leaving('node:net') },
    { owner: net.Server.prototype, names: ['listen'], refusal: leaving('a server') },
    { owner: dgram.Socket.prototype, names: ['send', 'connect', 'bind'], refusal: leaving('node:dgram') },
    { owner: dns, names: lookUps, refusal: leaving('node:dns') },
    { owner: dns.promises, names: promised, refusal: leaving('node:dns') },
    { owner: globalThis, names: ['WebSocket', 'EventSource'], refusal: leaving('a socket') },
  ];
}

function hostOf([first, second]: readonly unknown[]): string {
  if (typeof first === 'string' || first instanceof URL) {
    const text = String(first);
    return URL.canParse(text) ? new URL(text).host : text;
  }
  if (typeof first === 'number') return `${typeof second === 'string' ? second : 'localhost'}:${first}`;
  // node:net hands its normalised arguments on as a list.
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first !== 'object' || first === null) return 'somewhere';
  const host: unknown = ['hostname', 'host', 'path']
    .map((name): unknown => Reflect.get(first, name))
    .find(Boolean);
  return typeof host === 'string' ? host : 'localhost';
}

function processWatches(): readonly Watched[] {
  const refused =
    (what: string): Refusal =>
    () =>
      new SandboxRefused(`${what} is refused: a Forge function runs alone in its process`);
  const ending: Refusal = () => {
    const failure = new InvocationFailure('FUNCTION_CRASHED', 'the function ended its process');
    currentInvocation()?.kill(failure);
    return failure;
  };
  return [
    { owner: childProcess.ChildProcess.prototype, names: ['spawn'], refusal: refused('node:child_process') },
    {
      owner: childProcess,
      names: ['spawnSync', 'execSync', 'execFileSync'],
      refusal: refused('node:child_process'),
    },
    { owner: workerThreads, names: ['Worker'], refusal: refused('node:worker_threads') },
    { owner: process, names: ['exit', 'abort', 'reallyExit'], refusal: ending },
    { owner: process, names: ['kill', 'chdir'], refusal: refused('process.kill or chdir') },
  ];
}

const WRITERS = [
  'writeFile',
  'appendFile',
  'mkdir',
  'mkdtemp',
  'rm',
  'rmdir',
  'unlink',
  'truncate',
  'chmod',
  'chown',
  'lchown',
  'utimes',
  'lutimes',
  'createWriteStream',
  'rename',
];
/** Functions whose second path is the one that is written. */
const TARGETED = ['rename', 'copyFile', 'cp', 'symlink', 'link'];

function fileWatches(): readonly Watched[] {
  const first: Refusal = ([path]) => refuseOutside(path);
  const second: Refusal = ([, path]) => refuseOutside(path);
  const opened: Refusal = ([path, flags]) => (isReading(flags) ? undefined : refuseOutside(path));
  const withSync = (names: readonly string[]) => names.flatMap((name) => [name, `${name}Sync`]);
  return [
    { owner: fs, names: withSync(WRITERS), refusal: first },
    { owner: fs, names: withSync(TARGETED), refusal: second },
    { owner: fs, names: withSync(['open']), refusal: opened },
    { owner: fs.promises, names: WRITERS, refusal: first },
    { owner: fs.promises, names: TARGETED, refusal: second },
    { owner: fs.promises, names: ['open'], refusal: opened },
  ];
}

// The second argument of fs.open may be left out, and then is the callback.
const isReading = (flags: unknown): boolean =>
  flags === undefined || typeof flags === 'function' || flags === 'r' || flags === fs.constants.O_RDONLY;

/** A number or a handle is a file that was opened before, and was checked then. */
function refuseOutside(path: unknown): Error | undefined {
  const text = toPath(path);
  if (text === undefined || `${resolve(text)}${sep}`.startsWith(resolve(tmpdir()) + sep)) return undefined;
  return new SandboxRefused(
    `writing ${text} is refused: on Forge only the folder for temporary files is writable`,
  );
}

function toPath(path: unknown): string | undefined {
  if (path instanceof URL) return fileURLToPath(path);
  return typeof path === 'string' || Buffer.isBuffer(path) ? String(path) : undefined;
}
