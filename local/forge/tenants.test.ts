import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../store/memory-store';
import { SITE_IDENTITY } from './app-identity';
import type { Installation } from './host';
import { closedAfterEach } from './testing/closed-after-each';
import { startFixtureHost } from './testing/fixture-host';
import { FixtureJira } from './testing/fixture-jira';

const SECOND = {
  cloudId: '0d0d0d0d-1111-4222-8333-444444444444',
  installationId: '02020202-1111-4222-8333-444444444444',
};
const startClosed = closedAfterEach(startFixtureHost);

/** The same handler for two tenants, as `first` and `second`. */
async function start(app: Record<string, unknown>) {
  const fixture = await startClosed({ app });
  const store = new MemoryStore();
  const jira = new FixtureJira();
  const second = fixture.host.install({ identity: SECOND, store, jira });
  const target = {
    functionKey: 'resolve',
    moduleKey: 'panel',
    moduleType: 'jira:issuePanel',
    accountId: 'agent-ana',
  };
  const run = ({ runtime }: Installation, payload: unknown = {}) => runtime.invoke(target, payload, {});
  return { ...fixture, second, secondStore: store, secondJira: jira, first: fixture.host, run };
}

describe('two tenants of one process', () => {
  it('share what the app keeps in its modules, as on Forge', async () => {
    const seen: unknown[] = [];
    const resolve = (payload: unknown) => {
      seen.push(payload);
      return seen;
    };
    const { first, second, run } = await start({ resolve });
    await run(first, 'first');
    expect(await run(second, 'second')).toEqual(['first', 'second']);
  });

  it('have ids of their own', async () => {
    const resolve = async () => {
      const { getAppContext } = await import('@forge/api');
      const { installation, installationAri } = getAppContext();
      return [installation ?? null, String(installationAri)];
    };
    const { first, second, run } = await start({ resolve });
    for (const [tenant, identity] of [
      [first, SITE_IDENTITY],
      [second, SECOND],
      [first, SITE_IDENTITY],
    ] as const) {
      const ids = JSON.stringify(await run(tenant));
      expect(ids).toContain(identity.cloudId);
      expect(ids).toContain(identity.installationId);
    }
  });

  it('have storage of their own', async () => {
    const resolve = async (value: string) => {
      const { kvs } = await import('@forge/kvs');
      const before: unknown = await kvs.get('k');
      await kvs.set('k', value);
      return before ?? null;
    };
    const { first, second, run } = await start({ resolve });
    expect([await run(first, 'a'), await run(second, 'b'), await run(first, 'c')]).toEqual([null, null, 'a']);
  });

  it('have a Jira of their own', async () => {
    const resolve = async () => {
      const { asUser, route } = await import('@forge/api');
      await asUser().requestJira(route`/rest/api/3/issue/FIX-1`);
    };
    const { second, run, jira, secondJira } = await start({ resolve });
    await run(second);
    expect([jira.requests.length, secondJira.requests.length]).toEqual([0, 1]);
  });

  it('have queues, events and schedules of their own, which name them to the app', async () => {
    const seen: unknown[] = [];
    const note = (payload: object, context: object) => void seen.push([Object.keys(payload)[0], context]);
    const resolve = async () => {
      const { Queue } = await import('@forge/events');
      await new Queue({ key: 'fixture-queue' }).push({ body: { name: 'x' } });
    };
    const handlers = { resolve, consume: note, onIssue: note, onHour: note };
    const { first, second, run, clock, secondJira } = await start(handlers);
    await run(second);
    secondJira.emit('avi:jira:updated:issue');
    await second.settle();
    await first.settle();
    expect(seen).toHaveLength(2);
    clock.advance(300_000);
    await second.settle();
    expect(seen).toHaveLength(3);
    for (const entry of seen) expect(JSON.stringify(entry)).toContain(SECOND.installationId);
    await first.settle();
    expect(JSON.stringify(seen[3])).toContain(SITE_IDENTITY.installationId);
  });

  it('have bursts of their own and one pool of points', async () => {
    const resolve = async () => {
      const { asApp, route } = await import('@forge/api');
      const answer = await asApp().requestJira(route`/rest/api/3/search/jql`);
      return [answer.status, answer.headers.get('ratelimit-reason')];
    };
    const { first, second, run, jira, secondJira, clock } = await start({ resolve });
    jira.answers.set('/rest/api/3/search/jql', { issues: Array.from({ length: 65_000 }, () => ({})) });
    secondJira.answers.set('/rest/api/3/search/jql', { issues: [] });
    for (let n = 0; n < 100; n += 1) first.rates.take('GET', '/rest/api/3/search/jql', clock.now());
    expect(await run(second)).toEqual([200, null]);
    clock.advance(2_000);
    expect(await run(first)).toEqual([200, null]);
    expect(await run(second)).toEqual([429, 'jira-quota-global-based']);
  });
});
