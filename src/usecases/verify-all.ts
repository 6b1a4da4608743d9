import type { Checkpoint } from '../contract/checkpoint';
import type { Verification } from '../contract/trail';
import type { CallInput, CallOutput } from '../contract/calls';
import { SITE_CHAIN, type BrokenEntry } from '../domain/audit/chain';
import type { CheckpointWalk } from '../domain/audit/checkpoint';
import { brief } from '../domain/audit/happening';
import type { StoredVerification } from '../ports/checkpoint-store';
import { PortError } from '../ports/port-error';
import { siteEntry } from './site-entry';
import { createLeafFinder, type LeafFinder } from './find-leaf';
import { loadPeople } from './trail-people';
import { verifyChains, type ChainFinding } from './verify-chains';
import { checkCoverage, coveredUntil } from './verify-coverage';
import { rewalk, verifyNext } from './verify-checkpoints';
import type { Caller, World } from './world';

/** Time of one call; a resolver has 25 seconds (facts §2.1), and a person wants to see progress. */
const BUDGET_MS = 4_000;
/** Chains that are walked at once (audit store port). */
const BATCH = 25;

type Place = StoredVerification;

/** What one call needs beside the place: the newest checkpoint when it began, and where the walk over checkpoints is. */
interface Slice {
  readonly world: World;
  readonly newest: Checkpoint | null;
  readonly finder: LeafFinder;
  checkpoints: CheckpointWalk | null;
}

const stopAt = (place: Place, broken: BrokenEntry): Place => ({ ...place, firstBroken: broken });

/** Counting comes first, so that progress is a part of a known whole: `after` is the place of the count until it is reset. */
const isCounting = ({ chains, after, totalChains }: Place): boolean =>
  chains === 0 && (after !== null || totalChains === 0);

const listAfter = ({ world }: Slice, { after, startedAt }: Place) =>
  world.audit.listStarted(after, { from: null, to: startedAt });

async function brokenIn(slice: Slice, finding: ChainFinding): Promise<BrokenEntry | null> {
  return finding.broken ?? checkCoverage(slice.finder, slice.newest, finding);
}

async function walkChains(
  slice: Slice,
  place: Place,
  listed: Awaited<ReturnType<typeof listAfter>>,
): Promise<Place> {
  let now = place;
  for (let from = 0; from < listed.length; from += BATCH) {
    const batch = listed.slice(from, from + BATCH);
    const names = batch.map(({ chain }) => chain);
    const findings = await verifyChains(slice.world, names, coveredUntil(slice.newest));
    for (const [at, finding] of findings.entries()) {
      const chains = now.chains + 1;
      const after = batch[at]?.order ?? now.after;
      now = { ...now, chains, after, totalChains: Math.max(now.totalChains, chains) };
      now = { ...now, entries: now.entries + finding.entries };
      const broken = await brokenIn(slice, finding);
      if (broken !== null) return stopAt(now, broken);
    }
  }
  return now;
}

async function walkCheckpoint(slice: Slice, place: Place): Promise<Place> {
  const { world } = slice;
  const next = place.nextCheckpoint;
  const before = slice.checkpoints === null ? await rewalk(world, next) : { walk: slice.checkpoints };
  const step = 'walk' in before ? await verifyNext(world, before.walk, next) : before;
  if ('broken' in step) return stopAt(place, step.broken);
  if ('isOver' in step) return { ...place, finishedAt: world.clock.now() };
  slice.checkpoints = step.walk;
  return { ...place, checkpoints: place.checkpoints + 1, nextCheckpoint: next + 1 };
}

/** One piece of work: a page of chains counted, a page of chains walked, or a checkpoint. */
async function step(slice: Slice, place: Place): Promise<Place> {
  let now = place;
  let listed = await listAfter(slice, now);
  if (isCounting(now)) {
    const totalChains = now.totalChains + listed.length;
    if (listed.length > 0) return { ...now, totalChains, after: listed.at(-1)?.order ?? null };
    now = { ...now, after: null };
    listed = await listAfter(slice, now);
  }
  return listed.length > 0 ? walkChains(slice, now, listed) : walkCheckpoint(slice, now);
}

const isDone = ({ finishedAt, firstBroken }: Place): boolean => finishedAt !== null || firstBroken !== null;

const canWait = (error: unknown): boolean =>
  error instanceof PortError && (error.code === 'rate-limited' || error.code === 'unavailable');

/** Works until the time is up or all is done. When storage is busy, what was done so far counts; nothing done is a failure. */
async function walkOn(world: World, place: Place): Promise<Place> {
  const newest = await world.checkpoints.newest();
  const slice: Slice = { world, newest, finder: createLeafFinder(world.checkpoints), checkpoints: null };
  const deadline = Date.parse(world.clock.now()) + BUDGET_MS;
  let now = place;
  do {
    try {
      now = await step(slice, now);
    } catch (error) {
      if (now === place || !canWait(error)) throw error;
      return now;
    }
  } while (!isDone(now) && Date.parse(world.clock.now()) < deadline);
  return now;
}

/** The end of a walk is an entry of the site's chain before it is an answer. */
async function finish(world: World, caller: Caller, place: Place): Promise<Place> {
  const { chains, entries, checkpoints, firstBroken } = place;
  const found = firstBroken === null ? null : brief(`${firstBroken.id}: ${firstBroken.why}`, 160);
  await world.audit.appendToSite(
    siteEntry(world, caller, {
      event: 'integrity.checked',
      role: 'governance',
      policy: null,
      details: { chains, entries, checkpoints, firstBroken: found },
    }),
  );
  return { ...place, finishedAt: world.clock.now() };
}

/** The place keeps who began as a reference of the chain, so that it holds no account. */
async function begin(world: World, caller: Caller): Promise<Place> {
  const { refs } = await world.audit.open(SITE_CHAIN, [caller.accountId]);
  const place: Place = {
    startedAt: world.clock.now(),
    by: refs.get(caller.accountId) ?? 'unknown',
    finishedAt: null,
    chains: 0,
    totalChains: 0,
    entries: 0,
    checkpoints: 0,
    firstBroken: null,
    after: null,
    nextCheckpoint: 0,
  };
  await world.checkpoints.saveVerification(place);
  return place;
}

async function toView(world: World, caller: Caller, place: Place): Promise<Verification> {
  const { after, nextCheckpoint, ...verification } = place;
  const [person] = await loadPeople([place.by], {
    registry: world.registry,
    jira: caller.jira,
    known: [caller.accountId],
  });
  return { ...verification, by: person?.displayName ?? place.by };
}

/**
 * Walks over every chain in the order in which they began, then over every checkpoint with its leaves, a slice a call; the place
 * is stored after each slice, so that a walk that was interrupted goes on. It covers the chains that had begun when the walk
 * did. The first thing that does not hold ends it, and the end is an entry of the site's chain.
 *
 * There is one place for the site: of two people at once both move the same walk on, and a slice that both did is done twice
 * and counted once. Whoever restarts begins a new one for both; what the other found of the old one is dropped. `restart: false`
 * after the end gives the result again. Raises what storage raises when nothing could be done.
 */
export async function verifyAll(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.verify-all'>,
): Promise<CallOutput<'oversight.verify-all'>> {
  const stored = await world.checkpoints.loadVerification();
  const place = input.restart || stored === null ? await begin(world, caller) : stored;
  if (place.finishedAt !== null) return toView(world, caller, place);
  const walked = await walkOn(world, place);
  const current = await world.checkpoints.loadVerification();
  if (current !== null && current.startedAt !== place.startedAt) return toView(world, caller, current);
  const now = isDone(walked) ? await finish(world, caller, walked) : walked;
  await world.checkpoints.saveVerification(now);
  return toView(world, caller, now);
}

/** Where the walk over everything stands; null when there was none yet. */
export async function loadVerification(
  world: World,
  caller: Caller,
): Promise<CallOutput<'oversight.verification'>> {
  const place = await world.checkpoints.loadVerification();
  return { verification: place === null ? null : await toView(world, caller, place) };
}
