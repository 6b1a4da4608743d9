import { existsSync, statSync } from 'node:fs';
import type { ChatModel } from '../forge/llm/chat-model';
import { ModelSetupError, openModel } from '../forge/llm/open-model';
import { CONDITION_READINGS, type ConditionReading } from '../settings';
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
  /** Whether the app runs as Atlassian's bundler made it. */
  readonly isBundle: boolean;
  /** What stands behind the LLM door; absent, no model is available there. */
  readonly model: ChatModel | undefined;
  /** What a transaction's condition does on a key that is not there, from the start and after each reset. */
  readonly conditionOnMissing: ConditionReading;
}

/** A bad flag, variable or file: one line that says what is wrong and what is accepted. Exit code 2. */
export class UsageError extends Error {
  readonly exitCode = 2;
}

const ACCEPTED = 'accepted: --fresh, --seed NAME, --import FILE, --bundle';

/**
 * Reads flags and environment; raises `UsageError`. Takes LLM_API_KEY out of the environment, since the app runs in
 * this process and must not find there what it would not find on Forge.
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): SiteOptions {
  const flags = readFlags(args);
  return {
    ...flags,
    port: readPort(env['PORT']),
    dataDir: env['DATA_DIR'] ?? '.local-data',
    model: readModel(env),
    conditionOnMissing: readCondition(env['CONDITION_ON_MISSING']),
  };
}

function readModel(env: NodeJS.ProcessEnv): ChatModel | undefined {
  try {
    return openModel(env);
  } catch (cause) {
    if (cause instanceof ModelSetupError) throw new UsageError(cause.message, { cause });
    throw cause;
  } finally {
    delete env['LLM_API_KEY'];
  }
}

function readFlags(
  args: readonly string[],
): Pick<SiteOptions, 'isFresh' | 'seed' | 'importFile' | 'isBundle'> {
  let isFresh = false;
  let isBundle = false;
  let seed: SeedName | undefined;
  let importFile: string | undefined;
  const rest = [...args];
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--fresh') isFresh = true;
    else if (flag === '--bundle') isBundle = true;
    else if (flag === '--seed') seed = toSeed(rest.shift());
    else if (flag === '--import') importFile = toFile(rest.shift());
    else throw new UsageError(`unknown flag ${flag}; ${ACCEPTED}`);
  }
  return { isFresh, seed, importFile, isBundle };
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

function readCondition(text = 'fails'): ConditionReading {
  const reading = CONDITION_READINGS.find((item) => item === text);
  if (!reading)
    throw new UsageError(`CONDITION_ON_MISSING=${text}: accepted: ${CONDITION_READINGS.join(', ')}`);
  return reading;
}

function readPort(text = '8090'): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`PORT=${text}: accepted: a number from 0 to 65535`);
  return port;
}
