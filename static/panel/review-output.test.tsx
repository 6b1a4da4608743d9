import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { HandoffView } from '../../src/contract/handoff';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { issuePanel, NOTHING, reviewable, viewIn } from '../testing/fixtures';
import { OUTPUT } from '../testing/output-fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

const portFor = (view: HandoffView): FakePort =>
  createFakePort({
    'panel.load': () => issuePanel({ current: view }),
    'panel.handoff': () => view,
    'panel.review': () => viewIn('writing-back', { version: 5 }),
  });

async function open(
  view: HandoffView,
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = portFor(view);
  const { container } = show(<Panel />, port);
  await screen.findByRole('region', { name: 'AI output' });
  return { port, container };
}

const strike = (number: number, reason: string): void => {
  fireEvent.click(screen.getByRole('button', { name: `Strike claim ${number}` }));
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: reason } });
  fireEvent.click(screen.getByRole('button', { name: 'Strike it' }));
};

const SENT = { handoffId: viewIn('running').summary.id, version: 4 };

describe('Review Output', () => {
  it('counts claims, frames the AI text and shows the exact comment', async () => {
    const { container } = await open(reviewable());
    expect(screen.getByText(/2 of 3 claims stand on a quote · 1 struck · 1 contradiction/u)).toBeTruthy();
    expect(screen.getByText(/composer, no model/u)).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Comment preview' }).textContent).toContain(
      'exactly as it will be posted',
    );
    expect(screen.getByRole('region', { name: 'Review Output' })).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('counts a claim that its reviewer struck as struck', async () => {
    const sections = OUTPUT.sections.map((section) => ({
      ...section,
      claims: section.claims.map((claim) =>
        claim.number === 2
          ? { ...claim, struck: 'Struck by the reviewer: wrong facts', struckBy: 'reviewer' }
          : claim,
      ),
    }));
    await open(viewIn('awaiting-use-approval', { output: { ...OUTPUT, sections } }));
    expect(screen.getByText(/^1 of 3 claims stand on a quote · 2 struck · /u)).toBeTruthy();
  });

  it('takes whoever has read enough straight to the decision', async () => {
    await open(reviewable());
    fireEvent.click(screen.getByRole('button', { name: 'Go to your decision' }));
    const decision = screen.getByRole('group', { name: 'Your decision' });
    expect(document.activeElement).toBe(decision);
    expect(within(decision).getByRole('button', { name: 'Accept' })).toBeTruthy();
  });

  it('keeps the focus in the panel when the verdict ends the review', async () => {
    await open(reviewable());
    const accept = screen.getByRole('button', { name: 'Accept' });
    accept.focus();
    fireEvent.click(accept);
    await screen.findByText('Writing back');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'AI hand-off' }));
  });

  it('highlights the quote inside its source', async () => {
    const { container } = await open(reviewable());
    const [first] = screen.getAllByRole('button', { name: 'Source 4' });
    if (first === undefined) throw new Error('No citation is shown.');
    fireEvent.click(first);
    expect(container.querySelector('mark')?.textContent).toBe('180 ms\nsince 09:12 on the VPN');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells two quotes from one source apart', async () => {
    const [section] = OUTPUT.sections;
    const [claim] = section?.claims ?? [];
    if (section === undefined || claim === undefined) throw new Error('No claim is there.');
    const citations = [
      { source: 4, quote: 'RTT go from 20 to 180 ms' },
      { source: 7, quote: 'resolved to me' },
      { source: 4, quote: 'since 09:12 on the VPN' },
    ];
    const output = { ...OUTPUT, sections: [{ ...section, claims: [{ ...claim, citations }] }] };
    const { container } = await open(reviewable({ output }));
    const item = within(screen.getByRole('region', { name: 'AI output' })).getAllByRole('listitem')[0];
    expect(item?.querySelector('.citations')?.textContent).toBe('[4.1][7][4.2]');
    fireEvent.click(screen.getByRole('button', { name: 'Source 4.2, quote 2 of 2' }));
    expect(container.querySelector('mark')?.textContent).toBe('since 09:12 on the VPN');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('accepts with the claims that the owner struck, and leaves them out of the preview', async () => {
    const { port } = await open(reviewable());
    strike(2, 'not-in-source');
    expect(
      within(screen.getByRole('region', { name: 'Comment preview' })).queryByText(/Round trips/u),
    ).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(await screen.findByText('Writing back')).toBeTruthy();
    expect(inputsOf(port, 'panel.review')).toEqual([
      {
        ...SENT,
        verdict: 'accept',
        reason: 'none',
        note: '',
        strike: [{ number: 2, reason: 'not-in-source' }],
        edits: [],
        audience: 'internal',
      },
    ]);
  });

  it('asks for a reason before it rejects', async () => {
    const { port, container } = await open(reviewable());
    fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
    const confirm = screen.getByRole('button', { name: 'Reject the output' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'wrong-facts' } });
    fireEvent.change(screen.getByLabelText('Note (optional)'), { target: { value: 'Wrong host' } });
    fireEvent.click(confirm);
    await waitFor(() =>
      expect(inputsOf(port, 'panel.review')).toEqual([
        {
          ...SENT,
          verdict: 'reject',
          reason: 'wrong-facts',
          note: 'Wrong host',
          strike: [],
          edits: [],
          audience: 'internal',
        },
      ]),
    );
  });

  it('asks for a note where the reason is another one', async () => {
    await open(reviewable());
    fireEvent.click(screen.getByRole('button', { name: 'Escalate' }));
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'other' } });
    expect(screen.getByRole('button', { name: 'Escalate the output' }).hasAttribute('disabled')).toBe(true);
  });

  it.each(['Reject', 'Escalate'])('puts the focus back on %s when its reason is not given', async (name) => {
    await open(reviewable());
    for (const leave of [
      () => fireEvent.click(screen.getByRole('button', { name: 'Back to the choices' })),
      () => fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Escape' }),
    ]) {
      fireEvent.click(screen.getByRole('button', { name }));
      leave();
      expect(document.activeElement).toBe(screen.getByRole('button', { name }));
    }
  });

  it('does not lose a typed note to Escape', async () => {
    await open(reviewable());
    fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
    const note = screen.getByLabelText('Note (optional)');
    fireEvent.change(note, { target: { value: 'Wrong vendor' } });
    fireEvent.keyDown(note, { key: 'Escape' });
    expect(screen.getByDisplayValue('Wrong vendor')).toBeTruthy();
  });

  it('takes the keys A, R and E except while somebody types', async () => {
    const { port } = await open(reviewable());
    fireEvent.keyDown(document.body, { key: 'e' });
    fireEvent.keyDown(screen.getByLabelText('Note (optional)'), { key: 'a' });
    expect(inputsOf(port, 'panel.review')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the choices' }));
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    expect(inputsOf(port, 'panel.review')).toEqual([]);
    fireEvent.keyDown(document.body, { key: 'a' });
    await waitFor(() => expect(inputsOf(port, 'panel.review')).toHaveLength(1));
  });

  it('is read-only for everybody but the owner', async () => {
    await open(reviewable({ may: NOTHING }));
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Go to your decision' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Strike/u })).toBeNull();
    expect(screen.getByText(/Ana Alvarez owns this work/u)).toBeTruthy();
  });
});

const PUBLIC_LINES: HandoffView['comment'] = [
  { kind: 'text', text: 'Your VPN is fast again.' },
  { kind: 'item', text: 'Round trips went from 20 to 180 ms. [Comment by Ben]' },
];
const preview = (): string | null => screen.getByRole('region', { name: 'Comment preview' }).textContent;

describe('for whom a comment is', () => {
  it('is not asked where policy or project offers no choice', async () => {
    await open(reviewable());
    expect(screen.queryByRole('radiogroup', { name: 'For whom' })).toBeNull();
    expect(preview()).toContain('Internal note');
  });

  it('is not asked of who may not review', async () => {
    await open(reviewable({ may: NOTHING, customerComment: PUBLIC_LINES }));
    expect(screen.queryByRole('radiogroup', { name: 'For whom' })).toBeNull();
  });

  it('is internal until chosen; the customer’s preview is exactly theirs, with a warning in place', async () => {
    const { port, container } = await open(reviewable({ customerComment: PUBLIC_LINES }));
    const radios = within(screen.getByRole('radiogroup', { name: 'For whom' }));
    expect(radios.getByRole<HTMLInputElement>('radio', { name: 'Internal note' }).checked).toBe(true);
    expect(preview()).toContain('Made by AI');
    fireEvent.click(radios.getByRole('radio', { name: 'Visible to the customer' }));
    expect(preview()).toContain('The customer of this request reads every word below.');
    expect(preview()).toContain('Your VPN is fast again.');
    expect(preview()).not.toContain('Made by AI');
    expect(screen.getByText(/^This goes to Cho Park first/u)).toBeTruthy();
    expect(
      screen.getByText('Accept sends it to Cho Park for approval before the customer reads it.'),
    ).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    strike(2, 'not-in-source');
    expect(preview()).not.toContain('Round trips');
    expect(preview()).toContain('1 claim that you struck will not be in it');
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() =>
      expect(inputsOf(port, 'panel.review')).toMatchObject([
        { audience: 'customer', strike: [{ number: 2 }] },
      ]),
    );
  });

  it('stays as it was chosen once it is reviewed', async () => {
    const view = viewIn('completed', {
      ...reviewable({ audience: 'customer', customerComment: PUBLIC_LINES, may: NOTHING }),
      summary: viewIn('completed').summary,
      writtenBack: { commentId: '10099', at: '2026-11-18T09:31:00.000Z' },
    });
    await open(view);
    expect(preview()).toContain('Visible to the customeras it was posted');
    expect(preview()).toContain('Your VPN is fast again.');
  });
});
