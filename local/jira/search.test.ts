import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestSite, type TestSite } from './testing';

let site: TestSite;
beforeAll(async () => {
  site = createTestSite();
  await site.send('app', 'PUT issue/INC-2041/properties/ai-handoff', { state: 'awaiting-review', n: 3 });
});

async function keys(jql: string, who = 'agent-ana'): Promise<string[]> {
  const { status, body } = await site.send(who, 'POST search/jql', {
    jql,
    fields: ['key'],
    maxResults: 1000,
  });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return issuesOf(body).map(({ key }) => key);
}

function issuesOf(body: unknown): { id: string; key: string }[] {
  const { issues } = JSON.parse(JSON.stringify(body)) as { issues: { id: string; key: string }[] };
  return issues;
}

describe('search', () => {
  it.each([
    ['key = INC-2041', ['INC-2041']],
    ['issue in (inc-2041, REQ-2188) ORDER BY key', ['INC-2041', 'REQ-2188']],
    ['issue.property[ai-handoff].state = "awaiting-review"', ['INC-2041']],
    ['issue.property[ai-handoff].n = 3 AND project = INC', ['INC-2041']],
    ['project = OPS ORDER BY created ASC', ['OPS-11', 'OPS-12']],
    ['project = "Operations log" AND status != Open', ['OPS-11']],
    ['project = OPS AND NOT (status = "In progress" OR priority = Low)', ['OPS-12']],
    ['summary ~ "MFA review"', ['SEC-2274']],
    ['summary ~ "dash*" AND labels in (automation)', ['ENH-2219']],
    ['text ~ "CHG-774"', ['INC-2041']],
    ['text ~ "\\"vendor contract allows\\""', ['INC-2041']],
    ['project = INC AND labels = vpn AND statusCategory = Done AND text ~ firmware', ['INC-1819']],
    ['assignee = currentUser() AND project = SEC AND created >= -7d', ['SEC-2274']],
    [
      'project = ENH AND created > "2026-11-01" AND created <= "2026-11-07 23:00" ORDER BY key DESC',
      ['ENH-2177', 'ENH-2166', 'ENH-2158'],
    ],
    ['reporter = bot-automation AND assignee is EMPTY AND created > -6d', ['INC-2038', 'INC-2036']],
    ['project = OPS and labels is not empty', []],
    ['parent = INC-2041', []],
  ])('finds by %s', async (jql, expected) => {
    expect(await keys(jql)).toEqual(expected);
  });

  it.each([
    '',
    'ORDER BY created',
    'project = NOPE',
    'status = Nowhere AND project = INC',
    'nonsense = 1',
    'project = INC AND',
    'project = INC )',
    'status was Open',
    'assignee in membersOf("x")',
    'created > yesterday',
    'summary = x',
    'project ~ INC',
    'project = INC ORDER BY labels',
    `${'('.repeat(80)}project = INC${')'.repeat(80)}`,
  ])('refuses %j with 400', async (jql) => {
    const { status, body } = await site.send('agent-ana', 'POST search/jql', { jql });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errorMessages: [expect.any(String)] });
  });

  it('answers ids alone without fields, and pages by token until the last page', async () => {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = {
        jql: 'project = INC',
        maxResults: 7,
        ...(token === undefined ? {} : { nextPageToken: token }),
      };
      const { body } = await site.send('agent-ana', 'POST search/jql', page);
      for (const issue of issuesOf(body)) expect(Object.keys(issue)).toEqual(['id']);
      found.push(...issuesOf(body).map(({ id }) => id));
      token = (body as { nextPageToken?: string }).nextPageToken;
    } while (token !== undefined);
    expect(new Set(found).size).toBe(found.length);
    const { body } = await site.send('agent-ana', 'POST search/approximate-count', { jql: 'project = INC' });
    expect(body).toEqual({ count: found.length });
  });

  it('refuses a token of another query', async () => {
    const first = await site.send('agent-ana', 'GET search/jql?jql=project%20%3D%20INC&maxResults=1');
    const { nextPageToken } = first.body as { nextPageToken: string };
    const other = await site.send('agent-ana', 'POST search/jql', { jql: 'project = REQ', nextPageToken });
    expect(other.status).toBe(400);
  });

  it('finds only what the caller may see', async () => {
    expect(await keys('key in (SEC-2261, SEC-2274)')).toEqual(['SEC-2274']);
    expect(await keys('summary ~ access', 'customer-cy')).toEqual(['REQ-2188']);
    expect(await keys('summary ~ access', 'outsider-oz')).toEqual([]);
  });

  it('fetches in bulk by id and names what it does not find', async () => {
    const { body } = await site.send('agent-ana', 'POST issue/bulkfetch', {
      issueIdsOrKeys: ['INC-2041', 'SEC-2261', 'NO-1'],
      fields: ['summary'],
    });
    expect(body).toMatchObject({
      issues: [{ key: 'INC-2041', fields: { summary: 'Remote Access Latency' } }],
      issueErrors: [{ id: 'SEC-2261' }, { id: 'NO-1' }],
    });
  });
});
