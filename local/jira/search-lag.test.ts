import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSettings } from '../settings';
import { MemoryStore } from '../store/memory-store';
import { createJira } from './jira';
import { keysIn } from './jql/testing';
import { createTestClock, doc } from './testing';

const LAG = 5_000;

function createLateSite() {
  const clock = createTestClock();
  const settings = createSettings();
  const jira = createJira({ store: new MemoryStore(), clock, settings });
  settings.searchLagMs = LAG;
  jira.seed('demo');
  const send = async (who: string, request: string, body?: unknown) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await jira.handle({
      method,
      path: `/rest/api/3/${path}`,
      headers: {},
      actor: { kind: 'user', accountId: who },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300) throw new Error(`${request}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const search = (jql: string, more = {}, who = 'agent-ana') =>
    send(who, 'POST search/jql', { jql, fields: ['key', 'summary'], maxResults: 100, ...more });
  return {
    clock,
    settings,
    jira,
    send,
    search,
    find: async (jql: string, more = {}, who = 'agent-ana') => keysIn(await search(jql, more, who)),
    count: (jql: string) => send('agent-ana', 'POST search/approximate-count', { jql }),
  };
}

let site: ReturnType<typeof createLateSite>;
beforeEach(() => {
  site = createLateSite();
});

const NEW = { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 'Quokka escaped' };
const LINK = {
  type: { name: 'Duplicate' },
  inwardIssue: { key: 'INC-2041' },
  outwardIssue: { key: 'REQ-2188' },
};
const idOf = async (key: string) => {
  const issue = await site.send('agent-ana', `GET issue/${key}?fields=summary`);
  return Number((JSON.parse(JSON.stringify(issue)) as { id: string }).id);
};
const create = async () => {
  const created = await site.send('agent-ana', 'POST issue', { fields: NEW });
  return JSON.parse(JSON.stringify(created)) as { id: string; key: string };
};

describe('a late search', () => {
  it('sees the seed at once', async () => {
    expect(await site.find('key = INC-2041')).toEqual(['INC-2041']);
  });

  it('does not see a new issue until the lag is over', async () => {
    const { key } = await create();
    expect(await site.find('summary ~ quokka')).toEqual([]);
    expect(await site.count('summary ~ quokka')).toEqual({ count: 0 });
    expect(await site.find(`key = ${key}`)).toEqual([]);
    site.clock.advance(LAG - 1);
    expect(await site.find('summary ~ quokka')).toEqual([]);
    site.clock.advance(1);
    expect(await site.find('summary ~ quokka')).toEqual([key]);
  });

  it('finds and shows a changed issue as it was', async () => {
    await site.send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'Quokka' } });
    expect(await site.find('summary ~ quokka')).toEqual([]);
    expect(await site.search('key = INC-2041')).toMatchObject({
      issues: [{ fields: { summary: 'Remote Access Latency' } }],
    });
    expect(await site.send('agent-ana', 'GET issue/INC-2041?fields=summary')).toMatchObject({
      fields: { summary: 'Quokka' },
    });
    site.clock.advance(LAG);
    expect(await site.search('summary ~ quokka')).toMatchObject({
      issues: [{ fields: { summary: 'Quokka' } }],
    });
  });

  it('sees several changes one after the other', async () => {
    for (const summary of ['First', 'Second', 'Third']) {
      await site.send('agent-ana', 'PUT issue/INC-2041', { fields: { summary } });
      site.clock.advance(LAG / 2);
    }
    expect(await site.search('key = INC-2041')).toMatchObject({
      issues: [{ fields: { summary: 'Second' } }],
    });
    site.clock.advance(LAG / 2);
    expect(await site.search('key = INC-2041')).toMatchObject({ issues: [{ fields: { summary: 'Third' } }] });
  });

  it.each<[what: string, write: [who: string, request: string, body: unknown], jql: string]>([
    ['a comment', ['agent-ana', 'POST issue/INC-2041/comment', { body: doc('Quokka') }], 'comment ~ quokka'],
    ['a property', ['agent-ana', 'PUT issue/INC-2041/properties/p', { a: 'x' }], 'issue.property[p].a = x'],
    [
      'an assignee',
      ['agent-ana', 'PUT issue/INC-2041/assignee', { accountId: 'backup-bo' }],
      'assignee = backup-bo',
    ],
    [
      'a link',
      ['agent-ana', 'POST issueLink', LINK],
      'issue in linkedIssues(REQ-2188, duplicates, "is duplicated by")',
    ],
    ['a watcher', ['backup-bo', 'POST issue/INC-2041/watchers', 'backup-bo'], 'watcher = backup-bo'],
    ['a label', ['agent-ana', 'PUT issue/INC-2041', { update: { labels: [{ add: 'x' }] } }], 'labels = x'],
  ])('sees %s late, and of a reconciled issue at once', async (_what, [who, request, body], jql) => {
    const reconcileIssues = [await idOf('INC-2041'), await idOf('REQ-2188')];
    const before = await site.find(jql);
    expect(before).not.toContain('INC-2041');
    await site.send(who, request, body);
    expect(await site.find(jql)).toEqual(before);
    expect(await site.find(jql, { reconcileIssues })).toContain('INC-2041');
    site.clock.advance(LAG);
    expect(await site.find(jql)).toContain('INC-2041');
  });

  it('sees a new issue at once when it is reconciled', async () => {
    const { id, key } = await create();
    expect(await site.find('summary ~ quokka', { reconcileIssues: [Number(id)] })).toEqual([key]);
    expect(await site.find('summary ~ quokka', { reconcileIssues: [1] })).toEqual([]);
  });

  it('still counts a deleted issue, and leaves it out of the answer', async () => {
    const before = await site.find('project = INC');
    const count = await site.count('project = INC');
    await site.send('admin-ada', 'DELETE issue/INC-2041?deleteSubtasks=true');
    expect(await site.count('project = INC')).toEqual(count);
    expect(await site.find('project = INC')).toEqual(before.filter((key) => key !== 'INC-2041'));
    site.clock.advance(LAG);
    expect(await site.count('project = INC')).not.toEqual(count);
  });

  it('hides at once what a level hides', async () => {
    expect(await site.find('key = SEC-2274')).toEqual(['SEC-2274']);
    await site.send('secowner-sam', 'PUT issue/SEC-2274', { fields: { security: { id: '10400' } } });
    expect(await site.find('project = SEC')).not.toContain('SEC-2274');
    expect(await site.find('project = SEC', {}, 'secowner-sam')).toContain('SEC-2274');
  });

  it('is not late for changes made while there was no lag', async () => {
    site.settings.searchLagMs = 0;
    const { key } = await create();
    site.settings.searchLagMs = LAG;
    expect(await site.find('summary ~ quokka')).toEqual([key]);
  });

  it('sees everything as soon as the lag is taken away', async () => {
    const { key } = await create();
    site.settings.searchLagMs = 0;
    expect(await site.find('summary ~ quokka')).toEqual([key]);
  });

  it('does not see imported issues until the lag is over', async () => {
    const fields = { project: {}, issuetype: {}, status: {}, summary: 'Quokka' };
    await site.jira.importLines([JSON.stringify({ key: 'QUO-1', fields })]);
    expect(await site.find('summary ~ quokka', {}, 'admin-ada')).toEqual([]);
    site.clock.advance(LAG);
    expect(await site.find('summary ~ quokka', {}, 'admin-ada')).toEqual(['QUO-1']);
  });

  it('forgets what was before a new seed', async () => {
    await create();
    site.jira.seed('empty');
    expect(await site.find('created > "2020-01-01"')).toEqual([]);
    site.jira.seed('demo');
    expect(await site.find('key = INC-2041')).toEqual(['INC-2041']);
  });

  it('does not see changes that a refused request has undone', async () => {
    const body = { fields: { summary: 'Quokka', duedate: 'never' } };
    await expect(site.send('agent-ana', 'PUT issue/INC-2041', body)).rejects.toThrow('400');
    site.clock.advance(LAG);
    expect(await site.find('summary ~ quokka')).toEqual([]);
  });
});
