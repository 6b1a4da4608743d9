import { describe, expect, it } from '@jest/globals';
import type { ApprovalPanel, Panel } from '../contract/handoff';
import { PanelSchema } from '../contract/handoff';
import { listQueue } from './list-queue';
import { loadPanel } from './load-panel';
import {
  callerOn,
  createBench,
  handOff,
  INCIDENT,
  onlyHandoff,
  settle,
  subtaskOf,
  type Bench,
} from './testing/bench';
import { putInForce } from './testing/policy';
import { decide, review } from './testing/steps';
import { holding } from './testing/gates';
import { handOffOn, storedHandoff, subtaskIn } from './testing/waiting';
import { withdrawHandoff } from './withdraw-handoff';

/** An operation that waits at its run gate, with its subtask. */
async function atRunGate(issue: Parameters<typeof createBench>[0] = {}): Promise<Bench> {
  const bench = createBench({ dataClass: 'Confidential', ...issue });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  return bench;
}

const panelOn = async (bench: Bench, accountId: string, issueId: string): Promise<Panel> =>
  PanelSchema.parse(await loadPanel(bench.world, await callerOn(bench, accountId, issueId)));

async function approvalFor(bench: Bench, accountId = 'commander-cho'): Promise<ApprovalPanel> {
  const panel = await panelOn(bench, accountId, subtaskOf(bench, 'run').id);
  if (panel.mode !== 'approval') throw new Error('this is no approval');
  return panel;
}

describe('the panel on an approval subtask', () => {
  it('shows the approver what is asked, why, by which rule, and what was read', async () => {
    const bench = await atRunGate();
    const panel = await approvalFor(bench);
    expect(panel).toMatchObject({
      parentKey: INCIDENT.key,
      gate: 'run',
      seat: 0,
      isOpen: true,
      closedBecause: null,
      changes: [],
      lookFirst: [],
      prior: { decisions: [], hiddenCount: 0 },
      nextKey: null,
      handoff: { may: { decide: true, withdraw: false, remind: false } },
    });
    expect(panel.whyYou).toMatch(/^Incident commander \(rule /u);
    expect(panel.rules.map(({ effect }) => effect)).toContain('require-run-approval');
    expect(panel.rules.every(({ effect }) => effect !== 'allow')).toBe(true);
    expect(panel.timeline.map(({ lane }) => lane)).toContain('gate');
    expect(panel.attention).toMatchObject({ decisionsToday: 0, over: null });
    expect(panel.attention.words).toBeGreaterThan(20);
  });

  it('says what changed since the seal, while the gate is open', async () => {
    const bench = await atRunGate();
    bench.jira.issue(INCIDENT.id).severity = 'Critical';
    const panel = await approvalFor(bench);
    expect(panel.changes.join()).toContain('Severity went from High to Critical');
    expect(panel.lookFirst[0]).toContain('an approval would not count');
  });

  it('says who decided once it is decided, and reads the issue no more', async () => {
    const bench = await atRunGate();
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'reject' });
    bench.jira.issue(INCIDENT.id).severity = 'Critical';
    const panel = await approvalFor(bench);
    expect(panel).toMatchObject({ isOpen: false, closedBecause: 'Cho Min-ji decided.', changes: [] });
    expect(panel.attention).toMatchObject({ decisionsToday: 1, approvalsInARow: 0 });
  });

  it('says why nobody decides any more at a gate that ended without a decision', async () => {
    const bench = await atRunGate();
    const { id, version } = onlyHandoff(bench);
    await withdrawHandoff(bench.world, await callerOn(bench, 'agent-ana'), { handoffId: id, version });
    const panel = await approvalFor(bench);
    expect(panel.isOpen).toBe(false);
    expect(panel.closedBecause).toContain('Withdrawn by Ana Sousa.');
  });

  it('is hidden from who may not browse the issue that it is about (AUT-04)', async () => {
    const bench = await atRunGate();
    bench.jira.issue(INCIDENT.id).hiddenFrom.add('commander-cho');
    await expect(approvalFor(bench)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('goes by the app’s own record: a copied mark makes no approval subtask (APR-05)', async () => {
    const bench = await atRunGate();
    const { approvalMark } = bench.jira.issue(subtaskOf(bench, 'run').id);
    bench.jira.addIssue({ id: '555', key: 'INC-555', parent: INCIDENT });
    bench.jira.issue('555').approvalMark = approvalMark;
    expect((await panelOn(bench, 'commander-cho', '555')).mode).toBe('issue');
  });

  it.each([
    ['a sign-off, where policy asks for it', null, true, true],
    ['a sign-off, where policy does not', null, false, false],
    ['a light review', 'high', true, false],
  ] as const)('asks for reading at %s', async (...[, lightReviewUpTo, doesSignOffNeedReading, isAsked]) => {
    const bench = createBench({ dataClass: 'Confidential' });
    putInForce(bench, holding({ lightReviewUpTo, doesSignOffNeedReading }));
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect((await approvalFor(bench)).needsReading).toBe(isAsked);
  });
});

describe('what came before', () => {
  it('is how gates like this one ended, without those whose issue the viewer may not browse', async () => {
    const bench = await atRunGate();
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'reject', reason: 'wrong-scope' });
    await settle(bench);
    const subtask = subtaskIn(await handOffOn(bench, { id: '10002', key: 'INC-2' }));
    const panel = await panelOn(bench, 'commander-cho', subtask.id);
    expect(panel).toMatchObject({
      prior: {
        hiddenCount: 0,
        decisions: [
          {
            issueKey: 'INC-1',
            verdict: 'reject',
            by: 'Cho Min-ji',
            reason: 'wrong-scope',
            state: 'rejected',
          },
        ],
      },
      lookFirst: ['1 of the 1 similar gate before was refused.'],
    });
    bench.jira.issue(INCIDENT.id).hiddenFrom.add('commander-cho');
    const hidden = await panelOn(bench, 'commander-cho', subtask.id);
    expect(hidden).toMatchObject({ prior: { hiddenCount: 1, decisions: [] }, lookFirst: [] });
    expect(JSON.stringify(hidden)).not.toContain('"INC-1"');
  });
});

describe('what comes next', () => {
  it('is the next subtask that waits for this person, and none that the person may not browse', async () => {
    const bench = await atRunGate();
    const { id } = onlyHandoff(bench);
    const next = subtaskIn(await handOffOn(bench, { id: '10002', key: 'INC-2' }));
    const nextKey = async () => {
      const panel = await panelOn(bench, 'commander-cho', subtaskIn(storedHandoff(bench, id)).id);
      return panel.mode === 'approval' ? panel.nextKey : undefined;
    };
    expect(await nextKey()).toBe(next.key);
    bench.jira.issue(next.id).hiddenFrom.add('commander-cho');
    expect(await nextKey()).toBeNull();
  });
});

describe('a gate that is held in the panel of the issue', () => {
  /** The project offers no subtask. */
  async function withoutSubtasks(): Promise<Bench> {
    const bench = createBench({ dataClass: 'Confidential' });
    bench.jira.withoutSubtasks.add('INC');
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    return bench;
  }
  const approvalOn = async (bench: Bench, accountId: string) => {
    const panel = await panelOn(bench, accountId, INCIDENT.id);
    return panel.mode === 'issue' ? panel.approval : undefined;
  };

  it('is shown there to approver and backup, and to nobody else', async () => {
    const bench = await withoutSubtasks();
    expect(onlyHandoff(bench).gates[0]?.plan.place).toBe('panel');
    expect(await approvalOn(bench, 'commander-cho')).toMatchObject({ gate: 'run', seat: 0, isOpen: true });
    expect(await approvalOn(bench, 'backup-bo')).toMatchObject({ gate: 'run', seat: 0 });
    for (const accountId of ['agent-ana', 'agent-ben', 'outsider-oz'])
      expect(await approvalOn(bench, accountId)).toBeNull();
  });

  it('is in the queue of its approver once it is held there, and opened on the issue', async () => {
    const bench = await withoutSubtasks();
    const caller = await callerOn(bench, 'commander-cho');
    const { items } = await listQueue(bench.world, caller, { view: 'mine', cursor: null });
    expect(items).toMatchObject([{ act: 'decide', openKey: INCIDENT.key, isMine: true }]);
  });

  it('is not shown on the issue where it has a subtask', async () => {
    expect(await approvalOn(await atRunGate(), 'commander-cho')).toBeNull();
  });
});

describe('an escalation', () => {
  it('is on the issue’s panel until somebody answers it', async () => {
    const bench = await atRunGate();
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'escalate' });
    const panel = await panelOn(bench, 'backup-bo', INCIDENT.id);
    expect(panel).toMatchObject({
      current: null,
      unanswered: { may: { answer: true }, escalation: { answeredBy: null, answeredAt: null, note: '' } },
    });
    const asked = await panelOn(bench, 'commander-cho', INCIDENT.id);
    expect(asked).toMatchObject({ unanswered: { may: { answer: false } } });
  });
});

describe('the run in the timeline', () => {
  it('comes from the chain, once there is an output', async () => {
    const bench = await atRunGate();
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    await review(bench, { verdict: 'reject' });
    const { timeline } = await approvalFor(bench);
    const texts = timeline.filter(({ lane }) => lane === 'ai').map(({ text }) => text);
    expect(texts[0]).toBe('The run started');
    expect(texts[1]).toMatch(/^Output of \d+ claims/u);
  });
});
