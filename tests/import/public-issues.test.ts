import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { HandoffView } from '../../src/contract/handoff';
import type { Citation, Source } from '../../src/contract/output';
import { accept, handOff, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

const FILE = join(__dirname, '../../../shared/jira/public-issues.jsonl.gz');
const HOW_MANY = 20;
const isThere = existsSync(FILE);
if (!isThere) {
  process.stdout.write(
    'skipped tests/import: ../shared/jira/public-issues.jsonl.gz is not beside this repository\n',
  );
}

const LineSchema = z.object({
  key: z.string(),
  fields: z.object({ project: z.object({ key: z.string() }), issuetype: z.object({ name: z.string() }) }),
});

/** Twenty issues, taken in turn from every pair of project and issue type, so that rare kinds are in. */
function pick(): readonly string[] {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  const kinds = new Map<string, string[]>();
  for (const line of lines) {
    const { key, fields } = LineSchema.parse(JSON.parse(line));
    const kind = `${fields.project.key} ${fields.issuetype.name}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), key]);
  }
  const rounds = Math.max(...[...kinds.values()].map((keys) => keys.length));
  const inTurn = Array.from({ length: rounds }, (_, at) =>
    [...kinds.values()].flatMap((keys) => keys.slice(at, at + 1)),
  ).flat();
  return inTurn.slice(0, HOW_MANY);
}

let site: LocalSite;

beforeAll(async () => {
  if (isThere) site = await startLocalSite({ args: ['--import', FILE] });
}, 120_000);

afterAll(async () => {
  if (isThere) await site.stop();
});

/** Every text in a document of Jira, read without the app's own code. */
function textsIn(node: unknown): string {
  if (typeof node === 'string') return node;
  if (typeof node !== 'object' || node === null) return '';
  return Object.values(node).map(textsIn).join(' ');
}

/** Only letters, digits and marks: what a quote says, however lines and spaces are laid out. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '');

const BodySchema = z.object({ body: z.unknown() });
const DescriptionSchema = z.object({ fields: z.object({ description: z.unknown() }) });

/** What Jira shows this person at a source's place; null for kinds that are put together from several fields. */
async function originalOf(as: string, source: Source): Promise<string | null> {
  if (source.kind === 'description') {
    const { json } = await site.request(`/rest/api/3/issue/${source.issueKey}?fields=description`, { as });
    return textsIn(DescriptionSchema.parse(json).fields.description);
  }
  if (source.kind !== 'comment') return null;
  const { json } = await site.request(`/rest/api/3/issue/${source.issueKey}/comment/${source.ref}`, { as });
  return textsIn(BodySchema.parse(json).body);
}

interface Checked {
  quotes: number;
  inJira: number;
}

async function checkQuote(
  view: HandoffView,
  { source: number, quote }: Citation,
  checked: Checked,
): Promise<void> {
  const source = view.sources.find((candidate) => candidate.number === number);
  expect([quote, bare(source?.text ?? '').includes(bare(quote))]).toEqual([quote, true]);
  checked.quotes += 1;
  const original = source === undefined ? null : await originalOf('agent-ana', source);
  if (original === null) return;
  expect([quote, bare(original).includes(bare(quote))]).toEqual([quote, true]);
  checked.inJira += 1;
}

/** One gather-evidence hand-off from the scope review to the written-back comment, every quote looked up. */
async function run(issueKey: string): Promise<Checked & { readonly claims: number; readonly state: string }> {
  const ana = { as: 'agent-ana', issueKey };
  const { summary } = await handOff(site, ana, 'gather-evidence');
  const view = await viewOf(site, ana, summary.id);
  const sections = view.output?.sections ?? [];
  const claims = sections.flatMap((section) => section.claims);
  const said = [...claims, ...sections.flatMap((section) => section.contradictions)];
  const checked: Checked = { quotes: 0, inJira: 0 };
  for (const { citations } of said)
    for (const citation of citations) await checkQuote(view, citation, checked);
  expect(claims.filter(({ struck }) => struck !== null)).toEqual([]);
  if (view.summary.state === 'awaiting-review') await accept(site, ana, view);
  const { summary: after } = await viewOf(site, ana, summary.id);
  return { ...checked, claims: claims.length, state: after.state };
}

(isThere ? describe : describe.skip)('public issues of several projects', () => {
  it(`carries ${HOW_MANY} of them through gather-evidence, every quote found in its source`, async () => {
    const keys = pick();
    expect(new Set(keys).size).toBe(HOW_MANY);
    const started = Date.now();
    const results: (Awaited<ReturnType<typeof run>> & { readonly key: string })[] = [];
    for (const key of keys) results.push({ key, ...(await run(key)) });
    const sum = (of: (result: Checked & { claims: number }) => number): number =>
      results.reduce((total, result) => total + of(result), 0);
    process.stdout.write(
      `public issues: ${results.length} hand-offs, ${sum((r) => r.claims)} claims, ${sum((r) => r.quotes)} quotes in their source, ` +
        `${sum((r) => r.inJira)} of them looked up in Jira, ${Date.now() - started} ms\n`,
    );
    expect(results.filter(({ state }) => state !== 'completed')).toEqual([]);
    expect(results.filter(({ claims }) => claims === 0)).toEqual([]);
    expect(sum((r) => r.inJira)).toBeGreaterThan(HOW_MANY);
    expect(Date.now() - started).toBeLessThan(60_000);
  }, 120_000);
});
