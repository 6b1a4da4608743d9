import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Rule } from '../../../src/contract/rule';
import { DOCUMENT, POLICY } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import type { FakePort } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const siteWith = (part: Partial<PolicyDocument>): FakePort =>
  adminPort({ policy: { ...POLICY, document: { ...DOCUMENT, ...part } } });
const many = (length: number): Rule[] =>
  Array.from({ length }, (_, place) => ({
    id: `rule-${place + 1}`,
    priority: 999 - place,
    category: 'control',
    when: {},
    effect: { type: 'block' },
    because: `Number ${place + 1}.`,
    threshold: 'None',
  }));
const ids = (): readonly (string | null | undefined)[] =>
  within(screen.getByRole('list', { name: 'Rules' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('code')?.textContent);
const tick = (group: string, name: string): void => {
  fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('checkbox', { name }));
};

describe('the list of rules', () => {
  it('says each rule as a sentence', async () => {
    await openAdmin(adminPort(), 'Rules');
    expect(
      screen.getByText(
        'When data class is Confidential, then ask for approval before the AI runs, because confidential data is read only after its approver agrees.',
      ),
    ).toBeTruthy();
  });

  it('is searched by words and filtered by category', async () => {
    await openAdmin(adminPort(), 'Rules');
    expect(ids()).toEqual(['sev-3', 'data-2']);
    type('Search rules', 'CONFIDENTIAL approver');
    expect(ids()).toEqual(['data-2']);
    expect(screen.getByText('1 rule of 2')).toBeTruthy();
    type('Search rules', '');
    type('Category', 'severity');
    expect(ids()).toEqual(['sev-3']);
  });

  it('is ordered by priority and shown fifty at a time', async () => {
    await openAdmin(siteWith({ rules: many(60) }), 'Rules');
    expect(ids()).toHaveLength(50);
    expect(ids()[0]).toBe('rule-60');
    press('Show more rules');
    expect(ids()).toHaveLength(60);
    expect(screen.queryByRole('button', { name: 'Show more rules' })).toBeNull();
  });
});

describe('the editor of a rule', () => {
  it('keeps the sentence up to date and saves what it says', async () => {
    const port = adminPort();
    const container = await openAdmin(port, 'Rules');
    press('Edit data-2');
    tick('Data class', 'Restricted');
    type('Add a condition', 'severities');
    tick('Severity', 'Unknown (missing or not mapped)');
    type('Effect', 'cap-tier');
    type('Highest AI tier', '1');
    expect(
      screen.getAllByText(
        'When severity is Critical or unknown and data class is Confidential or Restricted, then use no AI tier above 1, because confidential data is read only after its approver agrees.',
      ),
    ).toHaveLength(2);
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.rules[1]).toMatchObject({
      id: 'data-2',
      when: { dataClasses: ['confidential', 'restricted'], severities: ['critical', 'unknown'] },
      effect: { type: 'cap-tier', tier: 1 },
    });
  }, 60_000);

  it('takes a part of the condition away', async () => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Edit sev-3');
    press('Remove condition: Class of operation');
    expect((await savedDraft(port)).document.rules[0]?.when).toEqual({ severities: ['critical'] });
  });

  it('adds a rule that blocks, and names what is missing before it can be saved', async () => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Add a rule');
    expect(document.activeElement?.textContent).toBe('Rule rule-1');
    expect(await screen.findAllByText('This must not be empty.')).toHaveLength(2);
    expect(isOff('Save draft')).toBe(true);
    expect(screen.getByText('2 problems')).toBeTruthy();
    type('Because', 'Nobody asked.');
    type('Limit, in a few words', 'None');
    type('Priority', '5');
    const { rules } = (await savedDraft(port)).document;
    expect(rules[2]).toEqual({
      id: 'rule-1',
      priority: 5,
      category: 'control',
      when: {},
      effect: { type: 'block' },
      because: 'Nobody asked.',
      threshold: 'None',
    });
    expect(ids()).toEqual(['rule-1', 'sev-3', 'data-2']);
  });

  it('duplicates a rule under the next id of its family', async () => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Edit sev-3');
    press('Duplicate rule');
    const { rules } = (await savedDraft(port)).document;
    expect(rules[2]).toEqual({ ...DOCUMENT.rules[0], id: 'sev-4' });
  });

  it('removes a rule after asking once', async () => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Edit sev-3');
    press('Remove rule');
    expect(ids()).toEqual(['sev-3', 'data-2']);
    press('Remove');
    expect(ids()).toEqual(['data-2']);
    expect((await savedDraft(port)).document.rules).toEqual([DOCUMENT.rules[1]]);
  });

  it('has fields for every part of a condition', async () => {
    const port = siteWith({ rules: [{ ...many(1)[0], id: 'all-1' } as Rule] });
    const container = await openAdmin(port, 'Rules');
    press('Edit all-1');
    const parts = within(screen.getByLabelText('Add a condition'))
      .getAllByRole<HTMLOptionElement>('option')
      .map(({ value }) => value)
      .filter((value) => value !== '');
    for (const part of parts) type('Add a condition', part);
    expect(within(screen.getByLabelText('Add a condition')).getAllByRole('option')).toHaveLength(1);
    await pick('Add a project', 'req', 'Requests');
    await pick('Add a project role', 'adm', 'Administrators');
    for (const label of ['Labels', 'Components']) {
      type(label, 'Network');
      press(`Add to ${label}`);
    }
    type('The output', 'no');
    type('AI tier above', '2');
    expect(await accessibilityFaults(container)).toEqual([]);
    const [rule] = (await savedDraft(port)).document.rules;
    expect(Object.keys(rule?.when ?? {}).sort()).toEqual([...parts].sort());
    expect(rule?.when).toMatchObject({
      projects: ['REQ'],
      requesterRoles: ['Administrators'],
      labels: ['Network'],
      components: ['Network'],
      leavesTeam: false,
      tierAbove: 2,
      kinds: ['incident'],
    });
  }, 60_000);

  it('sets a change window, weekly and once', async () => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Edit sev-3');
    type('Add a condition', 'outside');
    tick('Days', 'Monday');
    type('From (hh:mm)', '25:00');
    expect(await screen.findByText('This is not written in the form that is needed.')).toBeTruthy();
    type('From (hh:mm)', '22:00');
    type('Time zone', 'Europe/Berlin');
    press('Add a time');
    fireEvent.change(screen.getAllByLabelText('Repeats')[1] ?? document.body, { target: { value: 'once' } });
    type('Until', '2026-12-24T18:00');
    const when = (await savedDraft(port)).document.rules[0]?.when;
    expect(when?.outside?.[0]).toEqual({
      type: 'weekly',
      days: ['tue', 'wed', 'thu', 'fri'],
      from: '22:00',
      to: '17:00',
      timeZone: 'Europe/Berlin',
    });
    expect(when?.outside?.[1]).toMatchObject({
      type: 'once',
      to: new Date('2026-12-24T18:00').toISOString(),
    });
  });

  it.each([
    ['allow', { type: 'allow' }],
    ['require-run-approval', { type: 'require-approval', gate: 'run' }],
    ['require-use-approval', { type: 'require-approval', gate: 'use' }],
    ['require-second-reviewer', { type: 'require-second-reviewer' }],
    ['redact', { type: 'redact' }],
    ['internal-only', { type: 'internal-only' }],
    ['sample', { type: 'sample', percent: 10 }],
  ])('sets the effect %s', async (name, effect) => {
    const port = adminPort();
    await openAdmin(port, 'Rules');
    press('Edit sev-3');
    type('Effect', name);
    expect((await savedDraft(port)).document.rules[0]?.effect).toEqual(effect);
  });
});
