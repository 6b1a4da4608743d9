import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallOutput } from '../../src/contract/calls';
import { POLICY, SETTINGS } from '../testing/admin-fixtures';
import { BO, CHO } from '../testing/fixtures';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { accessibilityFaults, show } from '../testing/show';
import { AdminPage } from './admin-page';

afterEach(cleanup);

const BEN = { accountId: 'agent-ben', displayName: 'Ben Brandt' };

const settingsWith = (...governance: string[]): CallOutput<'admin.load'> => ({
  ...SETTINGS,
  policy: { ...POLICY, document: { ...POLICY.document, governance } },
});
const siteWith = (...governance: string[]): FakePort =>
  createFakePort({
    'admin.load': () => settingsWith(...governance),
    'admin.find-people': () => ({ people: [BEN] }),
    'admin.save-audit': () => ({ ...POLICY, version: 4 }),
  });

async function open(port: FakePort): Promise<HTMLElement> {
  const { container } = show(<AdminPage />, port);
  fireEvent.click(await screen.findByRole('tab', { name: 'Audit' }));
  return container;
}
const names = (): readonly (string | null | undefined)[] =>
  within(screen.getByRole('list', { name: 'Who may read the audit trail' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.person-name')?.textContent);
const click = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
async function addBen(): Promise<void> {
  fireEvent.change(screen.getByLabelText('Find a person'), { target: { value: 'ben' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Add Ben Brandt' }));
}
const explain = (text: string): void => {
  fireEvent.change(screen.getByLabelText('What changes and why'), { target: { value: text } });
};
const isOff = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');

describe('who may read the audit trail', () => {
  it('publishes whom was added and leaves out whom was removed', async () => {
    const port = siteWith(CHO.accountId, BO.accountId);
    const container = await open(port);
    expect(names()).toEqual(['Cho Park', 'Bo Berg']);
    await addBen();
    click('Remove Cho Park');
    expect(names()).toEqual(['Bo Berg', 'Ben Brandt']);
    expect(await accessibilityFaults(container)).toEqual([]);
    explain('Ben audits');
    click('Publish');
    await waitFor(() => expect(port.flags).toEqual(['Policy v4 is in force']));
    expect(inputsOf(port, 'admin.save-audit')).toEqual([
      {
        baseVersion: 3,
        change: 'Ben audits',
        governance: [BO.accountId, BEN.accountId],
        audit: POLICY.document.audit,
      },
    ]);
  });

  it('keeps the last one, and says why', async () => {
    await open(siteWith(CHO.accountId));
    expect(isOff('Remove Cho Park')).toBe(true);
    expect(screen.getByText(/^The last person cannot be removed, because/u)).toBeTruthy();
    click('Remove Cho Park');
    expect(names()).toEqual(['Cho Park']);
    await addBen();
    expect(isOff('Remove Cho Park')).toBe(false);
    expect(screen.queryByText(/^The last person/u)).toBeNull();
  });

  it('adds nobody twice', async () => {
    await open(siteWith(BEN.accountId, CHO.accountId));
    await addBen();
    expect(names()).toHaveLength(2);
    expect(screen.getByText('No unpublished edits.')).toBeTruthy();
  });

  it('knows the name of somebody it added after the tabs were switched', async () => {
    await open(siteWith(CHO.accountId));
    await addBen();
    fireEvent.click(screen.getByRole('tab', { name: 'Rules' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Audit' }));
    expect(names()).toEqual(['Cho Park', 'Ben Brandt']);
  });

  it('asks for somebody where the policy in force names nobody', async () => {
    await open(siteWith());
    expect(screen.getByText(/^Nobody may read the audit trail/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: /^Hold everything/u }));
    explain('Hold all');
    expect(isOff('Publish')).toBe(true);
    await addBen();
    expect(isOff('Publish')).toBe(false);
  });
});
