import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

const root = mkdtempSync(join(tmpdir(), 'accounts-'));
let site: Site;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(path: string, body?: unknown, as = 'admin-ada'): Promise<Answer> {
  const answer = await fetch(site.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-act-as': as },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const parsed: unknown = await answer.json();
  return { status: answer.status, body: parsed };
}
const change = (accountId: string, status: string) => send('/_local/accounts', { accountId, status });
const code = (value: string) => ({ error: expect.objectContaining({ code: value }) });

/** Reports one account through the real package, as an app that has read it long ago. */
async function resolve(): Promise<unknown> {
  const { privacy } = await import('@forge/api');
  return privacy.reportPersonalData([{ accountId: 'agent-ana', updatedAt: '2020-01-01T00:00:00Z' }]);
}
const report = async () =>
  (await send('/_local/invoke', { module: 'admin', functionKey: 'report', payload: {} })).body;

beforeAll(async () => {
  const scopes = ['storage:app', 'read:jira-work', 'report:personal-data'];
  const store = new MemoryStore();
  const clock = createSystemClock(store);
  const settings = createSettings();
  const jira = createJira({ store, clock, settings });
  await refill({ store, jira }, 'demo');
  site = await startSite({
    store,
    clock,
    jira,
    settings,
    manifest: toManifest({ ...createFixtureDocument(), permissions: { scopes } }),
    root,
    pagesFolder: root,
    port: 0,
    version: '0.0.1',
    loadApp: async () => ({ ...(await import('../forge/testing/fixture-app')), resolve }),
  });
});
beforeEach(async () => {
  await change('agent-ana', 'active');
});
afterAll(async () => {
  await site.close();
  rmSync(root, { recursive: true });
});

describe('an account that its owner closes', () => {
  it('is answered by Jira as a former user, may not act, and is reported to the app', async () => {
    expect(await report()).toEqual([]);
    expect(await change('agent-ana', 'closed')).toEqual({
      status: 200,
      body: { accountId: 'agent-ana', status: 'closed' },
    });
    expect((await send('/rest/api/3/user?accountId=agent-ana')).body).toMatchObject({
      displayName: 'Former user',
      active: false,
    });
    expect((await send('/rest/api/3/myself', undefined, 'agent-ana')).status).toBe(401);
    expect(JSON.stringify((await send('/_local/people')).body)).not.toContain('agent-ana');
    expect(await report()).toEqual([{ accountId: 'agent-ana', status: 'closed' }]);
  });

  it('is listed, and open again when it is made active or the site is reset', async () => {
    const listed = async () => (await send('/_local/accounts')).body;
    await change('agent-ana', 'closed');
    expect(await listed()).toContainEqual({
      accountId: 'agent-ana',
      displayName: 'Former user',
      status: 'closed',
    });
    const active = { accountId: 'agent-ana', displayName: 'Ana Ortiz', status: 'active' };
    await change('agent-ana', 'active');
    expect(await listed()).toContainEqual(active);
    await change('agent-ana', 'closed');
    await send('/_local/reset', { seed: 'demo' });
    expect(await listed()).toContainEqual(active);
    expect(await report()).toEqual([]);
  });
});

describe('a change of a group', () => {
  const groups = async () => {
    const { body } = await send('/rest/api/3/user/groups?accountId=agent-ana');
    return JSON.stringify(body);
  };
  const regroup = (more: object) =>
    send('/_local/groups', { accountId: 'agent-ana', group: 'ai-policy-admins', isMember: true, ...more });

  it('puts a person in and takes one out', async () => {
    expect(await groups()).not.toContain('ai-policy-admins');
    expect((await regroup({})).status).toBe(200);
    expect(await groups()).toContain('ai-policy-admins');
    expect((await regroup({ isMember: false })).status).toBe(200);
    expect(await groups()).not.toContain('ai-policy-admins');
  });

  it('is refused for nobody, for no group and for a closed account', async () => {
    expect(await regroup({ accountId: 'nobody' })).toEqual({ status: 404, body: code('not-found') });
    expect(await regroup({ group: 'nobodies' })).toEqual({ status: 404, body: code('not-found') });
    expect(await regroup({ isMember: 'yes' })).toEqual({ status: 400, body: code('bad-request') });
    await change('agent-ana', 'closed');
    expect(await regroup({})).toEqual({ status: 409, body: code('conflict') });
  });
});

describe('a change of an account', () => {
  it('of its personal data is reported to the app', async () => {
    await change('agent-ana', 'updated');
    expect(await report()).toEqual([{ accountId: 'agent-ana', status: 'updated' }]);
  });

  it('is refused where there is nobody or nothing to change', async () => {
    expect(await change('nobody', 'closed')).toEqual({ status: 404, body: code('not-found') });
    expect(await change('bot-automation', 'closed')).toEqual({ status: 400, body: code('bad-request') });
    expect(await change('agent-ana', 'deleted')).toEqual({ status: 400, body: code('bad-request') });
    await change('agent-ana', 'closed');
    expect(await change('agent-ana', 'updated')).toEqual({ status: 409, body: code('conflict') });
  });
});
