import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCanonicalJson } from '../../src/domain/canonical/canonical';
import { noteOf, toNote } from '../../src/domain/audit/checkpoint-note';
import {
  chainOf,
  headerOf,
  ONE,
  sampleLines,
  sampleTrail,
  TWO,
  writeLines,
} from '../../src/domain/audit/verify-export-samples';
import { readFileLines, type FileLine } from '../../tools/audit/file-lines';
import { createProgress } from '../../tools/audit/progress';
import { verifyFile } from '../../tools/audit/verify-file';
import { newDataDir, runTool } from '../site/run-program';

const folder = newDataDir();
let files = 0;
/** A new file with this text. */
function fileOf(text: string | Buffer): string {
  files += 1;
  const path = join(folder, `${files}.jsonl`);
  writeFileSync(path, text);
  return path;
}
const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

const LINES = writeLines(sampleLines());
const BENT = LINES.map((line) => line.replace('"click-1"', '"click-2"'));

describe('audit:fsck', () => {
  it('says what a sound export holds', async () => {
    const { code, out } = await runTool('audit-fsck', [fileOf(textOf(LINES))]);
    expect([code, out]).toEqual([0, 'ok 13 entries, 3 chains, 3 checkpoints\n']);
  });

  it('says how many chains are withheld', async () => {
    const lines = writeLines([headerOf('issue'), ...chainOf(ONE, 2)], 4);
    const { code, out } = await runTool('audit-fsck', [fileOf(textOf(lines))]);
    expect([code, out]).toEqual([0, 'ok 2 entries, 1 chains, 0 checkpoints (4 chains withheld)\n']);
  });

  it('names the first broken entry, its line and why', async () => {
    const { code, out } = await runTool('audit-fsck', [fileOf(textOf(BENT))]);
    const line = BENT.findIndex((text, at) => text !== LINES[at]) + 1;
    expect([code, out]).toEqual([
      1,
      `broken site.000000 (line ${line}): its hash does not match its content\n`,
    ]);
  });

  it('writes what a file says in a way that steers no terminal', async () => {
    const { code, out } = await runTool('audit-fsck', [fileOf('{"id":"\\u001b[2J\\u009b1m\\nok"}\n')]);
    expect([code, out.startsWith('broken \\u{1b}[2J\\u{9b}1m\\u{a}ok (line 1): not an audit entry')]).toEqual(
      [1, true],
    );
    expect(out.trimEnd()).not.toMatch(/\p{C}/u);
  });

  it('holds an export against a note that was kept', async () => {
    const { checkpoints } = sampleTrail();
    const [made] = checkpoints;
    if (made === undefined) throw new Error('no checkpoint');
    const note = noteOf(made.checkpoint, made.history);
    const trail = fileOf(textOf(LINES));
    const kept = await runTool('audit-fsck', ['--note', fileOf(toNote(note)), trail]);
    expect([kept.code, kept.out]).toEqual([0, 'ok 13 entries, 3 chains, 3 checkpoints\n']);
    const other = fileOf(toNote({ ...note, root: 'e'.repeat(64) }));
    const found = await runTool('audit-fsck', ['--note', other, trail]);
    expect(found.code).toBe(1);
    expect(found.out).toContain('broken checkpoint.000000 (line 2): the note that was kept names another');
  });

  it.each([
    ['no file', () => []],
    ['two files', () => [fileOf(''), fileOf('')]],
    ['a file that is not there', () => [join(folder, 'nowhere')]],
    ['an unknown flag', () => ['--fast', fileOf('')]],
    ['a note that is none', () => ['--note', fileOf('ai-handoff/audit\n'), fileOf('')]],
    ['a note that is not there', () => ['--note', join(folder, 'nowhere'), fileOf('')]],
    ['a place that is none', () => ['--resume', fileOf('{}\n'), fileOf('')]],
    ['a place that is not JSON', () => ['--resume', fileOf('x'), fileOf('')]],
  ])('refuses %s with exit code 2 and one line', async (_what, args) => {
    const { code, out, err } = await runTool('audit-fsck', args());
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
  });
});

describe('an interrupted verification', () => {
  /** Stops behind the batch in which line `after` stands, or never. */
  const walk = (file: string, placeFile: string | null, stopAt = Infinity) => {
    let seen = 0;
    return verifyFile({
      file,
      note: null,
      placeFile,
      saveEvery: 20,
      onBegin: () => undefined,
      isStopped: () => seen >= stopAt,
      onProgress: (_offset, line) => (seen = line),
    });
  };
  const many = Array.from({ length: 600 }, (_, at) =>
    chainOf(`ho-00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, 1, { start: at }),
  );
  const lines = writeLines([headerOf('trail'), ...many.flat()]);

  it('goes on where it stopped and finds what it would have found', async () => {
    for (const at of [5, 599]) {
      const bent = lines.map((line, index) => (index === at ? line.replace('click-1', 'click-2') : line));
      const file = fileOf(textOf(bent));
      const place = join(folder, `place-${at}`);
      const whole = await walk(file, null);
      expect(whole.line).toBe(at + 1);
      let rounds = 0;
      let found = await walk(file, place, 1);
      while (found.report === null) {
        expect(existsSync(place)).toBe(true);
        rounds += 1;
        found = await walk(file, place, found.line + 1);
      }
      expect(found).toEqual(whole);
      expect(rounds > 1).toBe(at === 599);
      expect(existsSync(place)).toBe(false);
    }
  });

  it('keeps its place every so many lines, so that a kill costs little', async () => {
    const file = fileOf(textOf(lines));
    const place = join(folder, 'place-killed');
    const places: string[] = [];
    await verifyFile({
      file,
      note: null,
      placeFile: place,
      saveEvery: 20,
      onBegin: () => undefined,
      isStopped: () => false,
      onProgress: () => existsSync(place) && places.push(readFileSync(place, 'utf8')),
    });
    expect(places.length).toBeGreaterThan(1);
    for (const saved of places) {
      writeFileSync(place, saved);
      expect((await walk(file, place)).report).toMatchObject({
        entries: 600,
        chains: 600,
        firstBroken: null,
      });
    }
  });

  it('refuses a place of a file that has changed since, or of another note', async () => {
    const file = fileOf(textOf(lines));
    const place = join(folder, 'place-changed');
    const [then, later] = [new Date(1_000_000_000_000), new Date(1_000_000_001_000)];
    utimesSync(file, then, then);
    await walk(file, place, 1);
    utimesSync(file, then, later);
    await expect(walk(file, place)).rejects.toThrow('has changed');
    utimesSync(file, then, then);
    const held = verifyFile({
      file,
      note: { size: 1, root: 'e'.repeat(64) },
      placeFile: place,
      saveEvery: 20,
      onBegin: () => undefined,
      isStopped: () => false,
      onProgress: () => undefined,
    });
    await expect(held).rejects.toThrow('another file or note');
    expect((await walk(file, place)).report?.firstBroken).toBeNull();
  });

  it('is saved on SIGINT, and the same command goes on', async () => {
    const file = fileOf(textOf(chainOf(TWO, 20_000, { every: 0.01 }).map(toCanonicalJson)));
    const place = join(folder, 'place-sigint');
    const args = ['audit-fsck', '--resume', place, file];
    const program = spawn(process.execPath, ['tools/run.mjs', ...args], { cwd: join(__dirname, '../..') });
    let err = '';
    program.stderr.on('data', (data) => {
      if (err === '') program.kill('SIGINT');
      err += String(data);
    });
    const code = await new Promise<number | null>((resolve) => program.once('close', resolve));
    expect([code, existsSync(place)]).toEqual([130, true]);
    expect(err).toMatch(/stopped behind line \d+; the same command goes on from there/u);
    const { out } = await runTool('audit-fsck', args.slice(1));
    expect(out).toBe('ok 20000 entries, 1 chains, 0 checkpoints\n');
    expect(existsSync(place)).toBe(false);
  }, 60_000);
});

async function linesIn(file: string, from = 0): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  for await (const batch of readFileLines(file, from)) lines.push(...batch);
  return lines;
}

describe('the lines of a file', () => {
  it('come with the offset behind them, wherever chunks end, and the last one needs no line end', async () => {
    const texts = ['a', '', 'ä'.repeat(70_000), '😀', 'x'.repeat(65_535), 'end'];
    const file = fileOf(texts.join('\n'));
    const lines = await linesIn(file);
    expect(lines.map(({ text }) => text)).toEqual(texts);
    const bytes = readFileSync(file);
    for (const [at, { end }] of lines.entries()) {
      const rest = await linesIn(file, end);
      expect(rest.map(({ text }) => text)).toEqual(texts.slice(at + 1));
      expect(end === bytes.length || bytes[end - 1] === 0x0a).toBe(true);
    }
  });

  it('are none in an empty file, and skipped where they are too long', async () => {
    expect(await linesIn(fileOf(''))).toEqual([]);
    const long = 16 * 1024 * 1024;
    const file = fileOf(Buffer.concat([Buffer.alloc(long + 1, 'x'), Buffer.from('\nnext\n')]));
    expect(await linesIn(file)).toEqual([
      { text: null, end: long + 2 },
      { text: 'next', end: long + 7 },
    ]);
  });
});

describe('progress', () => {
  const show = (isTTY: boolean, total: number): string[] => {
    const written: string[] = [];
    let now = 0;
    const progress = createProgress({ isTTY, write: (text) => written.push(text) }, total, () => now);
    progress.show(total / 4, 10);
    now = 600;
    progress.show(total / 2, 20);
    progress.show(total, 30);
    progress.clear();
    return written;
  };

  it('is shown twice a second at most, at a terminal, for a big file', () => {
    const gigabyte = 1024 ** 3;
    expect(show(true, gigabyte)).toEqual(['\r50 % · 20 lines', '\r\u001b[K']);
    expect(show(false, gigabyte)).toEqual([]);
    expect(show(true, 1_000)).toEqual([]);
  });
});
