import { beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../forge/limits';
import { keysIn } from './jql/testing';
import { createTestSite, type TestSite } from './testing';

let site: TestSite;
beforeAll(async () => {
  site = createTestSite();
  await site.send('app', 'PUT issue/INC-2041/properties/ai-handoff', { state: 'awaiting-review', n: 3 });
});

const post = (body: unknown, who = 'agent-ana') => site.send(who, 'POST search/jql', body);
const get = (query: Record<string, string>, who = 'agent-ana') =>
  site.send(who, `GET search/jql?${new URLSearchParams(query).toString()}`);

async function keys(jql: string, who = 'agent-ana'): Promise<string[]> {
  const { status, body } = await post({ jql, fields: ['key'], maxResults: 1000 }, who);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return keysIn(body);
}

describe('search', () => {
  it.each([
    ['key = INC-2041', ['INC-2041']],
    ['issue in (inc-2041, REQ-2188) ORDER BY key', ['INC-2041', 'REQ-2188']],
    ['issue.property[ai-handoff].state = "awaiting-review"', ['INC-2041']],
    ['project = OPS ORDER BY created ASC', ['OPS-11', 'OPS-12']],
    ['project = "Operations log" AND status != Open', ['OPS-11']],
    ['project = OPS AND NOT (status = "In progress" OR priority = Low)', ['OPS-12']],
    ['summary ~ "MFA review"', ['SEC-2274']],
    ['text ~ "CHG-774"', ['INC-2041']],
    ['project = INC AND labels = vpn AND statusCategory = Done AND text ~ firmware', ['INC-1819']],
    ['assignee = currentUser() AND project = SEC AND created >= -7d', ['SEC-2274']],
    [
      'project = ENH AND created > "2026-11-01" AND created <= "2026-11-07 23:00" ORDER BY key DESC',
      ['ENH-2177', 'ENH-2166', 'ENH-2158'],
    ],
    ['reporter = bot-automation AND assignee is EMPTY AND created > -6d', ['INC-2038', 'INC-2036']],
    ['parent = INC-2041', []],
  ])('finds by %s', async (jql, expected) => {
    expect(await keys(jql)).toEqual(expected);
  });

  it('answers ids alone without fields, and the same to GET', async () => {
    const { body } = await post({ jql: 'key = INC-2041' });
    expect(body).toEqual({ issues: [{ id: expect.any(String) }], isLast: true });
    expect((await get({ jql: 'key = INC-2041' })).body).toEqual(body);
    expect((await post({ jql: 'key = INC-2041', fields: ['id'] })).body).toEqual(body);
  });

  it('answers the fields, properties and expansions that were asked for', async () => {
    const { body } = await post({
      jql: 'key = INC-2041',
      fields: ['summary', 'customfield_10050'],
      properties: ['ai-handoff', 'other'],
      expand: 'names,schema,changelog',
    });
    expect(body).toMatchObject({
      issues: [
        {
          key: 'INC-2041',
          fields: { summary: 'Remote Access Latency' },
          properties: { 'ai-handoff': { n: 3 } },
          changelog: { startAt: 0 },
        },
      ],
      names: { summary: 'Summary', customfield_10050: 'Severity' },
      schema: { summary: { type: 'string', system: 'summary' } },
    });
    const fields = await get({ jql: 'key = INC-2041', fields: 'summary,status', properties: 'ai-handoff' });
    expect(fields.body).toMatchObject({ issues: [{ fields: { summary: expect.any(String), status: {} } }] });
  });
});

describe('a search request', () => {
  const jql = 'project = INC';

  it.each([
    ['startAt', { jql, startAt: 0 }],
    ['an expand that is a list', { jql, expand: ['names'] }],
    ['an unknown expand', { jql, expand: 'everything' }],
    ['fields that are no list', { jql, fields: 'summary' }],
    ['fields that are no texts', { jql, fields: [1] }],
    ['a jql that is no text', { jql: 1 }],
    ['a size that is a text', { jql, maxResults: '10' }],
    ['a size of none', { jql, maxResults: 0 }],
    ['a size below none', { jql, maxResults: -1 }],
    ['keys to reconcile', { jql, reconcileIssues: ['INC-2041'] }],
    ['fieldsByKeys that is no flag', { jql, fieldsByKeys: 'yes' }],
    ['no query', {}],
  ])('is refused with %s', async (_what, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errorMessages: [expect.any(String)] });
  });

  it('is refused for archived projects, which this site has not', async () => {
    expect((await post({ jql, includeArchivedProjects: true })).status).toBe(501);
    expect((await post({ jql, includeArchivedProjects: false, fieldsByKeys: true })).status).toBe(200);
  });

  it('takes 5 properties and not 6', async () => {
    const properties = Array.from({ length: LIMITS.jiraSearchProperties.value }, (_, index) => `p${index}`);
    expect((await post({ jql, properties })).status).toBe(200);
    expect((await post({ jql, properties: [...properties, 'more'] })).status).toBe(400);
  });

  it('takes 50 issues to reconcile and not 51', async () => {
    const ids = Array.from({ length: LIMITS.jiraReconcileIssues.value }, (_, index) => 10_000 + index);
    expect((await post({ jql, reconcileIssues: ids })).status).toBe(200);
    expect((await post({ jql, reconcileIssues: [...ids, 1] })).status).toBe(400);
    expect((await get({ jql, reconcileIssues: ids.join(',') })).status).toBe(200);
    expect((await get({ jql, reconcileIssues: 'INC-2041' })).status).toBe(400);
  });
});

describe('approximate-count', () => {
  const count = async (jql: string, who = 'agent-ana') =>
    site.send(who, 'POST search/approximate-count', { jql });

  it('counts what a search finds', async () => {
    expect((await count('project = INC')).body).toEqual({ count: (await keys('project = INC')).length });
    expect((await count('project = INC ORDER BY created')).status).toBe(200);
  });

  it('refuses what a search refuses', async () => {
    expect((await count('')).status).toBe(400);
    expect((await count('ORDER BY created')).status).toBe(400);
    expect((await count('nonsense = 1')).status).toBe(400);
  });
});

describe('bulkfetch', () => {
  const fetchAll = (body: unknown) => site.send('agent-ana', 'POST issue/bulkfetch', body);

  it('answers by id, ordered by id, and names what it does not find', async () => {
    const { body } = await fetchAll({
      issueIdsOrKeys: ['REQ-2188', 'SEC-2261', 'NO-1', 'INC-1819'],
      fields: ['summary'],
    });
    expect(body).toMatchObject({
      issues: [{ key: 'INC-1819' }, { key: 'REQ-2188' }],
      issueErrors: [{ id: 'SEC-2261' }, { id: 'NO-1' }],
    });
  });

  it('answers the navigable fields unless others are named', async () => {
    const { body } = await fetchAll({ issueIdsOrKeys: ['INC-2041'] });
    const { issues } = JSON.parse(JSON.stringify(body)) as { issues: { fields: object }[] };
    expect(Object.keys(issues[0]?.fields ?? {})).toContain('summary');
    expect(Object.keys(issues[0]?.fields ?? {})).not.toContain('comment');
  });

  it('takes 100 issues and not 101, and 1,000 where light fields are named', async () => {
    const ids = (length: number) => Array.from({ length }, (_, index) => `NO-${index + 1}`);
    const status = async (length: number, more = {}) =>
      (await fetchAll({ issueIdsOrKeys: ids(length), ...more })).status;
    expect(await status(LIMITS.jiraBulkFetch.value)).toBe(200);
    expect(await status(LIMITS.jiraBulkFetch.value + 1)).toBe(400);
    expect(await status(LIMITS.jiraBulkFetchNamed.value, { fields: ['summary'] })).toBe(200);
    expect(await status(LIMITS.jiraBulkFetchNamed.value + 1, { fields: ['summary'] })).toBe(400);
    expect(await status(LIMITS.jiraBulkFetch.value + 1, { fields: ['summary', 'comment'] })).toBe(400);
    expect(await status(LIMITS.jiraBulkFetch.value + 1, { fields: ['summary'], expand: ['changelog'] })).toBe(
      400,
    );
  });
});
