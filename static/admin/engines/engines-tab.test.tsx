import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import type { CallError } from '../../../src/contract/errors';
import { INVENTORY } from '../../testing/inventory-fixture';
import { adminPort, openAdmin, press, savedDraft, type } from '../../testing/admin-page';
import type { Answers, FakePort } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const MODELS = { isAvailable: true, names: ['claude-haiku', 'claude-opus'], note: 'Two models.' };

const port = (answers: Answers = {}): FakePort =>
  adminPort({ models: MODELS }, { 'admin.inventory': () => INVENTORY, ...answers });
const inTier = (number: number) => within(screen.getByRole('group', { name: `Tier ${number}` }));
const modelsOf = (number: number): readonly (string | null)[] =>
  within(screen.getByRole('list', { name: `Models of tier ${number}, the preferred first` }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the tiers', () => {
  it('are edited with their models, in order of preference', async () => {
    const page = port();
    await openAdmin(page, 'Engines');
    type('AI tier that is asked for', '1');
    type('Add a model to tier 1', 'claude-opus');
    expect(modelsOf(1)).toEqual(['claude-haikuRemove', 'claude-opusUpRemove']);
    press('Prefer claude-opus in tier 1');
    expect(modelsOf(1)).toEqual(['claude-opusRemove', 'claude-haikuUpRemove']);
    type('Temperature of tier 1', '0.75');
    type('Most tokens of one answer in tier 1', '2000');
    type('Tokens a day in tier 1', '');
    expect((await savedDraft(page)).document).toMatchObject({
      engineTier: 1,
      tiers: [
        {
          tier: 1,
          models: ['claude-opus', 'claude-haiku'],
          temperature: 0.75,
          maxOutputTokens: 2_000,
          tokensPerDay: null,
        },
      ],
    });
  });

  it('have no accessibility fault', async () => {
    const container = await openAdmin(port(), 'Engines');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('begin with bounds where the policy does not name them yet', async () => {
    const page = port();
    await openAdmin(page, 'Engines');
    expect(inTier(3).getByText('No model: lower tiers answer for this one, else the composer.')).toBeTruthy();
    type('Add a model to tier 3', 'claude-opus');
    press('Remove claude-haiku from tier 1');
    const { tiers } = (await savedDraft(page)).document;
    expect(tiers.map(({ tier, models }) => ({ tier, models }))).toEqual([
      { tier: 1, models: [] },
      { tier: 3, models: ['claude-opus'] },
    ]);
    expect(tiers[1]).toMatchObject({ temperature: 0, maxOutputTokens: 8_000, tokensPerDay: 2_000_000 });
  });

  it('keep a model in view that Forge does not offer any more', async () => {
    await openAdmin(
      adminPort(
        { models: { isAvailable: false, names: [], note: 'No model now.' } },
        { 'admin.inventory': () => INVENTORY },
      ),
      'Engines',
    );
    expect(modelsOf(1)).toEqual(['claude-haiku (not offered now)Remove']);
    expect(inTier(2).getByText('Forge offers no model that could be added.')).toBeTruthy();
    expect(screen.queryByLabelText(/^Add a model/u)).toBeNull();
  });

  it.each([
    ['Temperature of tier 1', '1.5', 'A number from 0 to 1, such as 0.2.'],
    ['Temperature of tier 1', 'warm', 'A number from 0 to 1, such as 0.2.'],
    ['Most tokens of one answer in tier 1', '10', 'A whole number from 256 to 32000.'],
    ['Tokens a day in tier 1', '5', 'A whole number from 1000 to 1000000000.'],
  ])('keep %s as it was where %j is typed', async (label, typed, fault) => {
    const page = port();
    await openAdmin(page, 'Engines');
    type(label, typed);
    expect(screen.getByText(fault)).toBeTruthy();
    type('AI tier that is asked for', '2');
    expect((await savedDraft(page)).document.tiers).toEqual([
      { tier: 1, models: ['claude-haiku'], temperature: 0.2, maxOutputTokens: 4_000, tokensPerDay: 500_000 },
    ]);
  });

  it('may have a thousand million tokens a day', async () => {
    const page = port();
    await openAdmin(page, 'Engines');
    type('Tokens a day in tier 1', '1000000000');
    expect((await savedDraft(page)).document.tiers[0]?.tokensPerDay).toBe(1_000_000_000);
  });
});

describe('the inventory', () => {
  const rowsOf = (name: string): readonly (string | null)[] =>
    within(screen.getByRole('table', { name }))
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent);

  it('names models with status and tokens, and everything else by version and digest', async () => {
    await openAdmin(port(), 'Engines');
    await screen.findByRole('table', { name: 'Models' });
    expect(rowsOf('Models')).toEqual([
      'claude-haiku1Ready12,400',
      expect.stringMatching(/^claude-opus2, 3Held backafter failures, until .*0$/u),
      'claude-old1Not offered0',
      'claude-newnoneNot used0',
    ]);
    expect(rowsOf('Versions')).toEqual([
      'Composercomposer2.0.0dddd…dddd',
      'Guardrailsguardrails2.0.0bbbb…bbbb',
      'Prompt: Claims with quotesclaims1eeee…eeee',
      'Template: Vendor packet (Vendor escalation draft, Incidents)vendor-packet3ffff…ffff',
    ]);
  });

  it('says why the models are not known, and that none is in use', async () => {
    const unknown = { ...INVENTORY, models: [], modelsNote: 'Forge did not answer.' };
    await openAdmin(port({ 'admin.inventory': () => unknown }), 'Engines');
    expect(await screen.findByText('Forge did not answer.')).toBeTruthy();
    expect(screen.getByText('No model is offered or named by a tier.')).toBeTruthy();
  });

  it('says beside itself that it could not be read, and takes nothing from the forms', async () => {
    const refusal: CallError = { code: 'unexpected', message: 'It did not work.', retryable: false };
    await openAdmin(port({ 'admin.inventory': () => refusal }), 'Engines');
    expect((await screen.findByRole('alert')).textContent).toContain('It did not work.');
    expect(inTier(1).getByText('claude-haiku')).toBeTruthy();
  });
});
