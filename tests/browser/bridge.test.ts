import { describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { asPerson, type Person } from '../site/people';
import { useStage } from '../site/stage';
import { openFrame } from '../site/visits';

const stage = useStage();

/** The frame of the app, with its bridge. */
async function frameOf(person: Person): Promise<Frame> {
  const frame = await openFrame(person);
  await until(frame, 'window.__bridge !== undefined');
  return frame;
}

/** Waits until this is so in the frame; its security policy forbids Playwright's own way, which evaluates text there. */
async function until(frame: Frame, condition: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await frame.evaluate(condition)) === true) return;
    await wait(50);
  }
  throw new Error(`never came: ${condition}`);
}

describe('the bridge in a browser', () => {
  it('keeps the route of a page of the app through reload and back', async () => {
    const admin = await asPerson(stage(), 'admin-ada');
    const { page } = admin;
    const base = `${stage().site.url}/jira/settings/apps/handoff`;
    await admin.open('/jira/settings/apps/handoff');
    const first = await frameOf(admin);
    await first.evaluate(
      `window.__bridge.callBridge('createHistory').then((history) => {
        window.appHistory = history;
        history.push('/rules?id=1');
        history.push('/versions');
      })`,
    );
    await page.waitForURL(`${base}/versions`);
    await page.goBack();
    await page.waitForURL(`${base}/rules?id=1`);
    await until(first, `window.appHistory.location.pathname === '/rules'`);
    await page.reload();
    const again = await frameOf(admin);
    const route = await again.evaluate(
      `window.__bridge.callBridge('createHistory').then(({ location }) => location.pathname + location.search)`,
    );
    expect(route).toBe('/rules?id=1');
    await admin.close();
  }, 60_000);

  it('opens an issue and the form for a new one over the page', async () => {
    const agent = await asPerson(stage(), 'agent-ana');
    const { page } = agent;
    await agent.open('/browse/INC-2041');
    const frame = await frameOf(agent);
    const open = (command: string, context: object) =>
      frame.evaluate(
        `window.__bridge.callBridge(${JSON.stringify(command)}, { data: {
          context: ${JSON.stringify(context)},
          onClose: (given) => { window.given = given ?? 'closed'; },
        } })`,
      );
    await open('openIssueViewModal', { issueKey: 'REQ-2188' });
    const view = page.getByRole('dialog', { name: 'REQ-2188' });
    await view.getByRole('heading', { name: 'Temporary Staff Access Setup' }).waitFor();
    await view.getByRole('button', { name: 'Close' }).click();
    await until(frame, `window.given === 'closed'`);
    await open('openIssueCreateModal', { summary: 'Made by the app', labels: ['vpn'] });
    const form = page.getByRole('dialog', { name: 'Create' });
    await form.getByText('Filled in by the app: labels').waitFor();
    await form.getByRole('button', { name: 'Create' }).click();
    await until(frame, `typeof window.given === 'object'`);
    const created: unknown = await frame.evaluate('window.given');
    expect(created).toEqual({ payload: [{ issueId: expect.stringMatching(/^\d+$/u) }] });
    await agent.close();
  }, 60_000);

  it('closes a dialog of the app with Escape where the app allows it, and gives the keyboard back', async () => {
    const agent = await asPerson(stage(), 'agent-ana');
    const { page } = agent;
    await agent.open('/browse/INC-2041');
    const frame = await frameOf(agent);
    const button = agent.panel.getByRole('button', { name: 'Assign To AI Operation' });
    const open = async (closeOnEscape: boolean) => {
      await button.focus();
      const options = { resource: null, title: 'More', size: 'small', closeOnEscape, context: {} };
      await frame.evaluate(`window.__bridge.callBridge('openModal', ${JSON.stringify(options)})`);
      await page.getByRole('dialog', { name: 'More' }).waitFor();
    };
    await open(false);
    const dialog = page.getByRole('dialog', { name: 'More' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await open(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await until(
      frame,
      `document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.includes('Assign To AI')`,
    );
    await agent.close();
  }, 60_000);
});
