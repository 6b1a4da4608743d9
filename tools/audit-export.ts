/** `audit:export [--data DIR] [--issue KEY] [--format F]`: the local site's audit trail, also while the site runs. Writes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExportFormatSchema, type ExportFormat } from '../src/contract/calls';
import { writerOf } from '../src/domain/audit/formats/writers';
import { beginExport, nextPiece, type ExportJob } from '../src/usecases/export-pieces';
import { KvsRecords } from '../local/forge/kvs/kvs-records';
import { readManifest } from '../local/forge/manifest';
import { Collection } from '../local/jira/collection';
import type { UserRecord } from '../local/jira/records';
import { STORE_FOLDER } from '../local/site/options';
import { LmdbStore } from '../local/store/lmdb-store';
import { createSystemClock } from '../local/system-clock';
import { chainsOfIssue, storedTrail, type Stored } from './audit/stored-trail';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const FORMATS = ExportFormatSchema.options;
const ACCEPTED = `--data DIR (made by npm start), --issue KEY, --format ${FORMATS.join('|')}`;
const MANIFEST = join(import.meta.dirname, '../../manifest.yml');

interface Wish {
  readonly dataDir: string;
  readonly issueKey: string | null;
  readonly format: ExportFormat;
}

function readWish(): Wish {
  const options = {
    data: { type: 'string' },
    issue: { type: 'string' },
    format: { type: 'string' },
  } as const;
  const { values, positionals } = readFlags(options, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const issueKey = values.issue ?? null;
  if (issueKey !== null && !/^[A-Z][A-Z0-9_]{0,31}-\d{1,12}$/u.test(issueKey))
    throw new UsageError(`--issue ${issueKey}: not an issue key; accepted: ${ACCEPTED}`);
  const format = ExportFormatSchema.safeParse(values.format ?? 'jsonl');
  if (!format.success) throw new UsageError(`--format ${values.format ?? ''}: accepted: ${ACCEPTED}`);
  return { dataDir: values.data ?? process.env['DATA_DIR'] ?? '.local-data', issueKey, format: format.data };
}

function jobOf(stored: Stored, { issueKey, format }: Wish): ExportJob {
  const only = issueKey === null ? null : chainsOfIssue(stored, issueKey);
  if (only?.size === 0) process.stderr.write(`no hand-off on ${issueKey ?? ''}\n`);
  const what = only === null ? 'trail' : 'issue';
  return { ...storedTrail(stored, only), what, format, period: { from: null, to: null } };
}

/** Piece by piece, so that memory holds some thousand lines at most. */
async function printExport(job: ExportJob, at: string): Promise<void> {
  // `printLine` ends a line with LF; what comes before it in the format's own line end is added here.
  const before = writerOf(job.format).lineEnd.slice(0, -1);
  let piece = await beginExport(job, at);
  for (;;) {
    for (const line of piece.lines) await printLine(line + before);
    if (piece.next === null) return;
    piece = await nextPiece(job, piece.next);
  }
}

await runProgram(async () => {
  const wish = readWish();
  const folder = join(wish.dataDir, STORE_FOLDER);
  if (!existsSync(folder))
    throw new UsageError(`${wish.dataDir}: no such data directory; accepted: one that npm start made`);
  const store = new LmdbStore(folder);
  try {
    const clock = createSystemClock(store);
    const records = new KvsRecords({ store, clock, entities: readManifest(MANIFEST).entities });
    const users = new Collection<UserRecord>(store, 'jira-user');
    const job = jobOf({ records, users }, wish);
    await printExport(job, new Date(clock.now()).toISOString());
  } finally {
    await store.close();
  }
  return 0;
});
