import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LIMITS } from './limits';
import { readManifest } from './manifest';
import { closedAfterEach } from './testing/closed-after-each';
import { startFixtureHost } from './testing/fixture-host';
import { createFixtureManifest, withTimeouts } from './testing/fixture-manifest';
import type { AppExports } from './runtime';

const start = closedAfterEach(startFixtureHost);

const LIMIT_MS = 200;
const quick = (...functions: readonly string[]) =>
  withTimeouts(
    createFixtureManifest(),
    Object.fromEntries(functions.map((name) => [name, LIMIT_MS / 1_000])),
  );

/** Writes at once, waits past its time, and then tries to write, push, log and fetch. */
async function overrun(): Promise<void> {
  const { kvs } = await import('@forge/kvs');
  const { Queue } = await import('@forge/events');
  await kvs.set('early', true);
  await wait(LIMIT_MS + 100);
  console.log('too late');
  await kvs.set('late', true);
  await new Queue({ key: 'fixture-queue' }).push({ body: { name: 'late' } });
}

describe('time limits', () => {
  it('are 25 s for what people and events start, and 55 s or the manifest’s for consumers and schedules', () => {
    const { functions } = createFixtureManifest();
    const seconds = Object.fromEntries([...functions].map(([key, fn]) => [key, fn.timeoutSeconds]));
    expect(seconds).toEqual({ resolve: 25, 'on-issue': 25, consume: 55, 'on-hour': 55 });
    const ours = readManifest('manifest.yml').functions;
    expect(ours.get('fn-work')?.timeoutSeconds).toBe(900);
  });

  it('end a resolver, and nothing of it has an effect any more', async () => {
    const { invoke, host, stored } = await start({ manifest: quick('resolve'), app: { resolve: overrun } });
    await expect(invoke('any')).rejects.toMatchObject({ code: 'FUNCTION_TIME_OUT' });
    await wait(300);
    expect([stored('early'), stored('late')]).toEqual([true, undefined]);
    expect(host.traffic.since(0).map(({ path }) => path)).toEqual(['/api/v1/set']);
    expect(host.queue.size()).toBe(0);
    expect(host.log.since(0).map(({ text }) => text)).toEqual(['invocation failed: FUNCTION_TIME_OUT']);
  });

  it('end a resolver that never awaits, as soon as it lets go', async () => {
    const resolve = async () => {
      const { kvs } = await import('@forge/kvs');
      const until = performance.now() + LIMIT_MS + 50;
      while (performance.now() < until);
      await kvs.set('late', true);
    };
    const { invoke, stored } = await start({ manifest: quick('resolve'), app: { resolve } });
    await expect(invoke('any')).rejects.toMatchObject({ code: 'FUNCTION_TIME_OUT' });
    const spin = () => {
      const until = performance.now() + LIMIT_MS + 50;
      while (performance.now() < until);
    };
    const second = await start({ manifest: quick('resolve'), app: { resolve: spin } });
    await expect(second.invoke('any')).rejects.toMatchObject({ code: 'FUNCTION_TIME_OUT' });
    expect(stored('late')).toBeUndefined();
  });

  it('let a resolver that is in time answer', async () => {
    const resolve = () => wait(LIMIT_MS / 4, 'done');
    const { invoke } = await start({ manifest: quick('resolve'), app: { resolve } });
    expect(await invoke('any')).toBe('done');
  });

  it('tell the app how much time it has left', async () => {
    const resolve = async () => {
      const { getAppContext } = await import('@forge/api');
      return getAppContext().invocationRemainingTimeInMillis();
    };
    const { invoke } = await start({ manifest: quick('resolve'), app: { resolve } });
    const left = Number(await invoke('any'));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(LIMIT_MS);
  });

  it('end a consumer, whose event comes again with the reason', async () => {
    const seen: unknown[] = [];
    const consume = (event: { retryContext?: unknown }) => {
      seen.push(event.retryContext);
      return seen.length === 1 ? overrun() : undefined;
    };
    const { invoke, host, stored } = await start({ manifest: quick('consume'), app: { consume } });
    await invoke('push', { name: 'slow' });
    await host.settle();
    expect(seen).toEqual([undefined, expect.objectContaining({ retryReason: 'FUNCTION_TIME_OUT' })]);
    expect(stored('late')).toBeUndefined();
  });

  it('end a schedule, which is not tried again', async () => {
    let runs = 0;
    const onHour = () => {
      runs += 1;
      return overrun();
    };
    const { host, clock, stored } = await start({ manifest: quick('on-hour'), app: { onHour } });
    clock.advance(300_000);
    await host.settle();
    await wait(300);
    await host.settle();
    expect([runs, stored('early'), stored('late')]).toEqual([1, true, undefined]);
  });

  it('end a trigger', async () => {
    const { jira, host, stored } = await start({ manifest: quick('on-issue'), app: { onIssue: overrun } });
    host.faults.add({ door: 'events', mode: 'drop', skip: 1 });
    jira.emit('avi:jira:updated:issue');
    await host.settle();
    expect([stored('early'), stored('late')]).toEqual([true, undefined]);
    expect(host.traffic.since(0).at(1)).toMatchObject({
      door: 'events',
      response: { code: 'FUNCTION_TIME_OUT' },
    });
  });
});

/** A JSON text of exactly so many bytes, its quotes included. */
const textOf = (bytes: number): string => 'x'.repeat(bytes - 2);

describe('sizes', () => {
  const at = LIMITS.invocationPayload.value;
  const target = { functionKey: 'resolve', moduleKey: 'panel', moduleType: 'jira:issuePanel' };

  it('of a payload end at 5 MB, counted in bytes', async () => {
    const { host } = await start({ app: { resolve: (payload: string) => payload.length } });
    expect(await host.runtime.invoke(target, textOf(at), {})).toBe(at - 2);
    const invalid = { code: 'PAYLOAD_INVALID' };
    await expect(host.runtime.invoke(target, textOf(at + 1), {})).rejects.toMatchObject(invalid);
    await expect(host.runtime.invoke(target, 'é'.repeat(at / 2), {})).rejects.toMatchObject(invalid);
  });

  it('of a response end at 5 MB', async () => {
    const { host } = await start({ app: { resolve: (bytes: number) => textOf(bytes) } });
    expect(await host.runtime.invoke(target, at, {})).toHaveLength(at - 2);
    await expect(host.runtime.invoke(target, at + 1, {})).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });
});

describe('the log', () => {
  const run = async (resolve: () => void): Promise<readonly string[]> => {
    const { invoke, host } = await start({ app: { resolve } });
    await invoke('any');
    return host.log.since(0).map(({ text }) => text);
  };
  const NOTE = 'log limit reached: later lines are dropped';

  it('keeps 100 lines a minute of the time limit and drops the rest with one note', async () => {
    const lines = await run(() => {
      for (let line = 0; line < 150; line += 1) console.log(`line ${line}`);
    });
    expect(lines).toHaveLength(101);
    expect(lines.slice(-2)).toEqual(['line 99', NOTE]);
  });

  it('counts the lines inside a text', async () => {
    const lines = await run(() => {
      console.log('x\n'.repeat(99) + 'x');
      console.log('over');
    });
    expect(lines.slice(1)).toEqual([NOTE]);
  });

  it('keeps 200 KB of an invocation', async () => {
    const lines = await run(() => {
      console.log('x'.repeat(LIMITS.logBytesPerInvocation.value));
      console.log('x');
    });
    expect(lines.map(({ length }) => length)).toEqual([LIMITS.logBytesPerInvocation.value, NOTE.length]);
  });
});

describe('the border of an invocation', () => {
  const invokeWith = async (app: AppExports) => (await start({ app })).invoke;

  it('copies payload and result, so that no side changes the other', async () => {
    const kept: { list: number[] }[] = [];
    const invoke = await invokeWith({
      resolve: ({ call }: { call: { payload: { list: number[] } } }) => {
        call.payload.list.push(2);
        kept.push(call.payload);
        return call.payload;
      },
    });
    const payload = { list: [1] };
    const result = await invoke('any', payload);
    kept[0]?.list.push(3);
    expect([payload, result]).toEqual([{ list: [1] }, { list: [1, 2] }]);
  });

  it('copies the context', async () => {
    const { host } = await start({
      app: { resolve: (_payload: unknown, context: { list: number[] }) => context.list.push(2) },
    });
    const target = { functionKey: 'resolve', moduleKey: 'panel', moduleType: 'jira:issuePanel' };
    const context = { list: [1] };
    await host.runtime.invoke(target, {}, context);
    expect(context).toEqual({ list: [1] });
  });

  it('turns a Date into text, drops undefined, and keeps nothing that is no JSON', async () => {
    const invoke = await invokeWith({
      resolve: () => ({
        at: new Date(0),
        gone: undefined,
        none: [undefined],
        wide: NaN,
        map: new Map([[1, 2]]),
      }),
    });
    expect(await invoke('any')).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      none: [null],
      wide: null,
      map: {},
    });
  });

  it.each([
    ['a BigInt', () => ({ big: 1n })],
    [
      'a cycle',
      () => {
        const node: Record<string, unknown> = {};
        node['self'] = node;
        return node;
      },
    ],
  ])('refuses %s as a result', async (_name, resolve) => {
    const invoke = await invokeWith({ resolve });
    await expect(invoke('any')).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });

  it.each([
    ['a Date becomes text', 'date', { at: '1970-01-01T00:00:00.000Z' }],
    ['undefined is dropped', 'gone', {}],
  ])('is the resolver’s own as well: %s', async (_name, functionKey, expected) => {
    const { default: Resolver } = await import('@forge/resolver');
    const resolver = new Resolver();
    resolver.define('date', () => ({ at: new Date(0) }));
    resolver.define('gone', () => ({ gone: undefined }));
    const invoke = await invokeWith({ resolve: resolver.getDefinitions() });
    expect(await invoke(functionKey)).toEqual(expected);
  });

  it('copies what is stored and what Jira answers', async () => {
    const invoke = await invokeWith({
      resolve: async () => {
        const { default: api, route } = await import('@forge/api');
        const { kvs } = await import('@forge/kvs');
        const value = { list: [1] };
        await kvs.set('k', value);
        value.list.push(2);
        const read = () => api.asUser().requestJira(route`/rest/api/3/issue/FIX-1`);
        const first: unknown = await (await read()).json();
        Object.assign(Object(first), { key: 'CHANGED' });
        const second: unknown = await (await read()).json();
        return [await kvs.get('k'), second];
      },
    });
    expect(await invoke('any')).toEqual([{ list: [1] }, expect.objectContaining({ key: 'FIX-1' })]);
  });
});
