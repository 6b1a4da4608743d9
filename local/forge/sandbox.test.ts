import { execFile, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import fs from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { toManifest } from './manifest';
import { startFixtureHost, type FixtureHost } from './testing/fixture-host';
import { createFixtureDocument } from './testing/fixture-manifest';

let server: Server;
let port = 0;
let fixture: FixtureHost | undefined;

beforeAll(async () => {
  server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Checked edge: a server that listens on a port has an AddressInfo.
  ({ port } = server.address() as AddressInfo);
});

afterAll(() => void server.close());

afterEach(() => fixture?.host.close());

/** Runs a body inside an invocation, with these addresses in the manifest. */
async function runInside(body: () => unknown, ...backend: readonly string[]): Promise<unknown> {
  const permissions = { scopes: ['storage:app', 'read:jira-work'], external: { fetch: { backend } } };
  const manifest = toManifest({ ...createFixtureDocument(), permissions });
  fixture = await startFixtureHost({ manifest, app: { resolve: body } });
  return fixture.invoke('any');
}

const refused = (text: string) => ({ code: 'APP_ERROR', message: expect.stringContaining(text) });
const url = (path = '/') => `http://127.0.0.1:${port}${path}`;

describe('fetch inside an invocation', () => {
  it('is refused for a host that the manifest does not name, which the message does', async () => {
    await expect(runInside(() => fetch(url()))).rejects.toMatchObject(
      refused(`does not name 127.0.0.1:${port} under permissions.external.fetch.backend`),
    );
  });

  it('raises the error of the platform', async () => {
    const name = await runInside(() =>
      fetch('https://example.com').catch((error: unknown) => (error instanceof Error ? error.name : '')),
    );
    expect(name).toBe('REQUEST_EGRESS_ALLOWLIST_ERR');
  });

  it('reaches this machine where the manifest names it', async () => {
    const body = async () => (await fetch(url())).text();
    expect(await runInside(body, `http://127.0.0.1:${port}`)).toBe('hello');
  });

  it.each(['https://example.com', 'example.com', '*.com'])(
    'reaches no other machine: %s',
    async (address) => {
      const answer = runInside(() => fetch('https://example.com/'), address);
      await expect(answer).rejects.toMatchObject(refused('the manifest names example.com'));
    },
  );

  it.each(['http://example.com', 'example.org', '*.example.com', 'https://example.com:444'])(
    'is not allowed by another address: %s',
    async (address) => {
      const answer = runInside(() => fetch('https://example.com/'), address);
      await expect(answer).rejects.toMatchObject(refused('does not name example.com'));
    },
  );
});

describe('inside an invocation', () => {
  it.each<[string, () => unknown]>([
    ['node:http', () => get(url())],
    ['node:https', () => https.request('https://example.com')],
    ['node:net', () => net.connect(port, '127.0.0.1')],
    ['node:net', () => tls.connect({ host: '127.0.0.1', port })],
    ['node:dgram', () => createSocket('udp4').send('x', port, '127.0.0.1')],
    ['node:dns', () => lookup('example.com')],
    ['a server', () => net.createServer().listen(0)],
  ])('%s is refused with the line of the manifest', async (way, body) => {
    const message = expect.stringMatching(`^egress refused: ${way} .*permissions.external.fetch.backend$`);
    await expect(runInside(body)).rejects.toMatchObject({ code: 'APP_ERROR', message });
  });

  it('a socket that was open before is not used again', async () => {
    const agentGet = () =>
      new Promise<void>((resolve) => get(url(), (answer) => answer.resume().on('end', resolve)));
    await agentGet();
    await expect(runInside(agentGet)).rejects.toMatchObject(refused('node:http'));
  });

  it.each<[string, () => unknown]>([
    ['spawnSync', () => spawnSync('true')],
    ['execFile', () => execFile('true')],
  ])('child processes are refused: %s', async (_name, body) => {
    await expect(runInside(body)).rejects.toMatchObject(refused('node:child_process is refused'));
  });

  it('threads are refused', async () => {
    const body = () => new Worker('1', { eval: true });
    await expect(runInside(body)).rejects.toMatchObject(refused('node:worker_threads is refused'));
  });

  it('the end of the process ends the invocation and not the site', async () => {
    await expect(runInside(() => process.exit(1))).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' });
  });

  // At the root: the repository itself may lie in the temporary folder.
  const outside = join(parse(tmpdir()).root, 'written-by-a-test');
  it.each<[string, () => unknown]>([
    ['writeFileSync', () => fs.writeFileSync(outside, 'x')],
    ['promises.writeFile', () => fs.promises.writeFile(outside, 'x')],
    ['openSync', () => fs.openSync(outside, 'w')],
    ['createWriteStream', () => fs.createWriteStream(outside)],
    ['copyFileSync', () => fs.copyFileSync(__filename, outside)],
    ['renameSync', () => fs.renameSync(outside, join(tmpdir(), 'x'))],
    ['rmSync', () => fs.rmSync(outside, { force: true })],
  ])('writing outside the temporary folder is refused: %s', async (_name, body) => {
    await expect(runInside(body)).rejects.toMatchObject(refused('only the folder for temporary files'));
    expect(fs.existsSync(outside)).toBe(false);
  });

  it('files may be read, and written into the temporary folder', async () => {
    const file = join(tmpdir(), `sandbox-${process.pid}`);
    const body = () => {
      fs.writeFileSync(file, 'kept');
      const handle = fs.openSync(__filename, 'r');
      fs.closeSync(handle);
      const text = fs.readFileSync(file, 'utf8');
      fs.rmSync(file);
      return text;
    };
    expect(await runInside(body)).toBe('kept');
  });
});

describe('outside of invocations', () => {
  it('the site does what it likes, while an app is loaded and after', async () => {
    await runInside(() => undefined);
    const read = async () => (await fetch(url())).text();
    expect(await read()).toBe('hello');
    expect(spawnSync('true').status).toBe(0);
    fixture?.host.close();
    expect(await read()).toBe('hello');
  });
});
