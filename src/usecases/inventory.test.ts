import { describe, expect, it } from '@jest/globals';
import { InventorySchema } from '../contract/quality';
import { COMPOSER } from '../domain/composer/compose';
import { PROMPTS } from '../domain/model/prompts';
import { listInventory } from './inventory';
import { createBench, type Bench } from './testing/bench';
import { allowing, fails } from './testing/models';
import { putInForce } from './testing/policy';

const template = {
  id: 'access-checks',
  title: 'Access checks',
  step: 'least-privilege',
  kinds: ['request'],
  items: ['Who owns the system'],
} as const;

/** A site whose policy names two models of which Forge offers one, beside one that nobody named. */
function site(): Bench {
  const bench = createBench();
  putInForce(bench, allowing([['small', 'gone'], ['small']]));
  putInForce(bench, (document) => ({
    ...document,
    templates: [{ ...template, kinds: [...template.kinds], items: [...template.items] }],
  }));
  bench.models.names = ['unasked', 'small'];
  return bench;
}

describe('the inventory', () => {
  it('names composer, prompts, templates and guardrails, each with version and digest (R314)', async () => {
    const inventory = await listInventory(site().world);
    expect(InventorySchema.parse(inventory)).toEqual(inventory);
    expect(inventory.composer).toMatchObject({ id: 'composer', version: COMPOSER.version });
    expect(inventory.prompts).toEqual(PROMPTS);
    expect(inventory.templates).toMatchObject([
      { id: 'access-checks', version: 'policy 3', kinds: ['request'] },
    ]);
    const { composer, guardrails, templates } = inventory;
    for (const { digest } of [composer, guardrails, ...templates]) expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('changes a template’s digest with its words', async () => {
    const bench = site();
    const before = await listInventory(bench.world);
    putInForce(bench, (document) => ({
      ...document,
      templates: document.templates.map((one) => ({ ...one, items: ['Who approves it'] })),
    }));
    const after = await listInventory(bench.world);
    expect(after.templates[0]?.digest).not.toBe(before.templates[0]?.digest);
    expect(after.guardrails).toEqual(before.guardrails);
  });

  it('gives each model its tiers, its status and its tokens of the day (R318)', async () => {
    const bench = site();
    const heldUntil = '2026-11-18T10:02:00.000Z';
    const record = { failures: 3, heldUntil, day: '2026-11-18', tokens: 4_200 };
    bench.modelState.records.set('unasked', { ...record, tokens: 1, day: '2026-11-17' });
    expect((await listInventory(bench.world)).models).toEqual([
      { model: 'gone', tiers: [1], status: 'not-offered', heldUntil: null, tokensToday: 0 },
      { model: 'small', tiers: [1, 2], status: 'ready', heldUntil: null, tokensToday: 0 },
      { model: 'unasked', tiers: [], status: 'not-used', heldUntil, tokensToday: 0 },
    ]);
    bench.modelState.records.set('small', record);
    const small = async () =>
      (await listInventory(bench.world)).models.find(({ model }) => model === 'small');
    expect(await small()).toMatchObject({ status: 'held', heldUntil, tokensToday: 4_200 });
    bench.clock.advance(3 * 60_000);
    expect(await small()).toMatchObject({ status: 'ready', heldUntil: null, tokensToday: 4_200 });
  });

  it('says so where Forge does not say which models it offers, and calls none gone', async () => {
    const bench = site();
    const models = { ...bench.models, listActive: async () => fails('unavailable') };
    const inventory = await listInventory({ ...bench.world, models });
    expect(inventory.modelsNote).toContain('Forge did not say');
    expect(inventory.models.map(({ model, status }) => [model, status])).toEqual([
      ['gone', 'ready'],
      ['small', 'ready'],
    ]);
  });

  it('has no models on a site that names none, and Forge’s are then not used', async () => {
    expect((await listInventory(createBench().world)).models).toEqual([]);
  });
});
