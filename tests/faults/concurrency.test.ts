import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandoffState } from '../../src/contract/vocabulary';
import { setTimeout as pause } from 'node:timers/promises';
import { SITE_CHAIN } from '../../src/domain/audit/chain';
import {
  acceptTwice,
  addPeople,
  createBell,
  createIssue,
  handOffAmongOthers,
  tell,
  type Bell,
  type Crowd,
} from './crowd';
import { createFaultySite, type FaultySite } from './faulty-site';
import { findBreaches } from './invariants';
import { createJiraWorld } from './jira-world';
import { judgeRequest } from './side-effects';
import { createStoredWorld } from './stored-world';

const LONGEST_MS = 540_000;
/** What each request of the app to Jira takes, so that limits a second and a minute are kept as they would be. */
const REQUEST_MS = 200;
const AGENTS = Array.from({ length: 10 }, (_none, at) => `agent-${String(at)}`);
const ADMINS = Array.from({ length: 20 }, (_none, at) => `admin-${String(at)}`);
const ISSUES = 20;

let site: FaultySite | null = null;
let inConsumers = 0;
let mostInConsumers = 0;

const started = (): FaultySite => {
  if (site === null) throw new Error('the site is started in beforeAll');
  return site;
};

/** The app, with a count of how many consumers are at work. */
async function loadCountedApp() {
  const app = await import('../../src/index');
  const onWork: typeof app.onWork = async (event, context) => {
    inConsumers += 1;
    mostInConsumers = Math.max(mostInConsumers, inConsumers);
    try {
      return await app.onWork(event, context);
    } finally {
      inConsumers -= 1;
    }
  };
  return { ...app, onWork };
}

beforeAll(async () => {
  site = await createFaultySite(loadCountedApp, (store) => {
    addPeople(store, 'agent-ana', AGENTS);
    addPeople(store, 'admin-ada', ADMINS);
  });
}, LONGEST_MS);
afterAll(() => site?.host.close());
beforeEach(() => started().rewind());

/** Works at all these at once, while the clock moves with what the app asks of Jira and the queue looks for what is due. */
async function together(works: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const { watch, clock, host, drain, pass, store } = started();
  const breaches: string[] = [];
  const world = createStoredWorld(store);
  watch((request) => {
    clock.advance(REQUEST_MS);
    const breach = judgeRequest(request, world);
    if (breach !== null) breaches.push(breach);
  });
  const pump = setInterval(() => host.queue.wake(), 20);
  try {
    await Promise.all(works);
  } finally {
    clearInterval(pump);
  }
  await drain();
  await pass(6 * 60_000);
  return breaches;
}

const breachesOf = (crowd: Crowd): Promise<readonly string[]> =>
  findBreaches(
    { world: createStoredWorld(crowd.site.store), jira: createJiraWorld(crowd.site) },
    crowd.acknowledged,
  );

/** What competitors may hear: that somebody was first, or that the platform's limits are reached. Never `unexpected`. */
const COMPETITION = new Set(['already-open', 'conflict', 'scope-changed', 'wrong-state', 'unavailable']);
const strange = ({ told }: Crowd): readonly string[] =>
  [...told.keys()].filter((code) => !COMPETITION.has(code));

/** Everybody's one hand-off on one issue, each accepted by its owner before the next can begin. */
async function workOffIssue(crowd: Crowd, issueId: string, ownerId: string): Promise<void> {
  const bell: Bell = createBell();
  await Promise.all(
    AGENTS.map(async (accountId) => {
      const id = await handOffAmongOthers(crowd, { accountId, issueId }, bell);
      await reached(crowd, id, 'awaiting-review');
      const owner = { accountId: ownerId, issueId };
      while (!(await acceptTwice(crowd, owner, id))) await pause(LOOK_AGAIN_MS);
      await reached(crowd, id, 'completed');
      bell.ring();
    }),
  );
}

const PATIENCE_MS = 300_000;
const LOOK_AGAIN_MS = 10;

/** Waits, as a person who looks again and again, until a hand-off is in this state. Throws when it takes too long. */
async function reached(crowd: Crowd, handoffId: string, state: HandoffState): Promise<void> {
  const world = createStoredWorld(crowd.site.store);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (world.stateOf(handoffId) !== state) {
    if (performance.now() > giveUpAt)
      throw new Error(`${handoffId} is ${world.stateOf(handoffId) ?? 'gone'}, not ${state}`);
    await pause(LOOK_AGAIN_MS);
  }
}

/** One policy change of an admin, on what the page shows, until it is taken. */
async function publish(crowd: Crowd, accountId: string): Promise<void> {
  const who = { accountId, issueId: '' };
  const change = `by ${accountId}`;
  for (;;) {
    const page = await tell(crowd, who, { name: 'admin.load', payload: {} });
    const { policy } = page ?? {};
    if (policy === undefined) continue;
    const payload = { baseVersion: policy.version, approvers: policy.document.approvers, change };
    if ((await tell(crowd, who, { name: 'admin.save-approvers', payload })) === null) continue;
    crowd.acknowledged.push({
      chain: SITE_CHAIN,
      event: 'policy.changed',
      actor: accountId,
      details: { change },
    });
    return;
  }
}

/** One turn of the switch by an admin, on what the page shows, until it is taken. */
async function flip(crowd: Crowd, accountId: string): Promise<void> {
  const who = { accountId, issueId: '' };
  const reason = `by ${accountId}`;
  for (;;) {
    const page = await tell(crowd, who, { name: 'admin.load', payload: {} });
    if (page === null) continue;
    const payload = { isHalted: !page.switch.isHalted, reason, version: page.switch.version };
    if ((await tell(crowd, who, { name: 'admin.set-switch', payload })) === null) continue;
    crowd.acknowledged.push({
      chain: SITE_CHAIN,
      event: 'killswitch.changed',
      actor: accountId,
      details: { reason },
    });
    return;
  }
}

describe('many people at once', () => {
  it(
    'do 200 hand-offs on 20 issues, each written back once',
    async () => {
      const crowd: Crowd = { site: started(), told: new Map(), acknowledged: [] };
      const issues = await Promise.all(
        Array.from({ length: ISSUES }, (_none, at) =>
          createIssue(crowd.site, 'agent-ben', `Review ${String(at)}`),
        ),
      );
      crowd.site.host.faults.add({ door: 'queue', mode: 'duplicate' });
      const breaches = await together(issues.map((issueId) => workOffIssue(crowd, issueId, 'agent-ben')));
      expect(breaches).toEqual([]);
      expect(await breachesOf(crowd)).toEqual([]);
      const states = createStoredWorld(crowd.site.store)
        .handoffs()
        .map(({ state }) => state);
      expect(states).toEqual(Array.from({ length: AGENTS.length * ISSUES }, () => 'completed'));
      expect(strange(crowd)).toEqual([]);
      expect(crowd.told.get('conflict')).toBeGreaterThan(0);
      expect(mostInConsumers).toBeGreaterThanOrEqual(2);
      process.stdout.write(`told ${JSON.stringify([...crowd.told])}, ${mostInConsumers} consumers at once\n`);
    },
    LONGEST_MS,
  );

  it(
    'change policy and switch, and no entry of the site is lost',
    async () => {
      const crowd: Crowd = { site: started(), told: new Map(), acknowledged: [] };
      await together(ADMINS.flatMap((accountId) => [publish(crowd, accountId), flip(crowd, accountId)]));
      expect(await breachesOf(crowd)).toEqual([]);
      expect(crowd.acknowledged).toHaveLength(2 * ADMINS.length);
      const world = createStoredWorld(crowd.site.store);
      const changes = world
        .entries(SITE_CHAIN)
        .filter(({ event }) => event === 'policy.changed' || event === 'killswitch.changed');
      expect(changes).toHaveLength(2 * ADMINS.length);
      expect(world.policy()?.version).toBe(1 + ADMINS.length);
      expect(strange(crowd)).toEqual([]);
    },
    LONGEST_MS,
  );
});
