import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { HandoffView } from '../../src/contract/handoff';
import type { HandoffState } from '../../src/contract/vocabulary';
import { createFakePort, inputsOf, type Answers, type FakePort } from '../testing/fake-port';
import { approvalPanel, HANDOFF_ID, issuePanel, NOTHING, viewIn } from '../testing/fixtures';
import { ago, APPROVED, BO, CHO, gateStatus, PLAN, seat } from '../testing/gate-fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const button = (name: string): HTMLButtonElement | null => screen.queryByRole('button', { name });

async function open(
  view: HandoffView,
  answers: Answers = {},
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = createFakePort({
    'panel.load': () => issuePanel({ current: view }),
    'panel.handoff': () => view,
    ...answers,
  });
  const { container } = show(<Panel />, port);
  await screen.findByRole('list', { name: 'Progress' });
  return { port, container };
}

const atGate = (extra: Partial<HandoffView> = {}): HandoffView =>
  viewIn('awaiting-use-approval', {
    gates: [gateStatus()],
    may: { ...NOTHING, withdraw: true, remind: true },
    ...extra,
  });
const approvers = (): string | null => screen.getByRole('list', { name: 'Approvers' }).textContent;

describe('a hand-off that waits at a gate', () => {
  it('says who has it since when, by which subtask, and when the backup joins', async () => {
    const { port, container } = await open(atGate());
    expect(approvers()).toMatch(
      /^Cho Park asked 12 min ago · INC-2050 approval subtaskBackup Bo Berg is asked in 2 h$/u,
    );
    expect(screen.getByText(/has it · last step/u).textContent).toContain('due in 3 h');
    press('INC-2050');
    expect(port.opened).toEqual(['INC-2050']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says that a backup may decide before being asked, where policy lets them', async () => {
    const plan = { ...PLAN, mayBackupDecideEarly: true };
    await open(atGate({ gates: [gateStatus({ plan })] }));
    expect(approvers()).toContain('Backup Bo Berg may decide now and is asked in 2 h');
    cleanup();
    await open(atGate({ gates: [gateStatus({ plan: { ...plan, backupAfterHours: null } })] }));
    expect(approvers()).toMatch(/Backup Bo Berg may decide now$/u);
    cleanup();
    await open(atGate({ gates: [gateStatus({ plan: { ...PLAN, backup: null } })] }));
    expect(approvers()).not.toContain('Backup');
  });

  it('tells the decisions of a gate that waits for more once, and those of the gate before', async () => {
    const byBo = { ...APPROVED, by: BO, as: 'backup' as const };
    const run = gateStatus({
      plan: { ...PLAN, gate: 'run' },
      seats: [seat({ decision: { ...APPROVED, gate: 'run', as: 'backup', via: 'batch' } })],
    });
    const use = gateStatus({
      seats: [seat({ decision: byBo }), seat({ approver: { ...BO, standsInFor: null } })],
    });
    await open(atGate({ gates: [run, use] }));
    const decisions = screen.getByRole('list', { name: 'Decisions at the gates' });
    expect(decisions.textContent).toMatch(
      /^Cho Park \(backup\) approved the run .* in a batch of low risk$/u,
    );
    expect(approvers()).toMatch(/^Bo Berg approved .*, as the backup of Cho Park.*Bo Berg asked /u);
  });

  it('reminds at the requester’s wish, and says when it can be done again', async () => {
    const reminded = atGate({
      gates: [gateStatus({ seats: [seat({ remindedAt: ago(0) })] })],
      may: { ...NOTHING, withdraw: true },
    });
    const { port, container } = await open(atGate(), { 'panel.remind': () => reminded });
    expect(screen.getByText('Jira notifies whoever is asked now.')).toBeTruthy();
    press('Remind');
    expect((await screen.findByText(/^Reminded/u)).textContent).toBe(
      'Reminded just now. A reminder can be sent once an hour.',
    );
    expect(button('Remind')?.disabled).toBe(true);
    expect(approvers()).toContain('reminded just now');
    expect(inputsOf(port, 'panel.remind')).toEqual([{ handoffId: HANDOFF_ID, version: 4 }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says so where nobody can be reminded', async () => {
    await open(atGate({ may: NOTHING }));
    expect(screen.getByText('Nobody can be reminded now.')).toBeTruthy();
    expect(button('Remind')?.disabled).toBe(true);
  });

  it('has no button to remind for others than the requester', async () => {
    const view = atGate();
    const port = createFakePort({
      'panel.load': () => issuePanel({ current: view, viewer: CHO }),
      'panel.handoff': () => view,
    });
    show(<Panel />, port);
    await screen.findByRole('list', { name: 'Approvers' });
    expect(button('Remind')).toBeNull();
  });

  it('says why a reminder was refused', async () => {
    await open(atGate(), {
      'panel.remind': () => ({ code: 'too-many', message: 'Once an hour.', retryable: false }),
    });
    press('Remind');
    expect((await screen.findByRole('alert')).textContent).toContain('Once an hour.');
  });
});

describe('a gate that is held in the panel', () => {
  const gates = [gateStatus({ plan: { ...PLAN, place: 'panel' }, seats: [seat({ subtaskKey: null })] })];
  const view = atGate({ gates });
  const approval = approvalPanel({ handoff: { ...approvalPanel().handoff, gates } });

  it('says so to everybody', async () => {
    await open(view);
    expect(screen.getByText(/^Decided in this panel, because no subtask stands for it/u)).toBeTruthy();
    expect(button('Approve')).toBeNull();
  });

  it('shows the approver the reviewer’s screen, the progress one click away, and what comes of the decision', async () => {
    const after = viewIn('writing-back', { gates });
    let now = view;
    const port = createFakePort({
      'panel.load': () => issuePanel({ current: now, viewer: CHO, approval: now === view ? approval : null }),
      'panel.handoff': () => now,
      'panel.decide': () => {
        now = after;
        return issuePanel({ current: after, viewer: CHO });
      },
    });
    const { container } = show(<Panel />, port);
    await screen.findByRole('region', { name: 'Sealed packet' });
    expect(screen.getByText(/^This approval is held here/u)).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Progress' })).toBeNull();
    press('Progress of this hand-off');
    expect(await screen.findByRole('list', { name: 'Progress' })).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Approve');
    expect(await screen.findByText('You approved this packet.')).toBeTruthy();
    expect(await screen.findByText('Writing back')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next: SEC-2280' }));
    expect(screen.queryByRole('region', { name: 'Sealed packet' })).toBeNull();
  });
});

describe('the end of a hand-off', () => {
  const ENDS: readonly (readonly [HandoffState, RegExp, boolean])[] = [
    ['superseded', /is not what stands here now/u, true],
    ['timed-out', /Nobody decided in time. This is no refusal/u, true],
    ['no-reachable-approver', /Nobody who may decide this can be reached/u, true],
    ['blocked', /could not go on/u, true],
    ['withdrawn', /requester took this back/u, true],
    ['rejected', /A person said no/u, false],
    ['escalated', /passed this on to people/u, false],
  ];

  it.each(ENDS)(
    'tells %s in words of its own, with what happened and what to do',
    async (state, title, mayAsk) => {
      const view = viewIn(state, { explanation: 'Severity went from High to Critical.', may: NOTHING });
      const { container } = await open(view);
      expect(screen.getByText(title)).toBeTruthy();
      expect(screen.getByText('Severity went from High to Critical.')).toBeTruthy();
      expect(button('Ask again') !== null).toBe(mayAsk);
      expect(await accessibilityFaults(container)).toEqual([]);
    },
  );

  it('asks again for the same operation, at what policy says now', async () => {
    const view = viewIn('superseded', {
      may: NOTHING,
      summary: { ...viewIn('superseded').summary, operation: 'gather-diagnostics' },
    });
    await open(view);
    press('Ask again');
    expect(await screen.findByRole('heading', { name: 'Check Eligibility' })).toBeTruthy();
    expect(screen.getByText('Gather diagnostics')).toBeTruthy();
    expect(screen.getByText('It may run at once; you review its output.')).toBeTruthy();
  });

  it('starts at the choice where the operation is not offered any more', async () => {
    const view = viewIn('superseded', {
      may: NOTHING,
      summary: { ...viewIn('superseded').summary, operation: 'draft-update-note' },
    });
    await open(view);
    press('Ask again');
    expect(await screen.findByRole('heading', { name: 'Select Scope' })).toBeTruthy();
  });

  it('offers no second asking while nothing can be handed off', async () => {
    const view = viewIn('timed-out', { may: NOTHING });
    await open(view, { 'panel.load': () => issuePanel({ current: view, isHalted: true }) });
    expect(button('Ask again')).toBeNull();
  });
});

const NOBODY = { answeredBy: null, answeredAt: null, note: '' };

describe('an escalation', () => {
  const unanswered = viewIn('escalated', { may: NOTHING, escalation: NOBODY });
  const restingWith = (view: HandoffView, answers: Answers = {}): FakePort =>
    createFakePort({
      'panel.load': () => issuePanel({ unanswered: view }),
      'panel.handoff': () => view,
      ...answers,
    });

  it('that nobody took up says who may answer, and that Jira may hold the issue back', async () => {
    const { container } = show(<Panel />, restingWith(unanswered));
    expect(await screen.findByText(/^Nobody has answered the escalation of/u)).toBeTruthy();
    expect(screen.getByText(/answered by Ana Alvarez as the owner/u)).toBeTruthy();
    expect(screen.getByText('Until then Jira may refuse to move this issue on.')).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'Answer the escalation' })).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is answered with a note by whom may', async () => {
    const mine = { ...unanswered, may: { ...NOTHING, answer: true } };
    const escalation = { answeredBy: CHO, answeredAt: ago(0), note: 'Rolled back by hand.' };
    const answered = viewIn('escalated', { may: NOTHING, escalation });
    let now = mine;
    const port = createFakePort({
      'panel.load': () => issuePanel({ unanswered: now === mine ? mine : null }),
      'panel.handoff': () => now,
      'panel.answer-escalation': () => {
        now = answered;
        return answered;
      },
    });
    const { container } = show(<Panel />, port);
    const form = within(await screen.findByRole('group', { name: 'Answer the escalation' }));
    expect(await accessibilityFaults(container)).toEqual([]);
    const note = form.getByLabelText('What people decided to do');
    fireEvent.change(note, { target: { value: ' ab ' } });
    expect(button('Answer escalation')?.disabled).toBe(true);
    fireEvent.change(note, { target: { value: ' Rolled back by hand. ' } });
    press('Answer escalation');
    expect(await screen.findByText('Cho Park answered the escalation.')).toBeTruthy();
    expect(screen.getByText(/“Rolled back by hand.”/u)).toBeTruthy();
    expect(inputsOf(port, 'panel.answer-escalation')).toEqual([
      { handoffId: HANDOFF_ID, version: 4, note: 'Rolled back by hand.' },
    ]);
    await waitFor(() => expect(inputsOf(port, 'panel.load')).toHaveLength(2));
  });

  it('keeps the note where the answer was refused', async () => {
    const mine = { ...unanswered, may: { ...NOTHING, answer: true } };
    show(
      <Panel />,
      restingWith(mine, {
        'panel.answer-escalation': () => ({ code: 'own-work', message: 'Not yours.', retryable: false }),
      }),
    );
    const note = await screen.findByLabelText<HTMLTextAreaElement>('What people decided to do');
    fireEvent.change(note, { target: { value: 'Rolled back.' } });
    press('Answer escalation');
    expect((await screen.findByRole('alert')).textContent).toContain('Not yours.');
    expect(note.value).toBe('Rolled back.');
  });
});
