import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { z } from 'zod';
import { asPerson, type Person } from '../site/people';
import { openSettings } from '../site/settings-page';
import { useStage } from '../site/stage';

const stage = useStage();

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const ResultSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }));

/** The frame of the app on this page; evaluated there, axe is outside the page's content security policy. */
async function appFrame({ page }: Person): Promise<Frame> {
  const handle = await page.waitForSelector('iframe');
  const frame = await handle.contentFrame();
  if (frame === null) throw new Error('the page has no frame of the app');
  return frame;
}

/** What axe finds, colour contrast included. The panel stands under Jira's own h1, so it needs none of its own. */
async function faults(frame: Frame): Promise<unknown> {
  await frame.evaluate(AXE);
  const found: unknown = await frame.evaluate(
    `axe.run(document, { rules: { 'page-has-heading-one': { enabled: false } } })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
  );
  return ResultSchema.parse(found);
}

const overflow = (frame: Frame): Promise<unknown> =>
  frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Ends when no colour is on its way from one mode to the other any more. */
const TRANSITIONS = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))`;

/** Both widths and both colour modes; colours do not depend on the width, so two looks show all four. */
const LOOKS = [
  { width: 360, theme: 'dark' },
  { width: 1200, theme: 'light' },
] as const;

async function expectSound(person: Person): Promise<void> {
  const { page } = person;
  const frame = await appFrame(person);
  for (const { width, theme } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await frame.locator(`html[data-color-mode="${theme}"]`).waitFor({ state: 'attached' });
    await frame.evaluate(TRANSITIONS);
    const seen = {
      look: `${width} px, ${theme}`,
      faults: await faults(frame),
      overflow: await overflow(frame),
      pageOverflow: await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
    };
    expect(seen).toEqual({ look: seen.look, faults: [], overflow: 0, pageOverflow: 0 });
  }
}

const TABS = [
  'Operations',
  'Rules',
  'Approvers',
  'Gates',
  'Engines',
  'Guardrails',
  'Audit',
  'Switches',
  'Versions',
] as const;

const OVERSIGHT_VIEWS = [
  'Queue',
  'Team',
  'Overdue',
  'All',
  'Audit',
  'Who changed what',
  'Checkpoints',
  'Whole trail',
] as const;

/** Enter on it. The page moves the frame a moment after its content has a new height, and a click in between would miss. */
const press = (button: Locator): Promise<void> => button.press('Enter');

/** Opens a tab; clicks again when the page moved its frame away under the pointer. */
async function choose(frame: FrameLocator, name: string): Promise<void> {
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

describe('the app at 360 and 1200 px, light and dark', () => {
  it('is accessible and fits at every step of a hand-off', async () => {
    const agent = await asPerson(stage(), 'agent-ben');
    const { panel } = agent;
    await agent.open('/browse/ENH-2219');
    await panel.getByRole('button', { name: 'Assign To AI Operation' }).waitFor();
    await expectSound(agent);
    await press(panel.getByRole('button', { name: 'Assign To AI Operation' }));
    await panel.getByRole('radio', { name: 'Draft status note' }).check();
    await expectSound(agent);
    await press(panel.getByRole('button', { name: 'Continue' }));
    await panel.getByRole('heading', { name: 'Check Eligibility' }).waitFor();
    await expectSound(agent);
    await press(panel.getByRole('button', { name: 'Continue' }));
    await panel.getByRole('checkbox').check();
    await expectSound(agent);
    await press(panel.getByRole('button', { name: 'Confirm and hand off' }));
    await panel.getByRole('button', { name: 'Accept' }).waitFor();
    await expectSound(agent);
    await press(panel.getByRole('button', { name: 'Reject' }));
    await panel.getByLabel('Reason').waitFor();
    await expectSound(agent);
    await panel.getByLabel('Reason').selectOption({ index: 1 });
    await press(panel.getByRole('button', { name: 'Reject the output' }));
    await panel.getByText('Rejected').first().waitFor();
    await agent.close();
  }, 90_000);

  it('is accessible and fits on the settings and oversight pages', async () => {
    const admin = await asPerson(stage(), 'admin-ada');
    await admin.open('/jira/settings/apps/handoff');
    const settings = admin.page.locator('iframe').first().contentFrame();
    for (const name of TABS) {
      await choose(settings, name);
      await expectSound(admin);
    }
    await admin.close();
    const auditor = await asPerson(stage(), 'auditor-ava');
    await auditor.open('/jira/apps/handoff');
    const oversight = auditor.page.locator('iframe').first().contentFrame();
    for (const name of OVERSIGHT_VIEWS) {
      await choose(oversight, name);
      await expectSound(auditor);
    }
    await auditor.close();
  }, 90_000);
});

describe('the settings page at 360 and 1200 px, light and dark', () => {
  it('is accessible and fits at each step of the guide', async () => {
    const { settings, press: push, ...admin } = await openSettings(stage(), 'admin-ada');
    await push('Start the setup guide');
    for (let step = 1; step <= 5; step += 1) {
      await settings.getByRole('heading', { name: new RegExp(`^Step ${step} of 5`, 'u') }).waitFor();
      await expectSound(admin);
      await push(step < 5 ? 'Next step' : 'Finish the guide');
    }
    await settings.getByRole('tab', { name: 'Operations' }).waitFor();
    await admin.close();
  }, 120_000);

  it('is accessible and fits with a rule open, with a simulation, and where another admin reviews', async () => {
    const { settings, press: push, ...ada } = await openSettings(stage(), 'admin-ada');
    await choose(settings, 'Rules');
    await push('Add a rule');
    await settings.getByText('This must not be empty.').first().waitFor();
    for (const part of ['operations', 'severities', 'during']) {
      await settings.getByLabel('Add a condition').selectOption(part);
    }
    await expectSound(ada);
    await push('Remove condition: During a time');
    await push('Remove condition: Operation');
    await settings.getByLabel('Effect').selectOption('block');
    await settings.getByLabel('Because').fill('People do this by themselves');
    await settings.getByLabel('Limit, in a few words').fill('No AI on critical work');
    await settings.getByLabel('What changes and why').fill('Critical work is left to people');
    await push('Save draft');
    await settings.getByText(/Draft of v2 by .+ · 1 change$/u).waitFor();
    await push('Simulate');
    await settings.getByRole('button', { name: 'Simulate again' }).waitFor();
    await settings.getByRole('table', { name: /^Decided otherwise/u }).waitFor();
    await expectSound(ada);
    await push('Submit for review');
    await settings.getByText('Waiting for review', { exact: true }).waitFor();
    await expectSound(ada);
    await ada.close();
    const max = await openSettings(stage(), 'admin-max');
    await max.settings.getByRole('button', { name: 'Approve draft' }).waitFor();
    await expectSound(max);
    await max.close();
  }, 120_000);
});

describe('the keyboard', () => {
  it('alone takes a hand-off from the button to its confirmation', async () => {
    const agent = await asPerson(stage(), 'agent-ana');
    const { panel, page } = agent;
    await agent.open('/browse/INC-2041');
    await panel.getByRole('button', { name: 'Assign To AI Operation' }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Select Scope' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await panel.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Check Eligibility' }).waitFor();
    await panel.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await panel.getByRole('button', { name: 'Confirm and hand off' }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Review Output' }).waitFor();
    await page.keyboard.press('r');
    await panel.getByLabel('Reason').waitFor();
    expect(agent.complaints).toEqual([]);
    await agent.close();
  }, 60_000);
});
