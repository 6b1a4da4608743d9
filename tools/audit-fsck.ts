/** `audit:fsck FILE`: verifies an audit export. A cut tail is found by a checkpoint only, and there are none yet. */
import { createReadStream, statSync } from 'node:fs';
import { verifyExport } from './audit/verify-export';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ACCEPTED = 'FILE (an audit export, JSON Lines)';

await runProgram(async () => {
  const { positionals } = readFlags({}, ACCEPTED);
  const [file, ...extra] = positionals;
  if (file === undefined) throw new UsageError(`no file given; accepted: ${ACCEPTED}`);
  refuseExtra(extra, ACCEPTED);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new UsageError(`${file}: no such file; accepted: ${ACCEPTED}`);
  }
  const { entries, chains, checkpoints, firstBroken } = await verifyExport(createReadStream(file));
  if (firstBroken === null) {
    await printLine(`ok ${entries} entries, ${chains} chains, ${checkpoints} checkpoints`);
    return 0;
  }
  // The id comes from the file: as JSON it cannot steer a terminal.
  const id = JSON.stringify(firstBroken.id).slice(1, -1);
  await printLine(`broken ${id} (line ${firstBroken.line}): ${firstBroken.why}`);
  return 1;
});
