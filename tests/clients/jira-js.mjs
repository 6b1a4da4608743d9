/**
 * An independent judge: the client jira.js calls every operation that this site serves, over plain http, and refuses an
 * answer that its own schemas do not know. Run `node tools/build.mjs` first, then `node tests/clients/jira-js.mjs`.
 * Prints one line per operation and ends with 1 on any mismatch, or when an operation was neither called nor is named
 * as one that this client does not have.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloudClient, createServiceDeskClient } from 'jira.js';
import { calls, NOT_IN_CLIENT } from './jira-js-calls.mjs';

const ROOT = join(import.meta.dirname, '../..');

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startSite(dataDir) {
  const env = { ...process.env, PORT: String(await freePort()), DATA_DIR: dataDir };
  const child = spawn(process.execPath, [join(ROOT, 'local/dist/main.js')], { cwd: ROOT, env });
  let printed = '';
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      printed += chunk.toString();
      const found = /^ready (\S+)$/mu.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the site ended with ${code}: ${printed}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { url, stop: () => (child.kill('SIGTERM'), ended) };
}

/** The client takes e-mail addresses only for basic auth, and account ids are none: so the header is given as it is. */
function clientsOf(host, accountId) {
  const headers = { Authorization: `Basic ${Buffer.from(`${accountId}:x`).toString('base64')}` };
  const config = { host, headers, onSchemaMismatch: 'throw' };
  return { jira: createCloudClient(config), desk: createServiceDeskClient(config) };
}

/** The operations that the site serves, read from its own table. */
function servedOperations() {
  const text = readFileSync(join(ROOT, 'local/jira/openapi.ts'), 'utf8');
  return [...text.matchAll(/\bid: '(\w+)'/g)].map(([, id]) => id);
}

async function callAll(host) {
  const as = (accountId) => clientsOf(host, accountId);
  const called = new Set();
  let isFine = true;
  for await (const [id, call] of calls(as)) {
    called.add(id);
    try {
      await call();
      console.log(`${id} ok`);
    } catch (error) {
      isFine = false;
      console.log(
        `${id} mismatch: ${error.name} ${error.message} ${JSON.stringify(error.issues ?? error.body ?? '')}`,
      );
    }
  }
  const served = servedOperations();
  for (const [id, why] of Object.entries(NOT_IN_CLIENT)) console.log(`${id} not called: ${why}`);
  for (const id of served.filter((each) => !called.has(each) && !Object.hasOwn(NOT_IN_CLIENT, each))) {
    isFine = false;
    console.log(`${id} mismatch: served, but neither called nor named as absent from the client`);
  }
  if (isFine) console.log(`ok ${called.size} operations`);
  return isFine;
}

const dataDir = mkdtempSync(join(tmpdir(), 'jira-js-'));
const site = await startSite(dataDir);
try {
  process.exitCode = (await callAll(site.url)) ? 0 : 1;
} finally {
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
