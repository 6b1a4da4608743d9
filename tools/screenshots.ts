/** `screenshots`: takes the pictures of docs/screenshots.md from a fresh local site, in light and dark. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { z } from 'zod';
import { startLocalSite, type LocalSite } from '../tests/site/local-site';
import { asPerson, launchBrowser } from '../tests/site/people';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';

const FOLDER = 'docs/screenshots';
const ISSUE = 'INC-2041';
const SubtasksSchema = z.object({ fields: z.object({ subtasks: z.array(z.object({ key: z.string() })) }) });

type Theme = 'light' | 'dark';

interface Studio {
  readonly browser: Browser;
  readonly site: LocalSite;
  readonly theme: Theme;
}

/** Opens a page as somebody, in the studio's colours. */
async function open(studio: Studio, accountId: string, path: string): Promise<Page> {
  const person = await asPerson(studio, accountId);
  await person.open(path);
  return person.page;
}

const frameOf = (page: Page): FrameLocator => page.locator('iframe').first().contentFrame();

async function shoot(page: Page, { theme }: Studio, name: string): Promise<void> {
  // The frame follows its content's height, and the page its frame's, a moment later.
  await page.waitForTimeout(600);
  await page
    .locator('iframe')
    .first()
    .evaluate((frame) => {
      frame.scrollIntoView({ block: 'start' });
      window.scrollBy(0, -110);
    });
  await page.waitForTimeout(300);
  await save(page, theme, name);
}

async function save(page: Page, theme: Theme, name: string): Promise<void> {
  const file = join(FOLDER, `${name}${theme === 'dark' ? '-dark' : ''}.png`);
  await page.screenshot({ path: file });
  await printLine(file);
}

/** What the local site itself shows: the platform calls of opening an issue, and the table of what is emulated. */
async function inspect(studio: Studio): Promise<void> {
  const page = await open(studio, 'agent-ana', `/browse/${ISSUE}`);
  await frameOf(page).getByRole('button', { name: 'Assign To AI Operation' }).waitFor();
  await page.getByRole('button', { name: 'Platform calls' }).click();
  await page.getByRole('table').first().waitFor();
  await page.waitForTimeout(600);
  await save(page, studio.theme, 'drawer');
  const coverage = await open(studio, 'admin-ada', '/jira/coverage');
  await coverage.getByRole('table').first().waitFor();
  await save(coverage, studio.theme, 'coverage');
}

async function assign(studio: Studio): Promise<Page> {
  const page = await open(studio, 'agent-ana', `/browse/${ISSUE}`);
  const panel = frameOf(page);
  const next = panel.getByRole('button', { name: 'Continue' });
  await panel.getByRole('button', { name: 'Assign To AI Operation' }).waitFor();
  await shoot(page, studio, 'panel-at-rest');
  await panel.getByRole('button', { name: 'Assign To AI Operation' }).click();
  await panel.getByRole('radio').first().check();
  await shoot(page, studio, 'select-scope');
  await next.click();
  await panel.getByRole('heading', { name: 'Check Eligibility' }).waitFor();
  await shoot(page, studio, 'check-eligibility');
  await next.click();
  await panel.getByRole('checkbox').check();
  await shoot(page, studio, 'confirm-controls');
  await panel.getByRole('button', { name: 'Confirm and hand off' }).click();
  return page;
}

async function review(studio: Studio, page: Page): Promise<void> {
  const panel = frameOf(page);
  await panel.getByRole('heading', { name: 'Review Output' }).waitFor();
  await panel
    .getByRole('button', { name: /\[14\]|source 14/iu })
    .first()
    .click();
  await shoot(page, studio, 'review-output');
  await panel.getByRole('button', { name: 'Accept' }).click();
  await panel.getByText('Awaiting approval before use').first().waitFor();
  await studio.site.settle();
}

async function approve(studio: Studio): Promise<void> {
  const { json } = await studio.site.request(`/rest/api/3/issue/${ISSUE}?fields=subtasks`, {
    as: 'commander-cho',
  });
  const { subtasks } = SubtasksSchema.parse(json).fields;
  const page = await open(studio, 'commander-cho', `/browse/${subtasks.at(-1)?.key ?? ISSUE}`);
  await frameOf(page).getByRole('region', { name: 'Sealed packet' }).waitFor();
  await shoot(page, studio, 'approval');
  await frameOf(page).getByRole('button', { name: 'Approve' }).click();
  await studio.site.settle();
}

/** A rule that the admin adds, open in the editor, and what a simulation of the draft finds. */
async function draft(studio: Studio): Promise<void> {
  const page = await open(studio, 'admin-ada', '/jira/settings/apps/handoff');
  const frame = frameOf(page);
  await frame.getByRole('button', { name: 'Skip' }).press('Enter');
  await frame.getByRole('tab', { name: 'Rules' }).click();
  await frame.getByRole('button', { name: 'Add a rule' }).press('Enter');
  await frame.getByLabel('Add a condition').selectOption('severities');
  await frame.getByLabel('Because').fill('Critical work is left to people');
  await frame.getByLabel('Limit, in a few words').fill('No AI on critical work');
  await frame.getByLabel('What changes and why').fill('Critical work is left to people');
  await shoot(page, studio, 'admin-rules');
  await frame.getByRole('button', { name: 'Save draft' }).press('Enter');
  await frame.getByText(/Draft of v2 by .+ · 1 change$/u).waitFor();
  await frame.getByRole('button', { name: 'Simulate' }).press('Enter');
  await frame.getByRole('button', { name: 'Simulate again' }).waitFor();
  await shoot(page, studio, 'admin-simulation');
  await page.close();
}

async function oversee(studio: Studio): Promise<void> {
  const admin = await open(studio, 'admin-ada', '/jira/settings/apps/handoff');
  await frameOf(admin).getByRole('tab', { name: 'Approvers' }).click();
  await shoot(admin, studio, 'admin');
  await frameOf(admin).getByRole('tab', { name: 'Audit' }).click();
  await shoot(admin, studio, 'admin-audit');
  const auditor = await open(studio, 'auditor-ava', '/jira/apps/handoff');
  const frame = frameOf(auditor);
  await frame.getByRole('tab', { name: 'Audit' }).click();
  const found = frame.getByRole('list', { name: 'Hand-offs that were found' }).getByRole('button').first();
  await found.waitFor();
  await shoot(auditor, studio, 'auditor-search');
  await found.click();
  await frame.getByRole('button', { name: 'Verify audit trail' }).click();
  await frame.getByText(/every hash holds/u).waitFor();
  await shoot(auditor, studio, 'oversight');
  await frame.getByRole('button', { name: 'Reconstruct what the reviewer saw' }).click();
  await frame.getByRole('heading', { name: 'What the reviewer saw' }).waitFor();
  await shoot(auditor, studio, 'auditor-reconstruct');
}

await runProgram(async () => {
  const { positionals } = readFlags({}, 'no flags');
  refuseExtra(positionals, 'no flags');
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchBrowser();
  for (const theme of ['light', 'dark'] as const) {
    const site = await startLocalSite();
    const studio = { browser, site, theme };
    await review(studio, await assign(studio));
    await approve(studio);
    await oversee(studio);
    await draft(studio);
    await inspect(studio);
    await site.stop();
  }
  await browser.close();
  return 0;
});
