import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { HANDOFF_ID, summaryIn } from '../testing/fixtures';
import { foundOne, nothingWaits, trailInPages } from '../testing/oversight-answers';
import { accessibilityFaults, show } from '../testing/show';
import { OversightPage } from './oversight-page';

afterEach(cleanup);

const inPages = ({ cursor }: CallInput<'oversight.search'>): CallOutput<'oversight.search'> => ({
  handoffs: [
    cursor === null
      ? summaryIn('running')
      : { ...summaryIn('rejected'), id: 'ho-second', issueKey: 'SEC-2274' },
  ],
  hiddenCount: 1,
  cursor: cursor === null ? 'next' : null,
});

async function openAll(port: FakePort): Promise<HTMLElement> {
  const { container } = show(<OversightPage />, port);
  fireEvent.click(await screen.findByRole('tab', { name: 'All' }));
  return container;
}

describe('the oversight page of governance', () => {
  it('pages through all hand-offs and counts what is hidden', async () => {
    const port = createFakePort({ 'oversight.queue': nothingWaits, 'oversight.search': inPages });
    const container = await openAll(port);
    const more = await screen.findByRole('button', { name: 'Show more' });
    more.focus();
    fireEvent.click(more);
    expect(await screen.findByText('2 not visible to you')).toBeTruthy();
    // The last page takes the button away; the focus stays beside the list.
    await waitFor(() => expect(document.activeElement?.closest('[role="tabpanel"]')).toBeTruthy());
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(inputsOf(port, 'oversight.search')).toEqual([
      { filter: EVERY_TRAIL, cursor: null },
      { filter: EVERY_TRAIL, cursor: 'next' },
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('opens the story of a hand-off from all of them, in the Audit tab', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': foundOne,
      'oversight.trail': trailInPages,
    });
    await openAll(port);
    fireEvent.click(await screen.findByRole('button', { name: /^Trail/u }));
    expect(screen.getByRole('tab', { name: 'Audit' }).getAttribute('aria-selected')).toBe('true');
    expect(await screen.findByRole('list', { name: 'Trail' })).toBeTruthy();
    expect(inputsOf(port, 'oversight.trail')[0]).toEqual({ handoffId: HANDOFF_ID, cursor: null });
  });

  it('says beside the list why all hand-offs cannot be read', async () => {
    const refusal: CallError = { code: 'not-permitted', message: 'You are not in it now.', retryable: false };
    await openAll(createFakePort({ 'oversight.queue': nothingWaits, 'oversight.search': () => refusal }));
    expect((await screen.findByRole('alert')).textContent).toContain('You are not in it now.');
    expect(screen.queryByRole('table')).toBeNull();
  });
});

describe('the oversight page of everybody else', () => {
  it('has the queue alone, and asks for nothing that is not theirs', async () => {
    const port = createFakePort({ 'oversight.queue': () => ({ ...nothingWaits(), isGovernance: false }) });
    const { container } = show(<OversightPage />, port);
    await screen.findByText(/Nothing waits for you/u);
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'Queue',
      'Mine (0)',
      'Team',
      'Overdue',
    ]);
    expect(port.calls.map(({ name }) => name)).toEqual(['oversight.queue']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells people without a licence calmly that it is not for them', async () => {
    const refusal: CallError = { code: 'not-permitted', message: 'You have no licence.', retryable: false };
    show(<OversightPage />, createFakePort({ 'oversight.queue': () => refusal }));
    expect(await screen.findByText('This page is for people who work in Jira with a licence.')).toBeTruthy();
    expect(screen.getByText('You have no licence.')).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it('offers to look again where the queue could not be read', async () => {
    const answers: CallError[] = [{ code: 'unavailable', message: 'Jira is away.', retryable: true }];
    const port = createFakePort({ 'oversight.queue': () => answers.shift() ?? nothingWaits() });
    show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    await screen.findByRole('tab', { name: 'Queue' });
    expect(screen.getByText(/Nothing waits for you/u)).toBeTruthy();
  });
});
