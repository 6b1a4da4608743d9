import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { adminPort, openAdmin, openTab, savedDraft, type } from '../../testing/admin-page';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const tick = (name: RegExp): void => {
  fireEvent.click(screen.getByRole('checkbox', { name }));
};

describe('the Audit tab', () => {
  it('shows the policy in force', async () => {
    await openAdmin(adminPort(), 'Audit');
    expect(screen.getByLabelText<HTMLInputElement>('Checkpoint issue').value).toBe('SEC-2274');
    expect(screen.getByLabelText<HTMLInputElement>('Packets: days').value).toBe('365');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Held issues').value).toBe('INC-2041');
    expect(screen.queryByText(/erases texts for good/u)).toBeNull();
  });

  it('saves issue keys in capitals, each once, however they are set apart', async () => {
    const port = adminPort();
    await openAdmin(port, 'Audit');
    tick(/^Feed for a SIEM/u);
    type('Outputs: days', '730');
    type('Checkpoint issue', ' sec-1 ');
    type('Held issues', 'inc-1, SEC-2;\nREQ-3  inc-1,');
    expect((await savedDraft(port)).document.audit).toEqual({
      checkpointIssueKey: 'SEC-1',
      hasFeed: true,
      retentionDays: { packets: 365, outputs: 730 },
      legalHold: { everything: false, issueKeys: ['INC-1', 'SEC-2', 'REQ-3'] },
    });
  });

  it('warns that a shorter period erases for good, and takes none that is out of bounds', async () => {
    const port = adminPort();
    const container = await openAdmin(port, 'Audit');
    type('Packets: days', '200');
    expect(screen.getByText('A shorter period erases texts for good at the next daily run.')).toBeTruthy();
    for (const days of ['179', '3651', '', '180.5', '1e3', '-400', 'soon']) {
      type('Packets: days', days);
      expect(screen.getByLabelText('Packets: days').getAttribute('aria-invalid')).toBe('true');
    }
    expect(screen.getByText('A whole number from 180 to 3650.')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.audit.retentionDays.packets).toBe(200);
  });

  it('refuses what is no issue key, and more held issues than are allowed', async () => {
    await openAdmin(adminPort(), 'Audit');
    type('Checkpoint issue', 'nowhere');
    expect(screen.getByText('“NOWHERE” is not an issue key.')).toBeTruthy();
    type('Held issues', 'INC-1 INC-0');
    expect(screen.getByText('“INC-0” is not an issue key.')).toBeTruthy();
    type('Held issues', Array.from({ length: 201 }, (_, place) => `INC-${place + 1}`).join(' '));
    expect(screen.getByText(/^At most 200 issues can be held/u)).toBeTruthy();
  });

  it('has no feed without an issue that carries it', async () => {
    const port = adminPort();
    await openAdmin(port, 'Audit');
    tick(/^Feed for a SIEM/u);
    type('Checkpoint issue', '');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Feed for a SIEM/u }).disabled).toBe(true);
    expect((await savedDraft(port)).document.audit).toMatchObject({
      checkpointIssueKey: null,
      hasFeed: false,
    });
  });

  it('warns when a hold lets go of an issue', async () => {
    await openAdmin(adminPort(), 'Audit');
    type('Held issues', '');
    expect(screen.getByText(/held no longer/u)).toBeTruthy();
    tick(/^Hold everything/u);
    expect(screen.queryByText(/held no longer/u)).toBeNull();
  });

  it('keeps what was typed while tabs are switched', async () => {
    await openAdmin(adminPort(), 'Audit');
    type('Outputs: days', '500');
    openTab('Rules');
    openTab('Audit');
    expect(screen.getByLabelText<HTMLInputElement>('Outputs: days').value).toBe('500');
  });
});
