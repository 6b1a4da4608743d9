import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { HANDOFF_ID, summaryIn } from '../testing/fixtures';
import { foundOne, trailInPages } from '../testing/oversight-answers';
import { accessibilityFaults, show } from '../testing/show';
import { OversightPage } from './oversight-page';
import { EVERY_TRAIL } from '../../src/contract/every-trail';

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

describe('the oversight page', () => {
  it('pages through the queue and counts what is hidden', async () => {
    const port = createFakePort({ 'oversight.search': inPages });
    const { container } = show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('2 not visible to you')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(inputsOf(port, 'oversight.search')).toEqual([
      { filter: EVERY_TRAIL, cursor: null },
      { filter: EVERY_TRAIL, cursor: 'next' },
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('opens the story of a hand-off from the queue, in the Audit tab', async () => {
    const port = createFakePort({ 'oversight.search': foundOne, 'oversight.trail': trailInPages });
    show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('button', { name: /^Trail/u }));
    expect(screen.getByRole('tab', { name: 'Audit' }).getAttribute('aria-selected')).toBe('true');
    expect(await screen.findByRole('list', { name: 'Trail' })).toBeTruthy();
    expect(inputsOf(port, 'oversight.trail')[0]).toEqual({ handoffId: HANDOFF_ID, cursor: null });
  });

  it('tells people without the role calmly whom to ask', async () => {
    const refusal: CallError = { code: 'not-permitted', message: 'You are not in it now.', retryable: false };
    show(<OversightPage />, createFakePort({ 'oversight.search': () => refusal }));
    expect(
      await screen.findByText('This page is for people whom the policy names as governance.'),
    ).toBeTruthy();
    expect(screen.getByText('You are not in it now.')).toBeTruthy();
    expect(screen.getByText(/settings of AI hand-off, tab Audit/u)).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
  });
});
