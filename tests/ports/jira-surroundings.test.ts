import { describe, expect, it } from '@jest/globals';
import type { Surroundings } from '../../src/domain/packet/surroundings';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { answersOf, portCodeOf } from './jira-answers';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const { answer, watch } = answersOf(site);
const { fieldMap } = DEFAULT_POLICY;
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function around(who: string, key: string): Promise<Surroundings> {
  const id = await site.idOf(key);
  return site.asUser(who, async (jira) => {
    const reading = await jira.readIssue(id, fieldMap);
    if (reading === null) throw new Error(`${who} does not see ${key}`);
    return jira.readSurroundings(reading);
  });
}

const keysOf = (issues: readonly { readonly key: string }[]): readonly string[] =>
  issues.map(({ key }) => key);
const opened = (body: unknown): string => (body as { readonly key: string }).key;

describe('what stands around an issue', () => {
  it('is asked for in four calls, and in two for an issue of a software project without links', async () => {
    const id = await site.idOf('INC-2041');
    const readingOf = (issueId: string) =>
      site.asUser('agent-ana', async (jira) => {
        const reading = await jira.readIssue(issueId, fieldMap);
        if (reading === null) throw new Error('nobody sees it');
        return reading;
      });
    const desk = await readingOf(id);
    const software = await readingOf(await site.idOf('ENH-2219'));
    const asked = watch();
    await site.asUser('agent-ana', (jira) => jira.readSurroundings(desk));
    expect([...asked].sort()).toEqual([
      `GET /rest/servicedeskapi/request/${id}`,
      'POST issue/bulkfetch',
      'POST search/jql',
      'POST search/jql',
    ]);
    asked.length = 0;
    await site.asUser('agent-ana', (jira) => jira.readSurroundings({ ...software, links: [] }));
    expect(asked).toEqual(['POST search/jql', 'POST search/jql']);
  });

  it('names linked issues of the same project and subtasks with their levels, and those that the app opened', async () => {
    const parent = await site.idOf('SEC-2236');
    const fields = { project: { key: 'SEC' }, issuetype: { name: 'Approval' }, parent: { id: parent } };
    const byAna = await site.send('agent-ana', 'POST issue', { fields: { ...fields, summary: 'By Ana' } });
    const byApp = await site.send('app', 'POST issue', { fields: { ...fields, summary: 'By the app' } });
    for (const [to, type] of [
      ['SEC-2261', 'Relates'],
      ['SEC-2252', 'Relates'],
      ['INC-2009', 'Relates'],
    ])
      await site.send('secowner-sam', 'POST issueLink', {
        type: { name: type },
        inwardIssue: { key: 'SEC-2236' },
        outwardIssue: { key: to },
      });
    const { related, unread } = await around('secowner-sam', 'SEC-2236');
    const said = related.map(({ key, isSubtask, isFromAi, securityLevel }) => [
      key,
      isSubtask,
      isFromAi,
      securityLevel,
    ]);
    expect(said).toHaveLength(4);
    expect(said).toEqual(
      expect.arrayContaining([
        ['SEC-2261', false, false, '10400'],
        ['SEC-2252', false, false, null],
        [opened(byAna.body), true, false, null],
        [opened(byApp.body), true, true, null],
      ]),
    );
    expect(unread).toEqual([]);
    expect(keysOf((await around('agent-ana', 'SEC-2236')).related)).not.toContain('SEC-2261');
  });

  it('holds what the service desk says of a request', async () => {
    const { request } = await around('agent-ana', 'REQ-2188');
    expect(request).toMatchObject({
      typeName: 'Request access for temporary staff',
      typeDescription: 'Accounts and rights of people who stay for a while.',
      slas: [
        { name: 'Time to first response', goalMinutes: 240, isBreached: false, isPaused: false },
        { name: 'Time to resolution', goalMinutes: 7_200, isBreached: false, endedAt: null },
      ],
    });
    expect(request?.slas[0]?.endedAt).toMatch(/^\d{4}-\d\d-\d\dT/u);
    expect(request?.fields).toContainEqual({
      id: 'labels',
      label: 'Labels',
      text: 'access, temporary-staff',
    });
    expect((await around('agent-ana', 'ENH-2219')).request).toBeNull();
  });

  it.each([
    [/\/request\//u, 'request'],
    [/\/issue\/bulkfetch/u, 'related'],
  ] as const)('says what Jira refuses the person at %s, and goes on without it', async (path, part) => {
    for (const status of [400, 403, 404]) {
      answer(path, { status, body: {} });
      const { unread, similar } = await around('agent-ana', 'INC-2041');
      expect([status, unread, similar.length > 0]).toEqual([status, [part], true]);
    }
  });

  it('says so where Jira refuses to search', async () => {
    answer(/\/search\/jql/u, { status: 400, body: {} });
    const { unread, similar, comparable } = await around('agent-ana', 'INC-2041');
    expect([unread, similar, comparable]).toEqual([['similar', 'comparable'], [], []]);
  });

  it.each([
    [429, 'rate-limited'],
    [503, 'unavailable'],
  ])('raises that Jira is late or down: %d', async (status, code) => {
    answer(/\/request\//u, { status, body: {} });
    expect(await portCodeOf(around('agent-ana', 'INC-2041'))).toBe(code);
  });

  it('takes an answer of the service desk that says next to nothing, and none that is something else', async () => {
    answer(/\/request\//u, { status: 200, body: { requestFieldValues: 7, sla: null } });
    expect((await around('agent-ana', 'INC-2041')).request).toEqual({
      typeName: '',
      typeDescription: '',
      fields: [],
      slas: [],
    });
    answer(/\/request\//u, { status: 200, body: [] });
    expect(await portCodeOf(around('agent-ana', 'INC-2041'))).toBe('unavailable');
  });
});

describe('the history of an issue', () => {
  it('names no other issue, which not every reader may see', async () => {
    const linked = {
      type: { name: 'Relates' },
      inwardIssue: { key: 'SEC-2236' },
      outwardIssue: { key: 'SEC-2261' },
    };
    await site.send('secowner-sam', 'POST issueLink', linked);
    const id = await site.idOf('SEC-2236');
    const reading = await site.asUser('secowner-sam', (jira) => jira.readIssue(id, fieldMap));
    expect(reading?.history.length).toBeGreaterThan(0);
    expect(JSON.stringify(reading?.history)).not.toContain('SEC-2261');
    expect(reading?.links.map(({ key }) => key)).toContain('SEC-2261');
  });
});

describe('earlier issues like this one', () => {
  it('are finished ones of the same project, with their level, their words and how they ended', async () => {
    const { similar } = await around('agent-ana', 'INC-2041');
    expect(similar.length).toBeGreaterThan(2);
    expect(similar.length).toBeLessThanOrEqual(30);
    expect(keysOf(similar).every((key) => key.startsWith('INC-') && key !== 'INC-2041')).toBe(true);
    const earlier = similar.find(({ key }) => key === 'INC-1934');
    expect(earlier).toMatchObject({ status: 'Closed', resolution: 'Done', securityLevel: null });
    expect(earlier?.description).toContain('CHG-702');
    expect(earlier?.lastComment).toContain('Lesson');
  });

  it('quote no comment that only some may read and none of an app', async () => {
    const before = (await around('agent-ana', 'INC-2041')).similar.find(({ key }) => key === 'INC-1934');
    await site.send('app', 'POST issue/INC-1934/comment', { body: paragraph('Written by the app') });
    await site.send('agent-ana', 'POST issue/INC-1934/comment', {
      body: paragraph('For the team'),
      visibility: { type: 'role', value: 'Service Desk Team' },
    });
    const { similar } = await around('agent-ana', 'INC-2041');
    expect(similar.find(({ key }) => key === 'INC-1934')).toEqual(before);
  });

  it('take no JQL from a summary', async () => {
    const id = await site.idOf('INC-2041');
    const summary = 'x") OR project = SEC OR (summary ~ "review';
    await site.send('agent-ana', `PUT issue/${id}`, { fields: { summary } });
    const { similar, unread } = await around('agent-ana', 'INC-2041');
    expect(unread).toEqual([]);
    expect(similar.filter((issue) => !issue.key.startsWith('INC-'))).toEqual([]);
  });

  it('are none for a summary without a word', async () => {
    const id = await site.idOf('INC-2041');
    await site.send('agent-ana', `PUT issue/${id}`, { fields: { summary: '?!' } });
    expect((await around('agent-ana', 'INC-2041')).similar).toEqual([]);
  });
});

describe('comparable issues', () => {
  it('are those of the same type that were resolved in the last 180 days, with their course', async () => {
    const { comparable } = await around('agent-ana', 'INC-2041');
    expect(keysOf(comparable)).toEqual(expect.arrayContaining(['INC-2031', 'INC-1997', 'INC-1934']));
    expect(keysOf(comparable)).not.toContain('INC-1702');
    expect(keysOf(comparable)).not.toContain('INC-2041');
    const one = comparable.find(({ key }) => key === 'INC-1997');
    expect(one).toMatchObject({
      status: 'Closed',
      reporter: 'agent-ben',
      hasAllComments: true,
      hasAllChanges: true,
    });
    expect(one?.changes).toContainEqual({ field: 'status', from: 'Open', to: 'In progress' });
    expect(one?.comments.map(({ by, isInternal }) => [by, isInternal])).toContainEqual(['backup-bo', true]);
  });

  it('say so where a search holds less than there is', async () => {
    site.host().tap(({ path, body }, response) => {
      if (!path.includes('/search/jql') || body?.includes('changelog') !== true) return response;
      const text = JSON.stringify(response.body).replaceAll(/"total":\d+/gu, '"total":99');
      return { ...response, body: JSON.parse(text) as typeof response.body };
    });
    const { comparable } = await around('agent-ana', 'INC-2041');
    expect(comparable.length).toBeGreaterThan(3);
    for (const { hasAllChanges, hasAllComments } of comparable)
      expect([hasAllChanges, hasAllComments]).toEqual([false, false]);
  });
});
