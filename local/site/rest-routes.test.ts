import { describe, expect, it } from '@jest/globals';
import { JiraRates } from '../forge/doors/jira-rates';
import { LIMITS } from '../forge/limits';
import { FixtureJira } from '../forge/testing/fixture-jira';
import { createRestRoutes } from './rest-routes';

function open() {
  let now = Date.parse('2026-05-01T00:30:00Z');
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  const parts = { jira: new FixtureJira(), clock, rates: new JiraRates(), identify: async () => 'agent-ana' };
  const [route] = createRestRoutes(parts);
  const send = (method: string, path: string) => {
    const url = new URL(`http://localhost/rest/api/3/issue/${path}`);
    return Promise.resolve(route?.handle({ method, url, headers: {}, body: '' }));
  };
  return { send, clock };
}

describe('any client of the REST API', () => {
  it('is answered with 429 and the headers of Jira over the burst of an endpoint', async () => {
    const { send, clock } = open();
    for (let n = 0; n < LIMITS.jiraBurstGetIssue.value; n += 1) {
      expect((await send('GET', `OTHER-${n}`))?.status).toBe(404);
    }
    expect(await send('GET', 'FIX-1')).toMatchObject({
      status: 429,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'retry-after': '1',
        'x-ratelimit-limit': '150',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2026-05-01T00:30:01Z',
        'ratelimit-reason': 'jira-burst-based',
      },
      body: expect.stringContaining('"errorMessages"'),
    });
    clock.advance(1_000);
    expect((await send('GET', 'FIX-1'))?.status).toBe(200);
  });

  it('is answered with 429 over 20 writes to one issue within 2 s', async () => {
    const { send } = open();
    for (let n = 0; n < LIMITS.jiraIssueWrites.value; n += 1) {
      expect((await send('PUT', 'FIX-1'))?.status).not.toBe(429);
    }
    expect(await send('DELETE', 'FIX-1/properties/k')).toMatchObject({
      status: 429,
      headers: { 'ratelimit-reason': 'jira-per-issue-on-write', 'retry-after': '2' },
    });
    expect((await send('PUT', 'FIX-2'))?.status).not.toBe(429);
  });
});
