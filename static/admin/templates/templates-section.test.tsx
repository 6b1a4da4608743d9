import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { Template } from '../../../src/contract/policy';
import { DOCUMENT, POLICY } from '../../testing/admin-fixtures';
import { adminPort, openAdmin, press, savedDraft, type } from '../../testing/admin-page';
import type { FakePort } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const [VENDOR] = DOCUMENT.templates;
const withTemplates = (templates: Template[]): FakePort =>
  adminPort({ policy: { ...POLICY, document: { ...DOCUMENT, templates } } });
const rows = (): readonly HTMLElement[] =>
  within(screen.getByRole('list', { name: 'Templates' })).queryAllByRole('button', { name: /template/u });

describe('templates', () => {
  it('are listed with step, kinds and how many items', async () => {
    const container = await openAdmin(adminPort(), 'Operations');
    const list = screen.getByRole('list', { name: 'Templates' });
    expect(list.textContent).toContain('Vendor packet vendor-packet');
    expect(list.textContent).toContain('Vendor escalation draft · Incidents · 2 items');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('are edited, items one a line', async () => {
    const port = adminPort();
    const container = await openAdmin(port, 'Operations');
    press('Edit template Vendor packet');
    type('Title', 'Packet for the vendor');
    type('Step that fills it in', 'validation');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Software work' }));
    type('Items, one a line', 'Serial numbers\n\n  Since when  \n');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.templates).toEqual([
      {
        id: 'vendor-packet',
        title: 'Packet for the vendor',
        step: 'validation',
        kinds: ['incident', 'software'],
        items: ['Serial numbers', 'Since when'],
      },
    ]);
  });

  it('keep what is typed between the lines', async () => {
    await openAdmin(adminPort(), 'Operations');
    press('Edit template Vendor packet');
    type('Items, one a line', 'Serial numbers\n');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Items, one a line').value).toBe('Serial numbers\n');
  });

  it('are added first, open, and wrong until they have an item', async () => {
    const port = adminPort();
    await openAdmin(port, 'Operations');
    press('Add a template');
    expect(screen.getByText('Name at least one.')).toBeTruthy();
    expect(screen.getByText('1 problem')).toBeTruthy();
    type('Title', 'Rollback');
    type('Items, one a line', 'ab');
    expect(screen.getByText('At least 3 characters.')).toBeTruthy();
    type('Items, one a line', 'Who rolls back');
    const { templates } = (await savedDraft(port)).document;
    expect(templates.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      'template-2: Rollback',
      'vendor-packet: Vendor packet',
    ]);
  });

  it('are deleted only after asking once', async () => {
    const port = adminPort();
    await openAdmin(port, 'Operations');
    press('Edit template Vendor packet');
    press('Delete Vendor packet');
    expect(screen.getByText(/^Delete this template from the draft/u)).toBeTruthy();
    press('Keep as it is');
    expect(rows()).toHaveLength(1);
    press('Delete Vendor packet');
    press('Delete');
    expect(screen.getByText(/^There is no template/u)).toBeTruthy();
    expect((await savedDraft(port)).document.templates).toEqual([]);
  });

  it('keep a kind in view that the policy does not have any more', async () => {
    if (VENDOR === undefined) throw new Error('The fixture has no template.');
    await openAdmin(withTemplates([{ ...VENDOR, kinds: ['change'] }]), 'Operations');
    press('Edit template Vendor packet');
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Change (no such kind)' });
    expect(box.checked).toBe(true);
  });

  it('are shown twenty at a time', async () => {
    if (VENDOR === undefined) throw new Error('The fixture has no template.');
    const many = Array.from({ length: 25 }, (_, index) => ({ ...VENDOR, id: `packet-${index}` }));
    await openAdmin(withTemplates(many), 'Operations');
    expect(rows()).toHaveLength(20);
    press('Show more');
    expect(rows()).toHaveLength(25);
  });
});
