import { describe, expect, it } from '@jest/globals';
import { gateIn, onlyHandoff, refOf, settle, subtaskOf, trailOf, type Bench } from './testing/bench';
import { detailsOf, heldBy, waitAt } from './testing/gates';
import { expectRefusal, expectSilentRefusal } from './testing/refusal';
import { decide, moveSubtask } from './testing/steps';

const LIMITS = {
  minSecondsPerThousandWords: 600,
  maxQuickInARow: 500,
  maxApprovalsInARow: 500,
  maxDecisionsPerDay: 500,
};
const SKIMMED = { opened: [], seconds: 0 };

interface Before {
  readonly decisions?: number;
  readonly approvalsInARow?: number;
  readonly quickInARow?: number;
}

/** A bench at the run gate under a limit, whose approver has decided in the given way just before. */
async function tired(
  limit: Partial<typeof LIMITS>,
  before: Before = {},
  backups: readonly string[] = ['backup-bo'],
): Promise<Bench> {
  const bench = await waitAt('run', (document) => ({
    ...heldBy(['commander-cho'], backups)(document),
    gates: { ...document.gates, attention: { ...LIMITS, ...limit } },
  }));
  const counts = { decisions: 0, approvalsInARow: 0, quickInARow: 0, ...before };
  const record = { day: '2026-11-18', ...counts, lastAt: bench.clock.now() };
  bench.memory.attention.set(refOf(bench, 'commander-cho'), record);
  return bench;
}

const attentionOf = (bench: Bench) => bench.memory.attention.get(refOf(bench, 'commander-cho'));

describe('how a decision came about', () => {
  it('is recorded beside it: what was opened, how long, how much there was to read', async () => {
    const bench = await tired({}, { decisions: 2, approvalsInARow: 2, quickInARow: 1 });
    await decide(bench, 'commander-cho', { gate: 'run', reading: { opened: ['sources'], seconds: 3 } });
    const [details] = detailsOf(bench, 'approval.attention');
    expect(details).toMatchObject({
      gate: 'run',
      opened: ['sources'],
      seconds: 3,
      isQuick: true,
      decisionsToday: 2,
      approvalsInARow: 2,
      quickInARow: 1,
      over: null,
    });
    expect(details).toMatchObject({ words: expect.any(Number) });
    expect(trailOf(bench).slice(-3)).toEqual(['approval.attention', 'approval.decided', 'run.queued']);
    expect(attentionOf(bench)).toMatchObject({ decisions: 3, approvalsInARow: 3, quickInARow: 2 });
  });

  it('is not quick when the time was long enough', async () => {
    const bench = await tired({}, { quickInARow: 1 });
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(detailsOf(bench, 'approval.attention')).toMatchObject([{ isQuick: false, seconds: 3_600 }]);
    expect(attentionOf(bench)).toMatchObject({ quickInARow: 0 });
  });

  it('has no reading time for a transition, which counts to the row and not as quick', async () => {
    const bench = await tired({}, { quickInARow: 1 });
    await moveSubtask(bench, 'commander-cho', { gate: 'run', toStatus: 'Approved' });
    expect(detailsOf(bench, 'approval.attention')).toMatchObject([
      { seconds: null, opened: [], isQuick: false },
    ]);
    expect(attentionOf(bench)).toMatchObject({ decisions: 1, approvalsInARow: 1, quickInARow: 1 });
  });
});

describe('an approval over a limit', () => {
  it.each<[string, Partial<typeof LIMITS>, Before, RegExp]>([
    ['the day', { maxDecisionsPerDay: 3 }, { decisions: 3 }, /3 decisions were taken on this day/u],
    ['a row of approvals', { maxApprovalsInARow: 3 }, { approvalsInARow: 3 }, /3 approvals came in a row/u],
    ['a row of quick ones', { maxQuickInARow: 3 }, { quickInARow: 3 }, /faster than their packets/u],
  ])('goes to the backup, and the record says why (%s)', async (_what, ...[limit, before, words]) => {
    const bench = await tired(limit, before);
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run', reading: SKIMMED }), 'over-limit');
    await settle(bench);
    const [seat] = gateIn(bench, 'run').seats;
    expect(seat).toMatchObject({ decision: null, backupAskedAt: bench.clock.now() });
    expect(seat?.backupAskedWhy).toMatch(words);
    expect(trailOf(bench).slice(-2)).toEqual(['approval.ignored', 'approval.backup-asked']);
    expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'over-limit' }]);
    expect(bench.jira.notices).toMatchObject([
      { accountIds: ['backup-bo'], issueKey: subtaskOf(bench, 'run').key },
    ]);
    await decide(bench, 'backup-bo', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
  });

  it('by transition is answered once on the subtask', async () => {
    const bench = await tired({ maxApprovalsInARow: 3 }, { approvalsInARow: 3 });
    await moveSubtask(bench, 'commander-cho', { gate: 'run', toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    const [answer, ...others] = bench.jira.issue(subtaskOf(bench, 'run').id).posted;
    expect(others).toEqual([]);
    expect(JSON.stringify(answer?.body)).toContain('3 approvals came in a row');
  });

  it('asks the backup once, however often it is tried', async () => {
    const bench = await tired({ maxApprovalsInARow: 3 }, { approvalsInARow: 3 });
    for (let times = 0; times < 3; times += 1)
      await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'over-limit');
    await settle(bench);
    expect(detailsOf(bench, 'approval.backup-asked')).toHaveLength(1);
    expect(detailsOf(bench, 'approval.ignored')).toHaveLength(3);
    expect(bench.jira.notices).toHaveLength(1);
  });

  it.each<[string, (bench: Bench) => void, readonly string[]]>([
    ['there is no backup', () => undefined, []],
    [
      'the backup has left',
      (bench) => {
        const bo = bench.jira.people.get('backup-bo');
        if (bo !== undefined) bench.jira.people.set('backup-bo', { ...bo, isActive: false });
      },
      ['backup-bo'],
    ],
  ])('counts where %s, and the record says so', async (_why, change, backups) => {
    const bench = await tired({ maxApprovalsInARow: 3 }, { approvalsInARow: 3 }, backups);
    change(bench);
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
    expect(detailsOf(bench, 'approval.attention')).toMatchObject([
      { over: '3 approvals came in a row without a pause; policy allows 3.' },
    ]);
  });

  it('counts for the backup itself, to whom it went', async () => {
    const bench = await tired({ maxDecisionsPerDay: 1 });
    await decide(bench, 'backup-bo', { gate: 'run' });
    const other = await tired({ maxDecisionsPerDay: 1 }, { decisions: 1 });
    await decide(other, 'backup-bo', { gate: 'run' });
    expect([onlyHandoff(bench).state, onlyHandoff(other).state]).toEqual(['queued', 'queued']);
  });

  it.each(['reject', 'escalate'] as const)('never holds back who wants to %s', async (verdict) => {
    const bench = await tired({ maxDecisionsPerDay: 1 }, { decisions: 9 });
    await decide(bench, 'commander-cho', { gate: 'run', verdict });
    expect(onlyHandoff(bench).state).toBe(verdict === 'reject' ? 'rejected' : 'escalated');
  });

  it('is within the limits again after a pause', async () => {
    const bench = await tired({ maxApprovalsInARow: 3 }, { approvalsInARow: 3 });
    bench.clock.advance(30 * 60_000);
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
  });
});

describe('a sign-off where policy asks for reading', () => {
  const signOff = () =>
    waitAt('run', (document) => ({
      ...document,
      gates: { ...document.gates, lightReviewUpTo: null, doesSignOffNeedReading: true },
    }));

  it('is approved only after the sources were opened, and a refusal needs nothing', async () => {
    const bench = await signOff();
    const reading = { opened: ['result' as const], seconds: 900 };
    await expectSilentRefusal(
      bench,
      () => decide(bench, 'commander-cho', { gate: 'run', reading }),
      'read-first',
    );
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
    const refused = await signOff();
    await decide(refused, 'commander-cho', { gate: 'run', verdict: 'reject', reading: SKIMMED });
    expect(onlyHandoff(refused).state).toBe('rejected');
  });
});
