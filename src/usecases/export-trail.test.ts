import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AuditEntrySchema } from '../contract/audit';
import { ExportRecordSchema } from '../contract/checkpoint';
import type { CallInput } from '../contract/calls';
import { entryId } from '../domain/audit/chain';
import { exportTrail } from './export-trail';
import { createBench, refOf, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { ava, chainIn, finished, fsck, nextDay, pagesOf, tamper, withdrawn } from './testing/trails';
import { hurried, site } from './testing/walks';
import type { World } from './world';

type Input = CallInput<'oversight.export'>;
const WHOLE: Omit<Input, 'cursor'> = { format: 'jsonl', from: null, to: null };

async function exported(bench: Bench, input: Partial<Input> = {}, world: World = bench.world) {
  const caller = await ava(bench);
  const pages = await pagesOf((cursor) => exportTrail(world, caller, { ...WHOLE, ...input, cursor }));
  return {
    pages,
    lines: pages.flatMap((page) => page.lines),
    hidden: pages.reduce((sum, page) => sum + page.hiddenCount, 0),
    chains: pages.reduce((sum, page) => sum + page.chains, 0),
  };
}

const chainsIn = (lines: readonly string[]): readonly string[] => [
  ...new Set(
    lines.flatMap((line) => {
      const entry = AuditEntrySchema.safeParse(JSON.parse(line));
      return entry.success ? [entry.data.chain] : [];
    }),
  ),
];

const recordsIn = (lines: readonly string[]) =>
  lines.flatMap((line) => {
    const record = ExportRecordSchema.safeParse(JSON.parse(line));
    return record.success ? [record.data] : [];
  });

describe('an export', () => {
  it('of a site where nothing happened holds itself, and verifies', async () => {
    const bench = createBench();
    const { lines, chains } = await exported(bench);
    expect(fsck(lines)).toMatchObject({ entries: 1, chains: 1, checkpoints: 0, firstBroken: null });
    expect(chains).toBe(1);
    expect(chainIn(bench, 'site').entries).toMatchObject([
      { event: 'export.made', details: { what: 'audit trail', format: 'jsonl', from: null, to: null } },
    ]);
  });

  it('holds everything in order, verifies, and is recorded once', async () => {
    const { bench, ids } = await site();
    const before = [...bench.memory.chains.values()].reduce((sum, chain) => sum + chain.entries.length, 0);
    const { lines, hidden, chains } = await exported(bench);
    expect(fsck(lines)).toEqual({
      entries: before + 1,
      chains: 94,
      checkpoints: 3,
      withheld: 0,
      firstBroken: null,
    });
    expect([hidden, chains]).toEqual([0, 94]);
    expect(chainsIn(lines)).toEqual(['site', ...ids]);
    expect(chainIn(bench, 'site').entries.filter(({ event }) => event === 'export.made')).toHaveLength(1);
  });

  it('is the same file however small its pages are', async () => {
    const { bench } = await site();
    const { lines } = await exported(bench);
    const slow = await exported(bench, {}, hurried(bench));
    expect(slow.pages.length).toBeGreaterThan(5);
    expect(fsck(slow.lines)).toMatchObject({ chains: 94, checkpoints: 3, firstBroken: null });
    // The second export holds the entry of both, and another time in its first line.
    expect(slow.lines.length).toBe(lines.length + 1);
  });

  it('goes on from the last cursor after any page was lost', async () => {
    const { bench } = await site();
    const caller = await ava(bench);
    const world = hurried(bench);
    const lines: string[] = [];
    let cursor: string | null = null;
    do {
      const lost: Awaited<ReturnType<typeof exportTrail>> = await exportTrail(world, caller, {
        ...WHOLE,
        cursor,
      });
      const page: typeof lost =
        cursor === null ? lost : await exportTrail(world, caller, { ...WHOLE, cursor });
      if (cursor !== null) expect(page.lines).toEqual(lost.lines);
      lines.push(...page.lines);
      ({ cursor } = page);
    } while (cursor !== null);
    expect(fsck(lines).firstBroken).toBeNull();
  });

  it('does not mind what happens while it is made, nor another export beside it', async () => {
    const { bench, ids } = await site();
    const caller = await ava(bench);
    const files: string[][] = [[], []];
    const cursors: (string | null | undefined)[] = [undefined, undefined];
    for (let round = 0; cursors.some((cursor) => cursor !== null); round += 1) {
      for (const [at, cursor] of cursors.entries()) {
        if (cursor === null) continue;
        const page = await exportTrail(hurried(bench), caller, { ...WHOLE, cursor: cursor ?? null });
        files[at]?.push(...page.lines);
        cursors[at] = page.cursor;
      }
      if (round < 3) await withdrawn(bench, 1, 500 + round);
    }
    for (const file of files) {
      expect(fsck(file).firstBroken).toBeNull();
      expect(chainsIn(file)).toEqual(['site', ...ids]);
    }
  });

  it('splits a chain that is longer than a page', async () => {
    const bench = createBench();
    const [id = ''] = await withdrawn(bench, 1);
    const stored = chainIn(bench, id);
    const pattern = stored.entries[0];
    if (pattern === undefined) throw new Error('no entry');
    const more = Array.from({ length: 1_200 }, (_none, index) => ({
      ...pattern,
      index,
      id: entryId(id, index),
    }));
    stored.entries = more;
    stored.head = { ...stored.head, nextIndex: more.length };
    const { lines, pages, chains } = await exported(bench);
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map((page) => page.lines.length))).toBeLessThanOrEqual(1_500);
    const indexes = lines
      .map((line) => AuditEntrySchema.safeParse(JSON.parse(line)))
      .flatMap((entry) => (entry.success && entry.data.chain === id ? [entry.data.index] : []));
    expect(indexes).toEqual(more.map(({ index }) => index));
    expect(chains).toBe(2);
  });
});

describe('what the person may not browse', () => {
  it('is left out, counted, and withheld in checkpoints, and the file still verifies', async () => {
    const bench = createBench();
    const ids = await withdrawn(bench, 5);
    await nextDay(bench);
    const [first = '', , third = ''] = ids;
    for (const number of [1, 3]) bench.jira.issue(String(20_000 + number)).hiddenFrom.add('auditor-ava');
    const { lines, hidden } = await exported(bench, {}, hurried(bench));
    expect(hidden).toBe(2);
    expect(fsck(lines)).toMatchObject({ chains: 4, checkpoints: 1, withheld: 2, firstBroken: null });
    for (const secret of [first, third, 'INC-1001', 'INC-1003'])
      expect(lines.join('\n')).not.toContain(secret);
    expect(chainsIn(lines)).toEqual(['site', ids[1], ids[3], ids[4]]);
  });

  it('stays hidden when its record is gone, because the entries name the issue', async () => {
    const bench = createBench();
    const [id = ''] = await withdrawn(bench, 1);
    bench.memory.handoffs.delete(id);
    expect((await exported(bench)).lines.join('\n')).toContain(id);
    bench.jira.issue('20001').hiddenFrom.add('auditor-ava');
    const { lines, hidden } = await exported(bench);
    expect(lines.join('\n')).not.toContain(id);
    expect(hidden).toBe(1);
    tamper(bench, id, (all) => all.map((entry) => ({ ...entry, at: 'never' })));
    bench.jira.issue('20001').hiddenFrom.clear();
    expect((await exported(bench)).lines.join('\n')).not.toContain(id);
  });

  it('stays hidden whatever a forged cursor says', async () => {
    const bench = createBench();
    const [id = ''] = await withdrawn(bench, 1);
    bench.jira.issue('20001').hiddenFrom.add('auditor-ava');
    const caller = await ava(bench);
    const { cursor } = await exportTrail(hurried(bench), caller, { ...WHOLE, cursor: null });
    const place = z.record(z.string(), z.unknown()).parse(JSON.parse(cursor ?? ''));
    const forgeries = [
      { part: 'chains' },
      { part: 'chains', next: 1 },
      { part: 'site', siteEnd: 1_000_000 },
      { part: 'chains', at: '2099-01-01T00:00:00.000Z', after: '2000-01-01T00:00:00.000Z site' },
      { part: 'checkpoints', checkpoints: 5, checkpoint: 2, page: 3 },
    ];
    for (const forgery of forgeries) {
      const forged = JSON.stringify({ ...place, ...forgery });
      const { lines } = await exportTrail(bench.world, caller, { ...WHOLE, cursor: forged });
      expect(lines.join('\n')).not.toContain(id);
    }
  });
});

describe('a cursor that is none', () => {
  it.each(['', 'x', '{}', '[]', 'null', '{"v":1}', '{"v":2,"part":"site"}'])(
    '%j is refused, and nothing is recorded',
    async (cursor) => {
      const bench = createBench();
      const caller = await ava(bench);
      await expectSilentRefusal(
        bench,
        () => exportTrail(bench.world, caller, { ...WHOLE, cursor }),
        'invalid-input',
      );
    },
  );

  it('with a tree that cannot be, a member too many or a number out of range is refused', async () => {
    const bench = createBench();
    const caller = await ava(bench);
    const { cursor } = await exportTrail(hurried(bench), caller, { ...WHOLE, cursor: null });
    const place = z.looseObject({ tally: z.looseObject({}) }).parse(JSON.parse(cursor ?? ''));
    for (const forged of [
      { ...place, tally: { ...place.tally, tree: { size: 9, peaks: [] } } },
      { ...place, isAdmin: true },
      { ...place, next: -1 },
      { ...place, next: 1.5 },
      { ...place, siteEnd: 1e15 },
      { ...place, part: 'all' },
      { ...place, after: 'x'.repeat(121) },
    ])
      await expectSilentRefusal(
        bench,
        () => exportTrail(bench.world, caller, { ...WHOLE, cursor: JSON.stringify(forged) }),
        'invalid-input',
      );
  });
});

describe('a period', () => {
  it('takes hand-offs by their request, checkpoints from its beginning on, and verifies', async () => {
    const { bench, ids } = await site();
    const timeOf = (at: number): string => bench.memory.handoffs.get(ids[at] ?? '')?.requestedAt ?? '';
    const { lines } = await exported(bench, { from: timeOf(62), to: timeOf(65) });
    expect(chainsIn(lines)).toEqual(['site', ...ids.slice(62, 66)]);
    expect(fsck(lines)).toMatchObject({ chains: 5, checkpoints: 2, firstBroken: null });
    expect(recordsIn(lines)[0]).toMatchObject({ record: 'export', from: timeOf(62), to: timeOf(65) });
  });

  it('verifies too when a checkpoint withholds more than the period hides', async () => {
    const bench = createBench();
    const ids = await withdrawn(bench, 4);
    await nextDay(bench);
    for (const number of [1, 2]) bench.jira.issue(String(20_000 + number)).hiddenFrom.add('auditor-ava');
    const from = bench.memory.handoffs.get(ids[2] ?? '')?.requestedAt ?? '';
    const { lines, hidden } = await exported(bench, { from });
    expect(hidden).toBe(0);
    expect(fsck(lines)).toMatchObject({ chains: 3, withheld: 2, firstBroken: null });
  });
});

describe('withheld leaves', () => {
  it('are counted by checkpoint: the same chain may stand in several', async () => {
    const bench = createBench();
    const ids = await withdrawn(bench, 2);
    await nextDay(bench);
    await withdrawn(bench, 1, 3);
    await nextDay(bench);
    for (const number of [1, 3]) bench.jira.issue(String(20_000 + number)).hiddenFrom.add('auditor-ava');
    const at = bench.memory.handoffs.get(ids[1] ?? '')?.requestedAt ?? '';
    const { lines } = await exported(bench, { from: at, to: at });
    expect(fsck(lines)).toMatchObject({ chains: 2, checkpoints: 2, withheld: 1, firstBroken: null });
  });
});

describe('damage in storage', () => {
  it.each<[string, (row: object) => unknown]>([
    ['a changed entry', (row) => ({ ...row, requestId: 'bent' })],
    ['a row that is no entry', () => ({ nothing: 'known' })],
    ['half a surrogate pair', (row) => ({ ...row, requestId: '\uD800' })],
    ['a missing row', () => null],
  ])('%s does not stop the export, and shows when the file is verified', async (_what, bend) => {
    const bench = createBench();
    const [id = ''] = await withdrawn(bench, 1);
    const { audit } = bench.world;
    const read: typeof audit.read = async (chain, from, count) =>
      (await audit.read(chain, from, count)).map((row, at) =>
        chain === id && from + at === 2 ? bend(row as object) : row,
      );
    const world = { ...bench.world, audit: { ...audit, read } };
    const { lines } = await exported(bench, {}, world);
    expect(fsck(lines).firstBroken).not.toBeNull();
    for (const format of ['csv', 'ocsf', 'cloudevents'] as const)
      expect((await exported(bench, { format }, world)).lines.length).toBeGreaterThan(3);
  });

  it('a checkpoint that is missing shows too', async () => {
    const { bench } = await site();
    const { checkpoints } = bench.world;
    const read: typeof checkpoints.read = async (index) => (index === 1 ? null : checkpoints.read(index));
    const world = { ...bench.world, checkpoints: { ...checkpoints, read } };
    expect(fsck((await exported(bench, {}, world)).lines).firstBroken?.id).toBe('checkpoint.000002');
  });
});

describe('other formats', () => {
  it.each(['csv', 'ocsf', 'cloudevents'] as const)('%s holds every entry, people by name', async (format) => {
    const bench = await finished();
    await nextDay(bench);
    const { lines } = await exported(bench, { format });
    const entries = [...bench.memory.chains.values()].reduce((sum, chain) => sum + chain.entries.length, 0);
    expect(lines).toHaveLength(entries + (format === 'csv' ? 1 : 0));
    const text = lines.join('\n');
    expect(text).toContain(refOf(bench, 'agent-ben'));
    if (format === 'cloudevents') expect(text).not.toContain('Ben Fischer');
    else expect(text).toContain('Ben Fischer');
    const first = chainIn(bench, 'site').entries[0]?.hash ?? '';
    if (format !== 'ocsf') expect(text).toContain(`urn:ai-handoff:${first}`);
  });

  it('csv begins with its head line once, whatever the pages', async () => {
    const { bench } = await site();
    const { lines } = await exported(bench, { format: 'csv' }, hurried(bench));
    expect(lines.filter((line) => line.startsWith('\uFEFF'))).toEqual([lines[0]]);
  });
});
