import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import { CHANGES, checkpointAt } from '../testing/audit-fixtures';
import { openAudit } from '../testing/audit-tab';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { foundOne, nothingWaits } from '../testing/oversight-answers';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const BUSY: CallError = { code: 'not-found', message: 'It is gone.', retryable: false };

describe('Who changed what', () => {
  it('shows policy and switches in one table, page by page', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': foundOne,
      'oversight.changes': ({ cursor }) => ({
        changes: cursor === null ? CHANGES.slice(0, 1) : CHANGES.slice(1),
        cursor: cursor === null ? 'next' : null,
      }),
    });
    const container = await openAudit(port, 'Who changed what');
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByText('Policy v3');
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows).toEqual([
      'WhenWhoWhatChange and why',
      expect.stringMatching(/Cho ParkAI operations haltedWrong outputs$/u),
      expect.stringMatching(/a person whose data was erasedPolicy v3Offer diagnostics on incidents$/u),
    ]);
    expect(inputsOf(port, 'oversight.changes')).toEqual([{ cursor: null }, { cursor: 'next' }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells a switch that was turned back from one that was turned', async () => {
    const resumed = CHANGES.slice(0, 1).map((change) => ({ ...change, isHalted: false }));
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': foundOne,
      'oversight.changes': () => ({ changes: resumed, cursor: null }),
    });
    await openAudit(port, 'Who changed what');
    expect(await screen.findByText('AI operations resumed')).toBeTruthy();
  });

  it('tells a draft, a class that stopped by itself, and one that goes on', async () => {
    const [change] = CHANGES;
    if (change === undefined) throw new Error('no change is given');
    const changes = [
      { ...change, entryId: 'site.3', what: 'draft' as const, change: 'Draft submitted', isHalted: null },
      { ...change, entryId: 'site.2', what: 'class' as const, change: 'Evidence stopped', by: null },
      { ...change, entryId: 'site.1', what: 'class' as const, change: 'Evidence goes on', isHalted: false },
    ];
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': foundOne,
      'oversight.changes': () => ({ changes, cursor: null }),
    });
    await openAudit(port, 'Who changed what');
    await screen.findByText('Draft submitted');
    expect(
      screen
        .getAllByRole('row')
        .map(({ textContent }) => textContent)
        .slice(1),
    ).toEqual([
      expect.stringMatching(/Cho ParkDraft of the policyDraft submitted$/u),
      expect.stringMatching(/The appA class stoppedEvidence stopped$/u),
      expect.stringMatching(/Cho ParkA class goes onEvidence goes on$/u),
    ]);
  });

  it('says when nothing was changed, and when it cannot be read', async () => {
    const search = { 'oversight.queue': nothingWaits, 'oversight.search': foundOne };
    await openAudit(
      createFakePort({ ...search, 'oversight.changes': () => ({ changes: [], cursor: null }) }),
      'Who changed what',
    );
    expect(await screen.findByText(/Nobody has changed/u)).toBeTruthy();
    cleanup();
    await openAudit(createFakePort({ ...search, 'oversight.changes': () => BUSY }), 'Who changed what');
    expect((await screen.findByRole('alert')).textContent).toContain('It is gone.');
    expect(screen.queryByRole('table')).toBeNull();
  });
});

const PUBLICATION = { checkpoint: 2, issue: 'AUD-1', commentId: '10499', at: '2026-11-18T02:10:00.000Z' };

describe('Checkpoints', () => {
  it('lists each with its period, its chains and its root, whole on demand', async () => {
    const port = createFakePort({
      'oversight.queue': nothingWaits,
      'oversight.search': foundOne,
      'oversight.checkpoints': ({ cursor }) => ({
        checkpoints: cursor === null ? [checkpointAt(2), checkpointAt(1)] : [checkpointAt(0)],
        publications: cursor === null ? [PUBLICATION, { ...PUBLICATION, checkpoint: 0 }] : [],
        cursor: cursor === null ? 'next' : null,
      }),
    });
    const container = await openAudit(port, 'Checkpoints');
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByText('Checkpoint 0');
    const list = screen.getByRole('list', { name: 'Checkpoints, newest first' });
    expect([...list.children].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^Checkpoint 26 chains moved · root e{8}…e{8}.*Published on AUD-1 as comment 10499, /u,
      ),
      expect.stringMatching(/^Checkpoint 13 chains moved.*Not published: /u),
      expect.stringMatching(/^Checkpoint 0nothing happened .*From the beginning to .*Published on AUD-1/u),
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Hashes of checkpoint 2' }));
    for (const digit of ['e', 'f', 'a', '0']) expect(screen.getByText(digit.repeat(64))).toBeTruthy();
    expect(inputsOf(port, 'oversight.checkpoints')).toEqual([{ cursor: null }, { cursor: 'next' }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says when there is none yet, and when they cannot be read', async () => {
    const search = { 'oversight.queue': nothingWaits, 'oversight.search': foundOne };
    await openAudit(
      createFakePort({
        ...search,
        'oversight.checkpoints': () => ({ checkpoints: [], publications: [], cursor: null }),
      }),
      'Checkpoints',
    );
    expect(await screen.findByText(/There is no checkpoint yet/u)).toBeTruthy();
    cleanup();
    await openAudit(createFakePort({ ...search, 'oversight.checkpoints': () => BUSY }), 'Checkpoints');
    expect((await screen.findByRole('alert')).textContent).toContain('It is gone.');
  });
});
