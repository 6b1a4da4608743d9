import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import type { DecisionRecord } from '../../ports/decision-log';
import { createBench, entriesIn, type Bench } from '../testing/bench';
import { ada, max, onTrial, published, save, simulateAll, withReviewHours } from '../testing/policy-acts';
import { expectSilentRefusal } from '../testing/refusal';
import { compareCanary } from './compare-canary';
import { simulate } from './simulate';

/** A policy that blocks everything in INC, and no test of which says otherwise. */
const blockingInc = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [],
  rules: [
    ...document.rules,
    {
      id: 'no-inc-1',
      priority: 1,
      category: 'control',
      when: { projects: ['INC'] },
      effect: { type: 'block' },
      because: 'INC is closed to AI',
      threshold: 'never',
    },
  ],
});

/** A decision of the shipped policy about an incident, which is eligible there. */
function recordOf(issueKey: string, at: string, policyVersion = 1): DecisionRecord {
  return {
    issueKey,
    input: {
      operation: 'gather-diagnostics',
      facts: {
        projectKey: issueKey.slice(0, issueKey.indexOf('-')),
        issueType: 'Incident',
        kind: 'incident',
        severity: 'medium',
        dataClass: 'internal',
        impact: null,
        environment: null,
        customerFacing: null,
        ownerAccountId: 'somebody',
        requesterRoles: null,
        labels: [],
        components: [],
      },
      at,
      draw: 50,
      stopped: [],
      bypassIds: [],
    },
    outcome: 'eligible',
    policyVersion,
  };
}

const second = (at: number): string => new Date(Date.UTC(2026, 10, 17, 10, 0, at)).toISOString();

async function record(bench: Bench, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await bench.world.decisions.record(recordOf(`INC-${at + 1}`, second(at)));
}

const addIssues = (bench: Bench, count: number): void => {
  for (let at = 2; at <= count; at += 1) bench.jira.addIssue({ id: String(20_000 + at), key: `INC-${at}` });
};

describe('a simulation', () => {
  it('decides recorded decisions and active issues again, and lists what flips', async () => {
    const bench = createBench();
    await record(bench, 3);
    addIssues(bench, 2);
    bench.jira.addIssue({ id: '30001', key: 'SEC-1' });
    const view = await save(bench, blockingInc);
    const simulation = await simulateAll(bench, view);
    const { replay } = simulation;
    expect(simulation).toMatchObject({
      digest: view.draft.digest,
      baseVersion: 1,
      startedBy: 'admin-ada',
      phase: 'done',
      done: 6,
    });
    expect(replay.decisions.before).toMatchObject({ total: 3, blocked: 0 });
    expect(replay.decisions.after).toMatchObject({ total: 3, blocked: 3 });
    expect([replay.issues.before.total, replay.issues.after.total]).toEqual([3, 3]);
    expect(replay.issues.after.blocked - replay.issues.before.blocked).toBe(2);
    expect([replay.looser, replay.stricter]).toEqual([0, 5]);
    expect(replay.flips[0]).toMatchObject({
      after: 'blocked',
      ruleIds: expect.arrayContaining(['no-inc-1']),
    });
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({
      event: 'policy.draft',
      details: { act: 'simulated', note: '6 decided again: 0 looser, 5 stricter', digest: view.draft.digest },
    });
  });

  it('explains an issue that becomes blocked by the operation that it went by before', async () => {
    const bench = createBench({ severity: 'Critical' });
    const { replay } = await simulateAll(bench, await save(bench, blockingInc));
    const [flip] = replay.flips;
    // On critical work the recommended draft is blocked already, so the issue goes by gathering evidence.
    expect(flip).toMatchObject({
      operation: 'gather-diagnostics',
      before: 'approval-bound',
      after: 'blocked',
    });
    expect(flip?.ruleIds).toEqual(['no-inc-1']);
  });

  it('counts each active issue once under each policy, as the admin sees them', async () => {
    const bench = createBench();
    addIssues(bench, 3);
    bench.jira.addIssue({ id: '30001', key: 'NOPE-1' });
    bench.jira.issue('20002').hiddenFrom.add('admin-ada');
    bench.jira.issue('20003').isDone = true;
    const { issues } = (await simulateAll(bench, await save(bench))).replay;
    for (const tally of [issues.before, issues.after]) {
      expect(tally.total).toBe(2);
      expect(tally.eligible + tally.approvalBound + tally.blocked).toBe(2);
    }
    expect(issues.before.blocked).toBe(1);
  });

  it('goes on where the last slice ended, and says how far it is', async () => {
    const bench = createBench();
    addIssues(bench, 1_250);
    const { draft } = await save(bench);
    const caller = await ada(bench);
    const input = { revision: draft.revision, restart: false };
    const first = await simulate(bench.world, caller, input);
    expect(first).toMatchObject({ phase: 'issues', finishedAt: null });
    expect(first.done).toBeLessThan(1_250);
    const rest = await simulate(bench.world, caller, input);
    expect(rest).toMatchObject({ phase: 'done', done: 1_250, startedAt: first.startedAt });
    expect(rest.replay.issues.after.total).toBe(1_250);
    expect(await simulate(bench.world, caller, input)).toEqual(rest);
    const again = await simulate(bench.world, caller, { ...input, restart: true });
    expect(again).toMatchObject({ phase: 'issues', done: first.done });
  });

  it('stops a slice when its time is over', async () => {
    const bench = createBench();
    addIssues(bench, 1_250);
    const { draft } = await save(bench);
    let at = Date.parse(bench.clock.now());
    bench.clock.now = () => new Date((at += 400)).toISOString();
    const input = { revision: draft.revision, restart: false };
    const { done } = await simulate(bench.world, await ada(bench), input);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(500);
  });

  it('counts nothing twice when two pages drive it at the same moment', async () => {
    const bench = createBench();
    addIssues(bench, 150);
    const { draft } = await save(bench);
    const input = { revision: draft.revision, restart: false };
    const [one, other] = await Promise.all([
      simulate(bench.world, await ada(bench), input),
      simulate(bench.world, await max(bench), input),
    ]);
    expect([one.replay.issues.after.total, other]).toEqual([150, one]);
    const ends = entriesIn(bench, 'site').filter(
      (entry) => entry.event === 'policy.draft' && entry.details.act === 'simulated',
    );
    expect(ends).toHaveLength(1);
  });

  it('begins anew for a draft that was saved meanwhile, and for another version in force', async () => {
    const bench = createBench();
    const { draft } = await save(bench);
    const caller = await ada(bench);
    const other = await save(bench, withReviewHours(11));
    const stale = { revision: draft.revision, restart: false };
    await expectSilentRefusal(bench, () => simulate(bench.world, caller, stale), 'conflict');
    expect(await simulateAll(bench, other)).toMatchObject({ digest: other.draft.digest, baseVersion: 1 });
    await published(bench, withReviewHours(12));
    const view = await save(bench, withReviewHours(11));
    expect([view.simulation, view.draft.digest]).toEqual([null, other.draft.digest]);
    expect(await simulateAll(bench, view)).toMatchObject({ digest: other.draft.digest, baseVersion: 2 });
  });

  it('is shown with the draft of exactly its document', async () => {
    const bench = createBench();
    const view = await save(bench);
    const simulation = await simulateAll(bench, view);
    expect((await save(bench)).simulation).toEqual(simulation);
    expect((await save(bench, withReviewHours(11))).simulation).toBeNull();
  });
});

describe('comparing a trial', () => {
  it('takes what the trial decided in its projects since it began, and nothing else', async () => {
    const bench = createBench();
    const { draft } = await onTrial(bench, ['INC'], blockingInc);
    bench.clock.advance(60_000);
    const now = bench.clock.now();
    for (const each of [
      recordOf('INC-1', now, 2),
      recordOf('INC-2', now, 2),
      recordOf('INC-3', now, 1),
      recordOf('SEC-4', now, 2),
      recordOf('INC-5', second(0), 2),
    ])
      await bench.world.decisions.record(each);
    const input = { revision: draft.revision, cursor: null };
    const { replay, cursor } = await compareCanary(bench.world, await max(bench), input);
    expect(cursor).toBeNull();
    expect(replay.decisions).toMatchObject({
      before: { total: 2, eligible: 2 },
      after: { total: 2, blocked: 2 },
    });
    expect(replay.flips.map(({ issueKey }) => issueKey).sort()).toEqual(['INC-1', 'INC-2']);
  });

  it('goes on over pages until the trial’s beginning', async () => {
    const bench = createBench();
    const { draft } = await onTrial(bench, ['INC'], blockingInc);
    for (let at = 1; at <= 1_500; at += 1) {
      bench.clock.advance(1_000);
      await bench.world.decisions.record(recordOf(`INC-${at}`, bench.clock.now(), 2));
    }
    const caller = await max(bench);
    const { revision } = draft;
    const first = await compareCanary(bench.world, caller, { revision, cursor: null });
    expect(first.cursor).not.toBeNull();
    const last = await compareCanary(bench.world, caller, { revision, cursor: first.cursor });
    expect([last.cursor, first.replay.decisions.after.total + last.replay.decisions.after.total]).toEqual([
      null,
      1_500,
    ]);
  });

  it('is refused where nothing is on trial', async () => {
    const bench = createBench();
    const { draft } = await save(bench);
    const caller = await ada(bench);
    const input = { revision: draft.revision, cursor: null };
    await expectSilentRefusal(bench, () => compareCanary(bench.world, caller, input), 'not-ready');
  });
});
