import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The local site as its own process, as `npm start` runs it, on a free port with its own data. */
export interface LocalSite {
  readonly url: string;
  readonly dataDir: string;
  /** Of the site's process. */
  readonly pid: number;
  readonly request: (path: string, options?: SiteRequest) => Promise<SiteAnswer>;
  readonly invoke: (call: Invocation) => Promise<unknown>;
  readonly settle: () => Promise<void>;
  /** What the site has printed so far, on both of its outputs. */
  readonly printed: () => string;
  /** Ends the site and gives its exit code, null for one that was killed. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

interface SiteRequest {
  readonly as?: string;
  readonly method?: string;
  readonly body?: unknown;
}

interface SiteAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: unknown;
}

export interface Invocation {
  readonly as: string;
  readonly module?: string;
  readonly call: string;
  readonly payload: unknown;
  readonly issueKey?: string;
}

/** Tests and tools are run from the root of the project. */
const ROOT = process.cwd();

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

async function ready(child: ChildProcess): Promise<string> {
  let log = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const url = /^ready (\S+)$/mu.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    child.once('exit', (code) => reject(new Error(`the site ended with ${String(code)}: ${log}`)));
  });
}

async function send(url: string, path: string, options: SiteRequest = {}): Promise<SiteAnswer> {
  const { as = 'admin-ada', method = 'GET', body } = options;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'X-Act-As': as, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  return { status: response.status, text, json: isJson ? JSON.parse(text) : null };
}

export interface SiteOptions {
  readonly args?: readonly string[];
  /** Reuses this directory and leaves it behind; a fresh one is removed again. */
  readonly dataDir?: string;
  /** Through `tools/start.mjs`, as `npm start` does, which looks for stale builds first. */
  readonly isThroughNpm?: boolean;
  /** Variables beside those of the test run. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built site and waits until it says that it is ready. */
export async function startLocalSite(options: SiteOptions = {}): Promise<LocalSite> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'ai-handoff-'));
  const port = await freePort();
  const entry = options.isThroughNpm === true ? 'tools/start.mjs' : 'local/dist/main.js';
  const child = spawn(process.execPath, [join(ROOT, entry), ...(options.args ?? [])], {
    cwd: ROOT,
    env: { ...process.env, ...options.env, PORT: String(port), DATA_DIR: dataDir },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = await ready(child);
  return {
    printed: () => printed,
    url,
    dataDir,
    pid: child.pid ?? 0,
    request: (path, request) => send(url, path, request),
    invoke: async ({ as, module = 'issue-panel', call, payload, issueKey }) => {
      const body = { module, functionKey: call, payload, ...(issueKey === undefined ? {} : { issueKey }) };
      return (await send(url, '/_local/invoke', { as, method: 'POST', body })).json;
    },
    settle: async () => {
      await send(url, '/_local/settle', { method: 'POST', body: {} });
    },
    stop: async (signal = 'SIGTERM') => {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill(signal);
      const code = await ended;
      if (options.dataDir === undefined && signal === 'SIGTERM')
        rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
