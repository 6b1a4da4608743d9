import { describe, expect, it } from '@jest/globals';
import type { EffectKind } from '../domain/handoff/effect';
import { releaseOf } from '../domain/packet/release';
import {
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from './testing/bench';
import { putInForce, ruled } from './testing/policy';
import { review } from './testing/steps';

const rule = { priority: 500, category: 'control', when: {}, because: 'Yes.', threshold: 'Any' } as const;
const useGate = { ...rule, id: 'use-1', effect: { type: 'require-approval', gate: 'use' } } as const;
const internalOnly = { ...rule, id: 'inside-1', effect: { type: 'internal-only' } } as const;

/** A status note that waits for its owner's review, before a use gate unless told. */
async function drafted(
  rules: Parameters<typeof ruled> = [useGate],
  issue: Parameters<typeof createBench>[0] = {},
): Promise<Bench> {
  const bench = createBench(issue);
  putInForce(bench, ruled(...rules));
  await handOff(bench, 'draft-status-note');
  await settle(bench);
  expect(onlyHandoff(bench).state).toBe('awaiting-review');
  return bench;
}

const detailsOf = (bench: Bench, event: string): readonly unknown[] =>
  entriesOf(bench)
    .filter((entry) => entry.event === event)
    .map(({ details }) => details);

const pending = ({ memory }: Bench): readonly EffectKind[] =>
  [...memory.effects.values()].flatMap((effect) =>
    effect.status === 'pending' && 'handoffId' in effect ? [effect.kind] : [],
  );

describe('accepting for the customer', () => {
  it('is kept with the review, and the use gate opens on exactly that release', async () => {
    const bench = await drafted();
    const view = await review(bench, { audience: 'customer' });
    const handoff = onlyHandoff(bench);
    const output = bench.memory.outputs.get(handoff.id);
    expect(view.summary.state).toBe('awaiting-use-approval');
    expect(handoff.review).toMatchObject({ verdict: 'accept', audience: 'customer' });
    const [gate] = handoff.gates;
    expect(gate?.release).toMatch(/^[0-9a-f]{64}$/u);
    expect(output === undefined ? null : releaseOf(handoff, output)).toBe(gate?.release);
    expect(detailsOf(bench, 'approval.requested')).toHaveLength(1);
    expect(detailsOf(bench, 'writeback.intent')).toEqual([]);
    expect(pending(bench)).toContain('open-subtask');
  });

  it('releases something else than the same output for the team, or with a claim struck', async () => {
    const releases = await Promise.all(
      [
        { audience: 'customer' } as const,
        { audience: 'internal' } as const,
        { audience: 'customer', strike: [1] } as const,
      ].map(async (input) => {
        const bench = await drafted();
        await review(bench, { ...input, strike: [...(input.strike ?? [])] });
        return onlyHandoff(bench).gates[0]?.release;
      }),
    );
    expect(new Set(releases).size).toBe(3);
  });

  it.each<readonly [string, Parameters<typeof ruled>, Parameters<typeof createBench>[0]]>([
    ['without a use gate', [], {}],
    ['where policy wants an internal note', [useGate, internalOnly], {}],
    ['in a software project', [useGate], { projectType: 'software' }],
  ])('is refused %s, and nothing is stored', async (_where, rules, issue) => {
    const bench = await drafted(rules, issue);
    const before = storedText(bench);
    await expect(review(bench, { audience: 'customer' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(storedText(bench)).toBe(before);
    await review(bench, { audience: 'internal' });
    expect(onlyHandoff(bench).review?.audience).toBe('internal');
  });

  it('is refused when the strikes leave nothing that is public', async () => {
    const bench = await drafted();
    const { sources } = bench.memory.packets.get(onlyHandoff(bench).id) ?? { sources: [] };
    const claims = [...bench.memory.outputs.values()].flatMap(({ sections }) =>
      sections.flatMap((section) => section.claims),
    );
    const open = new Set(sources.filter(({ isPublic }) => isPublic).map(({ number }) => number));
    const strike = claims
      .filter(({ citations }) => citations.every(({ source }) => open.has(source)))
      .map(({ number }) => number);
    expect([strike.length > 0, strike.length < claims.length]).toEqual([true, true]);
    const attempt = review(bench, { audience: 'customer', strike });
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('public'),
    });
  });
});

describe('a review without a customer', () => {
  it('names the internal audience in the chain where no gate comes between', async () => {
    const bench = await drafted([]);
    await review(bench);
    expect(detailsOf(bench, 'writeback.intent')).toEqual([{ comment: 'internal' }]);
    expect(onlyHandoff(bench).gates.map(({ release }) => release)).toEqual([]);
  });

  it.each(['reject', 'escalate'] as const)('that says %s is for nobody outside', async (verdict) => {
    const bench = await drafted();
    await review(bench, { verdict, audience: 'customer' });
    expect(onlyHandoff(bench).review).toMatchObject({ verdict, audience: 'internal' });
    expect(onlyHandoff(bench).gates[0]?.release).toBeNull();
  });
});
