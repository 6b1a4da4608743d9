import { describe, expect, it } from '@jest/globals';
import { CALLS } from '../contract/calls';
import { listCorrections } from './list-corrections';
import { createBench, handOff, onlyHandoff, settle, type Bench } from './testing/bench';
import { putInForce, ruled } from './testing/policy';
import { review } from './testing/steps';
import { ava, withdrawn } from './testing/trails';

/** A status note that Ben reviewed as told. */
async function reviewed(input: Parameters<typeof review>[1]): Promise<Bench> {
  const bench = createBench();
  putInForce(bench, ruled());
  await handOff(bench, 'draft-status-note');
  await settle(bench);
  await review(bench, input);
  await settle(bench);
  return bench;
}

const list = async (bench: Bench, over: { from?: string; to?: string; cursor?: string | null } = {}) =>
  listCorrections(bench.world, await ava(bench), {
    from: over.from ?? null,
    to: over.to ?? null,
    cursor: over.cursor ?? null,
  });

const outputIn = ({ memory }: Bench) => [...memory.outputs.values()][0];

describe('listCorrections', () => {
  it('tells what was corrected, and of how much', async () => {
    const bench = await reviewed({ strike: [1], why: 'outdated' });
    const page = await list(bench);
    expect(CALLS['oversight.corrections'].output.parse(page)).toEqual(page);
    const claims = outputIn(bench)?.sections.flatMap((section) => section.claims) ?? [];
    expect(page.corrections).toHaveLength(1);
    expect(page.corrections[0]).toMatchObject({
      handoffId: onlyHandoff(bench).id,
      by: 'reviewer',
      what: 'struck',
      reason: 'outdated',
      claim: 1,
      text: claims[0]?.text,
    });
    expect(page.reviewed).toEqual([{ operation: 'draft-status-note', count: 1, claims: claims.length }]);
    expect([page.hiddenCount, page.cursor]).toEqual([0, null]);
  });

  it('tells a refusal of the whole', async () => {
    const page = await list(await reviewed({ verdict: 'reject', reason: 'wrong-scope' }));
    expect(page.corrections).toMatchObject([
      { by: 'reviewer', what: 'rejected', reason: 'wrong-scope', claim: null },
    ]);
  });

  it('counts nothing that was not reviewed, and adds up what was', async () => {
    const bench = await reviewed({});
    const [handoff, output, packet] = [
      onlyHandoff(bench),
      outputIn(bench),
      [...bench.memory.packets.values()][0],
    ];
    await withdrawn(bench, 2);
    expect((await list(bench)).reviewed).toMatchObject([{ count: 1 }]);
    const id = 'ho-00000000-0000-4000-8000-0000000000aa';
    bench.memory.handoffs.set(id, { ...handoff, id });
    if (output !== undefined) bench.memory.outputs.set(id, output);
    if (packet !== undefined) bench.memory.packets.set(id, packet);
    expect((await list(bench)).reviewed).toMatchObject([
      { count: 2, claims: 2 * (output?.counts.claims ?? 0) },
    ]);
  });

  it('looks at the period of the request', async () => {
    const bench = await reviewed({ verdict: 'reject' });
    const { requestedAt } = onlyHandoff(bench);
    expect((await list(bench, { from: '2031-01-01T00:00:00.000Z' })).corrections).toEqual([]);
    expect((await list(bench, { from: requestedAt })).corrections).toHaveLength(1);
  });

  it('counts those on issues that the caller may not browse, and shows nothing of them', async () => {
    const bench = await reviewed({ verdict: 'reject' });
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    expect(await list(bench)).toEqual({ corrections: [], reviewed: [], hiddenCount: 1, cursor: null });
  });

  it('leaves out one whose texts are gone from the store', async () => {
    const bench = await reviewed({ verdict: 'reject' });
    bench.memory.outputs.clear();
    expect(await list(bench)).toMatchObject({ corrections: [], reviewed: [], hiddenCount: 0 });
    bench.memory.packets.clear();
    expect(await list(bench)).toMatchObject({ corrections: [], reviewed: [] });
  });
});
