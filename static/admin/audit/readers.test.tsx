import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { POLICY } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, openTab, pick, press, savedDraft } from '../../testing/admin-page';
import type { FakePort } from '../../testing/fake-port';
import { BO, CHO } from '../../testing/fixtures';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const siteWith = (...governance: string[]): FakePort =>
  adminPort({ policy: { ...POLICY, document: { ...POLICY.document, governance } } });
const names = (): readonly (string | null | undefined)[] =>
  within(screen.getByRole('list', { name: 'Who may read the audit trail' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.person-name')?.textContent);
const addBen = (): Promise<void> => pick('Add a reader', 'ben', 'Ben Brandt');

describe('who may read the audit trail', () => {
  it('is saved with whom was added and without whom was removed', async () => {
    const port = siteWith(CHO.accountId, BO.accountId);
    const container = await openAdmin(port, 'Audit');
    expect(names()).toEqual(['Cho Park', 'Bo Berg']);
    await addBen();
    press('Remove Cho Park');
    expect(names()).toEqual(['Bo Berg', 'Ben Brandt']);
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.governance).toEqual([BO.accountId, 'agent-ben']);
  });

  it('keeps the last one, and says why', async () => {
    await openAdmin(siteWith(CHO.accountId), 'Audit');
    expect(isOff('Remove Cho Park')).toBe(true);
    expect(screen.getByText(/^The last person cannot be removed, because/u)).toBeTruthy();
    await addBen();
    expect(isOff('Remove Cho Park')).toBe(false);
    expect(screen.queryByText(/^The last person/u)).toBeNull();
  });

  it('names nobody twice', async () => {
    await openAdmin(siteWith('agent-ben', CHO.accountId), 'Audit');
    await addBen();
    expect(names()).toHaveLength(2);
    expect(isOff('Save draft')).toBe(true);
  });

  it('knows the name of somebody who was added after the tabs were switched', async () => {
    await openAdmin(siteWith(CHO.accountId), 'Audit');
    await addBen();
    openTab('Rules');
    openTab('Audit');
    expect(names()).toEqual(['Cho Park', 'Ben Brandt']);
  });

  it('asks for somebody where the policy names nobody', async () => {
    await openAdmin(siteWith(), 'Audit');
    expect(screen.getByText(/^Nobody may read the audit trail/u)).toBeTruthy();
  });
});
