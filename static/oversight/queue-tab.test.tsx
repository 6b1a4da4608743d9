import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import type { QueueItem } from '../../src/contract/handoff';
import { createFakePort, inputsOf, type Answers, type FakePort } from '../testing/fake-port';
import { SEAL } from '../testing/fixtures';
import { RELEASE } from '../testing/gate-fixtures';
import { lowRisk, waitingItem } from '../testing/queue-fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { OversightPage } from './oversight-page';

afterEach(cleanup);

const pageOf = (
  items: QueueItem[],
  extra: Partial<CallOutput<'oversight.queue'>> = {},
): CallOutput<'oversight.queue'> => ({
  items,
  hiddenCount: 0,
  cursor: null,
  isGovernance: false,
  ...extra,
});

async function open(
  items: QueueItem[],
  answers: Answers = {},
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = createFakePort({ 'oversight.queue': () => pageOf(items), ...answers });
  const { container } = show(<OversightPage />, port);
  await screen.findByRole('table', { name: 'What waits' });
  return { port, container };
}

const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const rows = (): readonly (string | null)[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

describe('the queue', () => {
  it('shows each item with its risk, act, people and times, in the order of the server', async () => {
    const { container } = await open([
      waitingItem({ risk: 'high', gate: 'run', isOverdue: true }),
      waitingItem({ handoffId: 'ho-2', issueKey: 'SEC-2274', act: 'review', gate: null, isMine: false }),
    ]);
    expect(rows()).toEqual([
      expect.stringMatching(/^High riskINC-2041Approve the run on INC-2041.* · yours.*in 3 hOverdue$/u),
      expect.stringMatching(/^Medium riskSEC-2274Review the output on SEC-2274[^·]*in 3 h$/u),
    ]);
    expect(screen.getByRole('tab', { name: 'Mine (2)' })).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('opens the issue where the act is done, and the issue itself', async () => {
    const { port } = await open([waitingItem()]);
    press('Approve the use on INC-2041');
    press('INC-2041');
    expect(port.opened).toEqual(['here INC-2050', 'INC-2041']);
  });

  it('reads a view when it is opened, counts what is loaded and reads on', async () => {
    const asked = ({ view, cursor }: CallInput<'oversight.queue'>): CallOutput<'oversight.queue'> =>
      view === 'team'
        ? pageOf([waitingItem({ handoffId: `ho-${cursor ?? 'first'}` })], {
            cursor: cursor === null ? 'next' : null,
            hiddenCount: 1,
          })
        : pageOf([]);
    const port = createFakePort({ 'oversight.queue': asked });
    show(<OversightPage />, port);
    expect(await screen.findByText(/Nothing waits for you/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('tab', { name: 'Team' }));
    expect(await screen.findByRole('tab', { name: 'Team (1+)' })).toBeTruthy();
    press('Show more');
    expect(await screen.findByRole('tab', { name: 'Team (2)' })).toBeTruthy();
    expect(screen.getByText('2 not visible to you')).toBeTruthy();
    fireEvent.click(screen.getByRole('tab', { name: 'Overdue' }));
    expect(await screen.findByText(/Nothing is overdue/u)).toBeTruthy();
    expect(inputsOf(port, 'oversight.queue')).toEqual([
      { view: 'mine', cursor: null },
      { view: 'team', cursor: null },
      { view: 'team', cursor: 'next' },
      { view: 'overdue', cursor: null },
    ]);
  });

  it('says what would stand in the team’s view while nothing does', async () => {
    show(<OversightPage />, createFakePort({ 'oversight.queue': () => pageOf([]) }));
    fireEvent.click(await screen.findByRole('tab', { name: 'Team' }));
    expect(await screen.findByText(/Nothing waits for the roles that you hold/u)).toBeTruthy();
  });
});

const LATE: CallError = { code: 'unavailable', message: 'Jira is away.', retryable: true };

describe('a batch', () => {
  it('offers boxes only on rows that policy lets be approved together', async () => {
    await open([lowRisk(1), waitingItem()]);
    expect(screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'))).toEqual([
      'Choose REQ-1 for a batch',
    ]);
    expect(screen.getByText('1 row of low risk can be approved in a batch.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Approve \d/u })).toBeNull();
  });

  it('is not spoken of where no row can be in one', async () => {
    await open([waitingItem()]);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByText(/batch/u)).toBeNull();
  });

  it('asks once, sends exactly the chosen rows and tells what came of each', async () => {
    const items = [lowRisk(1), lowRisk(2), lowRisk(3)];
    const { port, container } = await open(items, {
      'oversight.decide-many': ({ items: sent }) => ({
        results: sent.map(({ handoffId }) => ({
          handoffId,
          isDone: handoffId === 'ho-1',
          message: handoffId === 'ho-1' ? 'It runs now.' : 'It changed meanwhile.',
        })),
      }),
    });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose REQ-1 for a batch' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose REQ-2 for a batch' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose REQ-3 for a batch' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose REQ-2 for a batch' }));
    press('Approve 2 of low risk');
    expect(screen.getByText(/Approve 2 gates of low risk at once \(REQ-1, REQ-3\)\?/u)).toBeTruthy();
    expect(inputsOf(port, 'oversight.decide-many')).toEqual([]);
    fireEvent.change(screen.getByLabelText('Note (optional)'), { target: { value: ' Weekly ' } });
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Approve 2');
    const results = within(await screen.findByRole('region', { name: '1 of 2 approved' }));
    expect(results.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '✓ REQ-1 approved: It runs now.',
      '✕ REQ-3 not approved: It changed meanwhile.',
    ]);
    expect(document.activeElement?.textContent).toBe('1 of 2 approved');
    expect(inputsOf(port, 'oversight.decide-many')).toEqual([
      {
        items: [
          { handoffId: 'ho-1', gate: 'use', seal: SEAL, release: RELEASE },
          { handoffId: 'ho-3', gate: 'use', seal: SEAL, release: RELEASE },
        ],
        note: 'Weekly',
      },
    ]);
    await waitFor(() => expect(inputsOf(port, 'oversight.queue')).toHaveLength(2));
    expect(screen.queryByRole('button', { name: /^Approve \d/u })).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('keeps the choice where the batch could not be sent', async () => {
    await open([lowRisk(1)], { 'oversight.decide-many': () => LATE });
    press('Choose it');
    press('Approve 1 of low risk');
    press('Approve 1');
    expect((await screen.findByRole('alert')).textContent).toContain('Jira is away.');
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
  });

  it('takes at most 20 rows', async () => {
    await open(Array.from({ length: 22 }, (_, index) => lowRisk(index + 1)));
    press('Choose all 20');
    expect(screen.getByText('20 chosen, which is the most for one batch.')).toBeTruthy();
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.filter(({ checked }) => checked)).toHaveLength(20);
    expect(boxes.filter(({ disabled }) => disabled)).toHaveLength(2);
  });
});
