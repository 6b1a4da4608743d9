import { afterAll } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const made: string[] = [];

/** A directory of its own for one site or one test's files; it goes when the tests of the file are done. */
export function newDataDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ai-handoff-'));
  made.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** Runs a program of the project, named from its root, until it ends. */
export async function runProgram(
  file: string,
  args: readonly string[],
  given: { readonly env?: Readonly<Record<string, string>>; readonly stdin?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...given.env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(given.stdin ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** Runs `npm run -s TOOL` without npm: tools/NAME.ts, bundled as it is on the first run. */
export const runTool = (
  name: string,
  args: readonly string[],
  given: Parameters<typeof runProgram>[2] = {},
): Promise<Ended> => runProgram('tools/run.mjs', [name, ...args], given);
