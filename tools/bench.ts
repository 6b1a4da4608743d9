/** `bench [--json] [--quick]`: measures in this run and prints every figure beside its limit, as a ratio; `--quick` leaves `npm test` out. */
import { spawnSync } from 'node:child_process';
import { startLocalSite } from '../tests/site/local-site';
import { launchBrowser } from '../tests/site/people';
import { ratioOf, toTable, type Figure } from './bench/measure';
import { measurePanel } from './bench/panel';
import { measureSite } from './bench/site';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';

const ACCEPTED = '--json, --quick';

/** The whole `npm test`, as one figure; its own output is of no interest here. */
function measureTests(): Figure {
  const start = performance.now();
  const { status } = spawnSync('npm', ['test', '--', '--silent'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('npm test fails: mend it before its time is measured');
  return {
    name: 'the whole npm test',
    measured: (performance.now() - start) / 60_000,
    limit: 5,
    unit: 'min',
  };
}

async function measureAll(isQuick: boolean): Promise<readonly Figure[]> {
  const own = await measureSite();
  const site = await startLocalSite();
  const browser = await launchBrowser();
  try {
    const panel = await measurePanel(browser, site);
    return [...own, ...panel, ...(isQuick ? [] : [measureTests()])];
  } finally {
    await browser.close();
    await site.stop();
  }
}

await runProgram(async () => {
  const { values, positionals } = readFlags(
    { json: { type: 'boolean' }, quick: { type: 'boolean' } },
    ACCEPTED,
  );
  refuseExtra(positionals, ACCEPTED);
  const figures = await measureAll(values.quick === true);
  const withRatio = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  await printLine(values.json === true ? JSON.stringify(withRatio) : toTable(figures));
  return figures.every((figure) => ratioOf(figure) <= 1) ? 0 : 1;
});
