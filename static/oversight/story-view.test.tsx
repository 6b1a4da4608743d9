import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { AuditEntry } from '../../src/contract/audit';
import type { CallError } from '../../src/contract/errors';
import { byApp, entryOf, PEOPLE, TRAIL } from '../testing/audit-fixtures';
import { openAudit } from '../testing/audit-tab';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { HANDOFF_ID, SEAL, summaryIn } from '../testing/fixtures';
import { foundOne, nothingWaits, trailInPages } from '../testing/oversight-answers';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const BUSY: CallError = { code: 'unavailable', message: 'Storage did not answer.', retryable: true };
const GONE: CallError = { code: 'not-found', message: 'There is no such hand-off.', retryable: false };

type Answers = Parameters<typeof createFakePort>[0];

async function open(answers: Answers): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.search': foundOne,
    'oversight.trail': trailInPages,
    ...answers,
  });
  const container = await openAudit(port);
  fireEvent.click(screen.getByRole('button', { name: /^INC-2041/u }));
  return { port, container };
}

const trailOf = (...entries: AuditEntry[]): Answers => ({
  'oversight.trail': () => ({
    summary: summaryIn('rejected'),
    entries,
    length: (entries.at(-1)?.index ?? -1) + 1,
    people: PEOPLE,
    cursor: null,
  }),
});
const region = async (name: string) => within(await screen.findByRole('region', { name }));
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

describe('the story of a hand-off', () => {
  it('answers who let the output out and on what evidence, from the whole trail', async () => {
    const { container, port } = await open({});
    const who = await region('Who let this output out');
    expect(who.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Ana Alvarez \(owner\) accepted the output /u),
      expect.stringMatching(/^Cho Park \(incident commander\) approved the use of the output /u),
    ]);
    expect(who.getByText(/Posted as comment 10099 on INC-2041/u)).toBeTruthy();
    const evidence = await region('On what evidence');
    expect(evidence.getByText('14 of 15 claims')).toBeTruthy();
    expect(evidence.getByTitle(SEAL)).toBeTruthy();
    expect(evidence.getByText(/Policy v3 · composer 1\.0\.0, no model/u)).toBeTruthy();
    expect(inputsOf(port, 'oversight.trail')).toEqual([
      { handoffId: HANDOFF_ID, cursor: null },
      { handoffId: HANDOFF_ID, cursor: 'next' },
    ]);
    expect(document.activeElement?.textContent).toBe(summaryIn('completed').operationTitle);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells every step as a sentence, with everything it records on demand', async () => {
    const { container } = await open({});
    const trail = within(await screen.findByRole('list', { name: 'Trail' }));
    expect(
      trail.getByText(
        'The app, for Ana Alvarez, was told by policy v3: approval-bound. 2 rules fired (sev-1, comm-3).',
      ),
    ).toBeTruthy();
    press('Details of entry 1');
    const checks = within(trail.getByRole('table', { name: 'Checks' }));
    expect(checks.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      'CheckRuleVerdictObservedLimit',
      'Policysev-1AllowedHighUp to High',
      'Policycomm-3EscalatedGoes to a vendorApproval before use',
    ]);
    expect(trail.getByText('1'.repeat(64))).toBeTruthy();
    expect(trail.getByText('0'.repeat(64))).toBeTruthy();
    press('Details of entry 2');
    expect(trail.getByText('d'.repeat(64)).parentElement?.textContent).toMatch(/^2,048 bytes, HMAC/u);
    press('Details of entry 4');
    expect(trail.getByText('10100')).toBeTruthy();
    expect(trail.getByText(/^Cho Park \(actor-c+/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says that nobody let anything out where nothing was accepted', async () => {
    await open(trailOf(...TRAIL.slice(0, 2)));
    expect(
      (await region('Who let this output out')).getByText(
        'Nobody: no output was accepted. The hand-off is rejected.',
      ),
    ).toBeTruthy();
    expect((await region('On what evidence')).getByText(/No run finished/u)).toBeTruthy();
  });

  it('shows a gap as a warning in its place', async () => {
    const last = entryOf('effect.done', { effect: 'sync-property' }, { ...byApp, index: 4 });
    const { container } = await open(trailOf(...TRAIL.slice(0, 2), last));
    const lines = within(await screen.findByRole('list', { name: 'Trail' })).getAllByRole('listitem');
    expect(lines).toHaveLength(4);
    expect(lines[2]?.textContent).toMatch(/^Entries 2 to 3 are missing here\./u);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('answers nothing from half a trail, and goes on from the page that failed', async () => {
    let isBusy = true;
    const { port } = await open({
      'oversight.trail': (input) => (input.cursor !== null && isBusy ? BUSY : trailInPages(input)),
    });
    const retry = await screen.findByRole('button', { name: 'Retry' });
    expect(screen.queryByRole('region', { name: 'Who let this output out' })).toBeNull();
    isBusy = false;
    fireEvent.click(retry);
    await region('Who let this output out');
    expect(inputsOf(port, 'oversight.trail')).toEqual([
      { handoffId: HANDOFF_ID, cursor: null },
      { handoffId: HANDOFF_ID, cursor: 'next' },
      { handoffId: HANDOFF_ID, cursor: 'next' },
    ]);
  });

  it('says why a trail cannot be read, and goes back', async () => {
    await open({ 'oversight.trail': () => GONE });
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such hand-off.');
    press('Back to the search');
    expect(screen.getByRole('search', { name: 'Hand-offs' })).toBeTruthy();
  });
});

describe('Verify audit trail', () => {
  it('verifies this hand-off and says what holds', async () => {
    const { port, container } = await open({
      'oversight.verify': () => ({ entries: 6, chains: 1, checkpoints: 2, firstBroken: null }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Verify audit trail' }));
    expect(
      await screen.findByText('Verified: 6 entries in 1 chain and 2 checkpoints, every hash holds.'),
    ).toBeTruthy();
    expect(inputsOf(port, 'oversight.verify')).toEqual([{ handoffId: HANDOFF_ID }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names the first broken entry', async () => {
    await open({
      'oversight.verify': () => ({
        entries: 2,
        chains: 1,
        checkpoints: 0,
        firstBroken: { id: 'ho-1.000002', why: 'its hash does not match its content' },
      }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Verify audit trail' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The trail is broken at entry ho-1.000002: its hash does not match its content',
    );
  });
});

describe('Evidence bundle', () => {
  it('saves the file that the server made', async () => {
    const { port } = await open({
      'oversight.bundle': () => ({ name: 'evidence-INC-2041.jsonl', lines: ['{"record":"export"}', '{}'] }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Evidence bundle' }));
    expect(await screen.findByText('Saved as evidence-INC-2041.jsonl.')).toBeTruthy();
    expect(port.files).toEqual([
      {
        name: 'evidence-INC-2041.jsonl',
        lines: ['{"record":"export"}', '{}'],
        mediaType: 'application/x-ndjson',
        lineEnd: '\n',
      },
    ]);
    expect(inputsOf(port, 'oversight.bundle')).toEqual([{ handoffId: HANDOFF_ID }]);
  });

  it('saves nothing when it is refused', async () => {
    const { port } = await open({ 'oversight.bundle': () => BUSY });
    fireEvent.click(await screen.findByRole('button', { name: 'Evidence bundle' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Storage did not answer.');
    expect(port.files).toEqual([]);
  });
});
