import { describe, expect, it } from '@jest/globals';
import type { SearchFilter } from '../contract/calls';
import { EVERY_TRAIL } from '../contract/every-trail';
import { searchTrails } from './search-trails';
import { createBench, entriesOf, onlyHandoff, type Bench } from './testing/bench';
import { ava, finished, pagesOf, tamper, withdrawn } from './testing/trails';

async function search(bench: Bench, filter: Partial<SearchFilter>, cursor: string | null = null) {
  return searchTrails(bench.world, await ava(bench), { filter: { ...EVERY_TRAIL, ...filter }, cursor });
}

const idsOf = async (bench: Bench, filter: Partial<SearchFilter>): Promise<readonly string[]> =>
  (await search(bench, filter)).handoffs.map(({ id }) => id);

/** One that ended, by Ana and Ben, then three that were withdrawn, by Ana alone. */
async function mixed(): Promise<{ bench: Bench; ended: string; ruleId: string }> {
  const bench = await finished();
  const { id: ended } = onlyHandoff(bench);
  const ruleId =
    entriesOf(bench).find(({ event }) => event === 'eligibility.decided')?.checks[0]?.ruleId ?? '';
  await withdrawn(bench, 3);
  return { bench, ended, ruleId };
}

describe('a search', () => {
  it('without filters gives everything newest first', async () => {
    const { bench, ended } = await mixed();
    const ids = await idsOf(bench, {});
    expect(ids).toHaveLength(4);
    expect(ids.at(-1)).toBe(ended);
  });

  it.each<[string, Partial<SearchFilter>, number]>([
    ['issue', { issueKey: 'INC-1' }, 1],
    ['issue that has none', { issueKey: 'INC-9' }, 0],
    ['reviewer', { person: 'agent-ben' }, 1],
    ['requester', { person: 'agent-ana' }, 4],
    ['account that the app does not know', { person: 'nobody-at-all' }, 0],
    ['operation', { operation: 'gather-diagnostics' }, 4],
    ['operation that was not asked for', { operation: 'draft-status-note' }, 0],
    ['outcome', { outcome: 'withdrawn' }, 3],
    ['model that did not run', { model: 'claude-x' }, 0],
    ['rule that did not fire', { ruleId: 'none-1' }, 0],
    ['issue and reviewer', { issueKey: 'INC-1', person: 'agent-ben' }, 1],
    ['issue and somebody else', { issueKey: 'INC-1001', person: 'agent-ben' }, 0],
    ['person and outcome', { person: 'agent-ana', outcome: 'completed' }, 1],
    ['person and another operation', { person: 'agent-ana', operation: 'draft-status-note' }, 0],
    ['operation and outcome', { operation: 'gather-diagnostics', outcome: 'withdrawn' }, 3],
  ])('by %s narrows by every filter', async (_what, filter, count) => {
    const { bench } = await mixed();
    expect(await idsOf(bench, filter)).toHaveLength(count);
  });

  it('by rule and by rule with a person finds what the rule fired on', async () => {
    const { bench, ended, ruleId } = await mixed();
    expect(ruleId).not.toBe('');
    expect(await idsOf(bench, { ruleId })).toHaveLength(4);
    expect(await idsOf(bench, { ruleId, person: 'agent-ben' })).toEqual([ended]);
    expect(await idsOf(bench, { ruleId: 'none-1', person: 'agent-ben' })).toEqual([]);
    expect(await idsOf(bench, { model: 'claude-x', person: 'agent-ben' })).toEqual([]);
  });

  it('does not find by a person who only tried to decide', async () => {
    const bench = await finished();
    const filter = { issueKey: 'INC-1', person: 'agent-ben' } as const;
    expect(await idsOf(bench, filter)).toHaveLength(1);
    tamper(bench, onlyHandoff(bench).id, (all) =>
      all.map((entry) => ({ ...entry, actor: { ...entry.actor, role: 'not entitled' } })),
    );
    expect(await idsOf(bench, filter)).toEqual([]);
  });

  it('takes the period as that of the request, ends included', async () => {
    const { bench, ended } = await mixed();
    const at = bench.memory.handoffs.get(ended)?.requestedAt ?? '';
    for (const filter of [
      {},
      { issueKey: 'INC-1' },
      { person: 'agent-ben' },
      { outcome: 'completed' },
    ] as const) {
      expect(await idsOf(bench, { ...filter, from: at, to: at })).toEqual([ended]);
      const before = new Date(Date.parse(at) - 1).toISOString();
      expect(await idsOf(bench, { ...filter, to: before })).toEqual([]);
    }
  });

  it('counts what the person may not browse and does not show it', async () => {
    const { bench, ended } = await mixed();
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    for (const filter of [{}, { person: 'agent-ana' }, { operation: 'gather-diagnostics' }] as const) {
      const { handoffs, hiddenCount } = await search(bench, filter);
      expect([handoffs.length, hiddenCount]).toEqual([3, 1]);
      expect(handoffs.map(({ id }) => id)).not.toContain(ended);
    }
    expect(await search(bench, { outcome: 'withdrawn' })).toMatchObject({ hiddenCount: 0 });
  });

  it('by the key of a hidden issue is the same as by one that does not exist', async () => {
    const bench = createBench();
    const ids = await withdrawn(bench, 130);
    for (const handoff of bench.memory.handoffs.values())
      bench.memory.handoffs.set(handoff.id, {
        ...handoff,
        issue: { ...handoff.issue, id: '10001', key: 'INC-1' },
      });
    const filter = { issueKey: 'INC-1' } as const;
    expect((await search(bench, filter)).handoffs.length).toBeGreaterThan(0);
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const nothing = await search(bench, { issueKey: 'NONE-1' });
    expect(nothing).toEqual({ handoffs: [], hiddenCount: 0, cursor: null });
    expect(await search(bench, filter)).toEqual(nothing);
    expect(await search(bench, { ...filter, operation: 'draft-status-note' })).toEqual(nothing);
    expect(await search(bench, { ...filter, person: 'agent-ana' })).toEqual(nothing);
    expect(ids).toHaveLength(130);
  });

  it('gives every match once over its pages, and stops a call that finds little', async () => {
    const bench = createBench();
    const ids = await withdrawn(bench, 150);
    const caller = await ava(bench);
    const read = (filter: Partial<SearchFilter>) =>
      pagesOf((cursor) =>
        searchTrails(bench.world, caller, { filter: { ...EVERY_TRAIL, ...filter }, cursor }),
      );
    const all = await read({});
    expect(all.flatMap(({ handoffs }) => handoffs.map(({ id }) => id))).toEqual([...ids].reverse());
    const byPerson = await read({ person: 'agent-ana' });
    expect(byPerson.flatMap(({ handoffs }) => handoffs.map(({ id }) => id))).toEqual([...ids].reverse());
    const [first, second, ...rest] = await read({ operation: 'gather-diagnostics', outcome: 'completed' });
    expect([first?.handoffs, first?.cursor === null, second?.cursor, rest]).toEqual([[], false, null, []]);
  });
});
