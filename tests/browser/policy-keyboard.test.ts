import { describe, expect, it } from '@jest/globals';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { asPerson } from '../site/people';
import { useStage } from '../site/stage';

const stage = useStage();

/** More stops than the page has, so that a search for one that cannot be reached ends. */
const MOST_STOPS = 150;
/** What a focus ring may stand out by, in pixels. */
const MARGIN = 8;
/** Longer than the page waits before it checks what was typed. */
const STANDING_MS = 800;
/** Pictures of what lost the focus until one shows it; on an idle machine the first does. */
const MOST_LOOKS = 10;

/** Role and name as assistive technology gets them: `button "Save draft"`. */
async function saidOf(focused: Locator): Promise<string> {
  const [first = ''] = (await focused.ariaSnapshot()).split('\n');
  // YAML puts a key that holds a colon into single quotes.
  return first.replace(/^- '?/u, '').replaceAll("''", "'");
}

/** One admin at the settings page who has nothing but a keyboard. */
class Typist {
  private readonly frame: FrameLocator;

  constructor(private readonly page: Page) {
    this.frame = page.locator('iframe').first().contentFrame();
  }

  /** What has the focus inside the app. Fails where nothing has, or where it has no name; a question is read as it stands. */
  async focus(): Promise<string> {
    const focused = this.frame.locator(':focus');
    await focused.waitFor({ state: 'attached', timeout: 5_000 });
    const said = await saidOf(focused);
    expect(said).toMatch(/^(?:[a-z]+ "[^"]|paragraph: \S)/u);
    return said;
  }

  /** Presses Tab, or Shift and Tab, until that has the focus; every stop on the way has a name and looks focused. */
  async go(wanted: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.step(key);
      if ((await this.focus()).startsWith(wanted)) return;
    }
    throw new Error(`${wanted} is not reached by ${key}`);
  }

  /** Tab from Jira's own page into the app. */
  async enter(key: 'Tab' | 'Shift+Tab'): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS && !(await this.isInside()); stops += 1) {
      await this.page.keyboard.press(key);
    }
    expect(await this.isInside()).toBe(true);
  }

  /** Tab out of the app again, past everything that stands in it. */
  async leave(): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS && (await this.isInside()); stops += 1) {
      await this.page.keyboard.press('Tab');
    }
    expect(await this.isInside()).toBe(false);
  }

  /** Presses a key on what has the focus, and what has it afterwards. */
  async press(key: string): Promise<string> {
    await this.page.keyboard.press(key);
    await this.stands();
    return this.focus();
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  sees(text: string | RegExp): Promise<void> {
    return this.frame.getByText(text).first().waitFor();
  }

  /** Waits until what has the focus has not moved for a while: what a key changes above it pushes it down. */
  private async stands(): Promise<void> {
    const focused = this.frame.locator(':focus');
    for (let before = '', now = '-'; before !== now;) {
      before = JSON.stringify(await focused.boundingBox({ timeout: 5_000 }));
      await this.page.waitForTimeout(STANDING_MS);
      now = JSON.stringify(await focused.boundingBox({ timeout: 5_000 }));
    }
  }

  private isInside(): Promise<boolean> {
    return this.page.evaluate(() => document.activeElement instanceof HTMLIFrameElement);
  }

  /** One press; what lost the focus by it has to look otherwise than when it had it. */
  private async step(key: string): Promise<void> {
    const said = await this.focus();
    await this.painted();
    const box = await this.frame.locator(':focus').boundingBox();
    if (box === null) throw new Error(`${said} has the focus and cannot be seen`);
    const clip = {
      x: Math.max(0, box.x - MARGIN),
      y: Math.max(0, box.y - MARGIN),
      width: box.width + 2 * MARGIN,
      height: box.height + 2 * MARGIN,
    };
    const focused = await this.page.screenshot({ clip, animations: 'disabled' });
    await this.page.keyboard.press(key);
    let left = focused;
    for (let look = 0; look < MOST_LOOKS && left.equals(focused); look += 1) {
      await this.painted();
      left = await this.page.screenshot({ clip, animations: 'disabled' });
    }
    expect({ said, looksFocused: !focused.equals(left) }).toEqual({ said, looksFocused: true });
  }

  /** Waits until the app's frame has drawn what it holds: a busy machine draws a ring some frames after the key. */
  private async painted(): Promise<void> {
    await this.frame.locator('body').evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
  }
}

describe('an admin with a keyboard only', () => {
  it('edits a rule, saves, simulates and submits it, and always sees where the focus is', async () => {
    const ada = await asPerson(stage(), 'admin-ada');
    // As tall as the page, so that it never scrolls between two pictures of one place.
    await ada.page.setViewportSize({ width: 1200, height: 4_000 });
    await ada.open('/jira/settings/apps/handoff');
    const typist = new Typist(ada.page);
    await typist.sees(/^Policy v1, in force/u);
    await typist.enter('Tab');
    await typist.go('tab "Operations"');
    expect(await typist.press('ArrowRight')).toMatch(/^tab "Rules"/u);
    await typist.go('button "Edit gov-1"');
    expect(await typist.press('Enter')).toMatch(/^heading "Rule gov-1"/u);
    await typist.go('combobox "Effect"');
    await typist.type('Ask for a second');
    await typist.sees(/^When the work is security exceptions .+, then ask for a second reviewer before use/u);
    await typist.go('textbox "What changes and why"', 'Shift+Tab');
    await typist.type('A second pair of eyes');
    await typist.go('button "Save draft"');
    await typist.press('Enter');
    await typist.sees(/Draft of v2 by Ada Novak · 1 change$/u);
    expect(await typist.focus()).toMatch(/^region "Policy and draft"/u);
    await typist.go('button "Simulate"');
    expect(await typist.press('Enter')).toMatch(/^button "Simulate"/u);
    await typist.sees('Simulate again');
    await typist.sees(/ · simulation: /u);
    await typist.go('button "Submit for review"');
    await typist.press('Enter');
    await typist.sees(/^Another admin has to review this/u);
    expect(await typist.focus()).toMatch(/^region "Policy and draft"/u);
    await typist.leave();
    await typist.enter('Shift+Tab');
    expect(ada.complaints).toEqual([]);
    await ada.close();
  }, 180_000);

  it('finds the focus again after taking things out, and after thinking better of it', async () => {
    const max = await asPerson(stage(), 'admin-max');
    await max.page.setViewportSize({ width: 1200, height: 4_000 });
    await max.open('/jira/settings/apps/handoff');
    const typist = new Typist(max.page);
    await typist.sees(/^Policy v1, in force/u);
    await typist.enter('Tab');
    await typist.go('tab "Operations"');
    await typist.press('ArrowRight');
    await typist.go('button "Edit sev-3"');
    await typist.press('Enter');
    await typist.go('button "Remove condition: Severity"');
    expect(await typist.press('Enter')).toMatch(/^region "When"/u);
    await typist.go('button "Remove rule"');
    await typist.press('Enter');
    await typist.go('button "Keep as it is"');
    expect(await typist.press('Enter')).toMatch(/^button "Remove rule"/u);
    await typist.press('Enter');
    await typist.go('button "Remove"');
    expect(await typist.press('Enter')).toMatch(/^tabpanel "Rules"/u);
    await max.close();
  }, 120_000);
});
