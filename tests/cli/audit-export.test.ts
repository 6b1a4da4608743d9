import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AuditEntrySchema, type AuditEntry } from '../../src/contract/audit';
import { accept, handOff, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { newDataDir, runTool } from '../site/run-program';

const dataDir = newDataDir();
const folder = newDataDir();
let site: LocalSite;

/** A hand-off that ended, a day's checkpoint, and one that was only asked for. */
beforeAll(async () => {
  site = await startLocalSite({ dataDir });
  const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
  const { summary } = await handOff(site, ana, 'gather-diagnostics');
  await accept(site, ana, await viewOf(site, ana, summary.id));
  await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT26H' } });
  await site.settle();
  await handOff(site, { as: 'agent-ana', issueKey: 'REQ-2188' }, 'prepare-access-packet');
  await site.settle();
}, 120_000);

afterAll(() => site.stop());

const PageSchema = z.object({
  data: z.object({ lines: z.array(z.string()), cursor: z.string().nullable() }),
});

/** The lines that the page's Export gives an auditor. */
async function fromPage(format: string): Promise<readonly string[]> {
  const lines: string[] = [];
  let cursor: string | null = null;
  do {
    const payload = { format, from: null, to: null, cursor };
    const call = { as: 'auditor-ava', module: 'oversight-page', call: 'oversight.export', payload };
    const { data } = PageSchema.parse(await site.invoke(call));
    lines.push(...data.lines);
    ({ cursor } = data);
  } while (cursor !== null);
  return lines;
}

const print = (args: readonly string[] = []) => runTool('audit-export', ['--data', dataDir, ...args]);
const linesOf = (out: string, end = '\n'): readonly string[] => out.split(end).slice(0, -1);

const entriesIn = (lines: readonly string[]): readonly AuditEntry[] =>
  lines.flatMap((line) => {
    const entry = AuditEntrySchema.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  });

/** Without the lines that name the time of the export and what follows from it. */
const lasting = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !/"record":"(?:export|manifest)"/u.test(line));

async function fsck(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { out } = await runTool('audit-fsck', [file]);
  return out.trim();
}

describe('audit:export', () => {
  it('prints the same lines as the page, with the checkpoint, and they verify', async () => {
    const page = await fromPage('jsonl');
    const { code, out } = await print();
    expect(code).toBe(0);
    const printed = linesOf(out);
    expect(lasting(printed)).toEqual(lasting(page));
    expect(printed.some((line) => line.includes('"record":"checkpoint"'))).toBe(true);
    const entries = entriesIn(printed).length;
    expect(await fsck('whole.jsonl', out)).toBe(`ok ${entries} entries, 3 chains, 1 checkpoints`);
  }, 120_000);

  it.each([
    ['csv', '\r\n'],
    ['ocsf', '\n'],
    ['cloudevents', '\n'],
  ])(
    'prints %s as the page does, people included',
    async (format, end) => {
      const page = await fromPage(format);
      const { out } = await print(['--format', format]);
      expect(linesOf(out, end)).toEqual(page);
    },
    120_000,
  );

  it('prints the chains of one issue, which verify without the others', async () => {
    const { out } = await print(['--issue', 'INC-2041']);
    const keys = new Set(entriesIn(linesOf(out)).map(({ issue }) => issue?.key));
    expect([...keys]).toEqual(['INC-2041']);
    const entries = entriesIn(linesOf(out)).length;
    expect(await fsck('issue.jsonl', out)).toBe(`ok ${entries} entries, 1 chains, 0 checkpoints`);
  }, 120_000);

  it('says so when an issue has no hand-off', async () => {
    const { code, out, err } = await print(['--issue', 'INC-9999']);
    expect([code, entriesIn(linesOf(out)), err.trim()]).toEqual([0, [], 'no hand-off on INC-9999']);
  }, 60_000);

  it.each([
    [['--format', 'xml']],
    [['--issue', 'not a key']],
    [['--data', '/nowhere/at/all']],
    [['--what']],
    [['extra']],
  ])(
    'refuses %j in one line with exit code 2',
    async (args) => {
      const { code, out, err } = await print(args);
      expect([code, out, err.trim().split('\n')]).toEqual([2, '', [expect.stringContaining('accepted')]]);
    },
    60_000,
  );

  it('writes nothing', async () => {
    const before = await fromPage('jsonl');
    await print();
    const after = await fromPage('jsonl');
    const made = entriesIn(after).length - entriesIn(before).length;
    // The second Export of the page itself.
    expect(made).toBe(1);
  }, 120_000);
});
