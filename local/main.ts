import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ManifestError, readManifest } from './forge/manifest';
import type { AppExports } from './forge/runtime';
import { createJira, type Jira } from './jira/jira';
import { createSettings } from './settings';
import { systemErrorCode } from './site/error-code';
import { readLines } from './site/import-file';
import { DirectoryInUseError, lockDirectory } from './site/lock';
import { STORE_FOLDER, UsageError, readOptions, type SiteOptions } from './site/options';
import { refill, seededWith, startSite } from './site/site';
import { LmdbStore } from './store/lmdb-store';
import type { Store } from './store/store';
import { createSystemClock } from './system-clock';

/** The built site lies in local/dist, where its own dependencies are found. */
const ROOT = resolve(__dirname, '../..');
/** The app as esbuild makes it in a moment, and as Atlassian's bundler does for `forge deploy`. */
const APP = join(ROOT, 'dist/app/index.js');
const BUNDLE = join(ROOT, 'dist/forge/index.cjs');
const AppSchema = z.record(z.string(), z.unknown());

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const manifest = readManifest(join(ROOT, 'manifest.yml'));
  const dataDir = resolve(options.dataDir);
  const unlock = lockDirectory(dataDir);
  process.on('exit', unlock);
  const store = new LmdbStore(join(dataDir, STORE_FOLDER));
  const clock = createSystemClock(store);
  const settings = createSettings({ conditionOnMissing: options.conditionOnMissing });
  const jira = createJira({ store, clock, settings, permissions: manifest.permissionsOfApp });
  await fill(store, jira, options);
  const site = await startSite({
    store,
    clock,
    jira,
    settings,
    manifest,
    root: ROOT,
    pagesFolder: join(ROOT, 'dist/pages'),
    port: options.port,
    version: readVersion(),
    model: options.model,
    loadApp: () => loadApp(options.isBundle ? BUNDLE : APP),
  });
  const stop = async (): Promise<void> => {
    await site.close();
    await store.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  console.log(`ready ${site.url}`);
}

async function fill(store: Store, jira: Jira, { isFresh, seed, importFile }: SiteOptions): Promise<void> {
  const present = seededWith(store);
  if (isFresh || present === undefined) await refill({ store, jira }, seed ?? 'demo');
  else if (seed !== undefined && seed !== present) {
    throw new UsageError(
      `--seed ${seed}: the data directory holds "${present}" already; add --fresh to empty it first`,
    );
  }
  if (importFile === undefined) return;
  const { imported, problems } = await jira.importLines(readLines(importFile));
  for (const { line, code, message } of problems) console.error(`${importFile}:${line}: ${code}: ${message}`);
  console.log(`imported ${imported} issues from ${importFile}, ${problems.length} lines refused`);
}

function loadApp(file: string): AppExports {
  const app: unknown = createRequire(__filename)(file);
  return AppSchema.parse(app);
}

function readVersion(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

main().catch((error: unknown) => {
  const isExpected = [UsageError, DirectoryInUseError, ManifestError].some((type) => error instanceof type);
  const isPortTaken = systemErrorCode(error) === 'EADDRINUSE';
  if (isPortTaken)
    console.error(`PORT ${process.env['PORT'] ?? '8090'} is in use; accepted: a free port in PORT`);
  else console.error(isExpected && error instanceof Error ? error.message : error);
  process.exit(isExpected || isPortTaken ? 2 : 1);
});
