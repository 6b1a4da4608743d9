import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Checkpoint } from '../../contract/checkpoint';
import { isConsistent, noteOf, readNote, toNote, type Note } from './checkpoint-note';
import { checkpointId, grow } from './checkpoint';
import { consistencyProof, type FrontierState } from './merkle';
import { ExportVerifier, type ExportReport } from './verify-export';

const FOLDER = join(__dirname, 'vectors/tamper');
const VectorSchema = z.strictObject({
  attack: z.string().min(20),
  lines: z.array(z.string()).min(1),
  broken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
  note: z.string().optional(),
});
const VECTORS = readdirSync(FOLDER).map((file) => ({
  name: file.replace('.json', ''),
  ...VectorSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))),
}));
const vector = (name: string) => {
  const found = VECTORS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
};

function verify(lines: readonly string[], note: Note | null = null): ExportReport {
  const verifier = new ExportVerifier(note);
  for (const line of lines) verifier.line(line);
  return verifier.end();
}

/** The same, saved and taken up again through JSON behind every line while nothing is broken. */
function verifyInPieces(lines: readonly string[]): ExportReport {
  let verifier = new ExportVerifier();
  for (const line of lines) {
    if (verifier.line(line) !== null) break;
    const saved = [...verifier.save()].map((value): unknown => JSON.parse(JSON.stringify(value)));
    verifier = ExportVerifier.restore(saved);
  }
  return verifier.end();
}

describe('the tamper vectors', () => {
  it('are at least 60 attacks that are found', () => {
    expect(VECTORS.filter(({ broken }) => broken !== null).length).toBeGreaterThanOrEqual(60);
  });

  it.each(VECTORS)('$name', ({ lines, broken }) => {
    const report = verify(lines);
    expect(report.firstBroken).toEqual(broken);
    expect(verifyInPieces(lines)).toEqual(report);
  });

  it('say what finds an attack that the file alone does not show', () => {
    const silent = VECTORS.filter(({ attack, broken }) => broken === null && !attack.startsWith('Nothing: '));
    expect(silent.map(({ name }) => name).sort()).toEqual([
      'history-rewritten-with-its-checkpoints',
      'narrowed-to-a-period',
      'newest-days-cut-off',
      'newest-entries-cut-off',
      'reduced-to-bare-entries',
    ]);
    for (const { note } of silent) expect(note).toBeDefined();
  });
});

const CheckpointLine = z.object({ record: z.literal('checkpoint'), checkpoint: z.unknown() });

/** The checkpoints of a file, oldest first. */
const checkpointsIn = (lines: readonly string[]): readonly Checkpoint[] =>
  lines.flatMap((line) => {
    const parsed = CheckpointLine.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data.checkpoint as Checkpoint] : [];
  });

/** The note of checkpoint `index`, as it was sent out of the system. */
function noteText(lines: readonly string[], index: number): string {
  const checkpoints = checkpointsIn(lines).slice(0, index + 1);
  const before = checkpoints
    .slice(0, -1)
    .reduce<FrontierState>((history, checkpoint) => grow(history, checkpoint), { size: 0, peaks: [] });
  const last = checkpoints.at(-1);
  if (last === undefined) throw new Error('no checkpoint');
  return toNote(noteOf(last, before));
}

const kept = (lines: readonly string[], index: number): Note => {
  const note = readNote(noteText(lines, index));
  if (note === null) throw new Error('no note');
  return note;
};

describe('a note that was kept elsewhere', () => {
  const { lines } = vector('untouched');
  const rewritten = vector('history-rewritten-with-its-checkpoints').lines;
  const cut = vector('newest-days-cut-off').lines;

  it.each([0, 1, 2])('of checkpoint %i agrees with the file that it came from', (index) => {
    expect(verify(lines, kept(lines, index)).firstBroken).toBeNull();
  });

  it.each([0, 1, 2])('of checkpoint %i finds that history was rewritten', (index) => {
    expect(verify(rewritten, kept(lines, index)).firstBroken).toEqual({
      id: checkpointId(index),
      why: 'the note that was kept names another history',
    });
  });

  it('finds that the days since were cut off', () => {
    expect(verify(cut, kept(lines, 0)).firstBroken).toBeNull();
    expect(verify(cut, kept(lines, 2)).firstBroken?.id).toBe(checkpointId(2));
  });

  it('finds that a file holds no checkpoints', () => {
    const bare = vector('reduced-to-bare-entries').lines;
    expect(verify(bare, kept(lines, 0)).firstBroken?.id).toBe(checkpointId(0));
    expect(verify([], kept(lines, 1)).firstBroken?.id).toBe(checkpointId(1));
  });

  it('is consistent with a newer note of the same history, and with none of a rewritten one', () => {
    const hashes = (of: readonly string[]) => checkpointsIn(of).map(({ hash }) => hash);
    const old = kept(lines, 0);
    expect(isConsistent(old, kept(lines, 2), consistencyProof(hashes(lines), 1))).toBe(true);
    expect(isConsistent(old, kept(rewritten, 2), consistencyProof(hashes(rewritten), 1))).toBe(false);
  });
});
