import { describe, expect, it } from '@jest/globals';
import { ScopeReviewSchema } from '../contract/scope';
import { COMPOSER } from '../domain/composer/compose';
import { MANUAL } from '../domain/composer/manual-template';
import { reviewScope } from './review-scope';
import { callerOn, createBench, handOff, onlyHandoff, type Bench } from './testing/bench';
import { benchWith, honest, LARGE, SMALL } from './testing/models';

const BY_CODE = [
  { ...COMPOSER, model: null, prompt: null },
  { ...MANUAL, model: null, prompt: null },
];

const shown = async (bench: Bench) => {
  const caller = await callerOn(bench, 'agent-ana');
  const review = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
  return ScopeReviewSchema.parse(review);
};

describe('the AI Scope Review', () => {
  it('names the composer and the form by hand where policy names no model', async () => {
    const { engine, fallbacks } = await shown(createBench());
    expect([engine, ...fallbacks]).toEqual(BY_CODE);
  });

  it('names every model that may be asked, in order, as the hand-off then seals them', async () => {
    const bench = benchWith(honest);
    const { engine, fallbacks } = await shown(bench);
    expect([engine, ...fallbacks].slice(0, 2)).toMatchObject([
      { model: LARGE, tier: 2 },
      { model: SMALL, tier: 1 },
    ]);
    expect(fallbacks.slice(1)).toEqual(BY_CODE);
    await handOff(bench, 'gather-diagnostics');
    const packet = bench.memory.packets.get(onlyHandoff(bench).id);
    expect({ engine: packet?.engine, fallbacks: packet?.fallbacks }).toEqual({ engine, fallbacks });
  });
});
