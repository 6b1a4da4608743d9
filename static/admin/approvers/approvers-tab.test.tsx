import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Bypass } from '../../../src/contract/policy-people';
import { DOCUMENT, POLICY } from '../../testing/admin-fixtures';
import { adminPort, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const policyWith = (part: Partial<PolicyDocument>) => ({ ...POLICY, document: { ...DOCUMENT, ...part } });
const inRegion = (name: string) => within(screen.getByRole('region', { name }));
const inGroup = (name: string) => within(screen.getByRole('group', { name }));

const BYPASS: Bypass = {
  id: 'bypass-1',
  ruleIds: ['sev-3'],
  projects: ['INC'],
  operations: ['gather-diagnostics'],
  accountIds: ['commander-cho'],
  because: 'The big outage',
  from: '2026-11-01T09:00:00.000Z',
  until: '2026-11-12T09:00:00.000Z',
  maxUses: 10,
};

describe('approver roles', () => {
  it('add a person, a group, a project role, a field and the component lead, in an order that is moved', async () => {
    const port = adminPort();
    const container = await openAdmin(port, 'Approvers');
    await pick('Find a person for Incident commander', 'ben', 'Ben Brandt');
    press('Move Ben Brandt up');
    for (const [kind, noun, query, name] of [
      ['group', 'a group', 'inc', 'incident-commanders'],
      ['project-role', 'a project role', 'adm', 'Administrators'],
      ['field', 'a field', 'prio', 'Priority'],
    ] as const) {
      type('Add to Incident commander', kind);
      await pick(`Find ${noun} for Incident commander`, query, name);
    }
    type('Add to Incident commander', 'component-lead');
    press('Add the component lead');
    press('Add the component lead');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.approvers[0]).toEqual({
      role: 'incident-commander',
      chain: [
        { type: 'account', accountId: 'commander-cho' },
        { type: 'account', accountId: 'agent-ben' },
        { type: 'account', accountId: 'backup-bo' },
        { type: 'group', groupId: 'group-1', name: 'incident-commanders' },
        { type: 'project-role', roleId: '10002', name: 'Administrators' },
        { type: 'field', field: 'priority' },
        { type: 'component-lead' },
      ],
      backups: [],
      quorum: { needed: 1, of: 1, isInOrder: false },
    });
  });

  it('names backups apart from the chain', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    await pick('Find a person for the backups of Incident commander', 'ben', 'Ben Brandt');
    expect((await savedDraft(port)).document.approvers[0]).toMatchObject({
      chain: [{ accountId: 'commander-cho' }, { accountId: 'backup-bo' }],
      backups: [{ accountId: 'agent-ben' }],
    });
  });

  it('adds a role under a slug, and removes only one that nothing names', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    type('New role', 'Change Manager!');
    press('Add role');
    expect(screen.getByRole('heading', { name: 'Change manager' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Remove role Incident commander' })).toBeNull();
    expect(screen.getByText('Used by Incidents')).toBeTruthy();
    press('Remove role Change manager');
    expect(screen.queryByRole('heading', { name: 'Change manager' })).toBeNull();
  });

  it('shows a role that a kind names and nobody holds', async () => {
    await openAdmin(adminPort({ policy: policyWith({ approvers: [] }) }), 'Approvers');
    expect(inRegion('Incident commander').getByText(/^Nobody holds this role/u)).toBeTruthy();
  });
});

describe('class owners', () => {
  it('take a class once all three are named', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    const drafting = 'Drafting and summaries';
    expect(inGroup(drafting).getByText(/this class stands still\.$/u)).toBeTruthy();
    for (const label of ['Pick business owner', 'Pick technical owner', 'Pick on-call reviewer']) {
      const field = inGroup(drafting).getByRole('combobox', { name: label });
      fireEvent.change(field, { target: { value: 'ben' } });
      fireEvent.click(
        within(await screen.findByRole('listbox', { name: label })).getByRole('option', { name: /Ben/u }),
      );
    }
    expect((await savedDraft(port)).document.owners.at(-1)).toEqual({
      class: 'drafting-and-summaries',
      business: 'agent-ben',
      technical: 'agent-ben',
      onCall: 'agent-ben',
      backup: null,
    });
  });

  it('shows a class that is stopped, who is missing and who was told', async () => {
    const stop = {
      class: 'evidence-gathering' as const,
      who: 'on-call' as const,
      role: null,
      accountId: 'commander-cho',
      since: '2026-11-18T09:00:00.000Z',
      told: 'backup-bo',
    };
    await openAdmin(adminPort({ stops: [stop] }), 'Approvers');
    const shown = inGroup('Evidence gathering')
      .getByText(/^Stopped/u)
      .closest('p');
    expect(shown?.textContent).toMatch(
      /its on-call reviewer cannot act any more \(Cho Park\)\. Bo Berg was told\.$/u,
    );
  });
});

describe('an approver who is missing', () => {
  it('is named with the role that nobody can act for', async () => {
    const stop = {
      class: 'evidence-gathering' as const,
      who: 'approver' as const,
      role: 'incident-commander',
      accountId: null,
      since: '2026-11-18T09:00:00.000Z',
      told: null,
    };
    await openAdmin(adminPort({ stops: [stop] }), 'Approvers');
    const shown = inGroup('Evidence gathering')
      .getByText(/^Stopped/u)
      .closest('p');
    expect(shown?.textContent).toMatch(
      /an approver cannot act any more as incident commander\. No backup could be told\.$/u,
    );
  });
});

describe('bypasses', () => {
  it('show how much is used and when they end', async () => {
    const port = adminPort({
      policy: policyWith({ bypasses: [BYPASS] }),
      bypassUses: [{ id: 'bypass-1', uses: 2 }],
    });
    const container = await openAdmin(port, 'Approvers');
    expect(inGroup('bypass-1').getByText('2 of 10 used')).toBeTruthy();
    expect(inGroup('bypass-1').getByText(/^Ended/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('are added with rules that block, people, projects and operations', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    press('Add a bypass');
    const choices = within(screen.getByLabelText('Lift a rule that blocks')).getAllByRole('option');
    expect(choices.map(({ textContent }) => textContent)).toEqual(['Choose a rule', 'sev-3: Below Critical']);
    type('Lift a rule that blocks', 'sev-3');
    await pick('Add a person to the bypass', 'ben', 'Ben Brandt');
    await pick('Add a project to the bypass', 'req', 'Requests');
    fireEvent.click(inGroup('Operations it is for').getByRole('checkbox', { name: 'Gather diagnostics' }));
    type('Because', 'The big outage');
    type('Uses at most', '3');
    const [bypass] = (await savedDraft(port)).document.bypasses;
    expect(bypass).toMatchObject({
      id: 'bypass-1',
      ruleIds: ['sev-3'],
      accountIds: ['agent-ben'],
      projects: ['REQ'],
      operations: ['gather-diagnostics'],
      because: 'The big outage',
      maxUses: 3,
    });
    expect(Date.parse(bypass?.until ?? '') - Date.parse(bypass?.from ?? '')).toBeLessThanOrEqual(86_400_100);
  });

  it('are removed after asking once', async () => {
    const port = adminPort({ policy: policyWith({ bypasses: [BYPASS] }) });
    await openAdmin(port, 'Approvers');
    press('Remove bypass-1');
    press('Remove');
    expect((await savedDraft(port)).document.bypasses).toEqual([]);
  });
});
