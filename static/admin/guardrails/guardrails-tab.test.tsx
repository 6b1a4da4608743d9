import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { DOCUMENT } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, press, savedDraft, type } from '../../testing/admin-page';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const entry = (id: string) => within(screen.getByRole('group', { name: `Words ${id}` }));
const fill = (id: string, label: string, value: string): void => {
  fireEvent.change(entry(id).getByLabelText(label), { target: { value } });
};

describe('the tab Guardrails', () => {
  it('chooses what words that speak to an AI lead to', async () => {
    const port = adminPort();
    await openAdmin(port, 'Guardrails');
    type('Where a source is in quarantine', 'block');
    expect((await savedDraft(port)).document.guardrails).toEqual({
      ...DOCUMENT.guardrails,
      onInjection: 'block',
    });
  });

  it('adds words with a pattern and a reason, under an id that is free', async () => {
    const port = adminPort();
    const container = await openAdmin(port, 'Guardrails');
    press('Add words');
    expect(screen.getAllByText('This must not be empty.').length).toBeGreaterThan(0);
    fill('word-2', 'Pattern', 'internal\\s+only');
    fill('word-2', 'Why', 'It is not for customers.');
    expect(await accessibilityFaults(container)).toEqual([]);
    expect((await savedDraft(port)).document.guardrails.denylist).toEqual([
      ...DOCUMENT.guardrails.denylist,
      { id: 'word-2', pattern: 'internal\\s+only', why: 'It is not for customers.' },
    ]);
  });

  it('takes an id that is not taken, whatever was removed before', async () => {
    const port = adminPort();
    await openAdmin(port, 'Guardrails');
    press('Add words');
    press('Add words');
    press('Remove word-2');
    press('Add words');
    for (const id of ['word-3', 'word-4']) {
      fill(id, 'Pattern', id);
      fill(id, 'Why', 'Because.');
    }
    expect((await savedDraft(port)).document.guardrails.denylist.map(({ id }) => id)).toEqual([
      'project-name',
      'word-3',
      'word-4',
    ]);
  });

  it('keeps the focus in a field while its id is typed', async () => {
    await openAdmin(adminPort(), 'Guardrails');
    const field = entry('project-name').getByLabelText('Id');
    field.focus();
    fireEvent.change(field, { target: { value: 'aurora' } });
    expect(document.activeElement).toBe(entry('aurora').getByLabelText('Id'));
  });

  it('shows beside a pattern what the server finds wrong with it', async () => {
    const message = 'RE2 has no look-ahead. Write the words without it.';
    const port = adminPort(
      {},
      {
        'admin.check': () => ({
          problems: [{ path: 'guardrails.denylist.0.pattern', level: 'error', message }],
          tests: [],
          changes: [],
        }),
      },
    );
    await openAdmin(port, 'Guardrails');
    const fault = await entry('project-name').findByText(message);
    const field = entry('project-name').getByLabelText('Pattern');
    expect(field.getAttribute('aria-describedby')).toContain(fault.parentElement?.id ?? 'no id');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('says that no words are kept out, and adds no more than the policy can hold', async () => {
    await openAdmin(adminPort(), 'Guardrails');
    press('Remove project-name');
    expect(screen.getByText('No words are kept out.')).toBeTruthy();
    for (let number = 0; number < 50; number += 1) press('Add words');
    expect(isOff('Add words')).toBe(true);
    expect(within(screen.getByRole('list', { name: 'Denylist' })).getAllByRole('listitem')).toHaveLength(50);
  });
});
