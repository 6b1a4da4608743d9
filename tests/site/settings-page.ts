import type { FrameLocator } from 'playwright-core';
import { openTab, press } from './acts';
import { asPerson, type Person, type Seat } from './people';

/** The settings page of one person, in the app's own frame. */
export interface SettingsPage extends Person {
  readonly settings: FrameLocator;
  /** Opens a tab; tries again when the page moved its frame away under the pointer. */
  readonly openTab: (name: string) => Promise<void>;
  /** Enter on a button: unlike a click it cannot miss while the page moves the frame to a new height. */
  readonly press: (name: string | RegExp) => Promise<void>;
  /** Types into a picker and takes the option of that name. */
  readonly pick: (label: string, query: string, name: RegExp) => Promise<void>;
}

/** Opens the settings page as this person. */
export async function openSettings(seat: Seat, accountId: string): Promise<SettingsPage> {
  const person = await asPerson(seat, accountId);
  await person.open('/jira/settings/apps/handoff');
  const settings = person.page.locator('iframe').first().contentFrame();
  return {
    ...person,
    settings,
    openTab: async (name) => {
      await openTab(settings, name);
    },
    press: (name) => press(settings.getByRole('button', { name, exact: true })),
    pick: async (label, query, name) => {
      const field = settings.getByRole('combobox', { name: label });
      await field.fill(query);
      await settings.getByRole('listbox', { name: label }).getByRole('option', { name }).first().waitFor();
      await field.press('Enter');
    },
  };
}
