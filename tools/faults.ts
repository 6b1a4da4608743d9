/**
 * `faults [--pairs] [--only WORDS]`: ends and refuses the app's platform calls one by one, lets a crowd work at once, and prints
 * what came of it; `--pairs` takes every pair too, `--only` the flows alone whose name has these words, and no crowd.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppExports } from '../local/forge/runtime';
import {
  changeTogether,
  createCrowdedSite,
  handOffTogether,
  toCrowdLine,
  type Crowding,
} from '../tests/faults/concurrency';
import { createFaultySite } from '../tests/faults/faulty-site';
import type { Flow } from '../tests/faults/flow';
import { FLOWS, ISSUE_KEYS } from '../tests/faults/flows';
import { createPlay, type Play } from '../tests/faults/play';
import { crashes, disorders, pairs, refusals, sample, storms } from '../tests/faults/schedules';
import { performAll, rehearse, sumOf, toLine, type Rehearsal, type Tally } from '../tests/faults/stage';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

type LoadApp = () => Promise<AppExports>;

const ACCEPTED = '--pairs, --only WORDS';
const PAIRS_A_FLOW = 20;

/** Every schedule of a flow. */
const schedulesOf = (rehearsal: Rehearsal, hasAllPairs: boolean) => [
  ...crashes(rehearsal),
  ...refusals(rehearsal, true),
  ...storms(rehearsal, true),
  ...disorders(rehearsal),
  ...(hasAllPairs ? pairs(rehearsal) : sample(pairs(rehearsal), PAIRS_A_FLOW)),
];

interface Chosen {
  readonly flows: readonly Flow[];
  readonly hasAllPairs: boolean;
}

async function playAll(play: Play, { flows, hasAllPairs }: Chosen): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const [index, flow] of flows.entries()) {
    const rehearsal = await rehearse(play, flow);
    const tally = await performAll(play, rehearsal, schedulesOf(rehearsal, hasAllPairs));
    tallies.push(tally);
    await printLine(`${index + 1}/${flows.length} ${flow.name}: ${toLine(tally)}`);
    for (const violation of tally.violations) await printLine(violation);
  }
  return sumOf(tallies);
}

/** The numbers of issue 4: 200 hand-offs on 20 issues by 10 people. */
const ISSUES = 20;

/** Plays the crowd; gives how many violations there were. */
async function playCrowd(load: LoadApp): Promise<number> {
  const { site, mostInConsumers } = await createCrowdedSite(load);
  const show = async (what: string, crowding: Crowding): Promise<number> => {
    await printLine(`${what}: ${toCrowdLine(crowding)}, at most ${mostInConsumers()} consumers at once`);
    for (const violation of crowding.violations) await printLine(violation);
    return crowding.violations.length;
  };
  try {
    const first = await show(`10 people on ${ISSUES} issues`, await handOffTogether(site, ISSUES));
    await site.rewind();
    return first + (await show('20 admins, policy and switch', await changeTogether(site)));
  } finally {
    site.host.close();
  }
}

await runProgram(async () => {
  const { values, positionals } = readFlags(
    { pairs: { type: 'boolean' }, only: { type: 'string' } },
    ACCEPTED,
  );
  refuseExtra(positionals, ACCEPTED);
  const { only = '', pairs: hasAllPairs = false } = values;
  const flows = FLOWS.filter(({ name }) => name.includes(only));
  if (flows.length === 0) throw new UsageError(`no flow is named with "${only}"`);
  // The app as it is built: its packages read the platform's globals when they are loaded, so that must come later.
  const required = createRequire(join(process.cwd(), 'package.json'));
  const load: LoadApp = async () => required('./dist/app/index.js') as AppExports;
  const site = await createFaultySite(load);
  try {
    const total = await playAll(await createPlay(site, ISSUE_KEYS), { flows, hasAllPairs });
    await printLine(toLine(total));
    const crowded = only === '' ? await playCrowd(load) : 0;
    return total.violations.length + crowded === 0 ? 0 : 1;
  } finally {
    site.host.close();
  }
});
