import type { FrameLocator, Locator } from 'playwright-core';

/**
 * Uses a control of the app by its key, once it can be used. The page moves the app's frame a moment after its content has a new
 * height, and a click in between would miss without a word.
 */
export async function press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await control.click({ trial: true });
  await control.press(key);
}

/** Ticks a box or chooses a radio button. */
export const tick = (control: Locator): Promise<void> => press(control, 'Space');

/** Opens a tab, which takes a click; clicks again when the page moved its frame away under the pointer. */
export async function openTab(frame: FrameLocator, name: string): Promise<void> {
  const opened = frame.getByRole('tab', { name, selected: true });
  for (let tries = 0; tries < 4; tries += 1) {
    await frame.getByRole('tab', { name }).click();
    const isOpen = await opened.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
  }
  throw new Error(`the tab ${name} does not open`);
}
