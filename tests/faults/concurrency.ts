import { setTimeout as pause } from 'node:timers/promises';
import type { HandoffState } from '../../src/contract/vocabulary';
import { SITE_CHAIN } from '../../src/domain/audit/chain';
import type { AppExports } from '../../local/forge/runtime';
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

/** What each request of the app to Jira takes, so that limits a second and a minute are kept as they would be. */
const REQUEST_MS = 200;
const AGENTS = Array.from({ length: 10 }, (_none, at) => `agent-${String(at)}`);
const ADMINS = Array.from({ length: 20 }, (_none, at) => `admin-${String(at)}`);

/** A site where a crowd can work, and how many consumers were at work at once. */
export interface CrowdedSite {
  readonly site: FaultySite;
  readonly mostInConsumers: () => number;
}

/** What came of many people at once; nothing was wrong when `violations` is empty. */
export interface Crowding {
  readonly handoffs: number;
  /** Codes of refusals, with how often. */
  readonly told: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

type Consumer = (...args: never[]) => Promise<unknown>;

/** Starts a site with ten agents and twenty admins more; `loadApp` as for {@link createFaultySite}. */
export async function createCrowdedSite(loadApp: () => Promise<AppExports>): Promise<CrowdedSite> {
  let inConsumers = 0;
  let most = 0;
  const loadCounted = async (): Promise<AppExports> => {
    const app = await loadApp();
    const { onWork: run } = app;
    const work = run as Consumer;
    const onWork: Consumer = async (...args) => {
      inConsumers += 1;
      most = Math.max(most, inConsumers);
      try {
        return await work(...args);
      } finally {
        inConsumers -= 1;
      }
    };
    return { ...app, onWork };
  };
  const site = await createFaultySite(loadCounted, (store) => {
    addPeople(store, 'agent-ana', AGENTS);
    addPeople(store, 'admin-ada', ADMINS);
  });
  return { site, mostInConsumers: () => most };
}

/** Works at all these at once, while the clock moves with what the app asks of Jira and the queue looks for what is due. */
async function together(
  { watch, clock, host, drain, pass, store }: FaultySite,
  works: readonly Promise<unknown>[],
): Promise<readonly string[]> {
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

const newCrowd = (site: FaultySite): Crowd => ({ site, told: new Map(), acknowledged: [] });

/** Ten people on each of so many issues at once, every event of the queue twice: each hand-off ends written back once. */
export async function handOffTogether(site: FaultySite, issueCount: number): Promise<Crowding> {
  const crowd = newCrowd(site);
  const numbers = Array.from({ length: issueCount }, (_none, at) => String(at));
  const issues = await Promise.all(numbers.map((at) => createIssue(site, 'agent-ben', `Review ${at}`)));
  site.host.faults.add({ door: 'queue', mode: 'duplicate' });
  const works = issues.map((issueId) => workOffIssue(crowd, issueId, 'agent-ben'));
  const breaches = await together(site, works);
  const handoffs = createStoredWorld(site.store).handoffs();
  const wrong = handoffs.filter(({ state }) => state !== 'completed');
  return {
    handoffs: handoffs.length,
    told: crowd.told,
    violations: [
      ...breaches,
      ...(await breachesOf(crowd)),
      ...wrong.map(({ id, state }) => `${id} ended ${state}`),
      ...strange(crowd).map((code) => `somebody was told ${code}`),
    ],
  };
}

/** How many policy changes, and as many turns of the switch, {@link changeTogether} makes. */
const CHANGES = ADMINS.length;

/** Twenty admins who each change the policy and turn the switch at once: every change is in force once and in the site's chain. */
export async function changeTogether(site: FaultySite): Promise<Crowding> {
  const crowd = newCrowd(site);
  const breaches = await together(
    site,
    ADMINS.flatMap((accountId) => [publish(crowd, accountId), flip(crowd, accountId)]),
  );
  const world = createStoredWorld(site.store);
  const countOf = (name: string): number =>
    world.entries(SITE_CHAIN).filter(({ event }) => event === name).length;
  const counts = [
    ['changes acknowledged', crowd.acknowledged.length, 2 * CHANGES],
    ['entries of a policy change', countOf('policy.changed'), CHANGES],
    ['entries of the switch', countOf('killswitch.changed'), CHANGES],
    ['version of the policy', world.policy()?.version ?? 0, 1 + CHANGES],
  ] as const;
  return {
    handoffs: 0,
    told: crowd.told,
    violations: [
      ...breaches,
      ...(await breachesOf(crowd)),
      ...counts.flatMap(([what, seen, wanted]) =>
        seen === wanted ? [] : [`${what}: ${String(seen)}, not ${String(wanted)}`],
      ),
      ...strange(crowd).map((code) => `somebody was told ${code}`),
    ],
  };
}

/** A crowding in one line, as `npm run faults` prints it. */
export const toCrowdLine = ({ handoffs, told, violations }: Crowding): string =>
  `${String(handoffs)} hand-offs, told ${JSON.stringify(Object.fromEntries(told))}, ${String(violations.length)} violations`;
