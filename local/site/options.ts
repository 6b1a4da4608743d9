import { existsSync, statSync } from 'node:fs';
import { SEEDS, type SeedName } from './control-routes';

/** The store's folder inside a data directory. */
export const STORE_FOLDER = 'store';

/** How the site was asked to start. */
export interface SiteOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly isFresh: boolean;
  /** Absent when not given: then the default applies to an empty site only. */
  readonly seed: SeedName | undefined;
  readonly importFile: string | undefined;
}

/** A bad flag, variable or file: one line that says what is wrong and what is accepted. Exit code 2. */
export class UsageError extends Error {
  readonly exitCode = 2;
}

const ACCEPTED = 'accepted: --fresh, --seed NAME, --import FILE';

/** Reads flags and environment; raises `UsageError`. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): SiteOptions {
  const flags = readFlags(args);
  for (const name of ['LLM_BASE_URL', 'LLM_SCRIPT']) {
    if (env[name])
      throw new UsageError(`${name} is set, but a model behind the LLM door is not served yet; unset it`);
  }
  return { ...flags, port: readPort(env['PORT']), dataDir: env['DATA_DIR'] ?? '.local-data' };
}

function readFlags(args: readonly string[]): Pick<SiteOptions, 'isFresh' | 'seed' | 'importFile'> {
  let isFresh = false;
  let seed: SeedName | undefined;
  let importFile: string | undefined;
  const rest = [...args];
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--fresh') isFresh = true;
    else if (flag === '--seed') seed = toSeed(rest.shift());
    else if (flag === '--import') importFile = toFile(rest.shift());
    else throw new UsageError(`unknown flag ${flag}; ${ACCEPTED}`);
  }
  return { isFresh, seed, importFile };
}

function toSeed(name: string | undefined): SeedName {
  const seed = SEEDS.find((item) => item === name);
  if (!seed) throw new UsageError(`--seed ${name ?? ''}: no such data set; accepted: ${SEEDS.join(', ')}`);
  return seed;
}

function toFile(file: string | undefined): string {
  if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
    throw new UsageError(
      `--import ${file ?? ''}: no such file; accepted: JSON Lines of issues, plain or .gz`,
    );
  }
  return file;
}

function readPort(text = '8090'): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`PORT=${text}: accepted: a number from 0 to 65535`);
  return port;
}
