/**
 * `sbom`: prints what is deployed as a CycloneDX 1.5 document, made from package-lock.json. Where the lock file breaks a rule of
 * the supply chain (SUP-01) it prints the reasons to standard error instead, and exits 1.
 *
 * npm's own `npm sbom --omit dev` leaves out what a tool needs too, zod among them, and stops at peers that do not fit.
 */
import { readFileSync } from 'node:fs';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';
import { findUnsafe, readAllowed } from './sbom/find-unsafe';
import { readLock } from './sbom/lock';
import { toCycloneDx } from './sbom/to-cyclonedx';

const ACCEPTED = 'nothing';

await runProgram(async () => {
  refuseExtra(readFlags({}, ACCEPTED).positionals, ACCEPTED);
  const lock = readLock(readFileSync('package-lock.json', 'utf8'));
  const reasons = findUnsafe(lock, readAllowed(readFileSync('tools/sbom/allowed.json', 'utf8')));
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  if (reasons.length > 0) return 1;
  await printLine(JSON.stringify(toCycloneDx(lock), null, 2));
  return 0;
});
