import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openTab, press } from '../site/acts';
import { accept, handOff, viewOf } from '../site/handoffs';
import { asPerson } from '../site/people';
import { expectSound } from '../site/sound';
import { useStage } from '../site/stage';
import { frameOf, leave, visit } from '../site/visits';

const stage = useStage();
const LONG_MS = 180_000;
const ANA = { as: 'agent-ana', issueKey: 'INC-2041' };

/** A comment is written back on the incident; its path in Jira's REST. */
async function writtenBack(): Promise<string> {
  const { site } = stage();
  const { summary } = await handOff(site, ANA, 'gather-diagnostics');
  await accept(site, ANA, await viewOf(site, ANA, summary.id));
  const { writtenBack: comment } = await viewOf(site, ANA, summary.id);
  if (comment === null) throw new Error('nothing was written back');
  return `/rest/api/3/issue/INC-2041/comment/${comment.commentId}`;
}

/** An admin puts other words into the comment over Jira's REST. */
async function edit(path: string, from: string, to: string): Promise<void> {
  const { site } = stage();
  const { json } = await site.request(path);
  const { body } = z.looseObject({ body: z.unknown() }).parse(json);
  const other: unknown = JSON.parse(JSON.stringify(body).replace(from, to));
  const { status } = await site.request(path, { as: 'admin-ada', method: 'PUT', body: { body: other } });
  expect(status).toBe(200);
  await site.settle();
}

describe('the comment of a hand-off, looked at after write-back', () => {
  it(
    'reads as posted, then as edited with both wordings and by whom, to the agent and to governance',
    async () => {
      const path = await writtenBack();
      const ana = await visit(stage(), 'agent-ana', ANA.issueKey);
      await press(ana.panel.getByRole('button', { name: 'Earlier hand-offs (1)' }));
      await press(ana.panel.getByRole('button', { name: 'Gather diagnostics' }));
      await ana.panel.getByText('The comment reads as it was posted.').waitFor();
      await edit(path, 'Remote Access Latency', 'Remote Access Outage');
      await press(ana.panel.getByRole('button', { name: 'Compare again' }));
      await ana.panel.getByText(/^Edited after write-back/u).waitFor();
      const now = ana.panel.getByRole('list', { name: 'There now, and never posted' });
      expect(await now.innerText()).toContain('Remote Access Outage');
      const posted = ana.panel.getByRole('list', { name: 'Posted, and no longer there' });
      expect(await posted.innerText()).toContain('Remote Access Latency');
      expect(await ana.panel.getByText(/^Jira names/u).innerText()).toContain('Ada');
      await expectSound(ana);

      const auditor = await asPerson(stage(), 'auditor-ava');
      await auditor.open('/jira/apps/handoff');
      const page = frameOf(auditor);
      await openTab(page, 'Audit');
      const found = page.getByRole('list', { name: 'Hand-offs that were found' });
      await press(found.getByRole('button', { name: /^INC-2041/u }).first());
      await press(page.getByRole('button', { name: 'Reconstruct what the reviewer saw' }));
      await page.getByText(/^Edited after write-back/u).waitFor();
      await expectSound(auditor);
      await leave(ana, auditor);
    },
    LONG_MS,
  );
});
