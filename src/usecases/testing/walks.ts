import type { Verification } from '../../contract/trail';
import { verifyAll } from '../verify-all';
import type { World } from '../world';
import { createBench, type Bench } from './bench';
import { ava, chainIn, copyOf, nextDay, withdrawn } from './trails';

/** A world in which a call has time for one piece of work only: the clock moves on with every look at it. */
export const hurried = (bench: Bench): World => ({
  ...bench.world,
  clock: {
    ...bench.clock,
    now: () => {
      bench.clock.advance(5_000);
      return bench.clock.now();
    },
  },
});

export async function walk(bench: Bench, world: World = bench.world): Promise<readonly Verification[]> {
  const caller = await ava(bench);
  const slices = [await verifyAll(world, caller, { restart: true })];
  while (slices.at(-1)?.finishedAt === null) slices.push(await verifyAll(world, caller, { restart: false }));
  return slices;
}

export const resultOf = async (bench: Bench): Promise<Verification> => {
  const last = (await walk(bench)).at(-1);
  if (last === undefined) throw new Error('no walk');
  return last;
};

/** A site of several days: 60 chains, then a checkpoint, 30 more, a checkpoint, an empty day, and 3 that none covers yet. */
async function buildSite(): Promise<{ bench: Bench; ids: readonly string[] }> {
  const bench = createBench();
  const first = await withdrawn(bench, 60);
  await nextDay(bench);
  const second = await withdrawn(bench, 30, 61);
  await nextDay(bench);
  await nextDay(bench);
  const third = await withdrawn(bench, 3, 91);
  return { bench, ids: [...first, ...second, ...third] };
}

let built: ReturnType<typeof buildSite> | undefined;
/** A copy of that site, to bend. */
export async function site(): Promise<{ bench: Bench; ids: readonly string[] }> {
  built ??= buildSite();
  const { bench, ids } = await built;
  return { bench: copyOf(bench), ids };
}

export const eventsOnSite = (bench: Bench): readonly string[] =>
  chainIn(bench, 'site').entries.map(({ event }) => event);
