import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { press, tick } from '../site/acts';
import { asPerson, type Person } from '../site/people';
import { useStage } from '../site/stage';

const stage = useStage();

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const ResultSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }));

/** What axe finds on the page itself; the app's frames have tests of their own. */
async function faults(page: Page): Promise<unknown> {
  const found: unknown = await page.evaluate(
    `axe.run({ exclude: ['iframe'] }, { iframes: false, resultTypes: ['violations'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
  );
  return ResultSchema.parse(found);
}

/** How far page and drawer reach beyond their width. */
const OVERFLOW = `[document.documentElement, ...document.querySelectorAll('.drawer-body')]
  .map((part) => Math.max(0, part.scrollWidth - part.clientWidth))
  .reduce((sum, width) => sum + width, 0)`;

async function expectSound({ page }: Person): Promise<void> {
  await page.evaluate(AXE);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-color-mode="${theme}"]`).waitFor({ state: 'attached' });
    const seen = { theme, faults: await faults(page), overflow: await page.evaluate(OVERFLOW) };
    expect(seen).toEqual({ theme, faults: [], overflow: 0 });
  }
}

const drawerOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Inside the local site' });
const opener = (page: Page): Locator => page.getByRole('button', { name: 'Platform calls', exact: true });

async function handOff({ panel }: Person): Promise<void> {
  await press(panel.getByRole('button', { name: 'Assign To AI Operation' }));
  await tick(panel.getByRole('radiogroup', { name: 'AI operation' }).getByRole('radio').first());
  await press(panel.getByRole('button', { name: 'Continue' }));
  await panel.getByRole('heading', { name: 'Check Eligibility' }).waitFor();
  await press(panel.getByRole('button', { name: 'Continue' }));
  await tick(panel.getByRole('checkbox'));
  await press(panel.getByRole('button', { name: 'Confirm and hand off' }));
  await panel.getByRole('heading', { name: 'Review Output' }).waitFor();
}

describe('the drawer', () => {
  it('shows by keyboard what a hand-off asked of the platform and stored', async () => {
    const agent = await asPerson(stage(), 'agent-ana');
    const { page } = agent;
    await agent.open('/browse/INC-2041');
    await handOff(agent);
    await opener(page).focus();
    await page.keyboard.press('Enter');
    const drawer = drawerOf(page);
    const action = drawer.getByRole('region', { name: /panel\.hand-off.* on INC-2041/u });
    await action.getByText('by agent-ana').waitFor();
    await action.getByText(/then handoff-work/u).waitFor();
    expect(await action.locator('.totals').innerText()).toMatch(/\d+ calls[\s\S]*\d+ points/u);
    const call = action.getByRole('row').filter({ hasText: '/rest/api/3/issue/' }).first();
    expect(await call.innerText()).toMatch(/jira[\s\S]*GET[\s\S]*200[\s\S]*ms[\s\S]*B[\s\S]*\d/u);
    await call.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await drawer
      .getByRole('figure', { name: 'Response body' })
      .getByText(/"fields"/u)
      .waitFor();
    await drawer.getByRole('combobox', { name: 'Door' }).selectOption('queue');
    await action.getByRole('row').filter({ hasText: 'queue' }).first().waitFor();
    expect(await action.getByRole('row').filter({ hasText: '/rest/api/3/' }).count()).toBe(0);
    await drawer.getByRole('tab', { name: 'Platform calls' }).focus();
    await page.keyboard.press('ArrowRight');
    const row = drawer.getByRole('row').filter({ hasText: 'audit-entry' }).first();
    await row.getByRole('button').click();
    await drawer.getByRole('figure', { name: 'Value' }).getByText('actor-').first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await opener(page).evaluate((button) => button === document.activeElement)).toBe(true);
    expect(agent.complaints).toEqual([]);
    await agent.close();
  }, 60_000);

  it('sets an error apart in words', async () => {
    const { site } = stage();
    const fault = { door: 'jira', match: '/mypermissions', mode: 'status', status: 503, times: 1 };
    await site.request('/_local/faults', { method: 'POST', body: fault });
    await site.invoke({ as: 'agent-ben', call: 'panel.load', payload: {}, issueKey: 'ENH-2219' });
    const agent = await asPerson(stage(), 'agent-ben');
    await agent.open('/jira/queue');
    await opener(agent.page).click();
    const drawer = drawerOf(agent.page);
    await drawer.getByText('503 error').waitFor();
    await drawer.getByText('1 failed').waitFor();
    await agent.close();
  }, 30_000);
});

describe.each([360, 1200])('at %d px, light and dark', (width) => {
  it('drawer and coverage page are accessible and fit', async () => {
    const admin = await asPerson({ ...stage(), width }, 'admin-ada');
    const { page } = admin;
    await admin.open('/jira/coverage?area=bridge&status=partial');
    await page.getByRole('heading', { name: /^bridge/u }).waitFor();
    await page.getByText('Local site, not Atlassian').waitFor();
    await expectSound(admin);
    await opener(page).click();
    const drawer = drawerOf(page);
    await drawer.locator('.call-toggle').first().click();
    await drawer.getByRole('figure', { name: 'Response body' }).waitFor();
    await expectSound(admin);
    for (const tab of ['Storage', 'Log', 'Site']) {
      await drawer.getByRole('tab', { name: tab }).click();
      const loading = drawer.getByRole('status', { name: /^Loading/u });
      await loading.waitFor({ state: 'detached' });
      await expectSound(admin);
    }
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await admin.close();
  }, 60_000);
});
