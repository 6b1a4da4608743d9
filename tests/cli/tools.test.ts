import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accept, handOff, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { newDataDir, runTool } from '../site/run-program';

const dataDir = newDataDir();
const folder = newDataDir();
let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite({ dataDir });
}, 60_000);

afterAll(() => site.stop());

const DecidedSchema = z.object({
  issueKey: z.string(),
  operation: z.string(),
  outcome: z.string(),
  policyVersion: z.number(),
  reasons: z.array(z.object({ ruleId: z.string(), category: z.string() })).min(1),
});
const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

/** The four documented tickets (R089-R092): the gates of each decision show in the rules that fired. */
const DOCUMENTED = [
  ['INC-2041', 'prepare-incident-packet', ['comm-1']],
  ['REQ-2188', 'prepare-access-packet', ['comm-1']],
  ['SEC-2274', 'prepare-exception-packet', ['data-2', 'gov-1']],
  ['ENH-2219', 'prepare-sponsor-packet', ['comm-1']],
] as const;

describe('policy:decide', () => {
  it('gives the four tickets of the running site their documented decision', async () => {
    const lines = await Promise.all(
      DOCUMENTED.map(async ([key, operation]) => {
        const { json } = await site.request(`/rest/api/3/issue/${key}`);
        return JSON.stringify({ issue: json, operation });
      }),
    );
    const { code, out } = await runTool('policy-decide', [], { stdin: lines.join('\n') });
    expect(code).toBe(0);
    const decided = z.array(DecidedSchema).parse(linesOf(out));
    expect(decided.map(({ issueKey, operation, outcome }) => [issueKey, operation, outcome])).toEqual(
      DOCUMENTED.map(([key, operation]) => [key, operation, 'approval-bound']),
    );
    for (const [at, [, , rules]] of DOCUMENTED.entries())
      expect(decided[at]?.reasons.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining([...rules]));
  }, 60_000);

  it('goes on after a line that is not JSON, and names it', async () => {
    const { out } = await runTool('policy-decide', [], { stdin: '{nope\n{"issue":{}}\n' });
    const answers = z.array(z.object({ error: z.object({ code: z.string() }), line: z.number() }));
    expect(answers.parse(linesOf(out)).map(({ line }) => line)).toEqual([1, 2]);
  }, 60_000);
});

describe('audit:export and audit:fsck', () => {
  it('find a finished site sound, and the one entry in which a character was flipped', async () => {
    const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
    const { summary } = await handOff(site, ana, 'gather-diagnostics');
    await accept(site, ana, await viewOf(site, ana, summary.id));
    expect((await viewOf(site, ana, summary.id)).summary.state).toBe('completed');
    const { code, out } = await runTool('audit-export', ['--data', dataDir]);
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    const entries = lines.filter((line) => !line.includes('"record":'));
    const file = join(folder, 'trail.jsonl');
    writeFileSync(file, out);
    const sound = await runTool('audit-fsck', [file]);
    expect([sound.code, sound.out.trim()]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^ok ${entries.length} entries, \\d+ chains, \\d+ checkpoints$`, 'u')),
    ]);

    const at = lines.findIndex((line) => line.includes('"event":"output.reviewed"'));
    const broken = lines.map((line, index) => (index === at ? line.replace('"accept"', '"Accept"') : line));
    expect(broken[at]).not.toBe(lines[at]);
    writeFileSync(file, `${broken.join('\n')}\n`);
    const found = await runTool('audit-fsck', [file]);
    const { id } = z.object({ id: z.string() }).parse(linesOf(lines[at] ?? '')[0]);
    expect(found.code).toBe(1);
    expect(found.out + found.err).toContain(id);
  }, 60_000);
});
