import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { press } from '../site/acts';
import { asPerson } from '../site/people';
import { openSettings } from '../site/settings-page';
import { useStage } from '../site/stage';

const stage = useStage();

const AnswerSchema = z.object({ ok: z.literal(true), data: z.unknown() });
const DraftSchema = z.object({ draft: z.object({ draft: z.object({ revision: z.number() }) }) });
const SliceSchema = z.object({ phase: z.string() });
const ViewSchema = z.object({ draft: z.object({ revision: z.number() }) });

async function invoke(as: string, call: string, payload: object): Promise<unknown> {
  return AnswerSchema.parse(await stage().site.invoke({ as, module: 'admin-page', call, payload })).data;
}

/** Takes the saved draft through the rest of its life, which policy-life.test.ts does in the page. */
async function putInForce(): Promise<void> {
  const { revision } = DraftSchema.parse(await invoke('admin-ada', 'admin.load', {})).draft.draft;
  for (let phase = ''; phase !== 'done';) {
    phase = SliceSchema.parse(
      await invoke('admin-ada', 'admin.simulate', { revision, restart: false }),
    ).phase;
  }
  const submitted = ViewSchema.parse(await invoke('admin-ada', 'admin.submit', { revision })).draft;
  const review = { revision: submitted.revision, verdict: 'approve', note: '' };
  const approved = ViewSchema.parse(await invoke('admin-max', 'admin.review', review)).draft;
  await invoke('admin-ada', 'admin.publish', { revision: approved.revision });
}

async function offersOn(issueKey: string, accountId: string): Promise<readonly string[]> {
  const agent = await asPerson(stage(), accountId);
  await agent.open(`/browse/${issueKey}`);
  await press(agent.panel.getByRole('button', { name: 'Assign To AI Operation' }));
  const radios = agent.panel.getByRole('radiogroup', { name: 'AI operation' }).getByRole('radio');
  await radios.first().waitFor();
  const names = await radios.evaluateAll((inputs) =>
    inputs.map((input) => (input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '')),
  );
  await agent.close();
  return names;
}

describe('an admin', () => {
  it('takes an operation off a kind of work, and agents are not offered it once that is in force', async () => {
    const title = 'Prepare least-privilege checklist';
    expect((await offersOn('REQ-2188', 'agent-ben')).join('\n')).toContain(title);
    const admin = await openSettings(stage(), 'admin-ada');
    await admin.settings
      .getByRole('group', { name: 'Requests' })
      .getByRole('checkbox', { name: title })
      .press('Space');
    await admin.settings.getByLabel('What changes and why').fill('Checklists come later');
    await admin.press('Save draft');
    await admin.settings.getByText(/^Draft of v2 by Ada Novak · \d+ changes?$/u).waitFor();
    expect((await offersOn('REQ-2188', 'agent-ben')).join('\n')).toContain(title);
    await putInForce();
    expect((await offersOn('REQ-2188', 'agent-ben')).join('\n')).not.toContain(title);
    expect(admin.complaints).toEqual([]);
    await admin.close();
  }, 90_000);

  it('puts a person into an approver role by name, and reads it in the versions', async () => {
    const admin = await openSettings(stage(), 'admin-ada');
    await admin.openTab('Approvers');
    await admin.pick('Find a person for Incident commander', 'Mia', /^Mia Lindqvist/u);
    const order = admin.settings.getByRole('list', { name: 'Incident commander, in order' });
    await order.getByText('Mia Lindqvist').waitFor();
    await admin.settings.getByLabel('What changes and why').fill('Mia stands in at night');
    await admin.press('Save draft');
    await admin.settings.getByText(/^Draft of v3 by Ada Novak · 1 change$/u).waitFor();
    await putInForce();
    await admin.page.reload();
    await admin.openTab('Versions');
    await admin.settings.getByText('Mia stands in at night').first().waitFor();
    await admin.press('Show v2');
    await admin.settings
      .getByText(/^Chain: .*Mia Lindqvist/u)
      .first()
      .waitFor();
    expect(admin.complaints).toEqual([]);
    await admin.close();
  }, 90_000);

  it('sees where approvals can be held, and that a project’s own statuses are not there', async () => {
    const admin = await openSettings({ ...stage(), width: 360 }, 'admin-ada');
    await admin.openTab('Gates');
    await admin.press('Check projects');
    const row = (project: string) =>
      admin.settings.getByRole('row', { name: new RegExp(`^${project} `, 'u') });
    await row('INC')
      .getByText('Approvals are held as sub-tasks, and every decision has its status.')
      .waitFor();
    await admin.pick('Add statuses for a project', 'INC', /^Incident/u);
    await admin.settings.getByRole('button', { name: 'Remove the statuses of INC' }).waitFor();
    await admin.settings.getByRole('textbox', { name: 'Statuses that reject in INC' }).fill('Denied');
    await admin.press('Add to Statuses that reject in INC');
    const own = admin.settings.getByRole('group', { name: 'In INC' });
    await press(own.getByRole('button', { name: 'Remove Rejected' }));
    await admin.settings.getByText(/^The page has changed since this look/u).waitFor();
    await admin.press('Check projects');
    await row('INC')
      .getByText(/^Nobody can reject by moving the sub-task/u)
      .waitFor();
    expect(await row('INC').getByText('Denied', { exact: true }).count()).toBe(1);
    const wide = await admin.settings
      .locator(':root')
      .evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(wide).toBe(0);
    expect(admin.complaints).toEqual([]);
    await admin.close();
  }, 90_000);

  it('lets somebody decide for somebody who is away, from the day that the policy is in force', async () => {
    const admin = await openSettings(stage(), 'admin-ada');
    await admin.openTab('Approvers');
    await admin.pick('Pick who is away', 'Cho', /^Cho/u);
    await admin.pick('Pick who decides meanwhile', 'Mia', /^Mia/u);
    await admin.press('Add delegation');
    const card = admin.settings.getByRole('group', { name: /^For Cho/u });
    await card.getByText('Runs', { exact: true }).waitFor();
    await card.getByText('This must not be empty.').waitFor();
    await card.getByLabel('Because').fill('A week away');
    await admin.settings.getByLabel('What changes and why').fill('Cho is away');
    await admin.press('Save draft');
    await admin.settings.getByText(/^Draft of v4 by Ada Novak · 1 change$/u).waitFor();
    await putInForce();
    await admin.page.reload();
    await admin.openTab('Versions');
    await admin.press('Show v3');
    await admin.settings.getByText('From: Cho Min-ji').first().waitFor();
    await admin.settings.getByText('To: Mia Lindqvist').first().waitFor();
    expect(admin.complaints).toEqual([]);
    await admin.close();
  }, 90_000);

  it('halts AI operations for everybody, and another one resumes them', async () => {
    const ada = await openSettings(stage(), 'admin-ada');
    await ada.openTab('Switches');
    await ada.press('Halt AI operations');
    await ada.settings.getByLabel('Reason').fill('Drill of the switch');
    await ada.press('Halt');
    await ada.settings.getByText(/^You halted AI operations/u).waitFor();
    expect(await ada.settings.getByRole('button', { name: 'Resume AI operations' }).isDisabled()).toBe(true);
    await ada.close();
    const agent = await asPerson(stage(), 'agent-ana');
    await agent.open('/browse/INC-2041');
    await agent.panel.getByText('Drill of the switch').first().waitFor();
    expect(await agent.panel.getByRole('button', { name: 'Assign To AI Operation' }).isDisabled()).toBe(true);
    await agent.close();
    const max = await openSettings(stage(), 'admin-max');
    await max.openTab('Switches');
    await max.press('Resume AI operations');
    await max.settings.getByLabel('Reason').fill('Drill is over');
    await max.press('Resume');
    await max.settings.getByRole('button', { name: 'Halt AI operations' }).waitFor();
    await max.close();
  }, 60_000);

  it('is the only one who gets in', async () => {
    const agent = await asPerson(stage(), 'agent-ana');
    await agent.open('/jira/settings/apps/handoff');
    await agent.page.getByText('Settings are for Jira administrators').waitFor();
    await agent.close();
  }, 30_000);
});
