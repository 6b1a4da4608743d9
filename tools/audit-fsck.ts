/** `audit:fsck FILE`: verifies an audit export offline. What it finds and what it cannot: docs/audit-log.md. */
import { readFileSync, statSync } from 'node:fs';
import { readNote, type Note } from '../src/domain/audit/checkpoint-note';
import type { ExportReport } from '../src/domain/audit/verify-export';
import { createProgress } from './audit/progress';
import { verifyFile } from './audit/verify-file';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ACCEPTED =
  'FILE (an audit export, JSON Lines), --note FILE (a checkpoint note that was kept), --resume STATEFILE (keeps the place)';
const SAVE_EVERY = 100_000;
/** As shells name a program that SIGINT ended. */
const STOPPED = 130;

const OPTIONS = { note: { type: 'string' }, resume: { type: 'string' } } as const;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function loadNote(path: string | undefined): Note | null {
  if (path === undefined) return null;
  const note = isFile(path) ? readNote(readFileSync(path, 'utf8')) : null;
  if (note === null)
    throw new UsageError(`${path}: not a checkpoint note (three lines); accepted: ${ACCEPTED}`);
  return note;
}

/** Ids and reasons may quote the file: written so that they cannot steer a terminal. */
const printable = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16) ?? ''}}`);

function toLine({ entries, chains, checkpoints, withheld, firstBroken }: ExportReport, line: number): string {
  if (firstBroken !== null)
    return `broken ${printable(firstBroken.id)} (line ${line}): ${printable(firstBroken.why)}`;
  const hidden = withheld > 0 ? ` (${withheld} chains withheld)` : '';
  return `ok ${entries} entries, ${chains} chains, ${checkpoints} checkpoints${hidden}`;
}

await runProgram(async () => {
  const { positionals, values } = readFlags(OPTIONS, ACCEPTED);
  const [file, ...extra] = positionals;
  if (file === undefined) throw new UsageError(`no file given; accepted: ${ACCEPTED}`);
  refuseExtra(extra, ACCEPTED);
  if (!isFile(file)) throw new UsageError(`${file}: no such file; accepted: ${ACCEPTED}`);
  const placeFile = values.resume ?? null;
  const stop = { isAsked: false };
  const onBegin = (line: number): void => {
    if (placeFile === null) return;
    process.once('SIGINT', () => (stop.isAsked = true));
    process.stderr.write(`begins behind line ${line}; Ctrl+C keeps the place in ${placeFile}\n`);
  };
  const progress = createProgress(process.stderr, statSync(file).size, () => performance.now());
  const { report, line } = await verifyFile({
    file,
    note: loadNote(values.note),
    placeFile,
    saveEvery: SAVE_EVERY,
    onBegin,
    isStopped: () => stop.isAsked,
    onProgress: (offset, at) => progress.show(offset, at),
  });
  progress.clear();
  if (report === null) {
    process.stderr.write(`stopped behind line ${line}; the same command goes on from there\n`);
    return STOPPED;
  }
  await printLine(toLine(report, line));
  return report.firstBroken === null ? 0 : 1;
});
