import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { DraftView } from '../../src/contract/policy-life';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import { AdminPage } from '../admin/admin-page';
import type { Settings } from '../admin/settings';
import { SETTINGS, viewOf } from './admin-fixtures';
import { createFakePort, inputsOf, type Answers, type FakePort } from './fake-port';
import { show } from './show';

type Options = CallOutput<'admin.find'>['options'];

const JIRA: Readonly<Record<CallInput<'admin.find'>['what'], Options>> = {
  people: [{ id: 'agent-ben', name: 'Ben Brandt', detail: 'agent-ben' }],
  groups: [{ id: 'group-1', name: 'incident-commanders', detail: '' }],
  projects: [
    { id: 'REQ', name: 'Requests', detail: 'REQ' },
    { id: 'SEC', name: 'Security', detail: 'SEC' },
  ],
  fields: [
    { id: 'priority', name: 'Priority', detail: 'priority' },
    { id: 'customfield_10051', name: 'Data class', detail: 'customfield_10051' },
  ],
  'issue-types': [{ id: '1', name: 'Incident', detail: '' }],
  'project-roles': [{ id: '10002', name: 'Administrators', detail: '' }],
};

const find = ({ what, query }: CallInput<'admin.find'>): CallOutput<'admin.find'> => ({
  options: JIRA[what].filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(query.toLowerCase())),
});

/**
 * The settings page over a server that keeps the draft that was saved, finds what this Jira has, and finds nothing wrong, unless a
 * test answers otherwise.
 */
export function adminPort(settings: Partial<Settings> = {}, answers: Answers = {}): FakePort {
  let draft: DraftView | null = settings.draft ?? null;
  return createFakePort({
    'admin.load': () => ({ ...SETTINGS, ...settings, draft }),
    'admin.find': find,
    'admin.check': () => ({ problems: [], tests: [], changes: [] }),
    'admin.versions': () => ({ versions: SETTINGS.versions, people: [], cursor: null }),
    'admin.save-draft': ({ revision, document, change }) => {
      draft = viewOf({ revision: revision + 1, document, change });
      return draft;
    },
    ...answers,
  });
}

/** Opens the page, on a tab if one is named. */
export async function openAdmin(port: FakePort, tab?: string): Promise<HTMLElement> {
  const { container } = show(<AdminPage />, port);
  await screen.findByRole('tab', { name: 'Operations' });
  if (tab !== undefined) openTab(tab);
  return container;
}

export const openTab = (name: string): void => {
  fireEvent.click(screen.getByRole('tab', { name }));
};
export const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
export const isOff = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');
export const type = (label: string | RegExp, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

/** Types into a picker and takes the option of that name. */
export async function pick(label: string, query: string, name: string): Promise<void> {
  const field = screen.getByRole('combobox', { name: label });
  fireEvent.click(field);
  fireEvent.change(field, { target: { value: query } });
  const list = await screen.findByRole('listbox', { name: label });
  fireEvent.click(within(list).getByRole('option', { name: new RegExp(`^${name}`, 'u') }));
}

/** Saves the draft and answers what was sent. */
export async function savedDraft(port: FakePort): Promise<CallInput<'admin.save-draft'>> {
  await waitFor(() => {
    if (isOff('Save draft')) throw new Error('Save draft is off');
  });
  press('Save draft');
  await waitFor(() => {
    if (inputsOf(port, 'admin.save-draft').length === 0) throw new Error('nothing was saved');
  });
  return inputsOf(port, 'admin.save-draft').at(-1) as CallInput<'admin.save-draft'>;
}
