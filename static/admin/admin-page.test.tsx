import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { REPLAY, SETTINGS, viewOf } from '../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, openTab, press, savedDraft, type } from '../testing/admin-page';
import { inputsOf } from '../testing/fake-port';
import { accessibilityFaults, show } from '../testing/show';
import { AdminPage } from './admin-page';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const TABS = ['Operations', 'Rules', 'Approvers', 'Engines', 'Guardrails', 'Audit', 'Switches', 'Versions'];
const untick = (group: string, name: string): void => {
  fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('checkbox', { name }));
};

describe('the settings page', () => {
  it.each(TABS)('shows the tab %s without accessibility faults', async (tab) => {
    const container = await openAdmin(adminPort(), tab);
    expect(screen.getByRole('heading', { level: 1, name: 'AI hand-off settings' })).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says why each act is not possible before anything is edited', async () => {
    await openAdmin(adminPort());
    for (const act of ['Save draft', 'Simulate', 'Submit for review', 'Publish'])
      expect(isOff(act)).toBe(true);
    expect(screen.getByText('Save draft: Nothing is edited that is not saved.')).toBeTruthy();
    expect(
      screen.getByText(
        'Simulate, Submit for review, Publish: There is no draft. Edit something and save it first.',
      ),
    ).toBeTruthy();
  });

  it('shows the shares of the active issues over their denominator', async () => {
    await openAdmin(adminPort());
    expect(screen.getByText('Eligible 61 % · Approval-bound 27 % · Blocked 12 %')).toBeTruthy();
    expect(screen.getByText(/^Of 312 active issues/u)).toBeTruthy();
  });

  it('saves what was edited with the version that it was edited on', async () => {
    const port = adminPort();
    await openAdmin(port);
    untick('Incidents', 'Gather evidence');
    type('What changes and why', 'Evidence on incidents');
    const sent = await savedDraft(port);
    expect(sent).toMatchObject({ revision: 0, baseVersion: 3, change: 'Evidence on incidents' });
    expect(sent.document.kinds.map(({ offers }) => offers)).toEqual([
      ['prepare-incident-packet', 'gather-diagnostics', 'gather-evidence'],
      ['gather-evidence'],
    ]);
    await screen.findByText(/^Draft of v4 by Ada Admin · 1 change$/u);
    expect(isOff('Save draft')).toBe(true);
  });

  it('keeps one draft over every tab', async () => {
    const port = adminPort();
    await openAdmin(port);
    untick('Incidents', 'Gather evidence');
    openTab('Guardrails');
    type('Claims at most', '12');
    openTab('Operations');
    const sent = await savedDraft(port);
    expect(sent.document.kinds[0]?.offers).toContain('gather-evidence');
    expect(sent.document.limits.maxClaims).toBe(12);
  });

  it('drops edits on request, and has nothing to save then', async () => {
    await openAdmin(adminPort());
    untick('Incidents', 'Gather evidence');
    expect(isOff('Save draft')).toBe(false);
    press('Drop my edits');
    expect(isOff('Save draft')).toBe(true);
  });

  it('counts an edit that is taken back as none', async () => {
    await openAdmin(adminPort());
    untick('Incidents', 'Gather evidence');
    untick('Incidents', 'Gather evidence');
    expect(isOff('Save draft')).toBe(true);
  });

  it('keeps text that cannot be read out of the document, and says what can', async () => {
    const port = adminPort();
    await openAdmin(port, 'Guardrails');
    type('Minutes of a run at most', '3');
    type('Minutes of a run at most', '99');
    expect(screen.getByText('A whole number from 1 to 14.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Minutes of a run at most').value).toBe('99');
    expect((await savedDraft(port)).document.limits.runMinutes).toBe(3);
  });

  it('takes an empty limit a day as none', async () => {
    const port = adminPort();
    await openAdmin(port, 'Guardrails');
    type('In one project', '');
    type('By one person', '25');
    expect((await savedDraft(port)).document.limits.perDay).toEqual({
      person: 25,
      project: null,
      class: null,
    });
  });

  it('lets nothing be edited while the draft is on trial, and says why', async () => {
    const canary = { version: 4, projects: ['REQ'], by: 'admin-ada', since: '2026-11-19T10:00:00.000Z' };
    const port = adminPort(
      { draft: viewOf({ stage: 'canary', canary }) },
      { 'admin.compare-canary': () => ({ replay: REPLAY, cursor: null }) },
    );
    await openAdmin(port, 'Guardrails');
    expect(screen.getByText(/^The draft is on trial, so nothing can be edited now/u)).toBeTruthy();
    expect(screen.getByRole('group', { name: 'What AI reads' }).closest('fieldset[disabled]')).toBeTruthy();
  });

  it('finds a project by name with the keyboard alone', async () => {
    const port = adminPort();
    await openAdmin(port);
    press('Edit Incidents');
    const field = screen.getByRole('combobox', { name: 'Add a project' });
    fireEvent.change(field, { target: { value: 'e' } });
    const list = await screen.findByRole('listbox', { name: 'Add a project' });
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    const [, second] = within(list).getAllByRole('option');
    expect(field.getAttribute('aria-activedescendant')).toBe(second?.id);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect((await savedDraft(port)).document.kinds[0]?.projects).toEqual(['INC', 'SEC']);
    fireEvent.change(field, { target: { value: 're' } });
    await screen.findByRole('listbox', { name: 'Add a project' });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('says so when nothing of a name is found', async () => {
    await openAdmin(adminPort(), 'Audit');
    const field = screen.getByRole('combobox', { name: 'Add a reader' });
    fireEvent.click(field);
    expect(screen.getByText('Type a name.')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'zora' } });
    expect(await screen.findByText('Nothing of that name was found.')).toBeTruthy();
  });

  it('asks the server what is wrong, and shows it beside the field', async () => {
    const port = adminPort(
      {},
      {
        'admin.check': () => ({
          problems: [{ path: 'limits.runMinutes', level: 'error', message: 'Shorter than a run takes.' }],
          tests: [],
          changes: [],
        }),
      },
    );
    const container = await openAdmin(port, 'Guardrails');
    await screen.findByText('Shorter than a run takes.');
    expect(screen.getByLabelText('Minutes of a run at most').getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('warns when the review of the policy in force is overdue', async () => {
    const { policy } = SETTINGS;
    const document = { ...policy.document, reviewBy: '2026-01-31' };
    await openAdmin(adminPort({ policy: { ...policy, document } }));
    expect(screen.getByText(/^The policy in force was to be looked at again by 2026-01-31/u)).toBeTruthy();
  });

  it('shows nobody the settings whom the server refuses', async () => {
    const port = adminPort(
      {},
      {
        'admin.load': () => ({
          code: 'not-admin',
          message: 'Only Jira admins can open these settings.',
          retryable: false,
        }),
      },
    );
    show(<AdminPage />, port);
    await screen.findByText('Only Jira admins can open these settings.');
    expect(inputsOf(port, 'admin.check')).toEqual([]);
    expect(screen.queryByRole('tab', { name: 'Rules' })).toBeNull();
  });
});
