/** `bench [--json]`: measures the local site in this run and prints every figure beside its limit, as a ratio. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalSite } from '../tests/site/local-site';
import { launchBrowser } from '../tests/site/people';
import { median, ratioOf, toTable, type Figure } from './bench/measure';
import { measurePanel } from './bench/panel';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';

const ACCEPTED = '--json';
const STARTS = 3;

/** A start on a directory that is seeded already: from the process's first instruction to `ready`. */
async function measureStart(): Promise<Figure> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ai-handoff-bench-'));
  const seconds: number[] = [];
  for (let round = 0; round <= STARTS; round += 1) {
    const start = performance.now();
    const site = await startLocalSite({ dataDir, isThroughNpm: true });
    if (round > 0) seconds.push((performance.now() - start) / 1_000);
    await site.stop();
  }
  rmSync(dataDir, { recursive: true, force: true });
  return {
    name: 'npm start after the first build, median of 3',
    measured: median(seconds),
    limit: 5,
    unit: 's',
  };
}

async function measureAll(): Promise<readonly Figure[]> {
  const start = await measureStart();
  const site = await startLocalSite();
  const browser = await launchBrowser();
  try {
    return [start, ...(await measurePanel(browser, site))];
  } finally {
    await browser.close();
    await site.stop();
  }
}

await runProgram(async () => {
  const { values, positionals } = readFlags({ json: { type: 'boolean' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const figures = await measureAll();
  const withRatio = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  await printLine(values.json === true ? JSON.stringify(withRatio) : toTable(figures));
  return figures.every((figure) => ratioOf(figure) <= 1) ? 0 : 1;
});
