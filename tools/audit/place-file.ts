import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Note } from '../../src/domain/audit/checkpoint-note';
import { ExportVerifier } from '../../src/domain/audit/verify-export';
import { UsageError } from '../cli/program';

/** What must be the same when a verification goes on: the file, and the note that it is held against. */
export interface Subject {
  readonly file: string;
  readonly note: Note | null;
}

const PlaceSchema = z.strictObject({
  format: z.literal(1),
  size: z.number(),
  mtimeMs: z.number(),
  note: z.strictObject({ size: z.number(), root: z.string() }).nullable(),
  offset: z.number().int().min(0),
  line: z.number().int().min(0),
});

/** Where a verification stands: behind `line` lines and `offset` bytes. */
export interface Place {
  readonly verifier: ExportVerifier;
  readonly offset: number;
  readonly line: number;
}

const identityOf = ({ file, note }: Subject) => {
  const { size, mtimeMs } = statSync(file);
  return { format: 1 as const, size, mtimeMs, note };
};

/** Saves a place as JSON Lines, in one step: a crash leaves the place saved before. */
export function savePlace(path: string, subject: Subject, { verifier, offset, line }: Place): void {
  const descriptor = openSync(`${path}.new`, 'w');
  try {
    writeSync(descriptor, `${JSON.stringify({ ...identityOf(subject), offset, line })}\n`);
    for (const value of verifier.save()) writeSync(descriptor, `${JSON.stringify(value)}\n`);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
}

function parsePlace(text: string): {
  readonly place: z.infer<typeof PlaceSchema>;
  readonly verifier: ExportVerifier;
} {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const parse = (line: string): unknown => JSON.parse(line);
  return { place: PlaceSchema.parse(parse(first)), verifier: ExportVerifier.restore(rest.map(parse)) };
}

/** The saved place, or the beginning where none is saved. Raises `UsageError` for a place of another file or note. */
export function loadPlace(path: string | null, subject: Subject): Place {
  if (path === null || !existsSync(path))
    return { verifier: new ExportVerifier(subject.note), offset: 0, line: 0 };
  let saved: ReturnType<typeof parsePlace>;
  try {
    saved = parsePlace(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(
      `${path}: not a place that audit:fsck saved; accepted: --resume with another file name`,
    );
  }
  const { offset, line, ...identity } = saved.place;
  if (JSON.stringify(identity) !== JSON.stringify(identityOf(subject)))
    throw new UsageError(
      `${path}: saved for another file or note, or the file has changed; remove it to begin anew`,
    );
  return { verifier: saved.verifier, offset, line };
}
