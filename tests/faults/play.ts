import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CallInput, CallName, CallOutput } from '../../src/contract/calls';
import type { HandoffView } from '../../src/contract/handoff';
import { SITE_CHAIN } from '../../src/domain/audit/chain';
import type { FaultySite, Moment, Standing } from './faulty-site';
import type { Acknowledged } from './invariants';
import { createJiraWorld, type JiraWorld } from './jira-world';
import { judgeRequest } from './side-effects';
import { createStoredWorld, type StoredWorld } from './stored-world';

/** What a flow remembers from step to step; replaced, never changed, so that a moment can keep it. */
export interface Memory {
  /** The hand-off that the flow is about, once somebody saw it. */
  readonly handoffId: string | null;
  /** What the browser made up for this hand-off: a repeat of the same wish carries the same (EVT-04). */
  readonly requestId: string;
  readonly acknowledged: readonly Acknowledged[];
  /** What was wrong on the way: a side effect without intent, a person left without a way on. */
  readonly breaches: readonly string[];
}

/** The site, what is stored and what stands in Jira, with what the flow that is played remembers. */
export interface Play {
  readonly site: FaultySite;
  readonly world: StoredWorld;
  readonly jira: JiraWorld;
  /** The ids of the issues that the flows are about, by their keys. */
  readonly ids: ReadonlyMap<string, string>;
  memory: Memory;
  /** What models had taken when the play was last turned to a place. */
  tokensBefore: number;
  /** Where flows have got to that begin with the same steps. */
  readonly told: Map<readonly unknown[], Bookmark>;
  /** A model waits until a person has acted, so the person waits for nothing. */
  isHurried: boolean;
}

const freshMemory = (): Memory => ({
  handoffId: null,
  requestId: randomUUID(),
  acknowledged: [],
  breaches: [],
});

const NamedSchema = z.object({ id: z.string() });

/** A play on a site that nobody has used, with flows about these issues. */
export async function createPlay(site: FaultySite, keys: readonly string[]): Promise<Play> {
  const named = keys.map(async (key) => {
    const issue = await site.ask('admin-ada', `GET issue/${key}?fields=summary`);
    return [key, NamedSchema.parse(issue).id] as const;
  });
  const world = createStoredWorld(site.store);
  return {
    site,
    world,
    jira: createJiraWorld(site),
    ids: new Map(await Promise.all(named)),
    memory: freshMemory(),
    tokensBefore: world.modelTokens(),
    told: new Map(),
    isHurried: false,
  };
}

/** A place in a flow that can be returned to. */
export interface Bookmark {
  readonly moment: Moment;
  readonly memory: Memory;
}

export const bookmark = ({ site, memory }: Play): Bookmark => ({ moment: site.moment(), memory });

/** Back to a bookmark, or to the beginning, with every request of the app to Jira judged from here on. */
export async function turnTo(play: Play, mark: Bookmark | null): Promise<void> {
  await play.site.rewind(mark?.moment);
  play.memory = mark?.memory ?? freshMemory();
  play.tokensBefore = play.world.modelTokens();
  play.site.watch((request) => {
    const breach = judgeRequest(request, play.world);
    if (breach !== null) note(play, { breaches: [breach] });
  });
}

/** Adds to what is remembered. */
export function note(
  play: Play,
  more: Partial<Pick<Memory, 'acknowledged' | 'breaches' | 'handoffId'>>,
): void {
  const { memory } = play;
  play.memory = {
    ...memory,
    ...(more.handoffId === undefined ? {} : { handoffId: more.handoffId }),
    acknowledged: [...memory.acknowledged, ...(more.acknowledged ?? [])],
    breaches: [...memory.breaches, ...(more.breaches ?? [])],
  };
}

/** The flow goes on with another hand-off: the browser makes up a new request id. */
export function beginAnew(play: Play): void {
  play.memory = { ...play.memory, handoffId: null, requestId: randomUUID() };
}

/** How a person's try ended: there is nothing more to do, or it has to be tried again. */
export type Tried = 'done' | 'again';

/** What a person may be told and try again after; anything else leaves a person without a way on. */
const MAY_TRY_AGAIN = new Set(['unavailable', 'conflict', 'scope-changed', 'already-open', 'wrong-state']);

/** One call by a person; null when it failed in a way that one tries again. */
export async function tryCall<N extends CallName>(
  play: Play,
  who: Standing,
  call: { readonly name: N; readonly payload: CallInput<N> },
): Promise<CallOutput<N> | null> {
  const answer = await play.site.call(who, call.name, call.payload);
  if (answer.kind === 'ok') return answer.data;
  if (answer.kind === 'refused' && !MAY_TRY_AGAIN.has(answer.error.code))
    note(play, { breaches: [`${who.accountId} was told ${answer.error.code} by ${call.name}`] });
  return null;
}

const MINUTE_MS = 60_000;

/** What was begun ends, then the schedule runs once, late enough to take what was begun for lost. */
export async function recover({ site }: Play): Promise<void> {
  await site.drain();
  await site.pass(6 * MINUTE_MS);
}

const MOST_TRIES = 8;
const HURRIED_TRIES = 3;

/** A person who acts while a model has a question: what is to be repaired has to wait until it has answered. */
async function hurry(attempt: () => Promise<Tried>): Promise<void> {
  for (let tries = 1; tries <= HURRIED_TRIES; tries += 1) if ((await attempt()) === 'done') return;
}

/**
 * A person who tries at once again, then after a while. A disturbance that lasts even longer is over in the end; a person who
 * cannot go on then is stuck, which is a breach.
 */
export async function persist(play: Play, who: string, attempt: () => Promise<Tried>): Promise<void> {
  if (play.isHurried) return hurry(attempt);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    if ((await attempt()) === 'done') return play.site.drain();
    // After the last but one try the platform is well again, and the app has its time to repair what it left.
    if (tries === MOST_TRIES - 1) play.site.host.faults.clear();
    if (tries > 1) await recover(play);
  }
  note(play, { breaches: [`${who} is stuck`] });
}

/** The hand-off as a person sees it now; null when it cannot be read now, or is not known yet. */
export async function look(play: Play, who: Standing): Promise<HandoffView | null> {
  const { handoffId } = play.memory;
  return handoffId === null ? null : tryCall(play, who, { name: 'panel.handoff', payload: { handoffId } });
}

/** The app said `ok` to a step of the hand-off. */
export const acknowledge = (play: Play, acknowledged: Omit<Acknowledged, 'chain'>): void =>
  note(play, { acknowledged: [{ chain: play.memory.handoffId ?? '', ...acknowledged }] });

/** The app said `ok` to a step that belongs to no hand-off. */
export const acknowledgeOnSite = (play: Play, acknowledged: Omit<Acknowledged, 'chain'>): void =>
  note(play, { acknowledged: [{ chain: SITE_CHAIN, ...acknowledged }] });

/** Somebody on the issue of this key: one that the flows are about, or an approval subtask. */
export function standing({ ids, world }: Play, accountId: string, key: string): Standing {
  const subtasks = world
    .handoffs()
    .flatMap(({ gates }) => gates.flatMap(({ seats }) => seats.map(({ subtask }) => subtask)));
  const issueId = ids.get(key) ?? subtasks.find((subtask) => subtask?.key === key)?.id;
  if (issueId === undefined) throw new Error(`no flow has to do with ${key}`);
  return { accountId, issueId };
}
