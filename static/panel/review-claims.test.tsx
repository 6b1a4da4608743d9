import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import type { HandoffView } from '../../src/contract/handoff';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { HANDOFF_ID, issuePanel, NOTHING, reviewable, viewIn } from '../testing/fixtures';
import { holdAnswers } from '../testing/held-answers';
import { OUTPUT } from '../testing/output-fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

type Checked = CallOutput<'panel.check-claim'>;
type Check = (input: CallInput<'panel.check-claim'>) => Checked | CallError | Promise<Checked | CallError>;

const STANDS: Check = () => ({ struck: null });
const REFUSED: Check = () => ({ struck: 'Claim 1 cannot stand in these words: no source says 09:15.' });

async function open(
  check: Check = STANDS,
  view: HandoffView = reviewable(),
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = createFakePort({
    'panel.load': () => issuePanel({ current: view }),
    'panel.handoff': () => view,
    'panel.check-claim': check,
    'panel.review': () => viewIn('writing-back', { version: 5 }),
  });
  const { container } = show(<Panel />, port);
  await screen.findByRole('region', { name: 'AI output' });
  return { port, container };
}

const press = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const isOff = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');
const choose = (reason: string): void => {
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: reason } });
};
const type = (words: string): void => {
  fireEvent.change(screen.getByLabelText(/^Words of claim/u), { target: { value: words } });
};
const claim = (number: number): HTMLElement => {
  const item = within(screen.getByRole('region', { name: 'AI output' }))
    .getAllByRole('listitem')
    .find((one) => one.getAttribute('value') === String(number));
  if (item === undefined) throw new Error(`Claim ${number} is not shown.`);
  return item;
};
const preview = (): string | null => screen.getByRole('region', { name: 'Comment preview' }).textContent;

describe('striking a claim', () => {
  it('asks for a reason of the list first, shows it, and can be undone', async () => {
    const { container } = await open();
    press('Strike claim 2');
    expect(document.activeElement).toBe(screen.getByLabelText('Reason'));
    expect(isOff('Strike it')).toBe(true);
    expect(isOff('Accept')).toBe(true);
    expect(screen.getByText('Save or cancel first what is open at claim 2.')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    choose('outdated');
    press('Strike it');
    expect(claim(2).textContent).toContain('Struck by you: It was true once and is not any more');
    expect(claim(2).querySelector('del')?.textContent).toBe('Round trips went from 20 to 180 ms.');
    expect(preview()).toContain('without 1 claim that you struck');
    expect(isOff('Accept')).toBe(false);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Undo what you did to claim 2');
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Undo what you did to claim 2');
    expect(claim(2).querySelector('del')).toBeNull();
    expect(preview()).toContain('exactly as it will be posted');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Strike claim 2' }));
  });

  it('changes nothing when it is cancelled, and puts the focus back', async () => {
    await open();
    press('Strike claim 1');
    choose('unclear');
    press('Cancel');
    expect(claim(1).querySelector('del')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Strike claim 1' }));
  });

  it('is left with Escape', async () => {
    await open();
    press('Strike claim 1');
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape' });
    expect(screen.queryByLabelText('Reason')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Strike claim 1' }));
  });

  it('sends the reasons of single claims with a refusal too', async () => {
    const { port } = await open();
    press('Strike claim 2');
    choose('wrong-facts');
    press('Strike it');
    press('Strike claim 1');
    choose('unclear');
    press('Strike it');
    press('Reject');
    expect(screen.getByText(/What you struck and changed is recorded with its reasons/u)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'wrong-facts' } });
    press('Reject the output');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.review')).toMatchObject([
        {
          verdict: 'reject',
          strike: [
            { number: 1, reason: 'unclear' },
            { number: 2, reason: 'wrong-facts' },
          ],
          edits: [],
        },
      ]),
    );
  });

  it('is not offered on a claim that a rule struck, which says why and by which rule', async () => {
    await open();
    expect(screen.queryByRole('button', { name: 'Strike claim 3' })).toBeNull();
    expect(claim(3).textContent).toContain('Struck by rule grounding-quote: no source says so');
  });
});

describe('a claim in other words', () => {
  const WORDS = 'Latency rose at 09:12.';

  it('is left with Escape only while nothing is written', async () => {
    await open();
    press('Edit claim 1');
    const words = screen.getByLabelText('Words of claim 1');
    type(WORDS);
    fireEvent.keyDown(words, { key: 'Escape' });
    expect(screen.getByDisplayValue(WORDS)).toBe(words);
    type('Latency began at 09:12 after the VPN concentrator change.');
    fireEvent.keyDown(words, { key: 'Escape', isComposing: true });
    expect(words.isConnected).toBe(true);
    fireEvent.keyDown(words, { key: 'Escape' });
    expect(words.isConnected).toBe(false);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit claim 1' }));
  });

  it('is checked at once, shown beside what the AI wrote, and sent', async () => {
    const { port, container } = await open();
    press('Edit claim 1');
    expect(document.activeElement).toBe(screen.getByLabelText('Words of claim 1'));
    expect(isOff('Check')).toBe(true);
    expect(screen.getByText('These are the AI’s words.')).toBeTruthy();
    type(` ${WORDS} `);
    press('Check');
    expect(await screen.findByText('It stands on its quotes.')).toBeTruthy();
    expect(isOff('Save')).toBe(true);
    choose('unclear');
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Save');
    expect(claim(1).textContent).toContain(WORDS);
    expect(claim(1).textContent).toContain(
      'In your words; AI wrote:Latency began at 09:12 after the VPN concentrator change.Reason: It cannot be understood',
    );
    expect(preview()).toContain(`${WORDS} [Comment by Ben]`);
    expect(preview()).not.toContain('Latency began');
    expect(preview()).toContain('with 1 claim in your words');
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Accept');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.review')).toMatchObject([
        { verdict: 'accept', strike: [], edits: [{ number: 1, reason: 'unclear', text: WORDS }] },
      ]),
    );
    expect(inputsOf(port, 'panel.check-claim')).toEqual([{ handoffId: HANDOFF_ID, number: 1, text: WORDS }]);
  });

  it('is checked by Save where nobody checked it, and not saved when it would be struck', async () => {
    const { port, container } = await open(REFUSED);
    press('Edit claim 1');
    type('Latency began at 09:15.');
    choose('wrong-facts');
    press('Save');
    expect(
      await screen.findByText('Claim 1 cannot stand in these words: no source says 09:15.'),
    ).toBeTruthy();
    expect(isOff('Save')).toBe(true);
    expect(inputsOf(port, 'panel.check-claim')).toHaveLength(1);
    expect(await accessibilityFaults(container)).toEqual([]);
    type('Latency began at 09:12.');
    expect(screen.getByText('Checked against the claim’s quotes before it is saved.')).toBeTruthy();
    expect(isOff('Save')).toBe(false);
  });

  it('keeps the words when the check cannot be reached, and checks again', async () => {
    const answers: (Checked | CallError)[] = [
      { code: 'unavailable', message: 'The app did not answer.', retryable: true },
      { struck: null },
    ];
    await open(() => answers.shift() ?? { struck: 'asked too often' });
    press('Edit claim 1');
    type(WORDS);
    choose('unclear');
    press('Save');
    expect((await screen.findByRole('alert')).textContent).toContain('The app did not answer.');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Words of claim 1').value).toBe(WORDS);
    press('Retry');
    expect(await screen.findByText('It stands on its quotes.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is not saved by an answer that comes after it was cancelled', async () => {
    const held = holdAnswers<Checked>();
    await open(() => held.ask());
    press('Edit claim 1');
    type(WORDS);
    choose('unclear');
    press('Save');
    await waitFor(() =>
      expect(screen.getByLabelText('Words of claim 1').hasAttribute('readonly')).toBe(true),
    );
    press('Cancel');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit claim 1' }));
    held.answer({ struck: null });
    await waitFor(() => expect(isOff('Accept')).toBe(false));
    expect(claim(1).textContent).not.toContain(WORDS);
    expect(preview()).toContain('exactly as it will be posted');
  });

  it('holds the acts on other claims and its own verdict until it is saved or cancelled', async () => {
    const { port } = await open();
    press('Edit claim 1');
    expect(isOff('Strike claim 2')).toBe(true);
    expect(isOff('Edit claim 2')).toBe(true);
    expect(isOff('Accept')).toBe(true);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(inputsOf(port, 'panel.review')).toEqual([]);
    press('Cancel');
    expect(isOff('Strike claim 2')).toBe(false);
    expect(isOff('Accept')).toBe(false);
  });

  it('puts right what a rule struck, and brings it back into the comment', async () => {
    const { port } = await open();
    press('Edit claim 3');
    type('Ana found latency back to normal.');
    choose('not-in-source');
    press('Save');
    await waitFor(() => expect(claim(3).querySelector('del')).toBeNull());
    expect(claim(3).textContent).toContain('In your words; AI wrote:The vendor confirmed a fix.');
    expect(claim(3).textContent).toContain('Struck by rule grounding-quote: no source says so');
    expect(preview()).toContain('Ana found latency back to normal. [its sources]');
    press('Accept');
    await waitFor(() => expect(inputsOf(port, 'panel.review')).toMatchObject([{ edits: [{ number: 3 }] }]));
  });

  it('stays attributed to the owner once it is reviewed', async () => {
    const [section] = OUTPUT.sections;
    if (section === undefined) throw new Error('The fixture has no section.');
    const claims = section.claims.map((one) => {
      if (one.number === 1) return { ...one, text: WORDS, was: one.text };
      return one.number === 2
        ? { ...one, struck: 'Struck by the reviewer: outdated', struckBy: 'reviewer' }
        : one;
    });
    const output = { ...OUTPUT, sections: [{ ...section, claims }] };
    await open(STANDS, reviewable({ output, may: NOTHING }));
    expect(claim(1).textContent).toContain(
      'In the words of Ana Alvarez; AI wrote:Latency began at 09:12 after the VPN concentrator change.',
    );
    expect(claim(2).textContent).toContain('Struck by the reviewer: outdated (Ana Alvarez)');
    expect(screen.queryByRole('button', { name: 'Edit claim 1' })).toBeNull();
  });
});
