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
  // Nothing is measured here, so a busy machine may take its time.
  person.page.setDefaultTimeout(60_000);
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

/** Pixels from the top of a page that are kept: less of the densest, so that every picture stays near 150 KB. */
const HEIGHTS: Readonly<Record<string, number>> = { approval: 720, coverage: 860, drawer: 860 };

async function save(page: Page, theme: Theme, name: string): Promise<void> {
  const file = join(FOLDER, `${name}${theme === 'dark' ? '-dark' : ''}.png`);
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1_200, height: HEIGHTS[name] ?? 900 } });
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

/** The claims beside a source, then one struck, one refused in other words and taken in others, as their reviewer does it. */
async function review(studio: Studio, page: Page): Promise<void> {
  const panel = frameOf(page);
  const press = (name: string): Promise<void> =>
    panel.getByRole('button', { name, exact: true }).press('Enter');
  await panel.getByRole('heading', { name: 'Review Output' }).waitFor();
  await panel
    .getByRole('button', { name: /^source 14$/iu })
    .first()
    .press('Enter');
  await shoot(page, studio, 'review-output');
  await press('Strike claim 2');
  await panel.getByLabel('Reason').selectOption({ label: 'It does not help here' });
  await press('Strike it');
  await press('Edit claim 3');
  const words = panel.getByLabel('Words of claim 3');
  const before = await words.inputValue();
  await words.fill('The vendor confirmed on 1 May 1999 that it is fixed.');
  await press('Check');
  await panel.getByText(/cannot stand in these words/u).waitFor();
  await shoot(page, studio, 'review-edit');
  await words.fill(`As written. ${before}`);
  await panel.getByLabel('Reason').selectOption({ label: 'It cannot be understood' });
  await press('Save');
  await panel.getByText(/^In your words/u).waitFor();
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

const SETTINGS = [
  ['Audit', 'admin-audit'],
  ['Engines', 'admin-engines'],
  ['Guardrails', 'admin-guardrails'],
] as const;

async function oversee(studio: Studio): Promise<void> {
  const admin = await open(studio, 'admin-ada', '/jira/settings/apps/handoff');
  await frameOf(admin).getByRole('tab', { name: 'Approvers' }).click();
  await shoot(admin, studio, 'admin');
  for (const [tab, name] of SETTINGS) {
    await frameOf(admin).getByRole('tab', { name: tab }).click();
    await shoot(admin, studio, name);
  }
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
  await frame.getByRole('region', { name: 'AI output' }).waitFor();
  await shoot(auditor, studio, 'auditor-reconstruct');
  await frame.getByRole('tab', { name: 'Quality' }).click();
  await frame.getByRole('button', { name: 'Make the report' }).press('Enter');
  await frame
    .getByRole('button', { name: /^Struck: /u })
    .first()
    .press('Enter');
  await shoot(auditor, studio, 'auditor-quality');
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
