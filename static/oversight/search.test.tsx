import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { GONE_REF } from '../testing/audit-fixtures';
import { openAudit, openView } from '../testing/audit-tab';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { summaryIn } from '../testing/fixtures';
import { foundOne, nothingWaits, trailInPages } from '../testing/oversight-answers';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

type Found = CallOutput<'oversight.search'>;
const NOTHING: Found = { handoffs: [], hiddenCount: 0, cursor: null };
const REFUSED: CallError = { code: 'invalid-input', message: 'That is no account id.', retryable: false };
const BUSY: CallError = { code: 'unavailable', message: 'Jira did not answer.', retryable: true };

const isNarrowed = ({ filter }: CallInput<'oversight.search'>): boolean =>
  Object.values(filter).some((value) => value !== null);
/** Answers searches that narrow; the unnarrowed one of the queue finds one. */
const answering =
  (narrowed: (input: CallInput<'oversight.search'>) => Found | CallError) =>
  (input: CallInput<'oversight.search'>) => (isNarrowed(input) ? narrowed(input) : foundOne());

/** The searches that narrow, in order; the unnarrowed list may be read again at any time. */
const narrowedIn = (port: FakePort): readonly CallInput<'oversight.search'>[] =>
  (inputsOf(port, 'oversight.search') as readonly CallInput<'oversight.search'>[]).filter(isNarrowed);

const fill = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

describe('the search of the Audit tab', () => {
  it('asks for exactly what was filled in, and pages through what it found', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': answering(({ cursor }) => ({
        handoffs: [
          { ...summaryIn('completed'), id: `ho-${cursor ?? 'one'}`, issueKey: `SEC-${cursor ?? 'one'}` },
        ],
        hiddenCount: 2,
        cursor: cursor === null ? 'two' : null,
      })),
    });
    await openAudit(port);
    fill('Issue key', ' inc-2041 ');
    fill('Person (account id)', 'agent-ana');
    fill('Operation', 'gather-evidence');
    fill('Outcome', 'timed-out');
    fill('Rule', 'sev-3');
    fill('Model', 'haiku-5');
    fill('From', '2026-11-01');
    fill('To', '2026-11-02');
    press('Search');
    fireEvent.click(await screen.findByText('Show more'));
    expect(await screen.findByText('SEC-two')).toBeTruthy();
    expect(screen.getByText('SEC-one')).toBeTruthy();
    expect(screen.getByText('4 not visible to you')).toBeTruthy();
    const filter = {
      issueKey: 'INC-2041',
      person: 'agent-ana',
      operation: 'gather-evidence',
      outcome: 'timed-out',
      ruleId: 'sev-3',
      model: 'haiku-5',
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(new Date(2026, 10, 3).getTime() - 1).toISOString(),
    };
    expect(narrowedIn(port)).toEqual([
      { filter, cursor: null },
      { filter, cursor: 'two' },
    ]);
  });

  it('says that nothing matches, and clears every field and the search', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': answering(() => NOTHING),
    });
    const container = await openAudit(port);
    fill('Rule', 'sev-9');
    press('Search');
    expect(await screen.findByText('No hand-off matches. Clear a field to find more.')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Clear');
    expect(await screen.findByRole('button', { name: /^INC-2041/u })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Rule').value).toBe('');
  });

  it('tells an empty page from an end, and hidden ones from none', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': answering(({ cursor }) => ({
        ...NOTHING,
        hiddenCount: 3,
        cursor: cursor === null ? 'more' : null,
      })),
    });
    await openAudit(port);
    fill('Rule', 'sev-3');
    press('Search');
    expect(await screen.findByText(/there is more to look through/u)).toBeTruthy();
    press('Show more');
    expect(await screen.findByText('No hand-off that you may see matches.')).toBeTruthy();
    expect(screen.getByText('6 not visible to you')).toBeTruthy();
  });

  it('shows a refusal beside the search and keeps the fields', async () => {
    await openAudit(
      createFakePort({ 'oversight.queue': nothingWaits, 'oversight.search': answering(() => REFUSED) }),
    );
    fill('Person (account id)', 'Ana Alvarez');
    press('Search');
    expect((await screen.findByRole('alert')).textContent).toContain('That is no account id.');
    expect(screen.getByLabelText<HTMLInputElement>('Person (account id)').value).toBe('Ana Alvarez');
  });

  it('takes the page again that failed, and keeps the pages before it', async () => {
    const answers: (Found | CallError)[] = [
      { ...foundOne(), cursor: 'two' },
      BUSY,
      { ...NOTHING, handoffs: [{ ...summaryIn('rejected'), id: 'ho-two', issueKey: 'SEC-2' }] },
    ];
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': answering(() => answers.shift() ?? NOTHING),
    });
    await openAudit(port);
    fill('Rule', 'sev-3');
    press('Search');
    fireEvent.click(await screen.findByText('Show more'));
    fireEvent.click(await screen.findByText('Retry'));
    expect(await screen.findByText('SEC-2')).toBeTruthy();
    expect(screen.getByText('INC-2041')).toBeTruthy();
    expect(narrowedIn(port).map(({ cursor }) => cursor)).toEqual([null, 'two', 'two']);
  });

  it('does not search from a later day to an earlier one', async () => {
    const port = createFakePort({ 'oversight.queue': nothingWaits, 'oversight.search': foundOne });
    const container = await openAudit(port);
    fill('From', '2026-11-03');
    fill('To', '2026-11-02');
    expect(screen.getByText('The first day is after the last one.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Search' }).hasAttribute('disabled')).toBe(true);
    fireEvent.submit(screen.getByRole('search', { name: 'Hand-offs' }));
    expect(narrowedIn(port)).toEqual([]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('keeps fields and results while views and tabs are switched', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': answering(() => ({
        ...foundOne(),
        handoffs: [{ ...summaryIn('halted'), issueKey: 'REQ-7' }],
      })),
      'oversight.changes': () => ({ changes: [], cursor: null }),
    });
    await openAudit(port);
    fill('Rule', 'sev-3');
    press('Search');
    await screen.findByText('REQ-7');
    fill('Model', 'not searched for yet');
    openView('Who changed what');
    fireEvent.click(screen.getByRole('tab', { name: 'Queue' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Audit' }));
    openView('Hand-offs');
    expect(screen.getByRole('button', { name: /^REQ-7/u })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Rule').value).toBe('sev-3');
    expect(screen.getByLabelText<HTMLInputElement>('Model').value).toBe('not searched for yet');
  });

  it('suggests the people whom the page has named, and nobody whose data was erased', async () => {
    const erased = { accountId: GONE_REF, displayName: 'Erased person' };
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': () => ({
        ...foundOne(),
        handoffs: [
          summaryIn('completed'),
          { ...summaryIn('rejected'), id: 'ho-two', issueKey: 'SEC-2', requester: erased },
        ],
      }),
      'oversight.trail': trailInPages,
    });
    const container = await openAudit(port);
    fireEvent.click(screen.getByRole('button', { name: /^INC-2041/u }));
    await screen.findByRole('list', { name: 'Trail' });
    press('Back to the search');
    const options = [...container.querySelectorAll('datalist option')];
    expect(options.map((option) => [option.getAttribute('value'), option.getAttribute('label')])).toEqual([
      ['agent-ana', 'Ana Alvarez'],
      ['commander-cho', 'Cho Park'],
    ]);
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Find a hand-off' })),
    );
  });
});
