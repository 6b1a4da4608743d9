import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { openAudit, openView } from '../testing/audit-tab';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { holdAnswers } from '../testing/held-answers';
import { foundOne, nothingWaits } from '../testing/oversight-answers';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

type Page = CallOutput<'oversight.export'>;

const BUSY: CallError = { code: 'unavailable', message: 'Storage did not answer.', retryable: true };
const CALL = 'oversight.export';
const pageOf = (lines: string[], cursor: string | null, hiddenCount = 0): Page => ({
  lines,
  hiddenCount,
  chains: 1,
  cursor,
});

function serverOf(...pages: readonly (Page | CallError)[]): FakePort {
  const answers = [...pages];
  return createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.search': foundOne,
    'oversight.verification': () => ({ verification: null }),
    'oversight.export': () => answers.shift() ?? BUSY,
  });
}

function heldServer() {
  const held = holdAnswers<Page | CallError>();
  const port = createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.search': foundOne,
    'oversight.verification': () => ({ verification: null }),
    'oversight.export': () => held.ask(),
  });
  return { port, step: (answer: Page | CallError) => act(async () => held.answer(answer)) };
}

const region = () => within(screen.getByRole('region', { name: 'Take it out as a file' }));
const press = async (name: string): Promise<boolean> =>
  fireEvent.click(await region().findByRole('button', { name }));
const fill = (label: string, value: string): void => {
  fireEvent.change(region().getByLabelText(label), { target: { value } });
};
const asked = (port: FakePort, times: number): Promise<void> =>
  waitFor(() => expect(inputsOf(port, CALL)).toHaveLength(times));
const ALL = { format: 'jsonl', from: null, to: null };

describe('Export', () => {
  it('saves every page as lines of one file, straight from the list of hand-offs', async () => {
    const port = serverOf(pageOf(['one', 'two'], 'a', 1), pageOf(['three'], null, 1));
    await openAudit(port);
    fireEvent.click(await screen.findByRole('button', { name: 'Export' }));
    expect(
      await screen.findByText(
        'Exported 3 lines of 2 chains as ai-handoff-audit.jsonl; 2 not visible to you.',
      ),
    ).toBeTruthy();
    expect(port.files).toEqual([
      {
        name: 'ai-handoff-audit.jsonl',
        lines: ['one', 'two', 'three'],
        mediaType: 'application/x-ndjson',
        lineEnd: '\n',
      },
    ]);
    expect(inputsOf(port, CALL)).toEqual([
      { ...ALL, cursor: null },
      { ...ALL, cursor: 'a' },
    ]);
  });

  it.each([
    ['csv', 'ai-handoff-audit.csv', '\r\n'],
    ['ocsf', 'ai-handoff-audit.ocsf.jsonl', '\n'],
    ['cloudevents', 'ai-handoff-audit.cloudevents.jsonl', '\n'],
  ])('asks for %s of a period and saves it as %s', async (format, name, lineEnd) => {
    const port = serverOf(pageOf(['x'], null));
    const container = await openAudit(port, 'Whole trail');
    fill('Format', format);
    fill('From', '2026-11-01');
    fill('To', '2026-11-30');
    expect(await accessibilityFaults(container)).toEqual([]);
    await press('Export');
    await waitFor(() => expect(port.files).toMatchObject([{ name, lineEnd, lines: ['x'] }]));
    expect(inputsOf(port, CALL)).toEqual([
      {
        format,
        from: new Date(2026, 10, 1).toISOString(),
        to: new Date(new Date(2026, 11, 1).getTime() - 1).toISOString(),
        cursor: null,
      },
    ]);
  });

  it('shows how far it is and saves nothing when it is cancelled, even as the last page comes', async () => {
    const { port, step } = heldServer();
    const container = await openAudit(port, 'Whole trail');
    await press('Export');
    await step(pageOf(['one', 'two'], 'a'));
    await asked(port, 2);
    expect(region().getByRole('progressbar', { name: 'Reading the export' })).toBeTruthy();
    expect(region().getByText('1 chain, 2 lines')).toBeTruthy();
    expect(region().getByLabelText<HTMLSelectElement>('Format').disabled).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
    await press('Cancel');
    await step(pageOf(['three'], null));
    expect(region().getByText(/^Stopped at 1 chain, 2 lines\./u)).toBeTruthy();
    expect(port.files).toEqual([]);
  });

  it('goes on after a failure from the last page that came, and loses and repeats nothing', async () => {
    const port = serverOf(pageOf(['one'], 'a'), pageOf(['two'], 'b'), BUSY, pageOf(['three'], null));
    await openAudit(port, 'Whole trail');
    await press('Export');
    expect((await screen.findByRole('alert')).textContent).toContain('Storage did not answer.');
    expect(region().getByText(/^Interrupted at 2 chains, 2 lines\./u)).toBeTruthy();
    expect(port.files).toEqual([]);
    await press('Go on');
    await waitFor(() => expect(port.files).toMatchObject([{ lines: ['one', 'two', 'three'] }]));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(inputsOf(port, CALL)).toEqual([
      { ...ALL, cursor: null },
      { ...ALL, cursor: 'a' },
      { ...ALL, cursor: 'b' },
      { ...ALL, cursor: 'b' },
    ]);
  });

  it('starts from nothing once what was read is dropped', async () => {
    const port = serverOf(pageOf(['one'], 'a'), BUSY, pageOf(['other'], null));
    await openAudit(port, 'Whole trail');
    await press('Export');
    await press('Drop what was read');
    fill('Format', 'csv');
    await press('Export');
    await waitFor(() => expect(port.files).toMatchObject([{ lines: ['other'], lineEnd: '\r\n' }]));
    expect(inputsOf(port, CALL).at(-1)).toEqual({ ...ALL, format: 'csv', cursor: null });
  });

  it('goes on while the auditor looks at another view, and is not begun twice', async () => {
    const { port, step } = heldServer();
    await openAudit(port, 'Whole trail');
    await press('Export');
    openView('Hand-offs');
    await step(pageOf(['one'], 'a'));
    await asked(port, 2);
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await step(pageOf(['two'], null));
    expect(await region().findByText(/^Exported 2 lines/u)).toBeTruthy();
    expect(port.files).toMatchObject([{ lines: ['one', 'two'] }]);
    expect(inputsOf(port, CALL)).toHaveLength(2);
  });

  it('does not export from a later day to an earlier one', async () => {
    const port = serverOf();
    await openAudit(port, 'Whole trail');
    fill('From', '2026-11-30');
    fill('To', '2026-11-01');
    expect(region().getByRole('button', { name: 'Export' }).hasAttribute('disabled')).toBe(true);
  });
});
