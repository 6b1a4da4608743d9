import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import { entryAt } from '../testing/admin-fixtures';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { HANDOFF_ID, summaryIn } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { OversightPage } from './oversight-page';

afterEach(cleanup);

const list = ({ cursor }: { readonly cursor: string | null }) => ({
  handoffs: [
    cursor === null
      ? summaryIn('running')
      : { ...summaryIn('rejected'), id: 'ho-second', issueKey: 'SEC-2274' },
  ],
  hiddenCount: 1,
  cursor: cursor === null ? 'next' : null,
});
const trail = () => ({
  summary: summaryIn('running'),
  entries: [entryAt(0), entryAt(1)],
  people: [ANA],
  cursor: null,
});

const ANA = { accountId: 'agent-ana', displayName: 'Ana Ortiz' };

describe('the oversight page', () => {
  it('pages through the queue and counts what is hidden', async () => {
    const port = createFakePort({ 'oversight.list': list });
    const { container } = show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('2 not visible to you')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(inputsOf(port, 'oversight.list')).toEqual([{ cursor: null }, { cursor: 'next' }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows the whole trail of a hand-off with its hashes and verifies it', async () => {
    const port = createFakePort({
      'oversight.list': list,
      'oversight.trail': trail,
      'oversight.verify': () => ({ entries: 2, chains: 1, firstBroken: null }),
    });
    const { container } = show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('button', { name: /^Trail/u }));
    fireEvent.click(await screen.findByRole('button', { name: 'Details of entry 1' }));
    expect(screen.getByText('b'.repeat(64))).toBeTruthy();
    expect(screen.getByText(/^Ana Ortiz \(requester\)/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Verify audit trail' }));
    expect(await screen.findByText('Verified: 2 entries in 1 chain, every hash holds.')).toBeTruthy();
    expect(inputsOf(port, 'oversight.verify')).toEqual([{ handoffId: HANDOFF_ID }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names the first broken entry', async () => {
    show(
      <OversightPage />,
      createFakePort({
        'oversight.list': list,
        'oversight.trail': trail,
        'oversight.verify': () => ({
          entries: 2,
          chains: 1,
          firstBroken: { id: 'chain:1', why: 'hash differs' },
        }),
      }),
    );
    fireEvent.click(await screen.findByRole('button', { name: /^Trail/u }));
    fireEvent.click(await screen.findByRole('button', { name: 'Verify audit trail' }));
    expect(await screen.findByText('The trail is broken at entry chain:1: hash differs')).toBeTruthy();
  });

  it('exports every page as lines of one file', async () => {
    const port = createFakePort({
      'oversight.list': list,
      'oversight.export': ({ cursor }) => ({
        lines: [cursor ?? 'first'],
        hiddenCount: 2,
        cursor: cursor === null ? 'next' : null,
      }),
    });
    show(<OversightPage />, port);
    fireEvent.click(await screen.findByRole('tab', { name: 'Audit' }));
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() =>
      expect(port.files).toEqual([{ name: 'ai-handoff-audit.jsonl', lines: ['first', 'next'] }]),
    );
  });

  it('tells people without the role calmly whom to ask', async () => {
    const refusal: CallError = { code: 'not-permitted', message: 'You are not in it now.', retryable: false };
    show(<OversightPage />, createFakePort({ 'oversight.list': () => refusal }));
    expect(
      await screen.findByText('This page is for people whom the policy names as governance.'),
    ).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
  });
});
