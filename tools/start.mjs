/** Builds what is stale, then runs the local site in this process, so that signals reach it directly. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT, staleSteps } from './build-steps.mjs';

if (staleSteps().length > 0) {
  // In its own process: the bundlers' memory is gone when the site starts.
  const { status } = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
createRequire(import.meta.url)(join(ROOT, 'local/dist/main.js'));
