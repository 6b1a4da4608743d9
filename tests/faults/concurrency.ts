import { setTimeout as pause } from 'node:timers/promises';
import type { HandoffState } from '../../src/contract/vocabulary';
import { SITE_CHAIN } from '../../src/domain/audit/chain';
import type { CallOutput } from '../../src/contract/calls';
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
import { findBreaches, type Acknowledged } from './invariants';
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

type Page = CallOutput<'admin.load'>;

/** One act of an admin on what the page shows, until it is taken. */
async function insist(
  crowd: Crowd,
  accountId: string,
  attempt: (page: Page) => Promise<Omit<Acknowledged, 'chain' | 'actor'> | null>,
): Promise<void> {
  for (;;) {
    const page = await tell(crowd, { accountId, issueId: '' }, { name: 'admin.load', payload: {} });
    const acknowledged = page === null ? null : await attempt(page);
    if (acknowledged === null) continue;
    crowd.acknowledged.push({ chain: SITE_CHAIN, actor: accountId, ...acknowledged });
    return;
  }
}

/** Puts version 1 in force again. */
const rollBack = (crowd: Crowd, accountId: string): Promise<void> =>
  insist(crowd, accountId, async (page) => {
    const reason = `by ${accountId}`;
    const payload = { baseVersion: page.policy.version, version: 1, reason };
    const who = { accountId, issueId: '' };
    const policy = await tell(crowd, who, { name: 'admin.roll-back', payload });
    const details = { change: `Back to version 1: ${reason}` };
    return policy === null ? null : { event: 'policy.changed', details };
  });

/** Saves the policy in force as the draft, on top of what somebody else saved. */
const save = (crowd: Crowd, accountId: string): Promise<void> =>
  insist(crowd, accountId, async (page) => {
    const change = `by ${accountId}`;
    const { version: baseVersion, document } = page.policy;
    const payload = { revision: page.draft?.draft.revision ?? 0, baseVersion, document, change };
    const who = { accountId, issueId: '' };
    const view = await tell(crowd, who, { name: 'admin.save-draft', payload });
    return view === null ? null : { event: 'policy.draft', details: { act: 'saved', note: change } };
  });

/** Turns the switch; whoever halts is not the one who resumes, since everybody turns it once. */
const flip = (crowd: Crowd, accountId: string): Promise<void> =>
  insist(crowd, accountId, async (page) => {
    const reason = `by ${accountId}`;
    const payload = { isHalted: !page.switch.isHalted, reason, version: page.switch.version };
    const who = { accountId, issueId: '' };
    const turned = await tell(crowd, who, { name: 'admin.set-switch', payload });
    return turned === null ? null : { event: 'killswitch.changed', details: { reason } };
  });

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

/** A version past version 1, so that there is one to roll back to: written, simulated, reviewed and published. */
async function publishOnce(crowd: Crowd): Promise<void> {
  const [ada, max] = ['admin-ada', 'admin-max'].map((accountId) => ({ accountId, issueId: '' }));
  if (ada === undefined || max === undefined) throw new Error('two admins are named');
  const page = await tell(crowd, ada, { name: 'admin.load', payload: {} });
  if (page === null) throw new Error('the page does not open');
  const document = { ...page.policy.document, reviewBy: '2027-11-18' };
  const draft = { revision: 0, baseVersion: 1, document, change: 'the first' };
  await tell(crowd, ada, { name: 'admin.save-draft', payload: draft });
  const simulate = { name: 'admin.simulate', payload: { revision: 1, restart: false } } as const;
  while ((await tell(crowd, ada, simulate))?.phase !== 'done');
  await tell(crowd, ada, { name: 'admin.submit', payload: { revision: 1 } });
  const verdict = { revision: 2, verdict: 'approve' as const, note: '' };
  await tell(crowd, max, { name: 'admin.review', payload: verdict });
  const policy = await tell(crowd, ada, { name: 'admin.publish', payload: { revision: 3 } });
  if (policy?.version !== 2) throw new Error('the first version was not published');
}

/** How many of the admins do each: half of them roll back, the others save a draft, and all turn the switch. */
const HALF = ADMINS.length / 2;

/**
 * Twenty admins who change the policy or its draft and turn the switch at once: every act is in force once and in the site's
 * chain.
 */
export async function changeTogether(site: FaultySite): Promise<Crowding> {
  const crowd = newCrowd(site);
  await publishOnce(crowd);
  const breaches = await together(
    site,
    ADMINS.flatMap((accountId, at) => [
      at % 2 === 0 ? rollBack(crowd, accountId) : save(crowd, accountId),
      flip(crowd, accountId),
    ]),
  );
  const world = createStoredWorld(site.store);
  const countOf = (name: string, act?: string): number =>
    world
      .entries(SITE_CHAIN)
      .filter(({ event, details }) => event === name && (act === undefined || details['act'] === act)).length;
  const counts = [
    ['acts acknowledged', crowd.acknowledged.length, 2 * ADMINS.length],
    ['entries of a policy change', countOf('policy.changed'), 1 + HALF],
    ['entries of a saved draft', countOf('policy.draft', 'saved'), 1 + HALF],
    ['entries of the switch', countOf('killswitch.changed'), ADMINS.length],
    ['version of the policy', world.policy()?.version ?? 0, 2 + HALF],
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
