import { describe, expect, it } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
import { asPerson, type Person } from '../site/people';
import { useStage } from '../site/stage';

const stage = useStage();

async function openSettings(accountId: string): Promise<Person & { readonly settings: FrameLocator }> {
  const person = await asPerson(stage(), accountId);
  await person.open('/jira/settings/apps/handoff');
  return { ...person, settings: person.page.locator('iframe').first().contentFrame() };
}

async function offersOn(issueKey: string, accountId: string): Promise<readonly string[]> {
  const agent = await asPerson(stage(), accountId);
  await agent.open(`/browse/${issueKey}`);
  await agent.panel.getByRole('button', { name: 'Assign To AI Operation' }).click();
  const radios = agent.panel.getByRole('radiogroup', { name: 'AI operation' }).getByRole('radio');
  await radios.first().waitFor();
  const names = await radios.evaluateAll((inputs) =>
    inputs.map((input) => (input instanceof HTMLInputElement ? (input.labels?.[0]?.innerText ?? '') : '')),
  );
  await agent.close();
  return names;
}

describe('an admin', () => {
  it('takes an operation off a kind of work, and agents are not offered it any more', async () => {
    const title = 'Prepare least-privilege checklist';
    expect((await offersOn('REQ-2188', 'agent-ben')).join('\n')).toContain(title);
    const admin = await openSettings('admin-ada');
    await admin.settings
      .getByRole('group', { name: 'Requests' })
      .getByRole('checkbox', { name: title })
      .uncheck();
    await admin.settings.getByLabel('What changes and why').fill('Checklists come later');
    await admin.settings.getByRole('button', { name: 'Publish' }).click();
    await admin.settings.getByText(/Policy v2/u).waitFor();
    expect(admin.complaints).toEqual([]);
    await admin.close();
    expect((await offersOn('REQ-2188', 'agent-ben')).join('\n')).not.toContain(title);
  }, 60_000);

  it('puts a person into an approver role by name', async () => {
    const admin = await openSettings('admin-max');
    await admin.settings.getByRole('tab', { name: 'Approvers' }).click();
    await admin.settings.getByLabel('Find a person').fill('Mia');
    await admin.settings.getByRole('button', { name: 'Add Mia Lindqvist' }).click();
    const order = admin.settings.getByRole('list', { name: 'Incident commander, in order' });
    await order.getByText('Mia Lindqvist').waitFor();
    await admin.settings.getByLabel('What changes and why').fill('Mia stands in at night');
    await admin.settings.getByRole('button', { name: 'Publish' }).click();
    await admin.settings.getByText(/Policy v3/u).waitFor();
    await admin.settings.getByRole('tab', { name: 'Versions' }).click();
    await admin.settings.getByText('Mia stands in at night').waitFor();
    expect(admin.complaints).toEqual([]);
    await admin.close();
  }, 60_000);

  it('halts AI operations for everybody, and resumes them', async () => {
    const admin = await openSettings('admin-ada');
    await admin.settings.getByRole('tab', { name: 'Switches' }).click();
    await admin.settings.getByRole('button', { name: 'Halt AI operations' }).click();
    await admin.settings
      .getByLabel(/reason|why/iu)
      .first()
      .fill('Drill of the switch');
    await admin.settings.getByRole('button', { name: /^Halt$/u }).click();
    await admin.settings.getByRole('button', { name: 'Resume AI operations' }).waitFor();
    const agent = await asPerson(stage(), 'agent-ana');
    await agent.open('/browse/INC-2041');
    await agent.panel.getByText('Drill of the switch').first().waitFor();
    expect(await agent.panel.getByRole('button', { name: 'Assign To AI Operation' }).isDisabled()).toBe(true);
    await agent.close();
    await admin.settings.getByRole('button', { name: 'Resume AI operations' }).click();
    await admin.settings
      .getByLabel(/reason|why/iu)
      .first()
      .fill('Drill is over');
    await admin.settings.getByRole('button', { name: /^Resume$/u }).click();
    await admin.settings.getByRole('button', { name: 'Halt AI operations' }).waitFor();
    await admin.close();
  }, 60_000);

  it('is the only one who gets in', async () => {
    const agent = await openSettings('agent-ana');
    await agent.page.getByText('Settings are for Jira administrators').waitFor();
    await agent.close();
  }, 30_000);
});
