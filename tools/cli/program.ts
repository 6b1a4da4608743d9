import { once } from 'node:events';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A bad flag, value or file: one line that says what is wrong and what is accepted. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Reads flags strictly; `accepted` is the rest of the line that a mistake is answered with. */
export function readFlags<T extends NonNullable<ParseArgsConfig['options']>>(options: T, accepted: string) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, strict: true, allowPositionals: true });
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : 'bad flags';
    throw new UsageError(`${oneLine(why)}; accepted: ${accepted}`);
  }
}

/** Refuses words that no flag takes. */
export function refuseExtra(positionals: readonly string[], accepted: string): void {
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(`unexpected argument ${extra}; accepted: ${accepted}`);
}

/** Writes a line to standard output and waits when the reader is slower than we are. */
export async function printLine(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** Runs a program; its exit code is what `main` gives, 2 for a mistake in how it was called, 1 for anything unforeseen. */
export async function runProgram(main: () => Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${oneLine(message)}\n`);
    // UsageError of the local site's own modules is another class with the same meaning.
    process.exitCode = error instanceof UsageError || (error instanceof Error && 'exitCode' in error) ? 2 : 1;
  }
}
