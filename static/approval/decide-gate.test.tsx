import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallError } from '../../src/contract/errors';
import type { ApprovalPanel } from '../../src/contract/handoff';
import { openApproval as open, press, withHandoff } from '../testing/approval-page';
import { inputsOf } from '../testing/fake-port';
import { approvalPanel, HANDOFF_ID, SEAL } from '../testing/fixtures';
import { APPROVED, gateStatus, RELEASE, seat } from '../testing/gate-fixtures';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const decided = (nextKey: string | null): ApprovalPanel =>
  withHandoff(
    {
      gates: [gateStatus({ seats: [seat({ decision: APPROVED })] })],
      explanation: 'The comment is being posted.',
    },
    { isOpen: false, closedBecause: 'Approved by Cho Park.', nextKey },
  );

describe('an answer at a gate', () => {
  it('approves exactly the seal and the release that are shown, then offers the next item with the focus on it', async () => {
    const { port, container } = await open(approvalPanel(), { 'panel.decide': () => decided('SEC-2281') });
    press('Approve');
    expect(await screen.findByText('You approved this packet.')).toBeTruthy();
    expect(screen.getByText('The comment is being posted.')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Decisions at the gates' }).textContent).toContain(
      'Cho Park approved',
    );
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next: SEC-2281' }));
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(port.opened).toEqual(['here SEC-2281']);
    expect(inputsOf(port, 'panel.decide')).toEqual([
      {
        handoffId: HANDOFF_ID,
        gate: 'use',
        seal: SEAL,
        release: RELEASE,
        verdict: 'approve',
        reason: 'none',
        note: '',
        reading: { opened: ['result'], seconds: 0 },
      },
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says when nothing else waits', async () => {
    await open(approvalPanel(), { 'panel.decide': () => decided(null) });
    press('Approve');
    const place = await screen.findByText('Nothing else waits for you.');
    expect(document.activeElement).toBe(place);
  });

  it('asks for a reason before it rejects', async () => {
    const { port } = await open(approvalPanel(), { 'panel.decide': () => approvalPanel() });
    press('Reject');
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'wrong-audience' } });
    press('Reject this packet');
    await waitFor(() =>
      expect(inputsOf(port, 'panel.decide')).toMatchObject([{ verdict: 'reject', reason: 'wrong-audience' }]),
    );
  });

  it('takes the keys A, R, E and N, but none while somebody writes a reason', async () => {
    const { port } = await open(approvalPanel(), { 'panel.decide': () => decided(null) });
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(port.opened).toEqual(['here SEC-2280']);
    fireEvent.keyDown(document.body, { key: 'e' });
    expect(screen.getByRole('group', { name: 'Escalate this packet' })).toBeTruthy();
    fireEvent.keyDown(screen.getByLabelText('Note (optional)'), { key: 'n' });
    fireEvent.keyDown(document.body, { key: 'n' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(port.opened).toHaveLength(1);
    press('Back to the choices');
    fireEvent.keyDown(document.body, { key: 'r' });
    expect(screen.getByRole('group', { name: 'Reject this packet' })).toBeTruthy();
    press('Back to the choices');
    fireEvent.keyDown(document.body, { key: 'a' });
    await waitFor(() => expect(inputsOf(port, 'panel.decide')).toMatchObject([{ verdict: 'approve' }]));
  });

  it('shows the keys', async () => {
    const { container } = await open(approvalPanel());
    expect([...container.querySelectorAll('kbd')].map(({ textContent }) => textContent)).toEqual([
      'N',
      'A',
      'R',
      'E',
    ]);
  });

  it('shows a refusal beside the answers and reads again what stands now', async () => {
    const refusal: CallError = { code: 'superseded', message: 'It changed.', retryable: false };
    const { port } = await open(approvalPanel(), { 'panel.decide': () => refusal });
    press('Approve');
    expect((await screen.findByRole('alert')).textContent).toContain('It changed.');
    await waitFor(() => expect(inputsOf(port, 'panel.load')).toHaveLength(2));
  });

  it('does not read again where the refusal says nothing about what stands', async () => {
    const refusal: CallError = { code: 'unavailable', message: 'Jira is away.', retryable: true };
    const { port } = await open(approvalPanel(), { 'panel.decide': () => refusal });
    press('Approve');
    await screen.findByRole('alert');
    expect(inputsOf(port, 'panel.load')).toHaveLength(1);
  });
});
