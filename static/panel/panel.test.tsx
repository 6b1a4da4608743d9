import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { issuePanel, NONCE, NOTHING, OFFERS, REVIEW, SEAL, summaryIn, viewIn } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

const CHANGED: CallError = { code: 'scope-changed', message: 'The issue changed.', retryable: false };

async function toConfirm(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: 'Assign To AI Operation' }));
  press('Continue');
  press('Continue');
  await screen.findByRole('region', { name: 'AI Scope Review' });
}

describe('the panel on an issue', () => {
  it('shows what policy recommends and counts allowed and blocked operations', async () => {
    const { container } = show(<Panel />, createFakePort({ 'panel.load': () => issuePanel() }));
    await screen.findByRole('heading', { name: 'AI hand-off' });
    expect(screen.getByText('Approval-bound')).toBeTruthy();
    expect(screen.getByText('2 operations allowed, 1 blocked')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('keeps the button disabled and says why when operations are halted', async () => {
    const panel = issuePanel({ isHalted: true, haltReason: 'Vendor incident' });
    show(<Panel />, createFakePort({ 'panel.load': () => panel }));
    expect(
      (await screen.findByRole('button', { name: 'Assign To AI Operation' })).hasAttribute('disabled'),
    ).toBe(true);
    expect(screen.getByText('Vendor incident')).toBeTruthy();
  });

  it('offers a retry only when the refusal can be retried', async () => {
    const refusal: CallError = { code: 'not-found', message: 'This issue cannot be read.', retryable: false };
    show(<Panel />, createFakePort({ 'panel.load': () => refusal }));
    expect((await screen.findByRole('alert')).textContent).toContain('This issue cannot be read.');
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('pages through earlier hand-offs', async () => {
    const port = createFakePort({
      'panel.load': () => issuePanel(),
      'panel.history': ({ cursor }) => ({
        handoffs: [{ ...summaryIn('completed'), id: `ho-${cursor ?? 'first'}` }],
        cursor: cursor === null ? 'next' : null,
      }),
    });
    show(<Panel />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Earlier hand-offs (1)' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getAllByText('Completed')).toHaveLength(2));
    expect(inputsOf(port, 'panel.history')).toEqual([{ cursor: null }, { cursor: 'next' }]);
  });
});

describe('Select Scope', () => {
  it('lists every offer as a radio, the recommended one chosen and the blocked one disabled with its reason', async () => {
    const { container } = show(<Panel />, createFakePort({ 'panel.load': () => issuePanel() }));
    fireEvent.click(await screen.findByRole('button', { name: 'Assign To AI Operation' }));
    const radios = within(
      screen.getByRole('radiogroup', { name: 'AI operation' }),
    ).getAllByRole<HTMLInputElement>('radio');
    expect(radios.map(({ checked, disabled }) => ({ checked, disabled }))).toEqual([
      { checked: true, disabled: false },
      { checked: false, disabled: true },
      { checked: false, disabled: false },
    ]);
    expect(screen.getByText(/Words about critical work are written by people/u).textContent).toContain(
      'sev-3',
    );
    expect(screen.getByRole('list', { name: 'Never available to AI' }).children).toHaveLength(3);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Select Scope' }));
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('ends at the rules of a blocked operation', async () => {
    show(<Panel />, createFakePort({ 'panel.load': () => issuePanel() }));
    fireEvent.click(await screen.findByRole('button', { name: 'Assign To AI Operation' }));
    press('See the rules that block Draft status note');
    expect(screen.getByRole('status').textContent).toBe('Blocked');
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });
});

describe('Check Eligibility', () => {
  it('shows the outcome, every rule that fired and what would change it', async () => {
    const { container } = show(<Panel />, createFakePort({ 'panel.load': () => issuePanel() }));
    fireEvent.click(await screen.findByRole('button', { name: 'Assign To AI Operation' }));
    press('Continue');
    expect(screen.getByRole('status').textContent).toBe('Approval-bound');
    expect(screen.getAllByRole('row')).toHaveLength(4);
    press('What would change this?');
    expect(screen.getByText(OFFERS[0].decision.whatWouldChangeIt)).toBeTruthy();
    expect(
      screen
        .getByText('Check Eligibility', { selector: '.step-name' })
        .closest('li')
        ?.getAttribute('aria-current'),
    ).toBe('step');
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});

describe('Confirm Controls', () => {
  it('hands off exactly the seal that was read, once the box is ticked', async () => {
    const port = createFakePort({
      'panel.load': () => issuePanel(),
      'panel.review-scope': () => REVIEW,
      'panel.hand-off': () => viewIn('running'),
      'panel.handoff': () => viewIn('running'),
    });
    const { container } = show(<Panel />, port);
    await toConfirm();
    for (const name of ['AI may read', 'AI will produce', 'Blocked actions', 'Stop conditions']) {
      expect(screen.getByRole('list', { name })).toBeTruthy();
    }
    expect(screen.getByRole('region', { name: 'Human Approval Gate' }).textContent).toContain('Cho Park');
    expect(screen.getByTitle(SEAL).textContent).toBe('7f3a…c91e');
    const confirm = screen.getByRole('button', { name: 'Confirm and hand off' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'I have read what AI may and may not do' }));
    fireEvent.click(confirm);
    expect(await screen.findByText('Running')).toBeTruthy();
    expect(inputsOf(port, 'panel.hand-off')).toEqual([
      {
        operation: 'prepare-incident-packet',
        seal: SEAL,
        nonce: NONCE,
        requestId: '00000000-0000-4000-8000-000000000001',
      },
    ]);
  });

  it('reads the review again and asks for a new tick when the issue changed', async () => {
    const seals = [SEAL, 'b'.repeat(64)];
    const port = createFakePort({
      'panel.load': () => issuePanel(),
      'panel.review-scope': () => ({ ...REVIEW, seal: seals.shift() ?? SEAL }),
      'panel.hand-off': () => CHANGED,
    });
    show(<Panel />, port);
    await toConfirm();
    fireEvent.click(screen.getByRole('checkbox'));
    press('Confirm and hand off');
    expect(await screen.findByText(/nothing was handed off/u)).toBeTruthy();
    await screen.findByTitle('b'.repeat(64));
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
  });

  it('says that no approval is needed when the review has no gate', async () => {
    show(
      <Panel />,
      createFakePort({
        'panel.load': () => issuePanel(),
        'panel.review-scope': () => ({ ...REVIEW, gates: [] }),
      }),
    );
    await toConfirm();
    expect(screen.getByRole('region', { name: 'Human Approval Gate' }).textContent).toContain(
      'No approval is needed',
    );
  });
});

describe('a hand-off that waits', () => {
  it('withdraws after asking once', async () => {
    const waiting = viewIn('awaiting-use-approval');
    const port = createFakePort({
      'panel.load': () => issuePanel({ current: waiting }),
      'panel.handoff': () => waiting,
      'panel.withdraw': () => viewIn('withdrawn', { may: NOTHING, version: 5 }),
    });
    const { container } = show(<Panel />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Withdraw' }));
    fireEvent.keyDown(screen.getByRole('button', { name: 'Withdraw it' }), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Withdraw' }));
    press('Withdraw');
    expect(await accessibilityFaults(container)).toEqual([]);
    screen.getByRole('button', { name: 'Withdraw it' }).focus();
    press('Withdraw it');
    expect(await screen.findByText('Withdrawn')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'AI hand-off' }));
    expect(inputsOf(port, 'panel.withdraw')).toEqual([{ handoffId: waiting.summary.id, version: 4 }]);
  });

  it('reads again when Jira says that the issue changed', async () => {
    let state: 'running' | 'completed' = 'running';
    const port = createFakePort({
      'panel.load': () => issuePanel({ current: viewIn('running') }),
      'panel.handoff': () => viewIn(state),
    });
    show(<Panel />, port);
    await screen.findByText('Running');
    state = 'completed';
    port.changeIssue();
    expect(await screen.findByText('Completed')).toBeTruthy();
  });
});
