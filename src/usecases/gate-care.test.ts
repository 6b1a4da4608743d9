import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PortError } from '../ports/port-error';
import { sweep } from './sweep';
import {
  gateIn,
  onlyHandoff,
  refOf,
  settle,
  storedText,
  subtaskOf,
  trailOf,
  type Bench,
} from './testing/bench';
import { detailsOf, heldBy, holding, waitAt } from './testing/gates';
import { putInForce } from './testing/policy';
import { expectRefusal } from './testing/refusal';
import { decide } from './testing/steps';

const HOUR = 3_600_000;
const TWO = heldBy(['commander-cho', 'manager-mia'], ['backup-bo'], { needed: 2, of: 2, isInOrder: false });

async function sweepAfter(bench: Bench, hours: number): Promise<void> {
  bench.clock.advance(hours * HOUR);
  await sweep(bench.world);
  await settle(bench);
}

const deactivate = (bench: Bench, accountId: string): void => {
  const person = bench.jira.people.get(accountId);
  if (person !== undefined) bench.jira.people.set(accountId, { ...person, isActive: false });
};

describe('a reminder', () => {
  it('is sent once, when its time has come', async () => {
    const bench = await waitAt('run');
    await sweepAfter(bench, 0.9);
    expect(bench.jira.notices).toEqual([]);
    await sweepAfter(bench, 0.1);
    await sweepAfter(bench, 0.5);
    expect(bench.jira.notices).toMatchObject([
      { issueKey: subtaskOf(bench, 'run').key, accountIds: ['commander-cho'] },
    ]);
    expect(bench.jira.notices[0]?.text).toContain('Decide by 2026-11-18 14:00 UTC.');
    expect(detailsOf(bench, 'approval.reminded')).toEqual([
      { gate: 'run', approver: refOf(bench, 'commander-cho'), by: 'app' },
    ]);
  });

  it('reaches each approver who has not decided', async () => {
    const bench = await waitAt('run', TWO);
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    await sweepAfter(bench, 1);
    expect(bench.jira.notices.map(({ accountIds }) => accountIds)).toEqual([['manager-mia']]);
  });

  it('is not sent where policy wants none', async () => {
    const bench = await waitAt('run', holding({ remindAfterHours: null, backupAfterHours: null }));
    await sweepAfter(bench, 3);
    expect(bench.jira.notices).toEqual([]);
  });

  it('waits while the site is halted, also one that was decided before', async () => {
    const bench = await waitAt('run');
    bench.clock.advance(HOUR);
    await sweep(bench.world);
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true, reason: 'Drill' };
    for (let tries = 0; tries < 3; tries += 1) await sweep(bench.world);
    expect(bench.jira.notices).toEqual([]);
    expect(detailsOf(bench, 'approval.reminded')).toEqual([]);
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: false };
    await settle(bench);
    expect(bench.jira.notices).toHaveLength(1);
  });
});

describe('the backup', () => {
  it('is asked once, when nobody decided in time, and the item is theirs too', async () => {
    const bench = await waitAt('run');
    await sweepAfter(bench, 2);
    await sweepAfter(bench, 1);
    expect(bench.jira.notices.map(({ accountIds }) => accountIds)).toEqual([
      ['commander-cho'],
      ['backup-bo'],
    ]);
    expect(detailsOf(bench, 'approval.backup-asked')).toEqual([
      {
        gate: 'run',
        approver: refOf(bench, 'commander-cho'),
        backup: refOf(bench, 'backup-bo'),
        why: 'Nobody decided within 2 hours.',
      },
    ]);
    expect(bench.jira.issue('10001').properties.get('ai-handoff')).toMatchObject({
      waitingFor: ['commander-cho', 'backup-bo'],
    });
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
  });

  it('is not asked once the time of the gate is over', async () => {
    const bench = await waitAt('run', holding({ remindAfterHours: null, backupAfterHours: 4 }));
    await sweepAfter(bench, 4.001);
    expect(onlyHandoff(bench).state).toBe('timed-out');
    expect(bench.jira.notices).toEqual([]);
  });

  it('is asked where the gate has no subtask, and not while the site is halted', async () => {
    const bench = await waitAt('run');
    bench.memory.handoffs.forEach((handoff, id) => {
      const gates = handoff.gates.map((gate) => ({
        ...gate,
        seats: gate.seats.map((seat) => ({ ...seat, subtask: null })),
      }));
      bench.memory.handoffs.set(id, { ...handoff, gates });
    });
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true, reason: 'Drill' };
    bench.clock.advance(2 * HOUR);
    await sweep(bench.world);
    expect(detailsOf(bench, 'approval.reminded')).toEqual([]);
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: false };
    await sweepAfter(bench, 0);
    expect(bench.jira.notices.map(({ issueKey }) => issueKey)).toEqual(['INC-1', 'INC-1']);
  });
});

describe('a gate that nobody can decide any more', () => {
  it.each<[string, (bench: Bench) => void]>([
    [
      'because approver and backup left',
      (bench) => {
        deactivate(bench, 'commander-cho');
        deactivate(bench, 'backup-bo');
      },
    ],
    ['because policy names others', (bench) => putInForce(bench, heldBy(['manager-mia'], []))],
    [
      'because one operates the AI and the other wrote the policy',
      (bench) =>
        putInForce(
          bench,
          (document) => ({
            ...document,
            owners: document.owners.map((owner) => ({ ...owner, technical: 'commander-cho' })),
          }),
          { authors: ['backup-bo'], publishedAt: bench.clock.now() },
        ),
    ],
  ])('ends as no-reachable-approver %s', async (_why, change) => {
    const bench = await waitAt('run');
    change(bench);
    await sweepAfter(bench, 0);
    expect(onlyHandoff(bench).state).toBe('no-reachable-approver');
    expect(detailsOf(bench, 'approval.invalidated')).toEqual([{ changes: ['no reachable approver'] }]);
  });

  it('waits on while enough people are left', async () => {
    const bench = await waitAt('run', TWO);
    deactivate(bench, 'commander-cho');
    await sweepAfter(bench, 0);
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    await decide(bench, 'backup-bo', { gate: 'run', seat: 1 });
    await settle(bench);
    await sweepAfter(bench, 0);
    expect(onlyHandoff(bench).state).toBe('no-reachable-approver');
  });
});

describe('the sweep', () => {
  it('does not wait for ever for a Jira that does not answer', async () => {
    const bench = await waitAt('run');
    bench.clock.advance(4 * HOUR + 1);
    const readHeader = async () => {
      throw new PortError('unavailable', 'Jira is away');
    };
    const world = { ...bench.world, jira: { ...bench.world.jira, readHeader } };
    expect((await sweep(world)).expired).toBe(0);
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    bench.clock.advance(HOUR);
    expect((await sweep(world)).expired).toBe(1);
    expect(onlyHandoff(bench).state).toBe('timed-out');
    expect(bench.log.lines.join()).toContain('sweep.look-failed');
  });

  it('changes nothing at a gate where nothing is due', async () => {
    const bench = await waitAt('run');
    const before = storedText(bench);
    await sweepAfter(bench, 0.5);
    expect(storedText(bench)).toBe(before);
  });
});

describe('an approval and a timeout at once', () => {
  it('have one winner, and a loser on record says which (T2)', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const bench = await waitAt('run');
        bench.clock.advance(4 * HOUR);
        const { handoffs } = bench.world;
        const world = {
          ...bench.world,
          handoffs: {
            ...handoffs,
            load: scheduler.scheduleFunction((id: string) => handoffs.load(id)),
            loadWhole: scheduler.scheduleFunction((id: string) => handoffs.loadWhole(id)),
          },
        };
        await scheduler.waitFor(
          Promise.allSettled([decide({ ...bench, world }, 'commander-cho', { gate: 'run' }), sweep(world)]),
        );
        const { state } = onlyHandoff(bench);
        ends.add(state);
        const decisions = detailsOf(bench, 'approval.decided').length;
        const timeouts = detailsOf(bench, 'handoff.timed-out').length;
        expect([decisions, timeouts]).toEqual(state === 'timed-out' ? [0, 1] : [1, 0]);
        if (state === 'timed-out')
          expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'not-waiting: timed-out' }]);
      }),
      { numRuns: 60 },
    );
    expect([...ends].sort()).toEqual(['queued', 'timed-out']);
  });

  it('record a decision that comes after the timeout, with what won', async () => {
    const bench = await waitAt('run');
    await sweepAfter(bench, 4.1);
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'wrong-state');
    expect(detailsOf(bench, 'approval.ignored')).toMatchObject([{ why: 'not-waiting: timed-out' }]);
    expect(trailOf(bench).filter((event) => event === 'handoff.timed-out')).toHaveLength(1);
    expect(gateIn(bench, 'run').seats[0]?.decision).toBeNull();
  });
});
