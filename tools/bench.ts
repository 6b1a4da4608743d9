/** `bench [--json] [--quick | --only PART]`: measures in this run and prints every figure beside its limit, as a ratio; `--quick` leaves the million entries and `npm test` out. */
import { spawnSync } from 'node:child_process';
import { startLocalSite } from '../tests/site/local-site';
import { launchBrowser } from '../tests/site/people';
import { measureAudit } from './bench/audit';
import { measureComposer } from './bench/composer';
import { measureGate } from './bench/gate';
import { measureGuardrails } from './bench/guardrails';
import { ratioOf, toTable, type Figure } from './bench/measure';
import { measurePanel } from './bench/panel';
import { measurePolicy } from './bench/policy';
import { measureSite } from './bench/site';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ACCEPTED = '--json, --quick, --only site|panel|gate|policy|guardrails|composer|audit|tests';

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

/** A part that needs a site and a browser. */
const inBrowser = (measure: typeof measurePanel) => async (): Promise<readonly Figure[]> => {
  const site = await startLocalSite();
  const browser = await launchBrowser();
  try {
    return await measure(browser, site);
  } finally {
    await browser.close();
    await site.stop();
  }
};

const PARTS = {
  site: measureSite,
  panel: inBrowser(measurePanel),
  gate: inBrowser(measureGate),
  policy: measurePolicy,
  guardrails: measureGuardrails,
  composer: measureComposer,
  audit: measureAudit,
  tests: async () => [measureTests()],
} as const;
type Part = keyof typeof PARTS;

const NAMES: readonly Part[] = [
  'site',
  'panel',
  'gate',
  'policy',
  'guardrails',
  'composer',
  'audit',
  'tests',
];
const QUICK: readonly Part[] = ['site', 'panel', 'gate', 'policy', 'guardrails', 'composer'];

const isPart = (name: string): name is Part => NAMES.some((part) => part === name);

function partsOf({
  only,
  quick,
}: {
  only?: string | undefined;
  quick?: boolean | undefined;
}): readonly Part[] {
  if (only === undefined) return quick === true ? QUICK : NAMES;
  if (isPart(only)) return [only];
  throw new UsageError(`--only ${only}: no such part; accepted: ${NAMES.join(', ')}`);
}

await runProgram(async () => {
  const { values, positionals } = readFlags(
    { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
    ACCEPTED,
  );
  refuseExtra(positionals, ACCEPTED);
  const figures: Figure[] = [];
  for (const part of partsOf(values)) figures.push(...(await PARTS[part]()));
  const withRatio = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  await printLine(values.json === true ? JSON.stringify(withRatio) : toTable(figures));
  return figures.every((figure) => ratioOf(figure) <= 1) ? 0 : 1;
});
