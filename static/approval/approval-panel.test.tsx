import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { Panel } from '../panel/panel';
import { createFakePort, inputsOf } from '../testing/fake-port';
import { approvalPanel, CHO, GATES, HANDOFF_ID, SEAL } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';

afterEach(cleanup);

const QUESTION = 'Approve the use of AI output on INC-2041?';

describe('the panel on an approval subtask', () => {
  it('asks one question about the sealed packet and opens each part of it', async () => {
    const { container } = show(<Panel />, createFakePort({ 'panel.load': () => approvalPanel() }));
    await screen.findByRole('heading', { name: QUESTION });
    expect(screen.getByRole('region', { name: 'Sealed packet' }).textContent).toContain('7f3a…c91e');
    for (const name of [
      'What would be posted',
      'What AI read (3 sources)',
      'What it may not do',
      'Versions',
    ]) {
      fireEvent.click(screen.getByRole('button', { name }));
    }
    expect(screen.getByRole('region', { name: 'Comment preview' })).toBeTruthy();
    expect(screen.getByText(SEAL)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('approves exactly the seal that is shown', async () => {
    const [status] = GATES;
    const decided = approvalPanel({ isOpen: false, closedBecause: 'Approved by Cho Park.' });
    const port = createFakePort({
      'panel.load': () => approvalPanel(),
      'panel.decide': () => ({
        ...decided,
        handoff: {
          ...decided.handoff,
          gates:
            status === undefined
              ? []
              : [
                  {
                    ...status,
                    decision: {
                      gate: 'use',
                      verdict: 'approve',
                      by: CHO,
                      at: '2026-11-20T12:00:00.000Z',
                      via: 'panel',
                      reason: 'none',
                      note: '',
                    },
                  },
                ],
        },
      }),
    });
    show(<Panel />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Approved by Cho Park.')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Decisions at the gates' }).textContent).toContain(
      'Cho Park approved',
    );
    expect(inputsOf(port, 'panel.decide')).toEqual([
      { handoffId: HANDOFF_ID, gate: 'use', seal: SEAL, verdict: 'approve', reason: 'none', note: '' },
    ]);
  });

  it('asks for a reason before it rejects', async () => {
    const port = createFakePort({
      'panel.load': () => approvalPanel(),
      'panel.decide': () => approvalPanel(),
    });
    show(<Panel />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Reject' }));
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'wrong-audience' } });
    fireEvent.click(screen.getByRole('button', { name: 'Reject this packet' }));
    await waitFor(() =>
      expect(inputsOf(port, 'panel.decide')).toMatchObject([{ verdict: 'reject', reason: 'wrong-audience' }]),
    );
  });

  it('says who may decide to everybody else', async () => {
    const panel = approvalPanel();
    const handoff = { ...panel.handoff, may: { review: false, withdraw: false, decide: false } };
    show(<Panel />, createFakePort({ 'panel.load': () => ({ ...panel, handoff }) }));
    expect(await screen.findByText(/Cho Park decides; Bo Berg is the backup/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('says why it is closed when the packet was superseded', async () => {
    const panel = approvalPanel({
      isOpen: false,
      closedBecause: 'Superseded: severity went from High to Critical.',
    });
    const { container } = show(<Panel />, createFakePort({ 'panel.load': () => panel }));
    expect(await screen.findByText('Superseded: severity went from High to Critical.')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
