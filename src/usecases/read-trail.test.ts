import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../contract/audit';
import { entryId } from '../domain/audit/chain';
import { readTrail } from './read-trail';
import { entriesOf, onlyHandoff, refOf } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { ava, chainIn, finished, pagesOf, tamper } from './testing/trails';

describe('a trail', () => {
  it('is the whole chain in order, with the people by name', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const trail = await readTrail(bench.world, await ava(bench), { handoffId: id, cursor: null });
    expect(trail.entries).toEqual(entriesOf(bench));
    expect([trail.length, trail.cursor]).toEqual([entriesOf(bench).length, null]);
    expect(trail.summary).toMatchObject({ id, issueKey: 'INC-1', state: 'completed' });
    expect(trail.people).toContainEqual({
      ref: refOf(bench, 'agent-ben'),
      accountId: 'agent-ben',
      displayName: 'Ben Fischer',
    });
    expect(bench.log.lines).toEqual([]);
  });

  it('names an erased person as such, and a person whom the lagging list does not have yet', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const ref = refOf(bench, 'agent-ben');
    const late = { ...bench.world.registry, accountsOf: async () => new Map<string, string>() };
    const world = { ...bench.world, registry: late };
    const read = async () =>
      (await readTrail(world, await ava(bench), { handoffId: id, cursor: null })).people;
    expect(await read()).toContainEqual({ ref, accountId: 'agent-ben', displayName: 'Ben Fischer' });
    await bench.world.registry.forget('agent-ben');
    expect(await read()).toContainEqual({ ref, accountId: null, displayName: 'Erased person' });
  });

  it('names by the account whom Jira does not know any more', async () => {
    const bench = await finished();
    bench.jira.people.delete('agent-ben');
    const { id } = onlyHandoff(bench);
    const { people } = await readTrail(bench.world, await ava(bench), { handoffId: id, cursor: null });
    expect(people).toContainEqual({
      ref: refOf(bench, 'agent-ben'),
      accountId: 'agent-ben',
      displayName: 'agent-ben',
    });
  });

  it('comes in pages of 50, up to the head and no further', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const stored = chainIn(bench, id);
    const [pattern] = stored.entries;
    if (pattern === undefined) throw new Error('the chain is empty');
    stored.entries = Array.from({ length: 121 }, (_none, index) => ({
      ...pattern,
      index,
      id: entryId(id, index),
    }));
    stored.head = { ...stored.head, nextIndex: 120 };
    const caller = await ava(bench);
    const pages = await pagesOf((cursor) => readTrail(bench.world, caller, { handoffId: id, cursor }));
    expect(pages.map(({ entries }) => entries.length)).toEqual([50, 50, 20]);
    expect(pages.flatMap(({ entries }) => entries.map(({ index }) => index))).toEqual(
      Array.from({ length: 120 }, (_none, index) => index),
    );
  });

  it.each<[string, (entry: AuditEntry) => readonly unknown[]]>([
    ['is missing', () => []],
    ['is no entry', (entry) => [{ ...entry, event: 'nothing.known' }]],
    ['has a member too many', (entry) => [{ ...entry, extra: 1 }]],
    ['belongs to another chain', (entry) => [{ ...entry, chain: 'site' }]],
  ])('shows a gap where a row %s, and does not fail', async (_what, damage) => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    tamper(bench, id, (all) =>
      all.flatMap((entry) => (entry.index === 2 ? (damage(entry) as readonly AuditEntry[]) : [entry])),
    );
    const trail = await readTrail(bench.world, await ava(bench), { handoffId: id, cursor: null });
    const places = chainIn(bench, id).head.nextIndex;
    expect(trail.entries.map(({ index }) => index)).toEqual(
      Array.from({ length: places }, (_none, index) => index).filter((index) => index !== 2),
    );
  });

  it('of an issue that the person may not browse is not-found, as is one that does not exist', async () => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const caller = await ava(bench);
    for (const handoffId of [id, id.replaceAll('0', '9')])
      await expectSilentRefusal(
        bench,
        () => readTrail(bench.world, caller, { handoffId, cursor: null }),
        'not-found',
      );
  });

  it.each(['', '-1', '1.5', 'x', '99999999999', '{}', ' 1'])('has no page %j', async (cursor) => {
    const bench = await finished();
    const { id } = onlyHandoff(bench);
    const caller = await ava(bench);
    await expectSilentRefusal(
      bench,
      () => readTrail(bench.world, caller, { handoffId: id, cursor }),
      'invalid-input',
    );
  });
});
