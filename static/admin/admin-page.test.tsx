import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import { POLICY, SETTINGS } from '../testing/admin-fixtures';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { accessibilityFaults, show } from '../testing/show';
import { AdminPage } from './admin-page';

afterEach(cleanup);

const open = async (tab: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('tab', { name: tab }));
};
const CONFLICT: CallError = { code: 'conflict', message: 'Version 4 is in force.', retryable: false };
const untick = (group: string, name: string): void => {
  fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('checkbox', { name }));
};
const explain = (text: string): void => {
  fireEvent.change(screen.getByLabelText('What changes and why'), { target: { value: text } });
};

describe('the settings page', () => {
  it.each(['Operations', 'Rules', 'Approvers', 'Engines', 'Switches', 'Versions'])(
    'shows the tab %s without accessibility faults',
    async (tab) => {
      const { container } = show(<AdminPage />, createFakePort({ 'admin.load': () => SETTINGS }));
      await open(tab);
      expect(screen.getByRole('heading', { level: 1, name: 'AI hand-off settings' })).toBeTruthy();
      expect(await accessibilityFaults(container)).toEqual([]);
    },
  );

  it('publishes the offered operations with the version that they were changed on', async () => {
    const port = createFakePort({
      'admin.load': () => SETTINGS,
      'admin.save-operations': () => ({ ...POLICY, version: 4 }),
    });
    show(<AdminPage />, port);
    await open('Operations');
    expect(screen.getByRole('button', { name: 'Publish' }).hasAttribute('disabled')).toBe(true);
    untick('Incidents', 'Gather evidence');
    explain('Evidence on incidents');
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(port.flags).toEqual(['Policy v4 is in force']));
    expect(inputsOf(port, 'admin.save-operations')).toEqual([
      {
        baseVersion: 3,
        change: 'Evidence on incidents',
        offers: [
          {
            kind: 'incident',
            operations: ['prepare-incident-packet', 'gather-diagnostics', 'gather-evidence'],
          },
          { kind: 'software', operations: ['gather-evidence'] },
        ],
      },
    ]);
  });

  it('keeps unpublished edits while tabs are switched', async () => {
    show(<AdminPage />, createFakePort({ 'admin.load': () => SETTINGS }));
    await open('Operations');
    untick('Incidents', 'Gather diagnostics');
    explain('No diagnostics');
    await open('Rules');
    await open('Operations');
    expect(screen.getByLabelText<HTMLInputElement>('What changes and why').value).toBe('No diagnostics');
    expect(screen.getAllByRole('checkbox', { name: /^Gather diagnostics/u }).length).toBeGreaterThan(0);
  });

  it('keeps the edits in view on a conflict until the person reloads', async () => {
    const port = createFakePort({ 'admin.load': () => SETTINGS, 'admin.save-operations': () => CONFLICT });
    show(<AdminPage />, port);
    await open('Operations');
    untick('Incidents', 'Gather diagnostics');
    explain('No diagnostics');
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    const reload = await screen.findByRole('button', { name: 'Reload and drop my edits' });
    expect(screen.getByLabelText<HTMLInputElement>('What changes and why').value).toBe('No diagnostics');
    expect(screen.getByRole('button', { name: 'Publish' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(reload);
    await waitFor(() => expect(inputsOf(port, 'admin.load')).toHaveLength(2));
    expect(screen.getByText('No unpublished edits.')).toBeTruthy();
  });

  it('says each rule as a sentence', async () => {
    show(<AdminPage />, createFakePort({ 'admin.load': () => SETTINGS }));
    await open('Rules');
    expect(
      screen.getByText(
        'When data class is Confidential, then ask for approval before the AI runs, because confidential data is read only after its approver agrees.',
      ),
    ).toBeTruthy();
  });

  it('finds a person, adds them to a role and moves them up', async () => {
    const port = createFakePort({
      'admin.load': () => SETTINGS,
      'admin.find-people': () => ({ people: [{ accountId: 'agent-ben', displayName: 'Ben Brandt' }] }),
      'admin.save-approvers': () => POLICY,
    });
    show(<AdminPage />, port);
    await open('Approvers');
    fireEvent.change(screen.getByLabelText('Find a person'), { target: { value: 'ben' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Add Ben Brandt' }));
    fireEvent.click(screen.getByRole('button', { name: 'Move Ben Brandt up' }));
    explain('Ben backs up Cho');
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(inputsOf(port, 'admin.save-approvers')).toHaveLength(1));
    expect(inputsOf(port, 'admin.save-approvers')).toMatchObject([
      {
        approvers: [{ role: 'incident-commander', accountIds: ['commander-cho', 'agent-ben', 'backup-bo'] }],
      },
    ]);
    expect(inputsOf(port, 'admin.find-people')).toEqual([{ query: 'ben' }]);
  });

  it('halts AI operations after asking once, with a reason', async () => {
    const port = createFakePort({
      'admin.load': () => SETTINGS,
      'admin.set-switch': () => ({ ...SETTINGS.switch, isHalted: true, version: 1 }),
    });
    show(<AdminPage />, port);
    await open('Switches');
    fireEvent.click(screen.getByRole('button', { name: 'Halt AI operations' }));
    const confirm = screen.getByRole('button', { name: 'Halt' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Wrong outputs' } });
    fireEvent.click(confirm);
    await waitFor(() =>
      expect(inputsOf(port, 'admin.set-switch')).toEqual([
        { isHalted: true, reason: 'Wrong outputs', version: 0 },
      ]),
    );
  });
});
