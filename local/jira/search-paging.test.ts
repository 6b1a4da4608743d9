import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS } from '../forge/limits';
import { keysIn } from './jql/testing';
import { createTestSite, type TestSite } from './testing';

const DAY = 86_400_000;

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

interface Page {
  readonly keys: readonly string[];
  readonly token: string | undefined;
  readonly isLast: boolean;
}

async function readPage(body: object, who = 'agent-ana'): Promise<Page> {
  const answer = await site.send(who, 'POST search/jql', { fields: ['key'], ...body });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  const { nextPageToken, isLast } = JSON.parse(JSON.stringify(answer.body)) as {
    nextPageToken?: string;
    isLast: boolean;
  };
  return { keys: keysIn(answer.body), token: nextPageToken, isLast };
}

/** All pages of a query; `between` runs after each page. */
async function readAll(jql: string, maxResults: number, between = async (): Promise<unknown> => undefined) {
  const keys: string[] = [];
  let token: string | undefined;
  for (;;) {
    const page = await readPage({
      jql,
      maxResults,
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    expect(page.isLast).toBe(page.token === undefined);
    keys.push(...page.keys);
    if (page.token === undefined) return keys;
    ({ token } = page);
    await between();
  }
}

const all = async (jql: string) => (await readPage({ jql, maxResults: 5000 })).keys;

describe('pages', () => {
  it('together are the whole answer, each issue once, whatever their size and order', async () => {
    const orders = [
      '',
      'ORDER BY priority',
      'ORDER BY assignee DESC, status',
      'ORDER BY due, created ASC',
      'ORDER BY summary',
    ];
    const cases = fc.record({ order: fc.constantFrom(...orders), size: fc.integer({ min: 1, max: 40 }) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ order, size }) => {
        const jql = `created > "2020-01-01" ${order}`;
        const paged = await readAll(jql, size);
        expect(paged).toEqual(await all(jql));
        expect(new Set(paged).size).toBe(paged.length);
      }),
      { numRuns: 25 },
    );
  });

  it('repeat and lose nothing while issues come and go', async () => {
    const jql = 'project = INC ORDER BY key ASC';
    const before = await all(jql);
    const [first = ''] = before;
    const fields = { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 'New' };
    let isDone = false;
    const paged = await readAll(jql, 5, async () => {
      if (isDone) return;
      isDone = true;
      await site.send('admin-ada', `DELETE issue/${first}?deleteSubtasks=true`);
      await site.send('agent-ana', 'POST issue', { fields });
    });
    expect(paged.slice(0, before.length)).toEqual(before);
    expect(paged).toHaveLength(before.length + 1);
  });

  it('hold 50 issues unless asked otherwise, and 100 at most with fields', async () => {
    const lines = Array.from({ length: 120 }, (_, index) =>
      JSON.stringify({
        key: `BIG-${index + 1}`,
        fields: { project: {}, issuetype: {}, status: {}, summary: `Issue ${index}` },
      }),
    );
    await site.jira.importLines(lines);
    const jql = 'project = BIG';
    const size = async (body: object) => (await readPage({ jql, ...body })).keys.length;
    expect(await size({})).toBe(50);
    expect(await size({ maxResults: 101, fields: ['summary'] })).toBe(LIMITS.jiraSearchPageWithFields.value);
    expect(await size({ maxResults: 101, fields: ['id', 'key'] })).toBe(101);
    expect(await size({ maxResults: 101, fields: ['key'], expand: 'changelog' })).toBe(100);
    expect(await size({ maxResults: 101, fields: ['key'], properties: ['p'] })).toBe(100);
  });

  it('hold 5,000 issues at most with keys alone', async () => {
    const { issues, projects } = site.state;
    const project = projects.all().find(({ key }) => key === 'INC');
    const model = issues.find('INC-2041');
    if (!project || !model) throw new Error('the seed has changed');
    site.state.store.transaction(() => {
      for (let number = 1; number <= LIMITS.jiraSearchPage.value; number += 1) {
        const id = String(100_000 + number);
        issues.put({ ...model, id, key: `INC-${id}`, summary: 'One of many' });
      }
    });
    const page = await readPage({ jql: 'project = INC', maxResults: LIMITS.jiraSearchPage.value + 1 });
    expect(page.keys).toHaveLength(LIMITS.jiraSearchPage.value);
    expect(page.isLast).toBe(false);
  });
});

describe('a page token', () => {
  const jql = 'project = INC';
  const first = (who = 'agent-ana') => readPage({ jql, maxResults: 1 }, who);
  const use = async (nextPageToken: string | undefined, body: object = { jql }, who = 'agent-ana') =>
    (await site.send(who, 'POST search/jql', { ...body, nextPageToken })).status;

  it('holds for its query and its person only', async () => {
    const { token } = await first();
    expect(await use(token)).toBe(200);
    expect(await use(token, { jql: 'project = REQ' })).toBe(400);
    expect(await use(token, { jql: 'project = INC ORDER BY key' })).toBe(400);
    expect(await use(token, { jql }, 'agent-ben')).toBe(400);
  });

  it('is refused when it is malformed', async () => {
    const { token = '' } = await first();
    const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, unknown>;
    for (const broken of ['', 'x', token.slice(0, -9), of(null), of([]), of({ ...parts, after: 1 })])
      expect(await use(broken)).toBe(400);
    expect(await use(of(parts))).toBe(200);
    expect(await use(of({ ...parts, after: [{}] }))).toBe(400);
    expect(await use(of({ ...parts, after: [1, 2] }))).toBe(400);
  });

  it('holds for 7 days', async () => {
    const { token } = await first();
    site.clock.advance(LIMITS.jiraSearchTokenAge.value * DAY);
    expect(await use(token)).toBe(200);
    site.clock.advance(1);
    expect(await use(token)).toBe(400);
  });

  it('works for GET as for POST', async () => {
    const { token = '' } = await first();
    const query = new URLSearchParams({ jql, nextPageToken: token, fields: 'key', maxResults: '1' });
    const { body } = await site.send('agent-ana', `GET search/jql?${query.toString()}`);
    expect(keysIn(body)).toEqual([(await all(jql))[1]]);
  });
});
