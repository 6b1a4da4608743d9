import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { HandoffView } from '../../src/contract/handoff';
import type { PolicyDocument } from '../../src/contract/policy';
import { press } from '../site/acts';
import { ANA } from '../site/at-use-gate';
import { reject } from '../site/handoffs';
import type { LocalSite } from '../site/local-site';
import { runOver, SMALL, startScripted } from '../site/model-trials';
import { launchBrowser, type Person } from '../site/people';
import { publish } from '../site/policies';
import { expectSound } from '../site/sound';
import { leave, visit } from '../site/visits';

/** What a reviewer sees of an output that another engine than the first choice made (U15). */

const LARGE = 'claude-sonnet-4-5-20250929';
const SAID = 'Fallback trial: the round-trip time of gateway eu-1 fell at 10:05.';
const NUMBERS = Array.from({ length: 60 }, (_none, at) => at + 1);
const LONG_MS = 180_000;

/** One claim of a model for each number that the comment's source may have: the one with the right number stands. */
const ANSWER = {
  step: 'diagnostics',
  claims: NUMBERS.map((source) => ({ text: SAID, citations: [{ source, quote: SAID }] })),
  contradictions: [],
  gaps: [],
};

let site: LocalSite;
let browser: Browser;

beforeAll(async () => {
  site = await startScripted([
    { marker: 'Fallback trial:', line: { tool: { arguments: { sections: [ANSWER] } } } },
    {
      marker: 'Fallback trial:',
      line: { status: 403, code: 'FORGE_LLMS_MODEL_FORBIDDEN', times: 1 },
    },
  ]);
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** Two tiers of models, the higher one allowed and asked first. */
const withTwoTiers = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  engineTier: 2,
  limits: { ...document.limits, minCoveragePercent: 0, maxClaims: 100, maxOutputCharacters: 30_000 },
  rules: document.rules.map((rule) => (rule.id === 'tier-2' ? { ...rule, effect: { type: 'allow' } } : rule)),
  tiers: document.tiers.map((tier) =>
    tier.tier === 2 ? { ...tier, models: [LARGE] } : tier.tier === 1 ? { ...tier, models: [SMALL] } : tier,
  ),
});

/** No model, and a list that forbids what most sentences of an issue hold and its plain fields do not. */
const withFieldsAlone = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  engineTier: 0,
  limits: { ...document.limits, minCoveragePercent: 50 },
  guardrails: {
    ...document.guardrails,
    denylist: [{ id: 'words-1', pattern: ' ms|went|utc|percent|logs|fallback', why: 'Not for outputs.' }],
  },
});

const reviewerOf = ({ owner }: HandoffView): Promise<Person> =>
  visit({ browser, site }, owner.accountId, ANA.issueKey);

const triedBefore = ({ panel }: Person): Promise<string> =>
  panel.getByRole('list', { name: 'What was tried before' }).innerText();

describe('the review of an output', () => {
  it(
    'that a lower model made names both models and why, and its hyphened quote opens in its source',
    async () => {
      await publish(site, withTwoTiers);
      const view = await runOver(site, SAID);
      expect(view.output?.mode).toBe('lower-model');
      const reviewer = await reviewerOf(view);
      const { panel } = reviewer;
      await panel.getByText(`Made by model ${SMALL} (tier 1) in place of model ${LARGE} (tier 2).`).waitFor();
      expect(await triedBefore(reviewer)).toBe(`model ${LARGE} (tier 2): this site may not use it`);
      await panel.getByText('The output waits for its owner’s review.', { exact: true }).waitFor();
      await panel.locator('.claim:not(:has(del)) .citation').first().press('Enter');
      const source = panel.getByRole('complementary', { name: /^Source \d+ · Comment/u });
      expect(await source.locator('mark').innerText()).toBe(SAID);
      await expectSound(reviewer);
      await reject(site, ANA, view);
      await leave(reviewer);
    },
    LONG_MS,
  );

  it(
    'that only the manual template could make is a form: what to fill in is counted and can be saved',
    async () => {
      await publish(site, withFieldsAlone);
      const view = await runOver(site, 'Fallback by hand.');
      expect(view.output?.mode).toBe('manual-template');
      const blanks = view.output?.counts.gaps ?? 0;
      expect(blanks).toBeGreaterThan(1);
      const reviewer = await reviewerOf(view);
      const { panel, page } = reviewer;
      await panel.getByText('Made by the manual template in place of the composer.').waitFor();
      expect(await triedBefore(reviewer)).toMatch(/^composer .+ stand on a quote, which is too little$/u);
      await panel.getByText(`${blanks} parts marked “To fill in” wait for a person.`).waitFor();
      await panel.getByText(new RegExp(` · ${blanks} to fill in · `, 'u')).waitFor();
      expect(await panel.getByText('To fill in:', { exact: true }).count()).toBe(blanks);
      await expectSound(reviewer);
      const download = page.waitForEvent('download');
      await press(panel.getByRole('button', { name: 'Save the form as a text file' }));
      expect((await download).suggestedFilename()).toBe('INC-2041-form.txt');
      await leave(reviewer);
    },
    LONG_MS,
  );
});
