import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../store/memory-store';
import { closedAfterEach } from './testing/closed-after-each';
import { createFixtureClock, startFixtureHost } from './testing/fixture-host';

const start = closedAfterEach(startFixtureHost);

describe('a start', () => {
  it('is refused when the bundle lacks a handler, and leaves the globals as they were', async () => {
    const before = globalThis.fetch;
    await expect(start({ app: { consume: undefined } })).rejects.toThrow(
      'manifest.yml: function "consume": the bundle exports no function "consume"',
    );
    expect(globalThis.fetch).toBe(before);
  });
});

describe('an invocation', () => {
  it('gives the resolver the account of the backend and a JSON copy of the payload', async () => {
    const { invoke } = await start();
    expect(await invoke('echo', { when: new Date(0), gone: undefined })).toEqual({
      payload: { when: '1970-01-01T00:00:00.000Z' },
      accountId: 'agent-ana',
    });
  });

  it('rejects with APP_ERROR for a call that the resolver does not define', async () => {
    const { invoke } = await start();
    await expect(invoke('nothing')).rejects.toMatchObject({ code: 'APP_ERROR' });
  });

  it('lives in the time of the site', async () => {
    const { invoke, clock } = await start();
    clock.advance(86_400_000);
    expect(await invoke('now')).toMatch(/^2026-05-02T00:00/);
  });

  it('refuses egress', async () => {
    const { invoke } = await start();
    await expect(invoke('egress')).rejects.toMatchObject({
      code: 'APP_ERROR',
      message: expect.stringContaining('egress'),
    });
  });

  it('sees no model', async () => {
    const { invoke } = await start();
    expect(await invoke('models')).toEqual({ models: [] });
  });
});

describe('the Jira door', () => {
  it('acts as the invoking user', async () => {
    const { invoke, jira } = await start();
    expect(await invoke('readIssue')).toMatchObject({ status: 200, body: { key: 'FIX-1' } });
    expect(jira.requests[0]?.actor).toEqual({ kind: 'user', accountId: 'agent-ana' });
  });

  it('refuses an operation outside the scopes with 403 and names the manifest line', async () => {
    const { invoke, jira } = await start();
    const answer = await invoke('editIssue');
    expect(answer).toMatchObject({ status: 403 });
    expect(JSON.stringify(answer)).toContain('- write:jira-work');
    expect(jira.requests).toEqual([]);
  });

  it('has no user in a consumer', async () => {
    const { invoke, host, stored } = await start();
    await invoke('push', { name: 'as-user' });
    await host.settle();
    expect(stored('as-user')).toBeUndefined();
    const refused = host.traffic.since(0).find((entry) => entry.path === '/rest/api/3/myself');
    expect(refused).toMatchObject({ status: 401, provider: 'user', accountId: null });
  });
});

describe('the queue', () => {
  it('delivers an event to the consumer of its queue', async () => {
    const { invoke, host, stored } = await start();
    await invoke('push', { name: 'one' });
    expect(await host.settle()).toMatchObject({ idle: true, ran: 1 });
    expect(stored('consumed-one')).toBe(1);
  });

  it.each(['retry', 'throw'])('delivers again after %s', async (name) => {
    const { invoke, host, stored } = await start();
    await invoke('push', { name });
    await host.settle();
    expect(stored(`consumed-${name}`)).toBe(2);
  });

  it('holds a delayed event until the clock of the site passes it', async () => {
    const { invoke, host, clock, stored } = await start();
    await invoke('push', { name: 'late', delayInSeconds: 600 });
    expect(await host.settle()).toMatchObject({ idle: true, ran: 0, delayed: 1 });
    clock.advance(600_000);
    await host.settle();
    expect(stored('consumed-late')).toBe(1);
  });

  it('keeps an event over a stop at any moment', async () => {
    const store = new MemoryStore();
    const clock = createFixtureClock();
    const first = await start({ store, clock });
    await first.invoke('push', { name: 'kept' });
    first.host.close();
    const second = await start({ store, clock });
    await second.host.settle();
    expect(second.stored('consumed-kept')).toBe(1);
  });
});

describe('triggers and schedules', () => {
  it('deliver an event without a principal, and not what the app did itself', async () => {
    const { jira, host, stored } = await start();
    jira.emit('avi:jira:updated:issue');
    jira.emit('avi:jira:updated:issue', { selfGenerated: true });
    jira.emit('avi:jira:deleted:issue');
    expect(await host.settle()).toMatchObject({ ran: 1 });
    expect(stored('seen-avi:jira:updated:issue')).toBe(1);
    expect(stored('trigger-principal')).toBe('undefined');
  });

  it('try a failing trigger four more times and then let the event go', async () => {
    const { jira, host, clock, stored } = await start();
    jira.emit('avi:jira:created:issue', { key: 'FAIL-1' });
    for (let round = 0; round < 6; round += 1) {
      clock.advance(60_000);
      await host.settle();
    }
    expect(stored('seen-avi:jira:created:issue')).toBe(5);
    expect(host.queue.size()).toBe(0);
  });

  it('run a schedule five minutes after the start and then each interval', async () => {
    const { host, clock, stored } = await start();
    await host.settle();
    expect(stored('hourly-runs')).toBeUndefined();
    for (const ms of [300_000, 600_000, 3_600_000]) {
      clock.advance(ms);
      await host.settle();
    }
    expect(stored('hourly-runs')).toBe(2);
  });
});

describe('faults', () => {
  it('answer a status for as many calls as ordered', async () => {
    const { invoke, host } = await start();
    host.faults.add({ door: 'jira', mode: 'status', status: 503, times: 1 });
    expect(await invoke('readIssue')).toMatchObject({ status: 503 });
    expect(await invoke('readIssue')).toMatchObject({ status: 200 });
  });

  it.each([
    ['before', undefined],
    ['after', 'x'],
  ] as const)('crash %s the effect and end the invocation', async (when, expected) => {
    const { invoke, host, stored } = await start();
    host.faults.add({ door: 'kvs', match: '/set$', mode: 'crash', when });
    await expect(invoke('remember', { value: 'x' })).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' });
    expect(stored('remembered')).toBe(expected);
  });

  it('skip the first calls', async () => {
    const { invoke, host } = await start();
    host.faults.add({ door: 'kvs', match: '/get$', mode: 'status', skip: 1, times: 1 });
    expect(await invoke('remember', { value: 'a' })).toBe('a');
    await expect(invoke('remember', { value: 'b' })).rejects.toMatchObject({ code: 'APP_ERROR' });
  });

  it.each([
    ['duplicate', 2],
    ['drop', 0],
    ['reorder', 1],
  ] as const)('make the queue %s an event', async (mode, ran) => {
    const { invoke, host } = await start();
    host.faults.add({ door: 'queue', mode, times: 1 });
    await invoke('push', { name: 'f' });
    expect(await host.settle()).toMatchObject({ ran });
  });

  it('duplicate the delivery of a product event', async () => {
    const { jira, host, stored } = await start();
    host.faults.add({ door: 'events', mode: 'duplicate', times: 1 });
    jira.emit('avi:jira:updated:issue');
    await host.settle();
    expect(stored('seen-avi:jira:updated:issue')).toBe(2);
  });
});

describe('traffic', () => {
  it('records every call with its door, account, bodies and status, numbered without gaps', async () => {
    const { invoke, host } = await start();
    await invoke('readIssue');
    await invoke('remember', { value: 'x' });
    const entries = host.traffic.since(0);
    expect(entries.map(({ n, door, status }) => [n, door, status])).toEqual([
      [1, 'jira', 200],
      [2, 'kvs', 204],
      [3, 'kvs', 200],
    ]);
    expect(entries[0]).toMatchObject({
      provider: 'user',
      accountId: 'agent-ana',
      path: '/rest/api/3/issue/FIX-1',
    });
    expect(host.traffic.since(2)).toHaveLength(1);
  });
});

describe('reset', () => {
  it('ends what runs and lets nothing of it reach the emptied store', async () => {
    const { invoke, host, store, stored } = await start();
    host.faults.add({ door: 'kvs', mode: 'delay', delayMs: 200 });
    await invoke('push', { name: 'gone' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.reset(() => store.clear());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stored('consumed-gone')).toBeUndefined();
    expect(host.queue.size()).toBe(0);
  });
});
