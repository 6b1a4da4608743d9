import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import { DOCUMENT, POLICY, viewOf } from '../../testing/admin-fixtures';
import { adminPort, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import { accessibilityFaults } from '../../testing/show';
import { emptyKind } from '../kinds/new-kind';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const SHIPPED = {
  ...POLICY,
  version: 1,
  document: {
    ...DOCUMENT,
    kinds: [...DOCUMENT.kinds, { ...emptyKind('request'), approverRole: 'people-manager' }],
  },
};

describe('the setup guide', () => {
  it('is offered where the shipped policy is in force and nothing is drafted', async () => {
    await openAdmin(adminPort({ policy: SHIPPED }));
    expect(screen.getByText(/^This site runs the policy that ships/u)).toBeTruthy();
    press('Skip');
    expect(screen.queryByText(/^This site runs the policy that ships/u)).toBeNull();
    expect(screen.getByRole('button', { name: 'Open the setup guide' })).toBeTruthy();
    cleanup();
    await openAdmin(adminPort({ policy: SHIPPED, draft: viewOf() }));
    expect(screen.queryByText(/^This site runs the policy that ships/u)).toBeNull();
  });

  it('sets a project up in five steps, each reachable and free of accessibility faults', async () => {
    const port = adminPort({ policy: SHIPPED });
    const container = await openAdmin(port);
    press('Start the setup guide');
    expect(document.activeElement?.textContent).toBe('Step 1 of 5: Pick a project and its kind of work');
    type('Kind of work to start from', 'request');
    await pick('Add your project', 'sec', 'Security');
    for (const title of [
      'Step 2 of 5: Map the fields',
      'Step 3 of 5: Name the approver and the backup',
      'Step 4 of 5: Name who answers for each class',
      'Step 5 of 5: Try, save, submit',
    ]) {
      expect(await accessibilityFaults(container)).toEqual([]);
      press('Next step');
      expect(document.activeElement?.textContent).toBe(title);
      if (title.startsWith('Step 3')) {
        await pick('Find a person for People manager', 'ben', 'Ben Brandt');
      }
    }
    const { kinds, approvers } = (await savedDraft(port)).document;
    expect(kinds[2]).toMatchObject({ kind: 'request', projects: ['SEC'] });
    expect(approvers.at(-1)).toEqual({
      role: 'people-manager',
      chain: [{ type: 'account', accountId: 'agent-ben' }],
      backups: [],
      quorum: { needed: 1, of: 1, isInOrder: false },
    });
    press('Finish the guide');
    expect(screen.getByRole('tab', { name: 'Operations' })).toBeTruthy();
  });

  it('is left and opened again', async () => {
    await openAdmin(adminPort());
    press('Open the setup guide');
    press('Leave the guide');
    expect(screen.getByRole('tab', { name: 'Operations' })).toBeTruthy();
  });
});
