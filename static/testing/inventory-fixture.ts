import type { Inventory } from '../../src/contract/quality';

export const INVENTORY: Inventory = {
  composer: { id: 'composer', version: '2.0.0', digest: 'd'.repeat(64) },
  models: [
    { model: 'claude-haiku', tiers: [1], status: 'ready', heldUntil: null, tokensToday: 12_400 },
    {
      model: 'claude-opus',
      tiers: [2, 3],
      status: 'held',
      heldUntil: '2026-11-21T12:10:00.000Z',
      tokensToday: 0,
    },
    { model: 'claude-old', tiers: [1], status: 'not-offered', heldUntil: null, tokensToday: 0 },
    { model: 'claude-new', tiers: [], status: 'not-used', heldUntil: null, tokensToday: 0 },
  ],
  modelsNote: null,
  prompts: [{ id: 'claims', title: 'Claims with quotes', version: '1', digest: 'e'.repeat(64) }],
  templates: [
    {
      id: 'vendor-packet',
      title: 'Vendor packet',
      version: '3',
      digest: 'f'.repeat(64),
      step: 'vendor-escalation',
      kinds: ['incident'],
    },
  ],
  guardrails: { id: 'guardrails', version: '2.0.0', digest: 'b'.repeat(64) },
};
