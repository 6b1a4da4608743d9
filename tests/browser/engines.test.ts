import { describe, expect, it } from '@jest/globals';
import { settingsOf } from '../site/policies';
import { openSettings } from '../site/settings-page';
import { expectSound } from '../site/sound';
import { useStage } from '../site/stage';
import { leave } from '../site/visits';

const stage = useStage();
const LONG_MS = 180_000;

describe('an admin who sets engines, guardrails and templates', () => {
  it(
    'edits them in one draft, is told of a pattern that cannot be, and sees what is in use',
    async () => {
      const ada = await openSettings(stage(), 'admin-ada');
      const { settings } = ada;
      await ada.openTab('Engines');
      await settings.getByRole('table', { name: 'Versions' }).waitFor();
      await settings.getByLabel('Temperature of tier 1').fill('0.3');
      await settings.getByLabel('Tokens a day in tier 1').fill('250000');
      await expectSound(ada);

      await ada.openTab('Guardrails');
      await settings.getByLabel('Where a source is in quarantine').selectOption('block');
      await ada.press('Add words');
      const words = settings.getByRole('group', { name: /^Words word-/u });
      await words.getByLabel('Pattern').fill('(?=aurora)');
      await words.getByLabel('Why').fill('The project is not announced.');
      await words.locator('.field-fault').waitFor();
      await expectSound(ada);
      await words.getByLabel('Pattern').fill('project\\s+aurora');
      await words.locator('.field-fault').waitFor({ state: 'detached' });

      await ada.openTab('Operations');
      await ada.press('Add a template');
      await settings.getByLabel('Title').fill('Way back');
      await settings.getByLabel('Items, one a line').fill('Who rolls back\nHow it is known that it worked');
      await expectSound(ada);
      await settings.getByLabel('What changes and why').fill('Engines, guardrails and a template');
      await ada.press('Save draft');
      await settings.getByText('Save draft: Nothing is edited that is not saved.').waitFor();

      const { draft } = await settingsOf(stage().site);
      const document = draft?.draft.document;
      expect(document?.tiers.find(({ tier }) => tier === 1)).toMatchObject({
        temperature: 0.3,
        tokensPerDay: 250_000,
      });
      expect(document?.guardrails).toMatchObject({
        onInjection: 'block',
        denylist: [{ pattern: 'project\\s+aurora', why: 'The project is not announced.' }],
      });
      expect(document?.templates[0]).toMatchObject({
        title: 'Way back',
        items: ['Who rolls back', 'How it is known that it worked'],
      });
      await leave(ada);
    },
    LONG_MS,
  );
});
