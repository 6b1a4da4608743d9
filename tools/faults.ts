/** `faults [--pairs]`: ends and refuses the app's platform calls one by one, and prints what came of it; `--pairs` takes every pair too. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createFaultySite } from '../tests/faults/faulty-site';
import { FLOWS, ISSUE_KEYS } from '../tests/faults/flows';
import { createPlay, type Play } from '../tests/faults/play';
import { crashes, disorders, pairs, refusals, sample, storms } from '../tests/faults/schedules';
import { performAll, rehearse, sumOf, toLine, type Rehearsal, type Tally } from '../tests/faults/stage';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';

const ACCEPTED = '--pairs';
const PAIRS_A_FLOW = 20;

/** Every schedule of a flow. */
const schedulesOf = (rehearsal: Rehearsal, hasAllPairs: boolean) => [
  ...crashes(rehearsal),
  ...refusals(rehearsal, true),
  ...storms(rehearsal, true),
  ...disorders(rehearsal),
  ...(hasAllPairs ? pairs(rehearsal) : sample(pairs(rehearsal), PAIRS_A_FLOW)),
];

async function playAll(play: Play, hasAllPairs: boolean): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const [index, flow] of FLOWS.entries()) {
    const rehearsal = await rehearse(play, flow);
    const tally = await performAll(play, rehearsal, schedulesOf(rehearsal, hasAllPairs));
    tallies.push(tally);
    await printLine(`${index + 1}/${FLOWS.length} ${flow.name}: ${toLine(tally)}`);
    for (const violation of tally.violations) await printLine(violation);
  }
  return sumOf(tallies);
}

await runProgram(async () => {
  const { values, positionals } = readFlags({ pairs: { type: 'boolean' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  // The app as it is built: its packages read the platform's globals when they are loaded, so that must come later.
  const load = createRequire(join(process.cwd(), 'package.json'));
  const site = await createFaultySite(async () => load('./dist/app/index.js') as Record<string, unknown>);
  try {
    const total = await playAll(await createPlay(site, ISSUE_KEYS), values.pairs === true);
    await printLine(toLine(total));
    return total.violations.length === 0 ? 0 : 1;
  } finally {
    site.host.close();
  }
});
