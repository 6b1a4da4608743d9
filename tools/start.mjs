/** Builds what is stale, then runs the local site in this process, so that signals reach it directly. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BUNDLE_STEP, ROOT, STEPS, staleSteps } from './build-steps.mjs';

const wanted = process.argv.includes('--bundle') ? [...STEPS, BUNDLE_STEP] : STEPS;
const stale = staleSteps(wanted).map(({ name }) => name);
if (stale.length > 0) {
  // In its own process: the bundlers' memory is gone when the site starts.
  const { status } = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs'), ...stale], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
createRequire(import.meta.url)(join(ROOT, 'local/dist/main.js'));
