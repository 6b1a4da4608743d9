import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toManifest } from '../forge/manifest';
import { createFixtureDocument } from '../forge/testing/fixture-manifest';
import { createJira } from '../jira/jira';
import { createSettings } from '../settings';
import { MemoryStore } from '../store/memory-store';
import { createSystemClock } from '../system-clock';
import { refill, startSite, type Site } from './site';

const root = mkdtempSync(join(tmpdir(), 'workflow-'));
const store = new MemoryStore();
let site: Site;
/** What the app's JQL function answers. */
let answer: () => unknown = () => ({ jql: 'status = Open' });
let asked: unknown[] = [];

const document = createFixtureDocument();
const manifest = toManifest({
  ...document,
  modules: {
    ...document.modules,
    'jira:workflowCondition': [
      { key: 'broken', name: 'B', description: 'b', expression: "issue.properties['none'].a == 1" },
    ],
    'jira:jqlFunction': [
      { key: 'mine', name: 'mine', arguments: [], types: ['issue'], operators: ['in'], function: 'jql' },
    ],
    function: [...document.modules.function, { key: 'jql', handler: 'index.jql' }],
  },
});

async function start(): Promise<Site> {
  const clock = createSystemClock(store);
  const settings = createSettings();
  const jira = createJira({ store, clock, settings });
  if (store.get(['site', 'seed']) === undefined) await refill({ store, jira }, 'demo');
  const jql = async (...given: unknown[]) => {
    asked.push(given);
    return answer();
  };
  return startSite({
    store,
    clock,
    jira,
    settings,
    manifest,
    root,
    pagesFolder: root,
    port: 0,
    version: '0.0.1',
    loadApp: async () => ({ ...(await import('../forge/testing/fixture-app')), jql }),
  });
}

beforeAll(async () => {
  site = await start();
});
afterAll(async () => {
  await site.close();
  rmSync(root, { recursive: true });
});

async function send(request: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(site.url + path, {
    method,
    headers: { 'x-act-as': 'agent-ana' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const RULES = '/_local/workflow-rules';
const order = { project: 'INC', transition: 'Wait', rule: 'broken' };
const placed = {
  project: 'INC',
  issueType: 'Incident',
  transition: 'Wait',
  transitionId: '21',
  rule: 'broken',
  kind: 'condition',
  isInstalled: true,
};

const logged = async (): Promise<string> => (await fetch(`${site.url}/_local/logs`)).text();

describe('/_local/workflow-rules', () => {
  it('puts a rule on a transition, lists it, keeps it over a restart and takes it off', async () => {
    expect(await send(`POST ${RULES}`, order)).toEqual({ status: 201, body: [placed] });
    expect(await send(`GET ${RULES}`)).toEqual({ status: 200, body: [placed] });
    await site.close();
    site = await start();
    expect((await send(`GET ${RULES}`)).body).toEqual([placed]);
    const { body } = await send('GET /rest/api/3/issue/INC-2041/transitions');
    expect(JSON.stringify(body)).not.toContain('"Wait"');
    expect(await logged()).toContain('condition \\"broken\\" failed on INC-2041');
    expect((await send(`DELETE ${RULES}`)).status).toBe(204);
    expect((await send(`GET ${RULES}`)).body).toEqual([]);
  });

  it.each<[what: string, body: unknown, message: string]>([
    ['an unknown rule', { ...order, rule: 'x' }, 'no rule x; there is broken'],
    ['a missing part', { project: 'INC' }, 'transition'],
    ['an unknown part', { ...order, status: 'Open' }, 'status'],
  ])('refuses %s', async (_what, body, message) => {
    const refused = await send(`POST ${RULES}`, body);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(message);
    expect((await send(`GET ${RULES}`)).body).toEqual([]);
  });

  it('is empty after a reset', async () => {
    await send(`POST ${RULES}`, order);
    await send('POST /_local/reset', { seed: 'demo' });
    expect((await send(`GET ${RULES}`)).body).toEqual([]);
  });
});

describe('a JQL function of the app', () => {
  const search = () =>
    send('GET /rest/api/3/search/jql?jql=issue%20in%20mine()%20AND%20project=INC&fields=key');

  it('is invoked without a user, once, and again after a reset', async () => {
    asked = [];
    expect((await search()).status).toBe(200);
    expect((await search()).status).toBe(200);
    expect(asked).toEqual([
      [
        { precomputationId: expect.any(String), clause: expect.objectContaining({ functionName: 'mine' }) },
        expect.not.objectContaining({ principal: expect.anything() }),
      ],
    ]);
    await send('POST /_local/reset', { seed: 'demo' });
    await search();
    expect(asked).toHaveLength(2);
  });

  it('that throws is a refused search and a line in the log, which alone says why', async () => {
    await send('POST /_local/reset', { seed: 'demo' });
    answer = () => {
      throw new Error('no such thing');
    };
    const refused = await search();
    expect(refused).toMatchObject({
      status: 400,
      body: { errorMessages: ["The function 'mine' could not be evaluated."] },
    });
    expect(await logged()).toContain('jql function \\"mine\\" failed: no such thing');
  });
});
