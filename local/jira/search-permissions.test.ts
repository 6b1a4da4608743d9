import { beforeEach, describe, expect, it } from '@jest/globals';
import { keysIn } from './jql/testing';
import { createTestSite, type TestSite } from './testing';

/** Restricted to security: Ana may browse its project, and not see it; Sam may. */
const HIDDEN = 'SEC-2261';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const search = (who: string, jql: string, more = {}) =>
  site.send(who, 'POST search/jql', { jql, fields: ['key'], maxResults: 1000, ...more });
const keys = async (who: string, jql: string) => keysIn((await search(who, jql)).body);
const count = async (who: string, jql: string) =>
  (await site.send(who, 'POST search/approximate-count', { jql })).body;

const QUERIES = [
  'project = SEC',
  'created > "2020-01-01"',
  'text ~ "a* OR e* OR s*"',
  'level is not EMPTY OR level is EMPTY',
  'NOT status = Open',
  'issue in linkedIssues(INC-2041) OR project = SEC',
];

describe('a hidden issue', () => {
  it.each(QUERIES)('is in no answer to %s', async (jql) => {
    expect(await keys('secowner-sam', 'project = SEC')).toContain(HIDDEN);
    expect(await keys('agent-ana', jql)).not.toContain(HIDDEN);
  });

  it.each(QUERIES)('is not counted by %s', async (jql) => {
    expect(await count('agent-ana', jql)).toEqual({ count: (await keys('agent-ana', jql)).length });
  });

  it('leaves no gap in pages and no trace in their order', async () => {
    const seen = await keys('agent-ana', 'project = SEC ORDER BY key');
    const paged: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const token = nextPageToken === undefined ? {} : { nextPageToken };
      const { body } = await search('agent-ana', 'project = SEC ORDER BY key', { maxResults: 1, ...token });
      expect(keysIn(body)).toHaveLength(1);
      paged.push(...keysIn(body));
      ({ nextPageToken } = JSON.parse(JSON.stringify(body)) as { nextPageToken?: string });
    } while (nextPageToken !== undefined);
    expect(paged).toEqual(seen);
  });

  it.each([
    ['key = ?', "An issue with key '?' does not exist for field 'key'."],
    ['parent = ?', "An issue with key '?' does not exist for field 'parent'."],
    ['issue in linkedIssues(?)', "Issue '?' could not be found in function 'linkedIssues'."],
  ])('is refused by %s in the words for a missing one', async (jql, message) => {
    for (const key of [HIDDEN, 'SEC-99999']) {
      const { status, body } = await search('agent-ana', jql.replace('?', key));
      expect([status, body]).toEqual([400, { errorMessages: [message.replace('?', key)], errors: {} }]);
    }
    expect((await search('secowner-sam', jql.replace('?', HIDDEN))).status).toBe(200);
  });

  it('is not the end of a link, for a link from it is not followed', async () => {
    const link = {
      type: { name: 'Relates' },
      inwardIssue: { key: HIDDEN },
      outwardIssue: { key: 'INC-2041' },
    };
    expect((await site.send('secowner-sam', 'POST issueLink', link)).status).toBe(201);
    expect(await keys('secowner-sam', 'issue in linkedIssues(INC-2041)')).toContain(HIDDEN);
    expect(await keys('agent-ana', 'issue in linkedIssues(INC-2041)')).not.toContain(HIDDEN);
  });

  it('is found as soon as its level is taken away, and lost as soon as it is set', async () => {
    const set = (security: unknown) =>
      site.send('secowner-sam', `PUT issue/${HIDDEN}`, { fields: { security } });
    await set(null);
    expect(await keys('agent-ana', 'project = SEC')).toContain(HIDDEN);
    await set({ id: '10400' });
    expect(await keys('agent-ana', 'project = SEC')).not.toContain(HIDDEN);
  });
});

describe('a hidden project', () => {
  it('is refused in the words for a missing one', async () => {
    for (const key of ['INC', 'NOPE']) {
      const { status, body } = await search('outsider-oz', `project = ${key}`);
      expect([status, body]).toEqual([
        400,
        { errorMessages: [`The value '${key}' does not exist for the field 'project'.`], errors: {} },
      ]);
    }
  });

  it('gives nothing to who may browse nothing', async () => {
    expect(await keys('outsider-oz', 'created > "2020-01-01"')).toEqual([]);
    expect(await count('anonymous', 'created > "2020-01-01"')).toEqual({ count: 0 });
  });
});
