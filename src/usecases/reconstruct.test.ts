import { describe, expect, it } from '@jest/globals';
import type { Output } from '../contract/output';
import { reconstruct } from './reconstruct';
import { createBench, onlyHandoff, type Bench } from './testing/bench';
import { benchWith, honest, runOn } from './testing/models';
import { review } from './testing/steps';
import { ava } from './testing/trails';

const WHY = 'No source says 5.';

/** Diagnostics whose first claim a guardrail struck, before their review. */
async function withStruckClaim(): Promise<Bench> {
  const bench = createBench();
  const output = await runOn(bench);
  const struck: Output = {
    ...output,
    sections: output.sections.map((section) => ({
      ...section,
      claims: section.claims.map((claim) =>
        claim.number === 1 ? { ...claim, struck: WHY, struckBy: 'grounding-figure' } : claim,
      ),
    })),
  };
  bench.memory.outputs.set(onlyHandoff(bench).id, struck);
  return bench;
}

const claimIn = ({ memory }: Bench, number: number) => {
  const outputs = [...memory.outputs.values()];
  const claims = outputs.flatMap(({ sections }) => sections.flatMap((section) => section.claims));
  const claim = claims.find((one) => one.number === number);
  if (claim === undefined) throw new Error(`there is no claim ${number}`);
  return claim;
};

const told = async (bench: Bench) =>
  reconstruct(bench.world, await ava(bench), { handoffId: onlyHandoff(bench).id });

describe('what an auditor is told of a review', () => {
  it('is each strike and each edit with its reason, and the engine’s words beside the reviewer’s', async () => {
    const bench = await withStruckClaim();
    const quote = claimIn(bench, 1).citations[0]?.quote ?? '';
    const edit = { number: 1, reason: 'wrong-facts', text: `As written. ${quote}` } as const;
    await review(bench, {
      verdict: 'reject',
      reason: 'missing-evidence',
      strike: [2],
      why: 'outdated',
      edits: [edit],
    });
    const { review: given, strikes, edits } = await told(bench);
    expect(given).toMatchObject({ by: 'Ben Fischer', verdict: 'reject', reason: 'missing-evidence' });
    expect(strikes).toEqual([{ number: 2, reason: 'outdated' }]);
    expect(edits).toEqual([{ ...edit, was: claimIn(bench, 1).text, struckBefore: WHY }]);
  });

  it('names the engine’s words as gone where the output is', async () => {
    const bench = benchWith(honest);
    await runOn(bench);
    const quote = claimIn(bench, 1).citations[0]?.quote ?? '';
    await review(bench, { edits: [{ number: 1, reason: 'unclear', text: `As written. ${quote}` }] });
    bench.memory.outputs.clear();
    expect((await told(bench)).edits).toMatchObject([{ number: 1, was: null, struckBefore: null }]);
  });
});
