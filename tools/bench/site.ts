import { readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startLocalSite, type LocalSite } from '../../tests/site/local-site';
import { median, type Figure } from './measure';

const STARTS = 3;
const RESETS = 5;
const IMPORTED = 2_000;
const CallSchema = z.looseObject({ door: z.string(), ms: z.number() });

const secondsSince = (start: number): number => (performance.now() - start) / 1_000;

/** One start: seconds from the process's first instruction to `ready`. The site is the caller's to stop. */
async function start(options: Parameters<typeof startLocalSite>[0]) {
  const began = performance.now();
  const site = await startLocalSite(options);
  return { site, seconds: secondsSince(began) };
}

async function measureWarmStart(folder: string): Promise<Figure> {
  const options = { dataDir: join(folder, 'warm'), isThroughNpm: true };
  const seconds: number[] = [];
  for (let round = 0; round <= STARTS; round += 1) {
    const started = await start(options);
    if (round > 0) seconds.push(started.seconds);
    await started.site.stop();
  }
  return {
    name: 'npm start after the first build, median of 3',
    measured: median(seconds),
    limit: 3,
    unit: 's',
  };
}

/** Issues as Jira answers them, each with a description and three comments, spread over two projects. */
function syntheticIssues(): string {
  const doc = (text: string) => ({
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const created = '2026-03-02T09:15:00.000+0000';
  const person = (name: string) => ({ accountId: name, displayName: name });
  const lines = Array.from({ length: IMPORTED }, (_none, index) => {
    const project = index % 2 === 0 ? 'KAF' : 'NUT';
    return JSON.stringify({
      key: `${project}-${index + 1}`,
      fields: {
        project: { key: project, name: project },
        issuetype: { name: 'Bug' },
        status: { name: index % 3 === 0 ? 'Resolved' : 'Open' },
        priority: { name: 'Major' },
        summary: `Consumer ${index} stops after a rebalance`,
        description: doc('The consumer stops after a rebalance and logs nothing for two minutes. '.repeat(8)),
        reporter: person(`user-${index % 40}`),
        created,
        updated: created,
        comment: {
          comments: [1, 2, 3].map((number) => ({
            author: person(`user-${(index + number) % 40}`),
            body: doc(`Seen again on node ${number}. `.repeat(12)),
            created,
            updated: created,
          })),
        },
      },
    });
  });
  return lines.join('\n');
}

/** Through `npm start -- --import`: the start with the file less the same start without it. */
async function measureImport(folder: string): Promise<Figure> {
  const file = join(folder, 'issues.jsonl');
  writeFileSync(file, syntheticIssues());
  const seconds: Record<string, number> = {};
  for (const [name, more] of [
    ['without', []],
    ['with', ['--import', file]],
  ] as const) {
    const args = ['--seed', 'empty', ...more];
    const started = await start({ dataDir: join(folder, name), args });
    seconds[name] = started.seconds;
    await started.site.stop();
  }
  const spent = Math.max(0.001, (seconds['with'] ?? 0) - (seconds['without'] ?? 0));
  return {
    name: `import of ${IMPORTED} issues: seconds for 200 of them`,
    measured: (spent / IMPORTED) * 200,
    limit: 1,
    unit: 's',
  };
}

const SubmitSchema = z.object({ data: z.object({ seal: z.string() }) });

/** A hand-off from review of its scope to its output, so that every door is passed through. */
async function handOff(site: LocalSite): Promise<void> {
  const operation = 'gather-diagnostics';
  const issueKey = 'INC-2041';
  const asAna = (call: string, payload: unknown) => site.invoke({ as: 'agent-ana', call, payload, issueKey });
  await asAna('panel.load', {});
  const { seal } = SubmitSchema.parse(await asAna('panel.review-scope', { operation })).data;
  await asAna('panel.hand-off', { operation, seal, requestId: '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f' });
  await site.settle();
}

async function measureDoors(site: LocalSite): Promise<readonly Figure[]> {
  await handOff(site);
  const { text } = await site.request('/_local/traffic?since=0');
  const calls = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => CallSchema.parse(JSON.parse(line)));
  return ['jira', 'kvs', 'queue'].map((door) => ({
    name: `one call at the door ${door}, median of a hand-off's`,
    measured: median(calls.filter((call) => call.door === door).map(({ ms }) => ms)),
    limit: 5,
    unit: 'ms',
  }));
}

async function measureReset(site: LocalSite): Promise<Figure> {
  const spent: number[] = [];
  for (let round = 0; round < RESETS; round += 1) {
    const began = performance.now();
    await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
    spent.push(performance.now() - began);
  }
  return { name: 'reset to the demo seed, median of 5', measured: median(spent), limit: 300, unit: 'ms' };
}

/** Resident memory as Linux counts it; other systems have no such file, and then there is no figure. */
function measureMemory({ pid }: LocalSite): readonly Figure[] {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const measured = Number(kib) / 1_024;
    return [{ name: 'memory of the site after a hand-off', measured, limit: 300, unit: 'MB' }];
  } catch {
    return [];
  }
}

/** The figures of the local site itself: start, memory, import, calls, reset. */
export async function measureSite(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ai-handoff-bench-'));
  try {
    const warm = await measureWarmStart(folder);
    const imported = await measureImport(folder);
    const site = await startLocalSite({ isThroughNpm: true });
    const doors = await measureDoors(site);
    const memory = measureMemory(site);
    const reset = await measureReset(site);
    await site.stop();
    return [warm, ...memory, imported, ...doors, reset];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
