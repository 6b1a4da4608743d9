import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallOutput } from '../../../src/contract/calls';
import type { CallError } from '../../../src/contract/errors';
import { INVENTORY } from '../../testing/inventory-fixture';
import { createFakePort, inputsOf, type FakePort } from '../../testing/fake-port';
import { holdAnswers } from '../../testing/held-answers';
import { nothingWaits } from '../../testing/oversight-answers';
import { correction, EDITED, pageOf, REJECTED } from '../../testing/quality-fixtures';
import { accessibilityFaults, show } from '../../testing/show';
import { OversightPage } from '../oversight-page';

afterEach(cleanup);

const CALL = 'oversight.corrections';
type Page = CallOutput<typeof CALL>;

const BUSY: CallError = { code: 'unavailable', message: 'Storage did not answer.', retryable: true };

const portWith = (ask: () => Page | CallError | Promise<Page | CallError>): FakePort =>
  createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.inventory': () => INVENTORY,
    'oversight.corrections': ask,
  });

function serverOf(...pages: readonly (Page | CallError)[]): FakePort {
  const answers = [...pages];
  return portWith(() => answers.shift() ?? BUSY);
}

async function open(port: FakePort): Promise<HTMLElement> {
  const { container } = show(<OversightPage />, port);
  fireEvent.click(await screen.findByRole('tab', { name: 'Quality' }));
  await screen.findByRole('table', { name: 'Versions' });
  return container;
}

const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const rowsOf = (name: RegExp): readonly (string | null)[] =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

describe('the tab Quality', () => {
  it('stands between Audit and nothing, for governance alone', async () => {
    await open(serverOf());
    expect(
      within(screen.getAllByRole('tablist')[0] ?? document.body)
        .getAllByRole('tab')
        .map(({ textContent }) => textContent),
    ).toEqual(['Queue', 'Audit', 'Quality']);
    cleanup();
    const port = createFakePort({ 'oversight.queue': () => ({ ...nothingWaits(), isGovernance: false }) });
    show(<OversightPage />, port);
    await screen.findByText(/Nothing waits for you/u);
    expect(screen.queryByRole('tab', { name: 'Quality' })).toBeNull();
  });

  it('reports over every page what is taken out, by reason and by engine, with shares', async () => {
    const port = serverOf(
      pageOf([correction(), EDITED], 'next', 1),
      pageOf([correction({ issueKey: 'INC-2050' }), REJECTED], null, 2),
    );
    const container = await open(port);
    expect(inputsOf(port, CALL)).toEqual([]);
    press('Make the report');
    expect(await screen.findByRole('heading', { name: 'Report of all times' })).toBeTruthy();
    expect(
      screen.getByText(/^4 reviewed hand-offs with 40 claims: 2 struck, 1 put in other words/u),
    ).toBeTruthy();
    expect(screen.getByText('3 not visible to you.')).toBeTruthy();
    const title = 'Gather diagnostics, compare baseline, draft vendor packet';
    expect(rowsOf(/^What is taken out/u)).toEqual([
      `Struck: rule grounding-quote in ${title}, Vendor escalation draft, examples${title}, Vendor escalation drafta guardrail2 of 40 claims (5\u00A0%)`,
      `Put in other words: It cannot be understood in ${title}, Vendor escalation draft, examples${title}, Vendor escalation draftthe reviewer1 of 40 claims (2.5\u00A0%)`,
      `Rejected: It does not do what was asked in ${title}, examples${title}an approver1 of 4 outputs (25\u00A0%)`,
    ]);
    expect(rowsOf(/^The same by/u)).toEqual([
      'composer 2.0.0nonethe composer, without a model32 struck, 1 rejected',
      'claude-haikuclaims 1a model11 put in other words',
    ]);
    expect(inputsOf(port, CALL)).toEqual([
      { from: null, to: null, cursor: null },
      { from: null, to: null, cursor: 'next' },
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows the examples behind a line, and takes the focus there', async () => {
    const port = serverOf(pageOf([EDITED], null));
    const container = await open(port);
    press('Make the report');
    fireEvent.click(await screen.findByRole('button', { name: /^Put in other words/u }));
    const heading = screen.getByRole('heading', { name: 'Put in other words: It cannot be understood' });
    expect(document.activeElement).toBe(heading);
    expect(screen.getByRole('list', { name: 'Examples' }).textContent).toMatch(
      /^INC-2044claim 1, .*AI wroteLatency began\.It quoted“since 09:12”The reviewer wroteLatency rose at 09:12\.$/u,
    );
    expect(await accessibilityFaults(container)).toEqual([]);
    press('INC-2044');
    expect(port.opened).toEqual(['INC-2044']);
  });

  it('shows ten examples at once', async () => {
    const many = Array.from({ length: 12 }, (_, index) => correction({ issueKey: `INC-${index}` }));
    await open(serverOf(pageOf(many, null)));
    press('Make the report');
    fireEvent.click(await screen.findByRole('button', { name: /^Struck/u }));
    const list = within(screen.getByRole('list', { name: 'Examples' }));
    expect(list.getAllByRole('button')).toHaveLength(10);
    press('Show more');
    expect(list.getAllByRole('button')).toHaveLength(12);
  });

  it('saves every correction as a line that reads back as it was', async () => {
    const port = serverOf(pageOf([correction()], 'next'), pageOf([EDITED], null));
    await open(port);
    press('Make the report');
    fireEvent.click(await screen.findByRole('button', { name: 'Download JSON Lines' }));
    expect(port.files).toMatchObject([
      { name: 'ai-handoff-evaluation-set.jsonl', mediaType: 'application/x-ndjson', lineEnd: '\n' },
    ]);
    expect(port.files[0]?.lines.map((line): unknown => JSON.parse(line))).toEqual([correction(), EDITED]);
    expect(screen.getByText('Saved as ai-handoff-evaluation-set.jsonl.')).toBeTruthy();
  });

  it('says that nothing was taken out, and offers no empty file', async () => {
    await open(serverOf(pageOf([], null)));
    press('Make the report');
    expect(await screen.findByText(/^2 reviewed hand-offs with 20 claims: nothing was struck/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Download JSON Lines' })).toBeNull();
  });

  it('looks at the chosen days, whole, and not from a later one to an earlier one', async () => {
    const port = serverOf(pageOf([], null));
    await open(port);
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-30' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-01' } });
    expect(screen.getByRole('button', { name: 'Make the report' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } });
    press('Make the report');
    expect(await screen.findByRole('heading', { name: 'Report from 2026-11-01 to 2026-11-01' })).toBeTruthy();
    expect(inputsOf(port, CALL)).toEqual([
      {
        from: new Date(2026, 10, 1).toISOString(),
        to: new Date(new Date(2026, 10, 2).getTime() - 1).toISOString(),
        cursor: null,
      },
    ]);
  });

  it('can be cancelled and gone on with, also from another tab, without a loss', async () => {
    const held = holdAnswers<Page | CallError>();
    const port = portWith(() => held.ask());
    const container = await open(port);
    const step = (answer: Page | CallError) => act(async () => held.answer(answer));
    press('Make the report');
    await step(pageOf([correction()], 'a'));
    await waitFor(() => expect(inputsOf(port, CALL)).toHaveLength(2));
    expect(screen.getByRole('progressbar', { name: 'Reading the corrections' })).toBeTruthy();
    expect(screen.getByText('2 reviewed hand-offs with 20 claims, 1 correction')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Cancel');
    await step(pageOf([EDITED], null));
    expect(screen.getByText(/^Stopped at 2 reviewed hand-offs with 20 claims, 1 correction\./u)).toBeTruthy();
    expect(screen.queryByRole('heading', { name: /^Report/u })).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'Queue' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Quality' }));
    press('Go on');
    await step(pageOf([EDITED], null));
    expect(await screen.findByText(/: 1 struck, 1 put in other words\./u)).toBeTruthy();
    expect(inputsOf(port, CALL).at(-1)).toEqual({ from: null, to: null, cursor: 'a' });
  });

  it('goes on after a failure from the last page that came, or drops what was read', async () => {
    const port = serverOf(pageOf([correction()], 'a'), BUSY, BUSY, pageOf([EDITED], null));
    await open(port);
    press('Make the report');
    expect((await screen.findByRole('alert')).textContent).toContain('Storage did not answer.');
    expect(screen.getByText(/^Interrupted at 2 reviewed/u)).toBeTruthy();
    press('Go on');
    await waitFor(() => expect(inputsOf(port, CALL)).toHaveLength(3));
    await screen.findByRole('alert');
    press('Drop what was read');
    press('Make the report');
    expect(await screen.findByText(/: 1 put in other words\./u)).toBeTruthy();
    expect(inputsOf(port, CALL).at(-1)).toEqual({ from: null, to: null, cursor: null });
  });
});
