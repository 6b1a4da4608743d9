/** `audit:export [--data DIR] [--issue KEY]`: the local site's audit trail, also while the site runs. Writes nothing. */
import { join } from 'node:path';
import { openData } from '../local/site/open-data';
import { LmdbStore } from '../local/store/lmdb-store';
import { orderTrail } from './audit/order-trail';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ACCEPTED = '--data DIR (made by npm start), --issue KEY';
const MANIFEST = join(import.meta.dirname, '../../manifest.yml');

await runProgram(async () => {
  const options = { data: { type: 'string' }, issue: { type: 'string' } } as const;
  const { values, positionals } = readFlags(options, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const issueKey = values.issue ?? null;
  if (issueKey !== null && !/^[A-Z][A-Z0-9_]{0,31}-\d{1,12}$/u.test(issueKey)) {
    throw new UsageError(`--issue ${issueKey}: not an issue key; accepted: ${ACCEPTED}`);
  }
  const data = openData({
    dataDir: values.data ?? process.env['DATA_DIR'] ?? '.local-data',
    manifestFile: MANIFEST,
    openStore: (directory) => new LmdbStore(directory),
  });
  try {
    const rows = { entries: data.entity('audit-entry'), handoffs: data.entity('handoff') };
    const lines = orderTrail(rows, issueKey);
    if (issueKey !== null && lines.length === 0) process.stderr.write(`no hand-off on ${issueKey}\n`);
    for (const line of lines) await printLine(line);
  } finally {
    await data.close();
  }
  return 0;
});
