import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { PriorDecision } from '../../src/contract/handoff';
import { button, openApproval as open, press, withHandoff } from '../testing/approval-page';
import { inputsOf } from '../testing/fake-port';
import { approvalPanel, NOTHING, SEAL } from '../testing/fixtures';
import { APPROVED, BO, CHO, gateStatus, PLAN, seat } from '../testing/gate-fixtures';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const QUESTION = 'Approve the use of AI output on INC-2041?';

const PRIOR: PriorDecision = {
  issueKey: 'INC-1990',
  verdict: 'reject',
  by: 'Bo Berg',
  at: '2026-11-01T12:00:00.000Z',
  reason: 'wrong-audience',
  state: 'rejected',
};

describe('what a reviewer sees of a gate', () => {
  it('asks one question with its risk, its kind of review, why this person and why now', async () => {
    const { container } = await open(approvalPanel());
    expect(screen.getByRole('heading', { name: QUESTION })).toBeTruthy();
    for (const word of ['Medium risk', 'Light review', 'Awaiting approval before use']) {
      expect(screen.getByText(word)).toBeTruthy();
    }
    expect(screen.getByText('You are the incident commander (rule comm-3).')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Rules that ask for this approval' }).textContent).toBe(
      'comm-3 saw Goes to a vendor · its limit: Text that leaves the team needs approval before use',
    );
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('puts what wants a look first, in words, and names what was taken out', async () => {
    await open(approvalPanel());
    const signals = within(screen.getByRole('region', { name: 'Before you decide' }));
    expect(signals.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
      'Contradictions',
      'Claims with a quote',
    ]);
    expect(signals.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
      '1Look first',
      '2 of 3',
    ]);
    expect(signals.getByRole('list', { name: 'Look first' }).textContent).toContain('resolved or reopened');
    expect(signals.getByRole('list', { name: 'Taken out of the sources' }).textContent).toBe(
      'API token in comment 7',
    );
  });

  it('says that nothing asks for a closer look where nothing does', async () => {
    await open(approvalPanel({ lookFirst: [], flagged: [], counted: [] }));
    expect(screen.getByText('Nothing below asks for a closer look.')).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Taken out of the sources' })).toBeNull();
  });

  it('shows the result at once and opens every other part', async () => {
    const prior = { decisions: [PRIOR], hiddenCount: 2 };
    const { container } = await open(approvalPanel({ prior }));
    expect(screen.getByRole('region', { name: 'Comment preview' }).textContent).toContain(
      'Internal noteexactly as it will be posted',
    );
    press('What AI read (3 sources)');
    press('What it may not do');
    press('Timeline (4)');
    expect(screen.getByText('1 rejected, 2 not visible to you')).toBeTruthy();
    press('Similar decisions (1)');
    press('Versions');
    expect(screen.getByText(SEAL)).toBeTruthy();
    const lanes = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');
    expect(lanes.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Issue.*, Ben BrandtSeverity went from Medium to High$/u),
      expect.stringMatching(/^Hand-off.*, Ana AlvarezHanded off$/u),
      expect.stringMatching(/^AI.*agoRead 3 sources/u),
      expect.stringMatching(/^Gate.*Asked Cho Park$/u),
    ]);
    expect(
      within(screen.getByRole('table', { name: 'Similar decisions' })).getAllByRole('row')[1]?.textContent,
    ).toMatch(/^INC-1990rejected: it is meant for the wrong peopleBo Berg, .*Rejected$/u);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells no similar decision from hidden ones', async () => {
    await open(approvalPanel());
    press('Similar decisions (0)');
    expect(screen.getByText(/No gate of this operation in this project/u)).toBeTruthy();
    cleanup();
    await open(approvalPanel({ prior: { decisions: [], hiddenCount: 3 } }));
    expect(screen.getByText('3 not visible to you')).toBeTruthy();
    press('Similar decisions (0)');
    expect(screen.getByText(/on issues that you may not see/u)).toBeTruthy();
  });

  it('has one button of each answer, whatever else a name may hold', async () => {
    const prior = { decisions: [PRIOR], hiddenCount: 1 };
    await open(approvalPanel({ prior }));
    for (const answer of [/approve/iu, /reject/iu, /escalate/iu]) {
      expect(screen.getAllByRole('button', { name: answer })).toHaveLength(1);
    }
  });

  it('cannot be mistaken where the customer would read the comment', async () => {
    const { container } = await open(
      withHandoff({ audience: 'customer', customerComment: [{ kind: 'text', text: 'Your VPN is back.' }] }),
    );
    expect(
      screen.getByRole('heading', { name: 'Approve showing AI output to the customer of INC-2041?' }),
    ).toBeTruthy();
    const preview = screen.getByRole('region', { name: 'Comment preview' });
    expect(preview.textContent).toContain('Visible to the customer');
    expect(preview.textContent).toContain('Your VPN is back.');
    expect(preview.textContent).not.toContain('Made by AI');
    expect(screen.getByText(/posts this comment where the customer reads it/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows before a run what AI would read and produce', async () => {
    const plan = { ...PLAN, gate: 'run' as const };
    await open(
      withHandoff(
        { output: null, comment: [], gates: [gateStatus({ plan, release: null })] },
        { gate: 'run' },
      ),
    );
    expect(screen.getByRole('heading', { name: 'Approve this AI run on INC-2041?' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'AI will produce' })).toBeTruthy();
    expect(button('What AI would read (3 sources)')).toBeTruthy();
    expect(screen.getByText(/Approve lets the AI run; Ana Alvarez then reviews/u)).toBeTruthy();
  });

  it('shows the seats of a gate with several approvers, and what this approval adds', async () => {
    const plan = {
      ...PLAN,
      approvers: [
        { ...CHO, standsInFor: null },
        { ...BO, standsInFor: { accountId: 'commander-kim', displayName: 'Kim Lund' } },
        { accountId: 'sponsor-lea', displayName: 'Lea Moss', standsInFor: null },
      ],
      needed: 3,
      isInOrder: true,
      backup: { accountId: 'manager-mia', displayName: 'Mia Hart', standsInFor: null },
    };
    const [first, second, third] = plan.approvers;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no approver');
    const seats = [
      seat({ approver: first, decision: APPROVED }),
      seat({
        approver: second,
        backupAskedAt: '2026-11-20T12:00:00.000Z',
        backupAskedWhy: 'two hours passed',
      }),
      seat({ approver: third, askedAt: null, subtaskKey: null }),
    ];
    const { container } = await open(withHandoff({ gates: [gateStatus({ plan, seats })] }));
    expect(screen.getByText('3 of 3 must approve, one after the other; 1 approved so far.')).toBeTruthy();
    const list = within(screen.getByRole('list', { name: 'Approvers' })).getAllByRole('listitem');
    expect(list.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Cho Park approved /u),
      expect.stringMatching(
        /^Bo Berg, for Kim Lund asked .* · INC-2050 approval subtask.*Backup Mia Hart was asked too .*: two hours passed$/u,
      ),
      'Lea Moss is asked once the one before approved',
    ]);
    expect(screen.getByText(/Approve is number 2 of 3 that are needed/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says who may decide to everybody else', async () => {
    await open(withHandoff({ may: NOTHING }));
    expect(screen.getByText(/Cho Park decides; Bo Berg is the backup/u)).toBeTruthy();
    expect(button('Approve')).toBeNull();
  });

  it('says why it is closed when the packet was superseded', async () => {
    const { container, port } = await open(
      approvalPanel({ isOpen: false, closedBecause: 'Superseded: severity went from High to Critical.' }),
    );
    expect(screen.getByText('Superseded: severity went from High to Critical.')).toBeTruthy();
    expect(button('Approve')).toBeNull();
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(port.opened).toEqual(['here SEC-2280']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});

describe('whether the packet still stands', () => {
  it('says since when it is unchanged and when that was looked at', async () => {
    await open(approvalPanel());
    expect(screen.getByRole('region', { name: 'Sealed packet' }).textContent).toMatch(
      /7f3a…c91e sealed 30 min ago · unchanged, checked just now/u,
    );
  });

  it('says what changed, withholds Approve and its key, and says how it is asked for again', async () => {
    const { port, container } = await open(
      approvalPanel({ changes: ['Severity went from High to Critical'] }),
      {
        'panel.decide': () => approvalPanel(),
      },
    );
    expect(screen.getByRole('list', { name: 'What changed' }).textContent).toBe(
      'Severity went from High to Critical',
    );
    expect(screen.getByText(/Ask again: Ana Alvarez hands it off again on/u)).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Sealed packet' }).textContent).toContain(
      'changed after it was sealed',
    );
    expect(screen.getByRole('region', { name: 'Comment preview' }).textContent).toContain('as it was sealed');
    expect(button('Approve')).toBeNull();
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(button('Reject')).toBeTruthy();
    expect(inputsOf(port, 'panel.decide')).toEqual([]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('looks again when the page comes back to the front', async () => {
    const { port } = await open(approvalPanel());
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    fireEvent(document, new Event('visibilitychange'));
    fireEvent(window, new Event('visibilitychange'));
    await waitFor(() => expect(inputsOf(port, 'panel.load')).toHaveLength(2));
  });
});
