import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createFixtureManifest } from '../forge/testing/fixture-manifest';
import { FixtureJira } from '../forge/testing/fixture-jira';
import { createSettings } from '../settings';
import { MemoryStore } from '../store/memory-store';
import { createSystemClock } from '../system-clock';
import { startSite, type Site } from './site';

const root = mkdtempSync(join(tmpdir(), 'drawer-'));
const store = new MemoryStore();
let site: Site;

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(path: string, { method = 'GET', body, headers = {} }: Sent = {}) {
  const response = await fetch(site.url + path, {
    method,
    headers: { 'x-act-as': 'agent-ana', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body: value };
}

const remember = (gesture?: string) =>
  send('/_local/invoke', {
    method: 'POST',
    body: { module: 'admin', functionKey: 'remember', payload: { value: 'kept' } },
    headers: gesture === undefined ? {} : { 'x-gesture': gesture },
  });

const FeedSchema = z.object({
  epoch: z.number(),
  calls: z.array(z.looseObject({ n: z.number(), invocation: z.string() })),
  steps: z.array(
    z.object({
      n: z.number(),
      kind: z.string(),
      name: z.string(),
      gesture: z.string().nullable(),
      accountId: z.string().nullable(),
      invocation: z.string().nullable(),
    }),
  ),
});
const feed = async (query = '') => FeedSchema.parse((await send(`/_local/drawer/feed${query}`)).body);
const StoredSchema = z.object({
  rows: z.array(z.looseObject({ key: z.string(), space: z.string() })),
  total: z.number(),
  first: z.number(),
  next: z.string().nullable(),
});
const stored = async (query: string) =>
  StoredSchema.parse((await send(`/_local/drawer/storage?${query}`)).body);

beforeAll(async () => {
  site = await startSite({
    store,
    clock: createSystemClock(store),
    jira: new FixtureJira(),
    settings: createSettings(),
    model: undefined,
    manifest: createFixtureManifest(),
    root,
    pagesFolder: root,
    port: 0,
    version: '0.0.1',
    loadApp: () => import('../forge/testing/fixture-app'),
  });
});

afterAll(async () => {
  await site.close();
  rmSync(root, { recursive: true });
});

describe('the feed of the drawer', () => {
  it('says what set the app going, and which calls followed', async () => {
    const before = (await feed()).steps.length;
    await remember('frame-1');
    await remember('none');
    await remember();
    const { steps, calls } = await feed();
    const made = steps.slice(before);
    expect(made).toMatchObject([
      { kind: 'call', name: 'remember', gesture: 'frame-1', accountId: 'agent-ana' },
      { kind: 'refresh', name: 'remember', gesture: null },
      { kind: 'call', name: 'remember', gesture: null },
    ]);
    for (const { invocation } of made)
      expect(calls.filter((call) => call.invocation === invocation).length).toBeGreaterThan(0);
  });

  it('leaves the bodies out, and gives them for one call', async () => {
    await remember();
    const { calls } = await feed();
    const last = calls.at(-1);
    expect(last).not.toHaveProperty('request');
    expect((await send(`/_local/drawer/call?n=${last?.n ?? 0}`)).body).toMatchObject({
      request: { key: 'remembered' },
      response: { value: 'kept' },
    });
    expect((await send('/_local/drawer/call?n=99999')).status).toBe(404);
    expect((await send('/_local/drawer/call?n=x')).status).toBe(400);
  });

  it('gives only what is new, and everything again after a reset', async () => {
    await remember();
    const { epoch, calls, steps } = await feed();
    const since = `?epoch=${epoch}&calls=${calls.at(-1)?.n ?? 0}&steps=${steps.at(-1)?.n ?? 0}`;
    expect(await feed(since)).toMatchObject({ epoch, calls: [], steps: [] });
    await send('/_local/reset', { method: 'POST', body: { seed: 'empty' } });
    await remember();
    const after = await feed(since);
    expect(after.epoch).not.toBe(epoch);
    expect(after.steps.at(-1)).toMatchObject({ n: after.steps.length, name: 'remember' });
  });

  it('counts a change in Jira and a move of the clock as steps, and a search as none', async () => {
    const before = (await feed()).steps.length;
    await send('/rest/api/3/search/jql', { method: 'POST', body: {} });
    await send('/rest/api/3/issue/INC-1/comment', { method: 'POST', body: {} });
    await send('/_local/clock', { method: 'POST', body: { advance: 'PT1H' } });
    const { steps } = await feed();
    const own = steps.slice(before).filter(({ kind }) => kind !== 'delivery');
    expect(own.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'jira POST /rest/api/3/issue/INC-1/comment',
      'clock PT1H',
    ]);
  });
});

describe('the storage of the drawer', () => {
  const put = (key: string, space = 'plain') => store.put(['kvs', space, key], { key, value: { of: key } });

  it('comes page by page', async () => {
    for (const key of ['page-1', 'page-2', 'page-3']) put(key);
    const first = await stored('prefix=page-&limit=2');
    expect(first).toMatchObject({ rows: [{ key: 'page-1' }, { key: 'page-2' }], total: 3, first: 1 });
    const second = await stored(`prefix=page-&limit=2&after=${encodeURIComponent(first.next ?? '')}`);
    expect(second).toMatchObject({ rows: [{ key: 'page-3' }], total: 3, first: 3, next: null });
    expect((await send('/_local/drawer/storage?limit=101')).status).toBe(400);
  });

  it('never shows the value of a secret, only that it is there', async () => {
    put('token', 'secret');
    expect((await stored('entity=secret')).rows).toMatchObject([{ key: 'token', space: 'secret' }]);
    const { body } = await send('/_local/drawer/record?space=secret&key=token');
    expect(body).toEqual({ isSecret: true, bytes: 14 });
    put('plain-one');
    expect((await send('/_local/drawer/record?space=plain&key=plain-one')).body).toEqual({
      value: { of: 'plain-one' },
    });
    expect((await send('/_local/drawer/record?space=index&key=x')).status).toBe(404);
  });
});

describe('the state of the site', () => {
  it('names the clock, the settings and the faults in force', async () => {
    await send('/_local/settings', { method: 'POST', body: { queryLagMs: 5 } });
    await send('/_local/faults', {
      method: 'POST',
      body: { door: 'jira', mode: 'status', status: 503, times: 2 },
    });
    expect((await send('/_local/drawer/site')).body).toMatchObject({
      settings: { searchLagMs: 0, queryLagMs: 5 },
    });
    expect((await send('/_local/faults')).body).toMatchObject([{ door: 'jira', mode: 'status', left: 2 }]);
    await send('/_local/faults', { method: 'DELETE' });
    expect((await send('/_local/faults')).body).toEqual([]);
  });
});

describe('requestJira of a frame', () => {
  it('asks as the person, within the scopes, and only below /rest/', async () => {
    const ask = (path: string) =>
      send('/_local/product', { method: 'POST', body: { path, method: 'GET', headers: {}, body: null } });
    expect((await ask('/rest/api/3/issue/FIX-1')).body).toMatchObject({ status: 200 });
    expect((await ask('/rest/api/3/webhook')).body).toMatchObject({ status: 403 });
    expect((await ask('/rest/../secure')).status).toBe(400);
    expect((await feed()).calls.at(-1)).toMatchObject({
      door: 'jira',
      provider: 'user',
      accountId: 'agent-ana',
      status: 403,
    });
  });
});
