import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { press } from '../site/acts';
import { asPerson } from '../site/people';
import { openSettings } from '../site/settings-page';
import { useStage } from '../site/stage';

const stage = useStage();

const OPERATION = 'Draft status note';
const REASON = 'Status notes on requests are written by people.';
const AnswerSchema = z.object({ ok: z.boolean(), error: z.object({ code: z.string() }).optional() });

/** Whether the agent is offered the operation on that issue, or why it is blocked there. */
async function seenByAgent(
  issueKey: string,
): Promise<{ readonly isBlocked: boolean; readonly text: string }> {
  const agent = await asPerson(stage(), 'agent-ben');
  await agent.open(`/browse/${issueKey}`);
  await press(agent.panel.getByRole('button', { name: 'Assign To AI Operation' }));
  const radio = agent.panel.getByRole('radio', { name: OPERATION });
  await radio.waitFor({ state: 'attached' });
  const seen = {
    isBlocked: await radio.isDisabled(),
    text: await agent.panel.getByRole('radiogroup', { name: 'AI operation' }).innerText(),
  };
  await agent.close();
  return seen;
}

/** What the server says to whoever reviews, past the page that would not let them. */
async function reviewAs(accountId: string, revision: number): Promise<unknown> {
  const answer = await stage().site.invoke({
    as: accountId,
    module: 'admin-page',
    call: 'admin.review',
    payload: { revision, verdict: 'approve', note: '' },
  });
  return AnswerSchema.parse(answer).error?.code;
}

const LoadedSchema = z.object({
  data: z.object({ draft: z.object({ draft: z.object({ revision: z.number() }) }) }),
});

async function revisionNow(): Promise<number> {
  const answer = await stage().site.invoke({
    as: 'admin-ada',
    module: 'admin-page',
    call: 'admin.load',
    payload: {},
  });
  return LoadedSchema.parse(answer).data.draft.draft.revision;
}

describe('a policy, by two admins', () => {
  it('is edited, tried, saved, simulated and submitted by one, who cannot approve it', async () => {
    expect((await seenByAgent('REQ-2188')).isBlocked).toBe(false);
    const { settings, openTab, press, pick, ...ada } = await openSettings(stage(), 'admin-ada');
    await openTab('Rules');
    await press('Add a rule');
    await settings.getByLabel('Add a condition').selectOption('projects');
    await pick('Add a project', 'REQ', /REQ/u);
    await settings.getByLabel('Add a condition').selectOption('operations');
    const operations = settings.getByRole('group', { name: 'Operation' });
    await operations.getByRole('checkbox', { name: OPERATION }).press('Space');
    await operations.getByRole('checkbox', { name: 'Gather evidence', exact: true }).press('Space');
    await settings.getByLabel('Because').fill(REASON);
    await settings.getByLabel('Limit, in a few words').fill('No status notes on requests');
    await settings
      .getByText('When the project is REQ and the operation is “Draft status note”, then block', {
        exact: false,
      })
      .first()
      .waitFor();
    await openTab('Operations');
    await settings.getByLabel('Issue key').fill('REQ-2188');
    await press('Try on an issue');
    const says = settings.getByRole('table', { name: 'What policy says about REQ-2188' });
    await says.getByRole('row', { name: OPERATION }).getByText('Blocked').waitFor();
    await settings.getByLabel('What changes and why').fill('People write status notes on requests');
    await press('Save draft');
    await settings.getByText(/Draft of v2 by Ada Novak · 1 change$/u).waitFor();
    await press('Simulate');
    await settings.getByRole('button', { name: 'Simulate again' }).waitFor();
    await press('Submit for review');
    await settings.getByText('Waiting for review', { exact: true }).waitFor();
    await settings.getByText(/^Another admin has to review this/u).waitFor();
    expect(await settings.getByRole('button', { name: 'Approve draft' }).isDisabled()).toBe(true);
    expect(await reviewAs('admin-ada', await revisionNow())).toBe('own-work');
    expect(ada.complaints).toEqual([]);
    await ada.close();
  }, 120_000);

  it('is looked at and approved by the other, and tried in one project', async () => {
    const { settings, press, pick, ...max } = await openSettings(stage(), 'admin-max');
    await settings.getByText('In force, v1').first().waitFor();
    await settings
      .getByText(/“Draft status note”, then block, because status notes/u)
      .first()
      .waitFor();
    await settings.getByLabel('Note to the authors').fill('Agreed');
    await press('Approve draft');
    await pick('Add a canary project', 'REQ', /REQ/u);
    await press('Start canary');
    await settings.getByRole('heading', { name: 'Canary' }).waitFor();
    expect(max.complaints).toEqual([]);
    await max.close();
    const onTrial = await seenByAgent('REQ-2188');
    expect(onTrial.isBlocked).toBe(true);
    expect(onTrial.text).toContain(REASON);
    expect((await seenByAgent('ENH-2219')).isBlocked).toBe(false);
  }, 120_000);

  it('is published, and rolled back in one act', async () => {
    const { settings, openTab, press, ...ada } = await openSettings(stage(), 'admin-ada');
    await press('Publish');
    await settings.getByText(/^Policy v2, in force/u).waitFor();
    expect((await seenByAgent('REQ-2188')).isBlocked).toBe(true);
    await openTab('Versions');
    await press('Roll back');
    await settings.getByLabel('Reason').fill('Too strict for requests');
    await press('Roll back to v1');
    await settings.getByText(/^Policy v3, in force/u).waitFor();
    expect((await seenByAgent('REQ-2188')).isBlocked).toBe(false);
    expect(ada.complaints).toEqual([]);
    await ada.close();
  }, 120_000);
});

describe('two admins who edit at once', () => {
  it('do not overwrite each other', async () => {
    const ada = await openSettings(stage(), 'admin-ada');
    const max = await openSettings(stage(), 'admin-max');
    for (const admin of [ada, max]) await admin.openTab('Guardrails');
    await ada.settings.getByLabel('Claims at most').fill('31');
    await max.settings.getByLabel('Hours for a review').fill('48');
    await ada.press('Save draft');
    await ada.settings.getByText(/^Draft of v4 by Ada Novak · 1 change$/u).waitFor();
    await max.press('Save draft');
    await max.settings.getByText('What they changed: 1 change').waitFor();
    await max.press('Put my edits on top');
    await max.press('Save draft');
    await max.settings.getByText(/^Draft of v4 by Max .+ · 2 changes$/u).waitFor();
    expect(await max.settings.getByLabel('Claims at most').inputValue()).toBe('31');
    expect(await max.settings.getByLabel('Hours for a review').inputValue()).toBe('48');
    await ada.close();
    await max.close();
  }, 60_000);

  it('are warned before they leave what is not saved', async () => {
    const max = await openSettings(stage(), 'admin-max');
    await max.openTab('Guardrails');
    await max.settings.getByLabel('Sources at most').fill('77');
    await max.settings.getByText(/· not saved/u).waitFor();
    const asked = max.page.waitForEvent('dialog');
    const left = max.page.goto(`${stage().site.url}/jira/queue`).catch(() => 'stayed');
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await left).toBe('stayed');
    expect(await max.settings.getByLabel('Sources at most').inputValue()).toBe('77');
    await max.close();
  }, 60_000);
});
