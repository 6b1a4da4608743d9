import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CorrectionSchema } from '../../src/contract/quality';
import { openTab, press } from '../site/acts';
import { ANA, OPERATION } from '../site/at-use-gate';
import { handOff, viewOf } from '../site/handoffs';
import { asPerson } from '../site/people';
import { newDataDir } from '../site/run-program';
import { expectSound } from '../site/sound';
import { useStage } from '../site/stage';
import { frameOf, leave } from '../site/visits';

const stage = useStage();
const folder = newDataDir();
const LONG_MS = 150_000;

/** The owner rejects an output and says of one claim what is wrong with it. */
async function reject(): Promise<{ readonly text: string; readonly number: number }> {
  const { site } = stage();
  const { summary, owner } = await handOff(site, ANA, OPERATION);
  const owned = { ...ANA, as: owner.accountId };
  const view = await viewOf(site, owned, summary.id);
  const claim = view.output?.sections.flatMap(({ claims }) => claims).find(({ struck }) => struck === null);
  if (claim === undefined) throw new Error('no claim stands');
  const payload = {
    handoffId: summary.id,
    version: view.version,
    verdict: 'reject',
    reason: 'wrong-scope',
    note: '',
    strike: [{ number: claim.number, reason: 'out-of-context' }],
    edits: [],
    audience: 'internal',
  };
  expect(await site.invoke({ ...owned, call: 'panel.review', payload })).toMatchObject({ ok: true });
  await site.settle();
  return claim;
}

describe('the report of what is taken out of outputs', () => {
  it(
    'counts a rejected output and its struck claim, shows them, and gives them as lines of a file',
    async () => {
      const claim = await reject();
      const auditor = await asPerson(stage(), 'auditor-ava');
      await auditor.open('/jira/apps/handoff');
      const page = frameOf(auditor);
      await openTab(page, 'Quality');
      await page.getByRole('tab', { name: 'Quality', selected: true }).waitFor();
      await press(page.getByRole('button', { name: 'Make the report' }));
      await page.getByRole('heading', { name: 'Report of all times' }).waitFor();
      await page.getByText(/^1 reviewed hand-off with/u).waitFor();
      await page.getByRole('button', { name: /^Rejected: It does not do what was asked/u }).waitFor();
      await press(page.getByRole('button', { name: /^Struck: It leaves out what its source says/u }));
      await page.getByRole('list', { name: 'Examples' }).getByText(claim.text).waitFor();
      await expectSound(auditor);
      const download = auditor.page.waitForEvent('download');
      await press(page.getByRole('button', { name: 'Download JSON Lines' }));
      const file = await download;
      const target = join(folder, file.suggestedFilename());
      await file.saveAs(target);
      const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
      const corrections = lines.map((line) => CorrectionSchema.parse(JSON.parse(line)));
      expect(corrections).toContainEqual(
        expect.objectContaining({
          by: 'reviewer',
          what: 'struck',
          reason: 'out-of-context',
          claim: claim.number,
          text: claim.text,
        }),
      );
      expect(corrections).toContainEqual(
        expect.objectContaining({ by: 'reviewer', what: 'rejected', reason: 'wrong-scope', claim: null }),
      );
      await page
        .getByRole('region', { name: 'Inventory' })
        .getByRole('table', { name: 'Versions' })
        .waitFor();
      await leave(auditor);
    },
    LONG_MS,
  );
});
