import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppExports } from '../../local/forge/runtime';
import { z } from 'zod';
import type { Clock } from '../../local/clock';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import { KvsRecords } from '../../local/forge/kvs/kvs-records';
import { readManifest } from '../../local/forge/manifest';
import { createJira } from '../../local/jira/jira';
import { STORE_FOLDER } from '../../local/site/options';
import { LmdbStore } from '../../local/store/lmdb-store';
import { CALLS, type CallName, type CallOutput } from '../../src/contract/calls';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { ENTRIES_EACH, readPattern, seedHandoffs } from './audit-seed';
import { median, type Figure } from './measure';

const ROOT = join(fileURLToPath(import.meta.url), '../../..');
const SMALL = 100;
const LARGE = 100_000;
const ROUNDS = 21;
const MEMORY_POLL_MS = 20;
const MEMORY_LIMIT_MB = 150;

/** The app over a store of its own, in this process. */
interface Site {
  readonly host: ForgeHost;
  readonly store: LmdbStore;
  readonly records: KvsRecords;
  readonly issueId: string;
}

/** The built app, fresh for each site: it reads the platform's globals when it is loaded. */
function loadApp(): AppExports {
  const load = createRequire(import.meta.url);
  const file = join(ROOT, 'dist/app/index.js');
  Reflect.deleteProperty(load.cache, load.resolve(file));
  return load(file) as AppExports;
}

/** Real time but for what seeding takes, so that no schedule is due after it; not from `Date`, which asks this very clock. */
function createBenchClock(): Clock & { readonly during: (run: () => void) => void } {
  let left = 0;
  return {
    now: () => Math.round(performance.timeOrigin + performance.now() - left),
    advance: () => {
      throw new Error('the clock of the benchmark stands for real time');
    },
    during(run) {
      const start = performance.now();
      run();
      left += performance.now() - start;
    },
  };
}

const AnswerSchema = z.object({ ok: z.boolean(), data: z.unknown(), error: z.unknown() }).partial();

async function call<N extends CallName>(
  { host, issueId }: Pick<Site, 'host' | 'issueId'>,
  name: N,
  { as, payload }: { readonly as: string; readonly payload: unknown },
): Promise<CallOutput<N>> {
  const { surface } = CALLS[name];
  const target = {
    functionKey: surface === 'panel' ? 'fn-panel' : 'fn-oversight',
    moduleKey: surface === 'panel' ? 'issue-panel' : 'oversight-page',
    moduleType: surface === 'panel' ? 'jira:issuePanel' : 'jira:globalPage',
    accountId: as,
  };
  const context = surface === 'panel' ? { extension: { issue: { id: issueId } } } : {};
  const request = { call: { functionKey: name, payload }, context };
  const answer = AnswerSchema.parse(
    await host.runtime.invoke(target, request, { principal: { accountId: as } }),
  );
  if (answer.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return CALLS[name].output.parse(answer.data) as CallOutput<N>;
}

const OPERATION = 'gather-diagnostics';

async function handOff(
  site: Pick<Site, 'host' | 'issueId'>,
  round: number,
): Promise<{ id: string; version: number }> {
  const { seal, nonce } = await call(site, 'panel.review-scope', {
    as: 'agent-ana',
    payload: { operation: OPERATION },
  });
  const requestId = `3f0c1d8e-5a7b-4c2d-9e6f-${String(round).padStart(12, '0')}`;
  const payload = { operation: OPERATION, seal, nonce, requestId };
  const { summary, version } = await call(site, 'panel.hand-off', { as: 'agent-ana', payload });
  return { id: summary.id, version };
}

/** A site with one whole hand-off of the app's own and `count` copies of it. */
async function openSite(directory: string, count: number): Promise<Site> {
  const clock = createBenchClock();
  // Forge's storage is not this disk, so nothing waits for it.
  const store = new LmdbStore(join(directory, STORE_FOLDER), { isDurable: false });
  const jira = createJira({ store, clock });
  jira.seed('demo');
  const manifest = readManifest(join(ROOT, 'manifest.yml'));
  const host = await createForgeHost({
    manifest,
    store,
    clock,
    jira,
    loadApp,
  });
  const actor = { kind: 'user', accountId: 'agent-ana' } as const;
  const path = '/rest/api/3/issue/INC-2041';
  const { body } = await jira.handle({ method: 'GET', path, headers: {}, actor });
  const issueId = z.object({ id: z.string() }).parse(body).id;
  const records = new KvsRecords({ store, clock, entities: manifest.entities });
  const site = { host, store, records, issueId };
  const { id } = await handOff(site, 0);
  await host.settle();
  const { version } = await call(site, 'panel.handoff', { as: 'agent-ana', payload: { handoffId: id } });
  await call(site, 'panel.withdraw', { as: 'agent-ana', payload: { handoffId: id, version } });
  await host.settle();
  const pattern = readPattern(records, id);
  clock.during(() => seedHandoffs(site, pattern, { count, end: clock.now() - 3_600_000 }));
  return site;
}

async function close({ host, store }: Site): Promise<void> {
  host.close();
  await store.close();
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Milliseconds of each thing that must not grow with the trail, median of many. */
async function costsOf(site: Site): Promise<Readonly<Record<string, number>>> {
  const spent = new Map<string, number[]>();
  const note = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const ms = await timeOf(run);
    spent.set(name, [...(spent.get(name) ?? []), ms]);
  };
  const ask = (name: CallName, payload: unknown) => call(site, name, { as: 'auditor-ava', payload });
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { id, version } = await handOff(site, round);
    await note('append: a withdrawal, with record, entry and effect', () =>
      call(site, 'panel.withdraw', { as: 'agent-ana', payload: { handoffId: id, version } }),
    );
    await note('the trail of one hand-off', () => ask('oversight.trail', { handoffId: id, cursor: null }));
    await note('a page filtered by operation', () =>
      ask('oversight.search', { filter: { ...EVERY_TRAIL, operation: OPERATION }, cursor: null }),
    );
    await note('the newest page', () => ask('oversight.search', { filter: EVERY_TRAIL, cursor: null }));
    await site.host.settle();
  }
  return Object.fromEntries([...spent].map(([name, times]) => [name, median(times)]));
}

/** Memory of a process in MB: the most that it had resident, and what it has allocated now. */
interface Memory {
  readonly peakMb: number;
  readonly ownMb: number;
}

/** Read where the system tells (Linux); zeros elsewhere and for a process that is gone. */
function memoryOf(pid: number): Memory {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1] ?? 0) / 1_024;
    return { peakMb: read('VmHWM'), ownMb: read('RssAnon') };
  } catch {
    return { peakMb: 0, ownMb: 0 };
  }
}

interface Run extends Memory {
  readonly seconds: number;
}

/** Runs a program of Node; gives its seconds and the most memory that it had at once. */
async function run(args: readonly string[], outFile?: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  if (outFile === undefined) child.stdout.resume();
  else child.stdout.pipe(createWriteStream(outFile));
  let [peakMb, ownMb] = [0, 0];
  const timer = setInterval(() => {
    const now = memoryOf(child.pid ?? 0);
    [peakMb, ownMb] = [Math.max(peakMb, now.peakMb), Math.max(ownMb, now.ownMb)];
  }, MEMORY_POLL_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1_000, peakMb, ownMb };
}

/** What verification is measured against: every line parsed and hashed once, and nothing else. */
const PLAIN_LOOP = `
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  JSON.parse(line);
  createHash('sha256').update(line).digest('hex');
}
`;

async function measureFiles(folder: string, dataDir: string): Promise<readonly Figure[]> {
  const file = join(folder, 'trail.jsonl');
  const loop = join(folder, 'plain-loop.mjs');
  writeFileSync(loop, PLAIN_LOOP);
  const tool = join(ROOT, 'tools/run.mjs');
  const exported = await run([tool, 'audit-export', '--data', dataDir], file);
  const plain = await run([loop, file]);
  const verified = await run([tool, 'audit-fsck', file]);
  const entries = `${LARGE * ENTRIES_EACH} entries`;
  const memory = [
    // Beside this it maps the file of the local store, of which the system keeps as much in memory as it likes.
    { name: `most memory that audit:export of ${entries} allocates`, measured: exported.ownMb },
    { name: `most memory of audit:fsck of ${entries}, whole process`, measured: verified.peakMb },
  ];
  return [
    {
      name: `audit:fsck of ${entries}: seconds beside twice a plain loop of JSON.parse and SHA-256`,
      measured: verified.seconds,
      limit: 2 * plain.seconds,
      unit: 's',
    },
    // No figure is better than one that nobody measured.
    ...memory
      .filter(({ measured }) => measured > 0)
      .map((figure) => ({ ...figure, limit: MEMORY_LIMIT_MB, unit: 'MB' })),
  ];
}

/** The audit trail at 1,000 and at 1,000,000 entries: what must cost the same, and verification of everything. */
export async function measureAudit(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ai-handoff-bench-'));
  try {
    const few = await openSite(join(folder, 'few'), SMALL);
    const small = await costsOf(few);
    await close(few);
    const many = await openSite(join(folder, 'many'), LARGE);
    const large = await costsOf(many);
    await close(many);
    const same = Object.entries(large).map(([name, ms]) => ({
      name: `${name}: ms with ${LARGE * ENTRIES_EACH} entries beside 1.5 times that with ${SMALL * ENTRIES_EACH}`,
      measured: ms,
      limit: 1.5 * (small[name] ?? 0),
      unit: 'ms',
    }));
    return [...same, ...(await measureFiles(folder, join(folder, 'many')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
