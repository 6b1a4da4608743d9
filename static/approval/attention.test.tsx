import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { openApproval as open, press } from '../testing/approval-page';
import { inputsOf } from '../testing/fake-port';
import { approvalPanel } from '../testing/fixtures';
import { gateStatus, PLAN } from '../testing/gate-fixtures';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const approve = (): HTMLButtonElement => screen.getByRole('button', { name: 'Approve' });

describe('a gate that asks for a look at the sources', () => {
  it('disables Approve and its key, with the reason beside it, until they were opened', async () => {
    const { port, container } = await open(approvalPanel({ needsReading: true }));
    expect(approve().disabled).toBe(true);
    expect(screen.getByText(/^Open “What AI read” first/u)).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(await accessibilityFaults(container)).toEqual([]);
    press('What AI read (3 sources)');
    expect(screen.queryByText(/^Open “What AI read” first/u)).toBeNull();
    expect(inputsOf(port, 'panel.decide')).toEqual([]);
    press('Approve');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.decide')).toMatchObject([{ reading: { opened: ['result', 'sources'] } }]),
    );
  });

  it('never holds back a refusal', async () => {
    await open(approvalPanel({ needsReading: true }));
    fireEvent.keyDown(document.body, { key: 'r' });
    expect(screen.getByRole('group', { name: 'Reject this packet' })).toBeTruthy();
  });
});

describe('the limits of attention', () => {
  const over = {
    ...approvalPanel().attention,
    decisionsToday: 40,
    over: 'You have decided 40 times today.',
  };

  it('stand in one calm line', async () => {
    await open(approvalPanel());
    expect(screen.getByText(/^120 words to read, at least 10 s/u).textContent).toBe(
      '120 words to read, at least 10 s. You: 2 of 40 decisions today, 1 of 10 approvals in a row, 0 of 3 quick ones.',
    );
    expect(screen.queryByText(/over a limit/u)).toBeNull();
  });

  it('say that an approval goes to the backup', async () => {
    const { container } = await open(approvalPanel({ attention: over }));
    expect(screen.getByText('You have decided 40 times today.')).toBeTruthy();
    expect(screen.getByText(/^Approve goes to Bo Berg instead/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('say that the record tells of it where there is no backup', async () => {
    const { handoff } = approvalPanel();
    const gates = [gateStatus({ plan: { ...PLAN, backup: null } })];
    await open(approvalPanel({ attention: over, handoff: { ...handoff, gates } }));
    expect(screen.getByText(/the record says that you were over a limit/u)).toBeTruthy();
  });
});

describe('what the page measures', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: [
        'Date',
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'setImmediate',
        'clearImmediate',
        'queueMicrotask',
        'nextTick',
        'requestAnimationFrame',
        'cancelAnimationFrame',
      ],
    });
  });
  afterEach(() => {
    setVisible(true);
    jest.useRealTimers();
  });

  function setVisible(isVisible: boolean): void {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isVisible ? 'visible' : 'hidden'),
    });
    fireEvent(document, new Event('visibilitychange'));
  }

  it('is the parts that were opened, each once, and only the seconds in front of the page', async () => {
    const { port } = await open(approvalPanel());
    jest.advanceTimersByTime(20_500);
    setVisible(false);
    jest.advanceTimersByTime(600_000);
    setVisible(true);
    jest.advanceTimersByTime(5_000);
    for (const name of ['Versions', 'Versions', 'Versions', 'Timeline (4)', 'What it may not do'])
      press(name);
    press('Similar decisions (0)');
    press('Approve');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.decide')).toMatchObject([
        { reading: { opened: ['result', 'versions', 'timeline', 'limits', 'prior'], seconds: 25 } },
      ]),
    );
  });

  it('is at most a day', async () => {
    const { port } = await open(approvalPanel());
    jest.advanceTimersByTime(90_000_000);
    press('Approve');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.decide')).toMatchObject([{ reading: { seconds: 86_400 } }]),
    );
  });
});
