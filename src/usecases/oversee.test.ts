import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../contract/audit';
import { AuditEntrySchema } from '../contract/audit';
import { checkEntry, type Walk } from '../domain/audit/chain';
import { listIssueHandoffs } from './list-issue-handoffs';
import { exportTrail, listHandoffs, readTrail, verifyTrail } from './oversee';
import { requestHandoff } from './request-handoff';
import { reviewScope } from './review-scope';
import { callerOn, createBench, handOff, onlyHandoff, settle, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { review } from './testing/steps';
import { withdrawHandoff } from './withdraw-handoff';

const ava = (bench: Bench) => callerOn(bench, 'auditor-ava');

async function finished(): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  await review(bench);
  await settle(bench);
  return bench;
}

/** Hands off and withdraws, so that one issue has many hand-offs. */
async function handOffTimes(bench: Bench, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    bench.clock.advance(1_000);
    const caller = await callerOn(bench, 'agent-ana');
    const { seal } = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
    const requestId = `44444444-4444-4444-8444-${String(index).padStart(12, '0')}`;
    const { summary, version } = await requestHandoff(bench.world, caller, {
      operation: 'gather-diagnostics',
      seal,
      requestId,
    });
    await withdrawHandoff(bench.world, caller, { handoffId: summary.id, version });
  }
}

/** The entries of the only hand-off, to tamper with. */
function tamper(bench: Bench, change: (entries: readonly AuditEntry[]) => readonly AuditEntry[]): void {
  const { id } = onlyHandoff(bench);
  bench.memory.chains.set(id, [...change(bench.memory.chains.get(id) ?? [])]);
}

describe('the list of hand-offs', () => {
  it('shows those whose issue the person may browse and counts the others', async () => {
    const bench = await finished();
    expect(await listHandoffs(bench.world, await ava(bench), { cursor: null })).toMatchObject({
      handoffs: [{ issueKey: 'INC-1', state: 'completed' }],
      hiddenCount: 0,
    });
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    expect(await listHandoffs(bench.world, await ava(bench), { cursor: null })).toMatchObject({
      handoffs: [],
      hiddenCount: 1,
    });
  });

  it('comes newest first, a page at a time, each once', async () => {
    const bench = createBench();
    await handOffTimes(bench, 45);
    const caller = await ava(bench);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listHandoffs>> = await listHandoffs(bench.world, caller, {
        cursor,
      });
      seen.push(...page.handoffs.map((handoff) => handoff.requestedAt));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(45);
    expect(seen).toEqual([...seen].sort().reverse());
    const history = await listIssueHandoffs(bench.world, await callerOn(bench, 'agent-ana'), {
      cursor: null,
    });
    expect(history.handoffs).toHaveLength(20);
  });
});

describe('a trail', () => {
  it('is given in order, and verifies', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const { entries } = await readTrail(bench.world, await ava(bench), { handoffId: id, cursor: null });
    expect(entries.map((entry) => entry.index)).toEqual(entries.map((_entry, index) => index));
    expect(await verifyTrail(bench.world, await ava(bench), { handoffId: id })).toEqual({
      entries: entries.length,
      chains: 1,
      firstBroken: null,
    });
  });

  it('of an issue that the person may not browse is not-found, as is one that does not exist', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const unknown = id.replaceAll('0', '9');
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const caller = await ava(bench);
    for (const handoffId of [id, unknown]) {
      await expectSilentRefusal(
        bench,
        () => readTrail(bench.world, caller, { handoffId, cursor: null }),
        'not-found',
      );
      await expectSilentRefusal(bench, () => verifyTrail(bench.world, caller, { handoffId }), 'not-found');
    }
  });

  it.each<[string, (entries: readonly AuditEntry[]) => readonly AuditEntry[]]>([
    [
      'a changed field',
      (all) => all.map((entry) => (entry.index === 2 ? { ...entry, at: '2020-01-01T00:00:00.000Z' } : entry)),
    ],
    ['a deleted entry', (all) => all.filter((entry) => entry.index !== 2)],
    ['a cut tail', (all) => all.slice(0, -1)],
    ['an empty trail', () => []],
  ])('with %s does not verify', async (_what, change) => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    tamper(bench, change);
    const report = await verifyTrail(bench.world, await ava(bench), { handoffId: id });
    expect(report.firstBroken).not.toBeNull();
  });
});

describe('the export', () => {
  async function exportAll(bench: Bench): Promise<{ lines: string[]; hidden: number }> {
    const lines: string[] = [];
    let hidden = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof exportTrail>> = await exportTrail(bench.world, await ava(bench), {
        cursor,
      });
      lines.push(...page.lines);
      hidden += page.hiddenCount;
      cursor = page.cursor;
    } while (cursor !== null);
    return { lines, hidden };
  }

  it('holds the site’s chain first, then whole chains, and verifies line by line', async () => {
    const bench = createBench();
    await handOffTimes(bench, 25);
    const { lines } = await exportAll(bench);
    const walk: Walk = new Map();
    const entries = lines.map((line) => AuditEntrySchema.parse(JSON.parse(line)));
    expect(entries.flatMap((entry) => checkEntry(walk, entry) ?? [])).toEqual([]);
    expect(entries[0]).toMatchObject({
      chain: 'site',
      event: 'export.made',
      actor: { accountId: 'auditor-ava' },
    });
    expect(walk.size).toBe(26);
  });

  it('leaves out and counts what the person may not browse, and is recorded once', async () => {
    const bench = await finished();
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const { lines, hidden } = await exportAll(bench);
    expect([lines.length, hidden]).toEqual([1, 1]);
    expect(bench.memory.chains.get('site')).toHaveLength(1);
  });
});
