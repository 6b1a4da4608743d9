import { describe, expect, it } from '@jest/globals';
import { createBench, type Bench } from './testing/bench';
import { GOLDEN_ANSWERS, SAID, type Expected, type Golden } from './testing/golden-answers';
import { honest, LARGE, largeDoes, runOn, SMALL, useModels } from './testing/models';

function benchOf({ answer }: Golden): Bench {
  const bench = createBench({ description: SAID.description, comments: [SAID.comment] });
  useModels(bench, { names: [[SMALL], [LARGE]], answer: largeDoes(answer, honest) });
  return bench;
}

/** What came of the large model's answer. */
async function madeOf(golden: Golden): Promise<Expected> {
  const bench = benchOf(golden);
  const { engine, fallbacks, counts } = await runOn(bench);
  const asked = bench.models.asked.filter(({ model }) => model === LARGE).length;
  if (engine.model === LARGE) return { grounded: counts.grounded, struck: counts.struck };
  return { why: fallbacks[0]?.why ?? 'nothing was left', isAskedAgain: asked === 2 };
}

describe('an answer with', () => {
  it.each(GOLDEN_ANSWERS.map((golden) => [golden.name, golden] as const))('%s', async (_name, golden) => {
    expect(await madeOf(golden)).toEqual(golden.expected);
  });
});
