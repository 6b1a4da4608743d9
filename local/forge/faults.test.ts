import { describe, expect, it } from '@jest/globals';
import { FAULT_MODES, FaultSchema, Faults, type Fault } from './faults';
import { InvocationFailure } from './invocation';
import { closedAfterEach } from './testing/closed-after-each';
import { startFixtureHost, type FixtureHost } from './testing/fixture-host';
import type { Door } from './traffic';

const start = closedAfterEach(startFixtureHost);

type CallDoor = Exclude<Door, 'events'>;

/** One call of the fixture app at each door, and how often it had its effect. */
const CALLS: Readonly<Record<CallDoor, (fixture: FixtureHost) => Promise<unknown>>> = {
  jira: ({ invoke }) => invoke('readIssue'),
  kvs: ({ invoke }) => invoke('remember', { value: 'x' }),
  queue: ({ invoke }) => invoke('push', { name: 'f', delayInSeconds: 900 }),
  llm: ({ invoke }) => invoke('models'),
};
const EFFECTS: Readonly<Record<CallDoor, (fixture: FixtureHost) => number>> = {
  jira: ({ jira }) => jira.requests.length,
  kvs: ({ stored }) => (stored('remembered') === undefined ? 0 : 1),
  queue: ({ host }) => host.queue.size(),
  // A list of models changes nothing: what counts is whether the door was asked.
  llm: ({ host }) => host.traffic.since(0).filter(({ status }) => status === 200).length,
};
const DOORS = ['jira', 'kvs', 'queue', 'llm'] as const;

/** Orders a fault for the first call at a door, does the call, and says how it ended. */
async function callWith(fixture: FixtureHost, door: CallDoor, fault: Omit<Fault, 'door'>): Promise<unknown> {
  fixture.host.faults.add({ door, times: 1, ...(door === 'kvs' ? { match: '/set$' } : {}), ...fault });
  return CALLS[door](fixture).then(
    () => 'answered',
    (error: unknown) => (error instanceof InvocationFailure ? error.code : error),
  );
}

describe.each(DOORS)('at the door %s', (door) => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a crash %s the effect ends the invocation, and the site goes on', async (when, effects) => {
    const fixture = await start();
    expect(await callWith(fixture, door, { mode: 'crash', when })).toBe('FUNCTION_CRASHED');
    if (door !== 'llm') expect(EFFECTS[door](fixture)).toBe(effects);
    expect(fixture.host.traffic.since(0)).toEqual([expect.objectContaining({ door, status: 0 })]);
    expect(await fixture.invoke('echo')).toMatchObject({ accountId: 'agent-ana' });
    await expect(CALLS[door](fixture)).resolves.toBeDefined();
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a status is answered, %s the effect', async (when, effects) => {
    const fixture = await start();
    const end = await callWith(fixture, door, { mode: 'status', status: 503, when });
    // requestJira answers it; the other packages throw.
    expect(end).toBe(door === 'jira' ? 'answered' : 'APP_ERROR');
    if (door !== 'llm') expect(EFFECTS[door](fixture)).toBe(effects);
    expect(fixture.host.traffic.since(0)[0]).toMatchObject({ door, status: 503 });
  });

  it('a delay comes before the effect', async () => {
    const fixture = await start();
    const began = performance.now();
    const call = callWith(fixture, door, { mode: 'delay', delayMs: 150 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(EFFECTS[door](fixture)).toBe(0);
    expect(await call).toBe('answered');
    expect(performance.now() - began).toBeGreaterThan(140);
    expect(EFFECTS[door](fixture)).toBe(1);
  });
});

describe.each(['jira', 'kvs', 'llm'] as const)('at the door %s', (door) => {
  it('a dropped call has no effect and no answer', async () => {
    const fixture = await start();
    expect(await callWith(fixture, door, { mode: 'drop' })).toBe('APP_ERROR');
    expect(EFFECTS[door](fixture)).toBe(0);
    expect(fixture.host.traffic.since(0)[0]).toMatchObject({ door, status: 0 });
  });

  it('a doubled call is answered once', async () => {
    const fixture = await start();
    expect(await callWith(fixture, door, { mode: 'duplicate' })).toBe('answered');
    if (door === 'jira') expect(EFFECTS[door](fixture)).toBe(2);
    expect(
      fixture.host.traffic.since(0).filter((entry) => entry.door === door && entry.status < 300),
    ).toHaveLength(door === 'kvs' ? 2 : 1);
  });
});

describe('at the door queue', () => {
  it.each([
    ['drop', 0],
    ['duplicate', 2],
    ['reorder', 1],
  ] as const)('%s changes what is delivered and not the answer', async (mode, stored) => {
    const fixture = await start();
    expect(await callWith(fixture, 'queue', { mode })).toBe('answered');
    expect(fixture.host.queue.size()).toBe(stored);
  });
});

describe('an order', () => {
  it.each(FAULT_MODES.filter((mode) => mode !== 'reorder'))(
    'of %s is taken for every door of calls',
    (mode) => {
      for (const door of DOORS) expect(FaultSchema.safeParse({ door, mode }).success).toBe(true);
    },
  );

  it.each<[string, object, string]>([
    ['an unknown door', { door: 'mail', mode: 'drop' }, 'jira'],
    ['an unknown mode', { door: 'jira', mode: 'explode' }, 'crash'],
    ['an unknown field', { door: 'jira', mode: 'drop', often: 2 }, 'often'],
    ['a status that is no error', { door: 'jira', mode: 'status', status: 200 }, '400'],
    ['a delay above two minutes', { door: 'jira', mode: 'delay', delayMs: 120_001 }, '120000'],
    ['a pattern that is none', { door: 'jira', mode: 'drop', match: '(' }, 'regular expression'],
    ['reorder where nothing is delivered', { door: 'kvs', mode: 'reorder' }, '"queue" and "events"'],
    ['a status for a delivery', { door: 'events', mode: 'status' }, 'carries no call'],
    ['a crash of a delivery', { door: 'events', mode: 'crash' }, 'carries no call'],
  ])('is refused for %s, saying what is accepted', (_name, order, text) => {
    const parsed = FaultSchema.safeParse(order);
    expect(parsed.error?.issues[0]?.message).toContain(text);
  });

  it('bites only paths that match, after those that it skips, as often as it says', () => {
    const faults = new Faults();
    faults.add({ door: 'jira', mode: 'drop', match: '/issue/', skip: 1, times: 2 });
    const paths = ['/issue/1', '/field', '/issue/2', '/issue/3', '/issue/4'];
    expect(paths.map((path) => faults.take('jira', path)?.mode)).toEqual([
      undefined,
      undefined,
      'drop',
      'drop',
      undefined,
    ]);
    expect(faults.list()).toEqual([]);
  });

  it('stays until it is cleared when it names no times', () => {
    const faults = new Faults();
    faults.add({ door: 'kvs', mode: 'drop' });
    for (let n = 0; n < 3; n += 1) expect(faults.take('kvs', '/x')?.mode).toBe('drop');
    expect(faults.list()).toEqual([{ door: 'kvs', mode: 'drop', left: null }]);
    faults.clear();
    expect(faults.take('kvs', '/x')).toBeUndefined();
  });
});
