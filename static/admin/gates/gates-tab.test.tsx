import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallOutput } from '../../../src/contract/calls';
import { DOCUMENT, POLICY } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import { inputsOf } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const inGroup = (name: string) => within(screen.getByRole('group', { name }));
const check = (name: string): void => {
  fireEvent.click(screen.getByRole('checkbox', { name }));
};

/** What a field says of itself beside its label. */
function hintOf(field: HTMLElement): string {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

describe('the tab Gates', () => {
  it('edits every setting of a gate', async () => {
    const port = adminPort();
    await openAdmin(port, 'Gates');
    type('Hours until a reminder', '');
    type('Hours until the backup is asked', '3');
    type('Hours for which an approval counts', '12');
    check('The backup may decide before being asked');
    type('A light review is enough up to', 'none');
    check('A sign-off needs what AI read to be opened');
    check('Several gates of low risk may be approved at once');
    type('Seconds for 1,000 words at least', '0');
    type('Quick approvals in a row at most', '5');
    type('Approvals in a row at most', '20');
    type('Decisions a day at most', '50');
    expect((await savedDraft(port)).document.gates).toEqual({
      validHours: 12,
      remindAfterHours: null,
      backupAfterHours: 3,
      mayBackupDecideEarly: false,
      lightReviewUpTo: null,
      doesSignOffNeedReading: true,
      allowsBatch: true,
      attention: {
        minSecondsPerThousandWords: 0,
        maxQuickInARow: 5,
        maxApprovalsInARow: 20,
        maxDecisionsPerDay: 50,
      },
    });
  });

  it('says of every field what it does, also to who cannot see it', async () => {
    const container = await openAdmin(adminPort(), 'Gates');
    const fields = [
      ...['Time', 'How closely people look', 'Limits of attention'].flatMap((name) => [
        ...inGroup(name).queryAllByRole('textbox'),
        ...inGroup(name).queryAllByRole('combobox'),
        ...inGroup(name).queryAllByRole('checkbox'),
      ]),
    ];
    expect(fields).toHaveLength(11);
    for (const field of fields) expect(hintOf(field)).toMatch(/\S.*\./u);
    expect(screen.getByText(/nobody decides in 4 hours/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it.each([
    ['Hours for which an approval counts', '0', 'A whole number from 1 to 336.'],
    ['Hours until the backup is asked', '337', 'A whole number from 1 to 336.'],
    ['Decisions a day at most', 'many', 'A whole number from 1 to 1000.'],
  ])('says at %s that %s cannot be', async (label, text, fault) => {
    await openAdmin(adminPort(), 'Gates');
    type(label, text);
    expect(hintOf(screen.getByLabelText(label))).toContain(fault);
  });

  it('shows what the server finds at its field', async () => {
    const places = [
      'gates.validHours',
      'gates.lightReviewUpTo',
      'gates.doesSignOffNeedReading',
      'gates.attention.maxQuickInARow',
    ];
    const problems = places.map((path) => ({ path, level: 'warning' as const, message: `About ${path}.` }));
    await openAdmin(adminPort({}, { 'admin.check': () => ({ problems, tests: [], changes: [] }) }), 'Gates');
    const found = async (group: string, path: string) =>
      expect(await inGroup(group).findByText(`Warning: About ${path}.`)).toBeTruthy();
    await found('Time', 'gates.validHours');
    await found('How closely people look', 'gates.lightReviewUpTo');
    await found('How closely people look', 'gates.doesSignOffNeedReading');
    await found('Limits of attention', 'gates.attention.maxQuickInARow');
  });
});

const STATUSES = 'Statuses of the approval sub-task';
/** Beside it stands a list of the same name. */
const boxOf = (name: string): HTMLElement => screen.getByRole('textbox', { name });

describe('statuses', () => {
  it('are edited everywhere and in one project, which begins with what holds everywhere', async () => {
    const port = adminPort();
    await openAdmin(port, 'Gates');
    fireEvent.change(boxOf('Statuses that approve'), { target: { value: 'Accepted' } });
    press('Add to Statuses that approve');
    await pick('Add statuses for a project', 'req', 'Requests');
    await pick('Add statuses for a project', 'req', 'Requests');
    const own = inGroup('In REQ');
    expect(await accessibilityFaults(screen.getByRole('region', { name: STATUSES }))).toEqual([]);
    fireEvent.click(own.getByRole('button', { name: 'Remove approved' }));
    fireEvent.change(boxOf('Statuses that reject in REQ'), { target: { value: 'No' } });
    fireEvent.click(own.getByRole('button', { name: 'Add to Statuses that reject in REQ' }));
    expect((await savedDraft(port)).document.gateStatuses).toEqual({
      approve: ['approved', 'Accepted'],
      reject: ['rejected'],
      escalate: ['escalated'],
      byProject: [
        { projectKey: 'REQ', approve: ['Accepted'], reject: ['rejected', 'No'], escalate: ['escalated'] },
      ],
    });
  });

  it('of a project are taken away again', async () => {
    const { gateStatuses } = DOCUMENT;
    const own = (projectKey: string) => ({ projectKey, approve: ['a'], reject: ['b'], escalate: ['c'] });
    const statuses = { ...gateStatuses, byProject: [own('INC'), own('REQ')] };
    const policy = { ...POLICY, document: { ...DOCUMENT, gateStatuses: statuses } };
    const port = adminPort({ policy });
    await openAdmin(port, 'Gates');
    press('Remove the statuses of INC');
    expect((await savedDraft(port)).document.gateStatuses.byProject).toEqual([own('REQ')]);
  });

  it('of two meanings are marked at their list, and so is a list without any', async () => {
    const problems = [
      { path: 'gateStatuses.reject.0', level: 'error' as const, message: 'It already means approve.' },
    ];
    await openAdmin(adminPort({}, { 'admin.check': () => ({ problems, tests: [], changes: [] }) }), 'Gates');
    const listOf = (label: string): HTMLElement => {
      const list = boxOf(label).closest<HTMLElement>('.form-field');
      if (list === null) throw new Error('no field');
      return list;
    };
    expect(await within(listOf('Statuses that reject')).findByText('It already means approve.')).toBeTruthy();
    expect(within(listOf('Statuses that approve')).queryByText('It already means approve.')).toBeNull();
    press('Remove escalated');
    expect(within(listOf('Statuses that escalate')).getByText('Name at least one.')).toBeTruthy();
    expect(isOff('Check projects')).toBe(true);
  });
});

describe('checking projects', () => {
  const found: CallOutput<'admin.check-projects'> = {
    projects: [
      { projectKey: 'INC', subtaskType: 'Approval', missing: [], advice: 'All is well.' },
      { projectKey: 'OPS', subtaskType: null, missing: [], advice: 'Add a type.' },
      {
        projectKey: 'REQ',
        subtaskType: 'Sub-task',
        missing: ['Rejected', 'Escalated'],
        advice: 'Add statuses.',
      },
    ],
    leftOut: 1,
  };
  const rows = (): readonly (readonly (string | null)[])[] =>
    within(screen.getByRole('region', { name: 'Where approvals can be held as sub-tasks' }))
      .getAllByRole('row')
      .map((row) => [...row.children].map(({ textContent }) => textContent));

  it('shows each project’s type, what is missing and what to do, for the page as it stands', async () => {
    const port = adminPort({}, { 'admin.check-projects': () => found });
    await openAdmin(port, 'Gates');
    type('Hours for which an approval counts', '9');
    press('Check projects');
    await screen.findByText('All is well.');
    expect(rows()).toEqual([
      ['Project', 'Sub-task type', 'Missing statuses', 'What to do'],
      ['INC', 'Approval', 'none', 'All is well.'],
      ['OPS', 'none', 'none', 'Add a type.'],
      ['REQ', 'Sub-task', 'Rejected, Escalated', 'Add statuses.'],
    ]);
    expect(screen.getByText('1 more project was not looked at.')).toBeTruthy();
    expect(inputsOf(port, 'admin.check-projects')).toEqual([
      { document: expect.objectContaining({ gates: { ...DOCUMENT.gates, validHours: 9 } }) },
    ]);
    const region = screen.getByRole('region', { name: 'Where approvals can be held' });
    expect(await accessibilityFaults(region)).toEqual([]);
    expect(screen.queryByText(/^The page has changed/u)).toBeNull();
    type('Hours for which an approval counts', '8');
    expect(screen.getByText(/^The page has changed since this look/u)).toBeTruthy();
  });

  it('says that there is nothing to look at', async () => {
    await openAdmin(adminPort({}, { 'admin.check-projects': () => ({ projects: [], leftOut: 0 }) }), 'Gates');
    press('Check projects');
    expect(await screen.findByText(/^No kind of work names a project/u)).toBeTruthy();
  });

  it('says why it could not look, and looks again', async () => {
    let tries = 0;
    const port = adminPort(
      {},
      {
        'admin.check-projects': () => {
          tries += 1;
          if (tries === 1) return { code: 'unavailable' as const, message: 'Jira is away.', retryable: true };
          return found;
        },
      },
    );
    await openAdmin(port, 'Gates');
    press('Check projects');
    expect(await screen.findByText('Jira is away.')).toBeTruthy();
    press('Retry');
    await screen.findByText('All is well.');
    await waitFor(() => expect(screen.queryByText('Jira is away.')).toBeNull());
  });
});
