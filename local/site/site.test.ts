import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFixtureManifest } from '../forge/testing/fixture-manifest';
import { FixtureJira } from '../forge/testing/fixture-jira';
import { createSettings } from '../settings';
import { MemoryStore } from '../store/memory-store';
import { createSystemClock } from '../system-clock';
import { startSite, type Site } from './site';

const root = mkdtempSync(join(tmpdir(), 'site-'));
const jira = new FixtureJira();
const store = new MemoryStore();
let site: Site;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: unknown;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly base?: string;
}

/** Plain `node:http`: a test must be able to send any Host and Origin. */
function send(
  path: string,
  { method = 'GET', headers = {}, body, base = site.url }: Sent = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(base + path, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => {
        const isJson = (answer.headers['content-type'] ?? '').includes('application/json') && text !== '';
        const parsed: unknown = isJson ? JSON.parse(text) : undefined;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: parsed });
      });
    });
    call.on('error', reject).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const ANA = { 'x-act-as': 'agent-ana' };
const invoke = (body: unknown, headers: Record<string, string> = ANA) =>
  send('/_local/invoke', { method: 'POST', headers, body });
const post = (path: string, body?: unknown) => send(path, { method: 'POST', body });
const code = (value: string) => ({ error: expect.objectContaining({ code: value }) });

beforeAll(async () => {
  mkdirSync(join(root, 'main/assets'), { recursive: true });
  mkdirSync(join(root, 'pages'));
  writeFileSync(
    join(root, 'main/index.html'),
    '<html><head><script src="./assets/a.js"></script></head></html>',
  );
  writeFileSync(join(root, 'main/assets/a.js'), '1;');
  writeFileSync(join(root, 'pages/index.html'), '<html>page</html>');
  writeFileSync(join(root, 'outside.txt'), 'outside');
  site = await startSite({
    store,
    clock: createSystemClock(store),
    jira,
    settings: createSettings({ conditionOnMissing: 'passes' }),
    manifest: createFixtureManifest(),
    root,
    pagesFolder: join(root, 'pages'),
    port: 0,
    version: '0.0.1',
    loadApp: () => import('../forge/testing/fixture-app'),
  });
});

afterAll(async () => {
  await site.close();
  rmSync(root, { recursive: true });
});

describe('identity', () => {
  it.each([
    ['the header', ANA],
    ['the cookie', { cookie: 'theme=dark; actAs=agent-ana' }],
    ['basic auth', { authorization: `Basic ${Buffer.from('agent-ana:anything').toString('base64')}` }],
  ])('comes from %s', async (_name, headers) => {
    const answer = await send('/rest/api/3/issue/FIX-1', { headers });
    expect(answer).toMatchObject({ status: 200, body: { key: 'FIX-1' } });
    expect(jira.requests.at(-1)?.actor).toEqual({ kind: 'user', accountId: 'agent-ana' });
  });

  it.each([
    ['nobody', {}],
    ['an unknown account', { 'x-act-as': 'nobody' }],
    ['the account of the app', { 'x-act-as': 'app-ai-handoff' }],
    ['a cookie that cannot be decoded', { cookie: 'actAs=%E0%A4%A' }],
  ])('is refused with 401 for %s', async (_name, headers) => {
    expect((await send('/rest/api/3/issue/FIX-1', { headers })).status).toBe(401);
    expect(await invoke({ module: 'panel', functionKey: 'echo', issueKey: 'FIX-1' }, headers)).toMatchObject({
      status: 401,
      body: code('unauthenticated'),
    });
  });
});

describe('the two origins', () => {
  const port = () => new URL(site.url).port;

  it.each([
    ['another origin', () => ({ origin: `http://127.0.0.1:${port()}` })],
    ['a foreign site', () => ({ origin: 'https://evil.example' })],
    ['an opaque origin', () => ({ origin: 'null' })],
    ['a cross-site call without Origin', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['the app UI', () => ({ referer: `${site.url}/_app/main/index.html` })],
  ])('are kept apart for %s', async (_name, headers) => {
    const sent = { headers: { ...ANA, ...headers() } };
    for (const path of ['/rest/api/3/issue/FIX-1', '/_local/storage', '/_local/people']) {
      expect(await send(path, sent)).toMatchObject({ status: 403, body: code('forbidden-origin') });
    }
  });

  it('take calls of the own origin, on both addresses', async () => {
    const own = { headers: { ...ANA, origin: site.url } };
    expect((await send('/rest/api/3/issue/FIX-1', own)).status).toBe(200);
    expect((await send('/_local/health', { base: `http://127.0.0.1:${port()}` })).status).toBe(200);
  });

  it('answer no other host name', async () => {
    const answer = await send('/_local/health', { headers: { host: 'rebound.example' } });
    expect(answer).toMatchObject({ status: 403, body: code('forbidden-origin') });
  });
});

describe('the app in its frame', () => {
  it('gets the bridge before its own scripts and the policy of the manifest', async () => {
    const { text, headers } = await send('/_app/main/index.html');
    expect(text.indexOf('bridge-guest.js')).toBeLessThan(text.indexOf('a.js'));
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`frame-ancestors 'self'`);
    expect(policy).toContain(`connect-src ${site.url}/_app/ `);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|report-uri|connect-src 'self'/);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('gets its assets, and nothing outside its folder', async () => {
    expect((await send('/_app/main/assets/a.js')).text).toBe('1;');
    expect((await send('/_app/main/%2e%2e%2foutside.txt')).status).toBe(404);
    expect((await send('/_app/other/index.html')).status).toBe(404);
  });

  it('is listed with its address', async () => {
    expect((await send('/_local/modules')).body).toEqual([
      { key: 'panel', type: 'jira:issuePanel', title: 'Panel', resourceUrlPath: '/_app/main/index.html' },
      expect.objectContaining({ key: 'admin', useAsConfig: true }),
    ]);
  });

  it('sees its issue in the context only when the person may', async () => {
    const path = '/_local/context?module=panel&issueKey=FIX-1';
    const { body } = await send(path, { headers: ANA });
    expect(body).toMatchObject({
      accountId: 'agent-ana',
      moduleKey: 'panel',
      extension: {
        type: 'jira:issuePanel',
        issue: { id: '10001', key: 'FIX-1', type: 'Task', typeId: '1' },
        project: { id: '2', key: 'FIX', type: 'software' },
      },
    });
    expect(await send(path, { headers: { 'x-act-as': 'agent-ben' } })).toMatchObject({
      status: 404,
      body: code('not-found'),
    });
  });
});

describe('invoke', () => {
  it('answers what the resolver answers, with the identity of the session', async () => {
    const payload = { accountId: 'agent-ben' };
    expect(await invoke({ module: 'panel', functionKey: 'echo', payload, issueKey: 'FIX-1' })).toMatchObject({
      status: 200,
      body: { payload, accountId: 'agent-ana' },
    });
  });

  it('stops before the app for an issue that the person cannot see', async () => {
    const before = site.host.traffic.since(0).length;
    const body = { module: 'panel', functionKey: 'readIssue', issueKey: 'FIX-1' };
    expect(await invoke(body, { 'x-act-as': 'agent-ben' })).toMatchObject({
      status: 404,
      body: code('not-found'),
    });
    expect(site.host.traffic.since(0)).toHaveLength(before);
  });

  const admin = { module: 'admin', functionKey: 'echo' };

  it.each([
    ['no JSON', '{', code('bad-request')],
    ['an array', [], code('bad-request')],
    ['no call name', { module: 'panel', issueKey: 'FIX-1' }, code('bad-request')],
    ['an unknown module', { ...admin, module: 'constructor' }, code('unknown-module')],
    ['an issue module without an issue', { ...admin, module: 'panel' }, code('bad-request')],
    ['an issue key that is a path', { ...admin, module: 'panel', issueKey: '../user' }, code('not-found')],
    ['an undefined call', { ...admin, functionKey: 'nothing' }, code('invocation-failed')],
    ['a huge payload', { ...admin, payload: 'x'.repeat(512_000) }, code('payload-too-large')],
  ])('refuses %s', async (_name, body, expected) => {
    const answer = await invoke(body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).toEqual(expected);
  });
});

describe('control', () => {
  it('serves health, people and coverage', async () => {
    expect((await send('/_local/health')).body).toEqual({ ready: true, version: '0.0.1' });
    expect((await send('/_local/people')).body).toEqual([
      { accountId: 'agent-ana', displayName: 'agent-ana', role: 'Agent' },
      { accountId: 'agent-ben', displayName: 'agent-ben', role: 'Agent' },
    ]);
    expect((await send('/_local/coverage')).body).toContainEqual(
      expect.objectContaining({ status: 'not_started' }),
    );
  });

  it('lists traffic as JSON Lines from a number on', async () => {
    await invoke({ module: 'admin', functionKey: 'remember', payload: { value: 'x' } });
    const all = (await send('/_local/traffic?since=0')).text.trim().split('\n');
    const rest = (await send(`/_local/traffic?since=${all.length - 1}`)).text.trim().split('\n');
    expect(rest).toEqual(all.slice(-1));
    expect((await send('/_local/traffic?since=x')).status).toBe(400);
  });

  it('orders and clears faults, and refuses those that it does not know', async () => {
    expect((await post('/_local/faults', { door: 'jira', mode: 'status', status: 503 })).status).toBe(201);
    const read = { module: 'admin', functionKey: 'readIssue' };
    expect((await invoke(read)).body).toMatchObject({ status: 503 });
    expect((await send('/_local/faults', { method: 'DELETE' })).status).toBe(204);
    expect((await invoke(read)).body).toMatchObject({ status: 200 });
    for (const fault of [
      { door: 'kvs', mode: 'reorder' },
      { door: 'x', mode: 'drop' },
      { door: 'kvs', mode: 'drop', match: '(' },
    ]) {
      expect((await post('/_local/faults', fault)).status).toBe(400);
    }
  });

  it('moves the clock and runs what came due', async () => {
    await post('/_local/settle');
    const answer = await post('/_local/clock', { advance: 'PT26H' });
    expect(answer).toMatchObject({ status: 200, body: { idle: true, ran: 1 } });
    expect((await post('/_local/clock', { advance: '26 hours' })).status).toBe(400);
  });

  it('empties storage, traffic and clock on reset', async () => {
    await invoke({ module: 'admin', functionKey: 'remember', payload: { value: 'x' } });
    expect((await send('/_local/storage?prefix=remem')).body).toEqual([
      expect.objectContaining({ value: 'x' }),
    ]);
    expect((await post('/_local/reset', { seed: 'demo' })).body).toEqual({ seed: 'demo' });
    expect((await send('/_local/storage')).body).toEqual([]);
    expect((await send('/_local/traffic')).text).toBe('');
    expect((await post('/_local/reset', { seed: 'other' })).status).toBe(400);
  });

  it('has the settings of its start again after a reset', async () => {
    const first = { searchLagMs: 0, queryLagMs: 0, conditionOnMissing: 'passes' };
    const changed = { searchLagMs: 1, queryLagMs: 2, conditionOnMissing: 'fails' };
    expect((await post('/_local/settings', {})).body).toEqual(first);
    expect((await post('/_local/settings', changed)).body).toEqual(changed);
    await post('/_local/reset', { seed: 'demo' });
    expect((await post('/_local/settings', {})).body).toEqual(first);
  });

  it('says what the app used, from a number of the traffic on', async () => {
    const remember = { module: 'admin', functionKey: 'remember', payload: { value: 'four' } };
    await post('/_local/reset', { seed: 'demo' });
    await invoke(remember);
    const seen = (await send('/_local/traffic')).text.split('\n').length - 1;
    await invoke(remember);
    const kvs = { reads: 1, writes: 1, readUnits: 1, writeUnits: 1, bytesWritten: 6, queryPages: 0 };
    expect(await send(`/_local/usage?since=${seen}`)).toMatchObject({
      status: 200,
      body: { kvs, jira: { calls: 0, points: 0 } },
    });
    expect((await send('/_local/usage')).body).toMatchObject({
      kvs: { reads: 2, writes: 2, bytesWritten: 12 },
    });
    expect(await send('/_local/usage?since=100000')).toMatchObject({ status: 404, body: code('not-found') });
    expect((await send('/_local/usage?since=-1')).status).toBe(400);
  });

  it('serves the page for its addresses and 404 for what it does not have', async () => {
    for (const path of ['/', '/browse/FIX-1', '/jira/queue'])
      expect((await send(path)).text).toContain('page');
    expect((await send('/_local/nothing')).status).toBe(404);
  });
});
