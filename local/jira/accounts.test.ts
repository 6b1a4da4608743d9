import { describe, expect, it } from '@jest/globals';
import { createTestSite, doc, listIn, textIn } from './testing';

const ANA = 'agent-ana';
const open = () => {
  const site = createTestSite();
  const set = (status: 'active' | 'updated' | 'closed', accountId = ANA) =>
    site.jira.changeAccount({ accountId, status });
  const ana = async () => (await site.send('admin-ada', `GET user?accountId=${ANA}`)).body;
  return { ...site, set, ana };
};

describe('a closed account', () => {
  it('is in Jira an inactive person without a name', async () => {
    const { set, ana, send } = open();
    expect(await ana()).toMatchObject({ displayName: 'Ana Ortiz', active: true });
    expect(set('closed')).toBe('changed');
    const former = { accountId: ANA, accountType: 'atlassian', displayName: 'Former user', active: false };
    expect(await ana()).toMatchObject(former);
    expect(JSON.stringify(await ana())).not.toMatch(/Ortiz|emailAddress/);
    const bulk = await send('admin-ada', `GET user/bulk?accountId=${ANA}`);
    expect(listIn(bulk.body, 'values')).toEqual([expect.objectContaining(former)]);
  });

  it('may do nothing, and is offered nowhere', async () => {
    const { set, send } = open();
    const assignable = async () =>
      JSON.stringify((await send('agent-ben', 'GET user/assignable/search?project=INC')).body);
    expect(await assignable()).toContain(ANA);
    set('closed');
    expect((await send(ANA, 'GET myself')).status).toBe(401);
    expect((await send('agent-ben', 'GET user/search?query=ana')).body).toEqual([]);
    expect(await assignable()).not.toContain(ANA);
    expect((await send('admin-ada', `GET user/groups?accountId=${ANA}`)).body).toEqual([]);
    const members = 'GET group/member?groupname=service-agents&includeInactiveUsers=true&maxResults=50';
    const named = JSON.stringify((await send('admin-ada', members)).body);
    expect(named).toContain('agent-ben');
    expect(named).not.toContain(ANA);
  });

  it('keeps what it wrote, under the name of a former user', async () => {
    const { set, send } = open();
    const created = await send(ANA, 'POST issue/INC-2041/comment', { body: doc('kept') });
    set('closed');
    const comment = await send('agent-ben', `GET issue/INC-2041/comment/${textIn(created.body, 'id')}`);
    expect(comment.body).toMatchObject({
      author: { accountId: ANA, displayName: 'Former user', active: false },
      body: doc('kept'),
    });
  });

  it('is as before when it is active again, also after it was closed twice', async () => {
    const { set, ana, send } = open();
    const before = await ana();
    for (const status of ['closed', 'closed', 'active'] as const) expect(set(status)).toBe('changed');
    expect(await ana()).toEqual(before);
    expect((await send(ANA, 'GET myself')).status).toBe(200);
    expect(JSON.stringify((await send('admin-ada', `GET user/groups?accountId=${ANA}`)).body)).toContain(
      'service-agents',
    );
  });

  it('has no personal data that could change', async () => {
    const { set, jira } = open();
    set('closed');
    expect(set('updated')).toBe('closed');
    expect(jira.accounts()).toContainEqual({ accountId: ANA, displayName: 'Former user', status: 'closed' });
  });

  it('is forgotten with the site', () => {
    const { set, jira } = open();
    set('closed');
    jira.seed('demo');
    expect(jira.accounts()).toContainEqual({ accountId: ANA, displayName: 'Ana Ortiz', status: 'active' });
  });
});

describe('a change of an account', () => {
  it('is of personal data that Jira does not show', async () => {
    const { set, ana, jira } = open();
    const before = await ana();
    expect(set('updated')).toBe('changed');
    expect(await ana()).toEqual(before);
    expect(jira.accounts()).toContainEqual({ accountId: ANA, displayName: 'Ana Ortiz', status: 'updated' });
    expect(set('active')).toBe('changed');
    expect(jira.accounts()).toContainEqual({ accountId: ANA, displayName: 'Ana Ortiz', status: 'active' });
  });

  it.each([
    ['nobody', 'unknown', 'nobody'],
    ['an app', 'app', 'bot-automation'],
    ['the app itself', 'app', 'app-ai-handoff'],
  ])('is refused for %s', (_who, outcome, accountId) => {
    const { set, jira } = open();
    expect(set('closed', accountId)).toBe(outcome);
    expect(jira.accounts().filter(({ status }) => status !== 'active')).toEqual([]);
  });

  it('is for people, so that no app is listed', () => {
    const { jira } = open();
    const ids = jira.accounts().map(({ accountId }) => accountId);
    expect(ids).toEqual(expect.arrayContaining([ANA, 'customer-cy', 'gone-gil']));
    expect(ids).not.toEqual(expect.arrayContaining(['bot-automation']));
    expect(ids).not.toEqual(expect.arrayContaining(['app-ai-handoff']));
  });
});
