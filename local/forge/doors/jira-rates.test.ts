import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../limits';
import { closedAfterEach } from '../testing/closed-after-each';
import { startRequestHost, type Call, type RequestHost } from '../testing/request-host';
import { costOf } from './jira-points';

const start = closedAfterEach(startRequestHost);

describe('points', () => {
  const spend = ({ host }: RequestHost) =>
    host.traffic.since(0).map(({ method, path, status, points }) => [method, path, status, points]);

  it('cost 1 and 1 an object, 2 a person; a write and a refusal cost 1', async () => {
    const fixture = await start();
    const path = '/rest/api/3/user?accountId=agent-ana';
    await fixture.calls({}, { path }, { path: '/rest/api/3/issue/NO-1' }, { path: '/rest/api/3/workflow' });
    expect(spend(fixture)).toEqual([
      ['GET', '/rest/api/3/issue/FIX-1', 200, 2],
      ['GET', path, 200, 3],
      ['GET', '/rest/api/3/issue/NO-1', 404, 1],
      ['GET', '/rest/api/3/workflow', 403, null],
    ]);
  });

  it.each<[string, unknown, number]>([
    ['POST /rest/api/3/search/jql', { issues: [{}, {}, {}], isLast: true }, 4],
    ['GET /rest/api/3/issue/*', { fields: {}, transitions: [{}, {}] }, 2],
    ['GET /rest/api/3/issue/*/changelog', { values: [{}, {}] }, 3],
    ['GET /rest/api/3/status', [{}, {}], 3],
    ['GET /rest/api/3/user/bulk', { values: [{}, {}] }, 5],
    ['GET /rest/api/3/mypermissions', { permissions: { A: {}, B: {} } }, 5],
    ['POST /rest/api/3/permissions/check', { projectPermissions: [{}], globalPermissions: ['A'] }, 5],
    ['PUT /rest/api/3/issue/*', undefined, 1],
    ['POST /rest/api/3/issue', { id: '1' }, 1],
  ])('of %s are counted by what it answers', (name, body, points) => {
    expect(costOf(name, { status: 200, body })).toBe(points);
  });

  it('end at 65,000 an hour and come back with the next hour of UTC', async () => {
    const { calls, clock, jira } = await start();
    const path = '/rest/api/3/issue/FIX-1';
    jira.answers.set('/rest/api/3/search/jql', { issues: Array.from({ length: 12_999 }, () => ({})) });
    const search = { path: '/rest/api/3/search/jql' };
    const full = await calls(search, search, search, search, search);
    expect(full.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    clock.advance(600_000);
    const [refused] = await calls({ path });
    expect(refused).toMatchObject({
      status: 429,
      body: { errorMessages: [expect.any(String)], errors: {} },
      headers: {
        'x-ratelimit-limit': String(LIMITS.jiraPointsPerHour.value),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2026-05-01T01:00:00Z',
        'ratelimit-reason': 'jira-quota-global-based',
      },
    });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(2_990);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(3_000);
    clock.advance(3_000_000);
    expect((await calls({ path }))[0]?.status).toBe(200);
  });

  it('are not used up by one point less', async () => {
    const { calls, jira } = await start();
    jira.answers.set('/rest/api/3/search/jql', {
      issues: Array.from({ length: LIMITS.jiraPointsPerHour.value - 2 }, () => ({})),
    });
    const answers = await calls({ path: '/rest/api/3/search/jql' }, {}, {});
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  });
});

describe('bursts', () => {
  it.each<[string, Call, number]>([
    ['GET of an issue', {}, LIMITS.jiraBurstGetIssue.value],
    ['GET of a changelog', { path: '/rest/api/3/issue/FIX-1/changelog' }, LIMITS.jiraBurstChangelog.value],
    ['GET of a user', { path: '/rest/api/3/user?accountId=agent-ana' }, LIMITS.jiraBurstUser.value],
    ['another GET', { path: '/rest/api/3/status' }, LIMITS.jiraBurstGet.value],
    ['POST', { method: 'POST', path: '/rest/api/3/issue' }, LIMITS.jiraBurstPost.value],
    ['PUT', { method: 'PUT', path: '/rest/api/3/comment/1/properties/k' }, LIMITS.jiraBurstPutDelete.value],
    [
      'DELETE',
      { method: 'DELETE', path: '/rest/api/3/comment/1/properties/k' },
      LIMITS.jiraBurstPutDelete.value,
    ],
  ])('of %s end at so many a second on one endpoint', async (_name, call, limit) => {
    const { host, calls } = await start();
    const now = Date.parse('2026-05-01T00:30:00Z');
    const { method = 'GET', path = '/rest/api/3/issue/FIX-1' } = call;
    const taken = Array.from({ length: limit + 1 }, () => host.rates.take(method, path, now));
    expect(taken.map((refusal) => refusal?.reason)).toEqual([
      ...Array.from({ length: limit }, () => undefined),
      'jira-burst-based',
    ]);
    expect(host.rates.take('GET', '/rest/api/3/field', now)).toBeUndefined();
    expect(host.rates.take(method, path, now + 1_000)).toBeUndefined();
    expect((await calls(call))[0]?.status).not.toBe(429);
  });

  it('reach the app as 429 with the reason', async () => {
    const { calls, host, clock } = await start();
    for (let n = 0; n < LIMITS.jiraBurstGetIssue.value; n += 1) {
      host.rates.take('GET', '/rest/api/3/issue/OTHER-1', clock.now());
    }
    expect((await calls({}))[0]).toMatchObject({
      status: 429,
      headers: { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '1' },
    });
  });
});

describe('writes to one issue', () => {
  const path = '/rest/api/3/issue/FIX-1/properties/k';
  const PUT = (n: number) => (n % 2 === 0 ? 'PUT' : 'DELETE');

  it('end at 20 within 2 s, whatever the operation', async () => {
    const { host } = await start();
    const { value: limit } = LIMITS.jiraIssueWrites;
    const write = (n: number, at: number) => host.rates.take(PUT(n), path, at)?.reason;
    for (let n = 0; n < limit; n += 1) expect(write(n, 1_000)).toBeUndefined();
    expect(write(0, 2_999)).toBe('jira-per-issue-on-write');
    expect(host.rates.take('PUT', '/rest/api/3/issue/fix-1', 2_999)?.reason).toBe('jira-per-issue-on-write');
    expect(host.rates.take('PUT', path.replace('FIX-1', 'FIX-2'), 2_999)).toBeUndefined();
    expect(host.rates.take('GET', path, 2_999)).toBeUndefined();
    expect(write(0, 3_000)).toBeUndefined();
  });

  it('end at 100 within 30 s', async () => {
    const { host } = await start();
    const write = (n: number) => host.rates.take(PUT(n), path, 1_000 + n * 250)?.reason;
    for (let n = 0; n < LIMITS.jiraIssueWritesLong.value; n += 1) expect(write(n)).toBeUndefined();
    expect(write(100)).toBe('jira-per-issue-on-write');
    expect(write(120)).toBeUndefined();
  });

  it('reach the app as 429 with the reason', async () => {
    const { calls } = await start();
    const call = { method: 'PUT', path };
    const answers = await calls(...Array.from({ length: LIMITS.jiraIssueWrites.value + 1 }, () => call));
    expect(answers.map(({ status }) => status).slice(-2)).toEqual([404, 429]);
    expect(answers.at(-1)?.headers).toMatchObject({ 'ratelimit-reason': 'jira-per-issue-on-write' });
  });
});
