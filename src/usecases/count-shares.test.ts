import { describe, expect, it } from '@jest/globals';
import type { Rule } from '../contract/rule';
import type { JiraApp } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { countShares } from './count-shares';
import { createBench, INCIDENT, type Bench } from './testing/bench';
import { putInForce, ruled, versionWith } from './testing/policy';

/** Recommended on incidents is a packet that goes to a vendor, which the policy that ships holds at the use gate. */
function addIssues(
  bench: Bench,
  count: number,
  over: { readonly dataClass?: string; readonly key?: string },
): void {
  const from = bench.jira.issues.size;
  for (let number = from; number < from + count; number += 1)
    bench.jira.addIssue({
      id: String(50_000 + number),
      ...over,
      key: `${over.key ?? 'INC'}-${5_000 + number}`,
    });
}

const sharesOf = async (bench: Bench) => (await bench.world.shares.load()).newest;

const BLOCK: Rule = {
  id: 'new-1',
  priority: 500,
  category: 'control',
  when: {},
  effect: { type: 'block' },
  because: 'Not now.',
  threshold: 'Later',
};

describe('countShares', () => {
  it('puts each active issue in exactly one bucket, by project, and says of how many', async () => {
    const bench = createBench();
    addIssues(bench, 2, {});
    addIssues(bench, 3, { dataClass: 'Restricted' });
    addIssues(bench, 4, { key: 'HR' });
    bench.jira.issue(INCIDENT.id).isDone = true;
    expect(await countShares(bench.world)).toBe(9);
    const shares = await sharesOf(bench);
    expect(shares).toEqual({
      computedAt: bench.clock.now(),
      policyVersion: 1,
      isComplete: true,
      tally: { total: 9, eligible: 0, approvalBound: 2, blocked: 7 },
      byProject: [
        { projectKey: 'HR', tally: { total: 4, eligible: 0, approvalBound: 0, blocked: 4 } },
        { projectKey: 'INC', tally: { total: 5, eligible: 0, approvalBound: 2, blocked: 3 } },
      ],
    });
  });

  it('counts again after an hour, or when another policy is in force, and not before', async () => {
    const bench = createBench();
    await countShares(bench.world);
    bench.clock.advance(59 * 60_000);
    expect(await countShares(bench.world)).toBeNull();
    bench.clock.advance(60_000);
    expect(await countShares(bench.world)).toBe(1);
    putInForce(bench, ruled(BLOCK));
    expect(await countShares(bench.world)).toBe(1);
    expect(await sharesOf(bench)).toMatchObject({ policyVersion: 2, tally: { blocked: 1 } });
  });

  it('goes on with a long count at the next run, and shows the one before until then', async () => {
    const bench = createBench();
    await countShares(bench.world);
    addIssues(bench, 2_099, {});
    bench.clock.advance(60 * 60_000);
    expect(await countShares(bench.world)).toBe(2_000);
    expect((await sharesOf(bench))?.tally.total).toBe(1);
    expect(await countShares(bench.world)).toBe(2_100);
    expect(await sharesOf(bench)).toMatchObject({ isComplete: true, tally: { total: 2_100 } });
  });

  it('begins anew where Jira does not know any more where it stood', async () => {
    const bench = createBench();
    addIssues(bench, 2_050, {});
    await countShares(bench.world);
    const { running } = await bench.world.shares.load();
    if (running === null) throw new Error('the count is over');
    await bench.world.shares.save({ newest: null, running: { ...running, cursor: 'too old' } });
    const jira: JiraApp = {
      ...bench.world.jira,
      activeIssues: async (query) => {
        if (query.cursor === 'too old') throw new PortError('refused', 'Jira knows no such page');
        return bench.world.jira.activeIssues(query);
      },
    };
    expect(await countShares({ ...bench.world, jira })).toBe(2_000);
    expect(await countShares(bench.world)).toBe(2_051);
  });

  it('begins a long count anew when another policy came into force', async () => {
    const bench = createBench();
    addIssues(bench, 2_050, {});
    await countShares(bench.world);
    putInForce(bench, ruled(BLOCK));
    await countShares(bench.world);
    await countShares(bench.world);
    expect(await sharesOf(bench)).toMatchObject({
      policyVersion: 2,
      tally: { total: 2_051, approvalBound: 0, blocked: 2_051 },
    });
  });

  it('counts projects on trial by the trial', async () => {
    const bench = createBench();
    addIssues(bench, 1, { key: 'REQ' });
    bench.memory.trial = { policy: versionWith(bench, ruled(BLOCK)), projects: ['INC'] };
    await countShares(bench.world);
    expect((await sharesOf(bench))?.byProject).toMatchObject([
      { projectKey: 'INC', tally: { blocked: 1 } },
      { projectKey: 'REQ', tally: { blocked: 0 } },
    ]);
  });

  it('counts a class that stands still as blocked', async () => {
    const bench = createBench();
    await countShares(bench.world);
    expect((await sharesOf(bench))?.tally.blocked).toBe(0);
    const classes = [
      'evidence-gathering',
      'drafting-and-summaries',
      'checklist-and-validation',
      'ticket-write-back',
    ] as const;
    bench.memory.stops = classes.map((one) => ({
      class: one,
      who: 'business',
      role: null,
      accountId: 'gone-gil',
      since: bench.clock.now(),
      told: null,
    }));
    bench.clock.advance(60 * 60_000);
    await countShares(bench.world);
    expect((await sharesOf(bench))?.tally).toEqual({ total: 1, eligible: 0, approvalBound: 0, blocked: 1 });
  });
});
