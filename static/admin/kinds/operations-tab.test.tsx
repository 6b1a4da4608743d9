import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallOutput } from '../../../src/contract/calls';
import { DOCUMENT } from '../../testing/admin-fixtures';
import {
  adminPort,
  isOff,
  openAdmin,
  openTab,
  pick,
  press,
  savedDraft,
  type,
} from '../../testing/admin-page';
import { inputsOf } from '../../testing/fake-port';
import { BOUND, ELIGIBLE } from '../../testing/fixtures';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const TRIED: CallOutput<'admin.try-issue'> = {
  issueKey: 'INC-2041',
  summary: 'VPN is slow',
  facts: {
    projectKey: 'INC',
    issueType: 'Incident',
    kind: 'incident',
    severity: 'high',
    dataClass: null,
    impact: null,
    environment: null,
    customerFacing: null,
    ownerAccountId: 'agent-ana',
    requesterRoles: [],
    labels: [],
    components: [],
  },
  observations: [
    { input: 'severity', field: 'priority', raw: 'High', value: 'high', isAssumed: false },
    { input: 'dataClass', field: null, raw: null, value: null, isAssumed: false },
    { input: 'impact', field: null, raw: null, value: 'minor', isAssumed: true },
  ],
  decisions: [
    { title: 'Gather diagnostics', inForce: ELIGIBLE, draft: { ...BOUND, operation: 'gather-diagnostics' } },
  ],
};

describe('kinds of work', () => {
  it('hold what they cover, assume, recommend and who approves', async () => {
    const port = adminPort();
    const container = await openAdmin(port);
    press('Edit Incidents');
    await pick('Add an issue type', 'inc', 'Incident');
    type('Request types', 'Report an outage');
    press('Add to Request types');
    type('Labels', 'vip');
    fireEvent.keyDown(screen.getByLabelText('Labels'), { key: 'Enter' });
    type('JQL condition', 'component = Network');
    type('Severity', 'high');
    type('Customer-facing', 'no');
    type('Recommended', 'gather-diagnostics');
    type('Approver of “Gather diagnostics”', 'incident-commander');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.kinds[0]).toEqual({
      ...DOCUMENT.kinds[0],
      issueTypes: ['Incident'],
      requestTypes: ['Report an outage'],
      labels: ['vip'],
      jql: 'component = Network',
      assumedSeverity: 'high',
      assumedCustomerFacing: 'no',
      recommended: 'gather-diagnostics',
      approverRoles: [{ operation: 'gather-diagnostics', role: 'incident-commander' }],
    });
  }, 60_000);

  it('recommend nothing that they do not offer any more', async () => {
    const port = adminPort();
    await openAdmin(port);
    fireEvent.click(
      within(screen.getByRole('group', { name: 'Incidents' })).getByRole('checkbox', {
        name: 'Prepare incident packet',
      }),
    );
    expect((await savedDraft(port)).document.kinds[0]).toMatchObject({
      offers: ['gather-diagnostics'],
      recommended: null,
    });
  });

  it('are added by a name, moved up and removed after asking once', async () => {
    const port = adminPort();
    await openAdmin(port);
    type('New kind of work', 'software');
    expect(isOff('Add kind of work')).toBe(true);
    type('New kind of work', '  3 Major incidents! ');
    press('Add kind of work');
    press('Move Major incidents up');
    press('Edit Software work');
    press('Remove Software work');
    press('Remove');
    expect((await savedDraft(port)).document.kinds.map(({ kind }) => kind)).toEqual([
      'incident',
      'major-incidents',
    ]);
  });
});

describe('the field map', () => {
  it('maps values of a field that is picked by name', async () => {
    const port = adminPort();
    const container = await openAdmin(port);
    press(/^Field map/u);
    await screen.findByText('Priority');
    await pick('Add a field for data class', 'data', 'Data class');
    type('Value of the field, for Data class from customfield_10051', 'Secret');
    press('Add value to Data class from customfield_10051');
    type('“Secret” means', 'restricted');
    press('Remove value Highest');
    await pick('Add a field for service owner', 'prio', 'Priority');
    press('Remove assignee from Service owner');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.fieldMap).toMatchObject({
      severity: [{ field: 'priority', values: { High: 'high' } }],
      dataClass: [{ field: 'customfield_10051', values: { Secret: 'restricted' } }],
      owner: ['priority'],
    });
  });
});

describe('Try on an issue', () => {
  it('shows what policy saw and says, by the page that is not saved yet, and keeps a decision as a test', async () => {
    const port = adminPort({}, { 'admin.try-issue': () => TRIED });
    const container = await openAdmin(port, 'Guardrails');
    type('Claims at most', '12');
    openTab('Operations');
    type('Issue key', 'inc-2041');
    press('Try on an issue');
    await screen.findByText('VPN is slow');
    const [input] = inputsOf(port, 'admin.try-issue');
    expect(input).toMatchObject({ issueKey: 'INC-2041', document: { limits: { maxClaims: 12 } } });
    const saw = within(screen.getByRole('table', { name: 'What policy saw' }));
    await saw.findByText('Priority');
    expect(saw.getByText('Unknown')).toBeTruthy();
    expect(saw.getByText(/assumed by the kind/u)).toBeTruthy();
    const says = within(screen.getByRole('table', { name: 'What policy says about INC-2041' }));
    expect(says.getByText('Eligible')).toBeTruthy();
    expect(says.getByText('Approval-bound')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Keep as a test: Gather diagnostics');
    expect((await savedDraft(port)).document.tests).toEqual([
      {
        name: 'INC-2041: gather-diagnostics is approval-bound',
        input: {
          operation: 'gather-diagnostics',
          facts: TRIED.facts,
          at: expect.any(String),
          draw: 99,
          stopped: [],
          bypassIds: [],
        },
        expect: { outcome: 'approval-bound', rules: ['sev-1', 'data-1', 'comm-3'] },
      },
    ]);
  });

  it('says what keeps an issue from being tried', async () => {
    const port = adminPort(
      {},
      {
        'admin.try-issue': () => ({
          code: 'not-found',
          message: 'There is no issue INC-9.',
          retryable: false,
        }),
      },
    );
    await openAdmin(port);
    expect(isOff('Try on an issue')).toBe(true);
    type('Issue key', 'INC-9');
    press('Try on an issue');
    expect(await screen.findByText('There is no issue INC-9.')).toBeTruthy();
    await waitFor(() => expect(isOff('Try on an issue')).toBe(false));
  });
});
