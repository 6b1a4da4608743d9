import { describe, expect, it } from '@jest/globals';
import { APP_ACCOUNT_ID } from '../../jira/jira-door';
import { createJira } from '../../jira/jira';
import { MemoryStore } from '../../store/memory-store';
import { InvocationFailure } from '../invocation';
import { toManifest } from '../manifest';
import { closedAfterEach } from '../testing/closed-after-each';
import { createFixtureClock, startFixtureHost } from '../testing/fixture-host';
import { createFixtureDocument } from '../testing/fixture-manifest';
import { REPORT_PATH } from './accounts-door';

const startClosed = closedAfterEach(startFixtureHost);
const HOUR_MS = 3_600_000;

interface Refused {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}

/** A host over a seeded Jira whose app reports as it is told to, through the real package. */
async function start(scopes: readonly string[] = ['storage:app', 'report:personal-data']) {
  const store = new MemoryStore();
  const clock = createFixtureClock();
  const people = createJira({ store, clock });
  people.seed('demo');
  let act: () => Promise<void> = async () => undefined;
  const manifest = toManifest({ ...createFixtureDocument(), permissions: { scopes }, modules: MODULES });
  const fixture = await startClosed({ manifest, store, clock, app: { resolve: () => act() } });
  const { privacy, __requestAtlassianAsApp, __requestAtlassianAsUser } = await import('@forge/api');
  /** Runs a task as a resolver of the app; answers what it answered, or what it was rejected with. */
  const inApp = async (task: () => Promise<unknown>): Promise<unknown> => {
    let result: unknown;
    act = async () => {
      result = await task().catch((error: unknown) => error);
    };
    await fixture.invoke('act');
    return result;
  };
  const send = (request: typeof __requestAtlassianAsApp, init: { method: string; body?: string }) =>
    inApp(async () => {
      const answer = await request(REPORT_PATH, init);
      const body: unknown = answer.status === 204 ? undefined : await answer.json();
      return { status: answer.status, body };
    });
  return {
    ...fixture,
    people,
    now: () => new Date(clock.now()).toISOString(),
    report: (...accounts: { accountId: string; updatedAt: string }[]) =>
      inApp(() => privacy.reportPersonalData(accounts)),
    postRaw: (body: unknown) => send(__requestAtlassianAsApp, { method: 'POST', body: JSON.stringify(body) }),
    getRaw: () => send(__requestAtlassianAsApp, { method: 'GET' }),
    postAsUser: () => send(__requestAtlassianAsUser, { method: 'POST', body: '{}' }),
  };
}

const { trigger: _trigger, ...MODULES } = createFixtureDocument().modules;
const LONG_AGO = '2020-01-01T00:00:00Z';
const ana = { accountId: 'agent-ana', updatedAt: LONG_AGO };
const ben = { accountId: 'agent-ben', updatedAt: LONG_AGO };
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ accountId: `account-${n}`, updatedAt: LONG_AGO }));

describe('a report of personal data', () => {
  it('asks for nothing where no account changed, and stands in the traffic', async () => {
    const { report, host } = await start();
    expect(await report(ana, ben)).toEqual([]);
    expect(host.traffic.since(0)).toEqual([
      expect.objectContaining({
        door: 'queue',
        provider: 'app',
        accountId: null,
        method: 'POST',
        path: REPORT_PATH,
        request: { accounts: [ana, ben] },
        status: 204,
        points: null,
      }),
    ]);
  });

  it('says which accounts are closed, however new the data of the app are', async () => {
    const { report, people, clock, now } = await start();
    people.changeAccount({ accountId: 'agent-ana', status: 'closed' });
    clock.advance(HOUR_MS);
    expect(await report({ ...ana, updatedAt: now() }, ben)).toEqual([
      { accountId: 'agent-ana', status: 'closed' },
    ]);
  });

  it('says which accounts were updated after the data of the app were read', async () => {
    const { report, people, clock, now } = await start();
    const before = now();
    clock.advance(HOUR_MS);
    people.changeAccount({ accountId: 'agent-ana', status: 'updated' });
    clock.advance(HOUR_MS);
    const updated = { accountId: 'agent-ana', status: 'updated' };
    expect(await report({ ...ana, updatedAt: before }, ben)).toEqual([updated]);
    expect(await report({ ...ana, updatedAt: now() }, ben)).toEqual([]);
    // The same instant in another zone.
    const elsewhere = `${new Date(Date.parse(now()) + 2 * HOUR_MS).toISOString().slice(0, -1)}+02:00`;
    expect(await report({ ...ana, updatedAt: elsewhere })).toEqual([]);
  });

  it('says nothing of an account that is open again', async () => {
    const { report, people } = await start();
    for (const status of ['closed', 'active'] as const)
      people.changeAccount({ accountId: 'agent-ana', status });
    expect(await report(ana)).toEqual([]);
  });

  it('says nothing of accounts that are inactive in Jira, of apps, or of nobody', async () => {
    const { report } = await start();
    const others = ['gone-gil', APP_ACCOUNT_ID, '557058:0a1b2c3d-0000-1111-2222-333344445555'];
    expect(await report(...others.map((accountId) => ({ accountId, updatedAt: LONG_AGO })))).toEqual([]);
  });

  it('says that Atlassian’s account for tests is closed, and the other is not', async () => {
    const { report } = await start();
    const ids = ['5be24ad8b1653240376955d2', '5be24ba3f91c106033269289'];
    expect(await report(...ids.map((accountId) => ({ accountId, updatedAt: LONG_AGO })))).toEqual([
      { accountId: '5be24ba3f91c106033269289', status: 'closed' },
    ]);
  });

  it('takes 90 accounts and refuses 91 and none', async () => {
    const { report, postRaw, host } = await start();
    expect(await report(...many(91))).toEqual([]);
    expect(host.traffic.since(0).map(({ status }) => status)).toEqual([204, 204]);
    expect(await postRaw({ accounts: many(90) })).toMatchObject({ status: 204 });
    for (const accounts of [many(91), []]) expect(await postRaw({ accounts })).toMatchObject({ status: 400 });
  });

  it.each<[what: string, body: unknown]>([
    ['no body', undefined],
    ['no list', { accounts: ana }],
    ['an account without an id', { accounts: [{ updatedAt: LONG_AGO }] }],
    ['an empty id', { accounts: [{ ...ana, accountId: '' }] }],
    ['an id with other characters', { accounts: [{ ...ana, accountId: 'agent ana' }] }],
    ['an id of 129 characters', { accounts: [{ ...ana, accountId: 'a'.repeat(129) }] }],
    ['the account unknown', { accounts: [{ ...ana, accountId: 'unknown' }] }],
    ['an account without a time', { accounts: [{ accountId: 'agent-ana' }] }],
    ['a time as a number', { accounts: [{ ...ana, updatedAt: 1_577_836_800_000 }] }],
    ['a time without an offset', { accounts: [{ ...ana, updatedAt: '2020-01-01T00:00:00' }] }],
    ['a time without seconds', { accounts: [{ ...ana, updatedAt: '2020-01-01T00:00Z' }] }],
    ['a day that is none', { accounts: [{ ...ana, updatedAt: '2020-02-30T00:00:00Z' }] }],
    ['a field that is not documented', { accounts: [{ ...ana, name: 'Ana' }] }],
    ['one bad account among good ones', { accounts: [ana, { ...ben, updatedAt: '' }] }],
  ])('refuses %s with 400', async (_what, body) => {
    const { postRaw } = await start();
    expect(await postRaw(body)).toEqual({
      status: 400,
      body: { errorType: 'BAD_REQUEST', errorMessage: expect.any(String) },
    });
  });

  it('takes an id of 128 characters and of every documented kind', async () => {
    const { postRaw } = await start();
    const ids = ['a'.repeat(128), 'aZ09-:x'];
    const accounts = ids.map((accountId) => ({ accountId, updatedAt: '2020-01-01T00:00:00.123-03:30' }));
    expect(await postRaw({ accounts })).toMatchObject({ status: 204 });
  });

  it('needs the scope of the manifest, which the refusal names', async () => {
    const { report, postRaw } = await start(['storage:app', 'read:jira-user']);
    // The package rejects with the answer itself.
    expect(await report(ana)).toMatchObject({ status: 403 });
    expect(await postRaw({ accounts: [ana] })).toEqual({
      status: 403,
      body: {
        errorType: 'FORBIDDEN',
        errorMessage: 'add "- report:personal-data" under permissions.scopes in manifest.yml',
      },
    });
  });

  it('is served as a POST of the app and no other way', async () => {
    const { getRaw, postAsUser } = await start();
    for (const ask of [getRaw, postAsUser]) expect(await ask()).toMatchObject({ status: 501 });
  });
});

describe('a fault of a report', () => {
  it('is a status in the words of its API', async () => {
    const { report, host } = await start();
    host.faults.add({ door: 'queue', match: REPORT_PATH, mode: 'status', status: 429, times: 1 });
    // Checked edge: the package rejects with the answer.
    const refused = (await report(ana)) as Refused;
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toEqual({ errorType: 'FAULT', errorMessage: expect.any(String) });
    expect(await report(ana)).toEqual([]);
  });

  it('is a lost answer, as without a network', async () => {
    const { report, host } = await start();
    host.faults.add({ door: 'queue', match: REPORT_PATH, mode: 'drop', times: 1 });
    expect(await report(ana)).toEqual(new TypeError('fetch failed'));
    expect(host.traffic.since(0)).toEqual([expect.objectContaining({ door: 'queue', status: 0 })]);
  });

  it('is the end of the invocation', async () => {
    const { report, host } = await start();
    host.faults.add({ door: 'queue', match: REPORT_PATH, mode: 'crash', times: 1 });
    await expect(report(ana)).rejects.toBeInstanceOf(InvocationFailure);
    expect(await report(ana)).toEqual([]);
  });

  it('is nothing where it is for deliveries alone', async () => {
    const { report, people, host } = await start();
    people.changeAccount({ accountId: 'agent-ana', status: 'closed' });
    host.faults.add({ door: 'queue', match: REPORT_PATH, mode: 'reorder', times: 1 });
    expect(await report(ana)).toEqual([{ accountId: 'agent-ana', status: 'closed' }]);
  });

  it('is a doubled report, which is answered once', async () => {
    const { report, people, host } = await start();
    people.changeAccount({ accountId: 'agent-ana', status: 'closed' });
    host.faults.add({ door: 'queue', match: REPORT_PATH, mode: 'duplicate', times: 1 });
    expect(await report(ana)).toEqual([{ accountId: 'agent-ana', status: 'closed' }]);
    expect(host.queue.size()).toBe(0);
  });
});
