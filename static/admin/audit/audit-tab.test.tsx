import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import { POLICY, SETTINGS } from '../testing/admin-fixtures';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { accessibilityFaults, show } from '../testing/show';
import { AdminPage } from './admin-page';

afterEach(cleanup);

const CONFLICT: CallError = { code: 'conflict', message: 'Version 4 is in force.', retryable: false };

async function open(port: FakePort): Promise<HTMLElement> {
  const { container } = show(<AdminPage />, port);
  fireEvent.click(await screen.findByRole('tab', { name: 'Audit' }));
  return container;
}
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};
const publish = (): HTMLElement => screen.getByRole('button', { name: 'Publish' });
const isOff = (element: HTMLElement): boolean => element.hasAttribute('disabled');

const loads = { 'admin.load': () => SETTINGS };

describe('the Audit tab of the settings page', () => {
  it('shows the policy in force and has no accessibility fault', async () => {
    const container = await open(createFakePort(loads));
    expect(screen.getByLabelText<HTMLInputElement>('Checkpoint issue').value).toBe('SEC-2274');
    expect(screen.getByLabelText<HTMLInputElement>('Packets: days').value).toBe('365');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Held issues').value).toBe('INC-2041');
    expect(screen.queryByText(/erases texts for good/u)).toBeNull();
    expect(isOff(publish())).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('publishes what was typed with the version that it was changed on', async () => {
    const port = createFakePort({ ...loads, 'admin.save-audit': () => ({ ...POLICY, version: 4 }) });
    await open(port);
    fireEvent.click(screen.getByRole('checkbox', { name: /^Feed for a SIEM/u }));
    type('Outputs: days', '730');
    type('Held issues', 'inc-2041 sec-2274');
    type('What changes and why', 'Two years for outputs');
    fireEvent.click(publish());
    await waitFor(() => expect(port.flags).toEqual(['Policy v4 is in force']));
    expect(inputsOf(port, 'admin.save-audit')).toEqual([
      {
        baseVersion: 3,
        change: 'Two years for outputs',
        governance: ['auditor-ava'],
        audit: {
          checkpointIssueKey: 'SEC-2274',
          hasFeed: true,
          retentionDays: { packets: 365, outputs: 730 },
          legalHold: { everything: false, issueKeys: ['INC-2041', 'SEC-2274'] },
        },
      },
    ]);
  });

  it('warns that a shorter period erases for good, and keeps what is out of bounds unpublished', async () => {
    const container = await open(createFakePort(loads));
    type('Packets: days', '200');
    expect(screen.getByText('A shorter period erases texts for good at the next daily run.')).toBeTruthy();
    type('What changes and why', 'Keep less');
    expect(isOff(publish())).toBe(false);
    type('Packets: days', '90');
    expect(isOff(publish())).toBe(true);
    expect(screen.getByText('Mend what is marked before you publish.')).toBeTruthy();
    expect(screen.getByLabelText('Packets: days').getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('offers no feed without an issue that carries it', async () => {
    await open(createFakePort(loads));
    type('Checkpoint issue', '');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Feed for a SIEM/u }).disabled).toBe(true);
    expect(screen.getByText('A feed needs a checkpoint issue.')).toBeTruthy();
  });

  it('warns when a hold lets go of an issue', async () => {
    await open(createFakePort(loads));
    type('Held issues', '');
    expect(screen.getByText(/held no longer/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: /^Hold everything/u }));
    expect(screen.queryByText(/held no longer/u)).toBeNull();
  });

  it('keeps the draft while tabs are switched, and in view on a conflict', async () => {
    const port = createFakePort({ ...loads, 'admin.save-audit': () => CONFLICT });
    await open(port);
    type('Outputs: days', '500');
    type('What changes and why', 'More time');
    fireEvent.click(screen.getByRole('tab', { name: 'Rules' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Audit' }));
    expect(screen.getByLabelText<HTMLInputElement>('Outputs: days').value).toBe('500');
    fireEvent.click(publish());
    await screen.findByRole('button', { name: 'Reload and drop my edits' });
    expect(screen.getByLabelText<HTMLInputElement>('Outputs: days').value).toBe('500');
  });
});
