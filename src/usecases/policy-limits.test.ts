import { describe, expect, it } from '@jest/globals';
import type { Bypass } from '../contract/policy-people';
import type { Rule } from '../contract/rule';
import type { PolicyDocument } from '../contract/policy';
import { withdrawHandoff } from './withdraw-handoff';
import {
  callerOn,
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  REQUEST_ID,
  trailOf,
  type Bench,
} from './testing/bench';
import { limited, putInForce, ruled } from './testing/policy';
import { expectRefusal, expectSilentRefusal } from './testing/refusal';

const PER_DAY = { person: null, project: null, class: null } as const;

const requestId = (number: number): string => `3f0c1d8e-5a7b-4c2d-9e6f-${String(number).padStart(12, '0')}`;

/** Hands the n-th piece of work off and withdraws it, so that the issue is free again. */
async function handOffAndWithdraw(bench: Bench, number: number, accountId = 'agent-ana'): Promise<void> {
  const { summary, version } = await handOff(bench, 'gather-diagnostics', {
    accountId,
    requestId: requestId(number),
  });
  const caller = await callerOn(bench, accountId);
  await withdrawHandoff(bench.world, caller, { handoffId: summary.id, version });
}

describe('the limits of a day', () => {
  it.each(['person', 'project', 'class'] as const)(
    'stop at the number of the policy for one %s',
    async (scope) => {
      const bench = createBench();
      putInForce(bench, limited({ perDay: { ...PER_DAY, [scope]: 2 } }));
      await handOffAndWithdraw(bench, 1);
      await handOffAndWithdraw(bench, 2);
      await expectSilentRefusal(
        bench,
        () => handOff(bench, 'gather-diagnostics', { requestId: requestId(3) }),
        'too-many',
      );
    },
  );

  it('count the next day (UTC) anew', async () => {
    const bench = createBench();
    putInForce(bench, limited({ perDay: { ...PER_DAY, person: 1 } }));
    await handOffAndWithdraw(bench, 1);
    bench.clock.advance(24 * 3_600_000);
    await handOffAndWithdraw(bench, 2);
    await expectRefusal(handOff(bench, 'gather-diagnostics', { requestId: requestId(3) }), 'too-many');
  });

  it('count each person apart, by reference and not by account', async () => {
    const bench = createBench();
    putInForce(bench, limited({ perDay: { ...PER_DAY, person: 1 } }));
    await handOffAndWithdraw(bench, 1);
    await handOffAndWithdraw(bench, 2, 'agent-ben');
    expect([...bench.memory.counts.keys()].every((key) => key.startsWith('person:actor-'))).toBe(true);
    expect(bench.memory.counts.size).toBe(2);
  });

  it('count a repeat of one request once', async () => {
    const bench = createBench();
    putInForce(bench, limited({ perDay: { ...PER_DAY, person: 1 } }));
    const first = await handOff(bench, 'gather-diagnostics', { requestId: REQUEST_ID });
    const again = await handOff(bench, 'gather-diagnostics', { requestId: REQUEST_ID });
    expect(again.summary.id).toBe(first.summary.id);
  });
});

const NO_DRAFTS: Rule = {
  id: 'draft-9',
  priority: 100,
  category: 'control',
  when: { operations: ['gather-diagnostics'] },
  effect: { type: 'block' },
  because: 'No evidence is gathered this week.',
  threshold: 'Another week',
};

const bypassWith = (over: Partial<Bypass> = {}): Bypass => ({
  id: 'bypass-1',
  ruleIds: ['draft-9'],
  projects: ['INC'],
  operations: ['gather-diagnostics'],
  accountIds: ['agent-ana'],
  because: 'The outage of November.',
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-12-31T00:00:00.000Z',
  maxUses: 1,
  ...over,
});

const withBypass =
  (bypass: Bypass) =>
  (document: PolicyDocument): PolicyDocument => ({ ...ruled(NO_DRAFTS)(document), bypasses: [bypass] });

describe('a bypass', () => {
  it('lets the people whom it names through both gates, on record, as often as it says', async () => {
    const bench = createBench();
    putInForce(bench, withBypass(bypassWith()));
    const view = await handOff(bench, 'gather-diagnostics');
    expect(view.summary.state).toBe('awaiting-run-approval');
    expect(onlyHandoff(bench).gates.map(({ plan }) => plan.gate)).toEqual(['run', 'use']);
    expect(trailOf(bench)).toContain('bypass.used');
    expect(entriesOf(bench).find(({ event }) => event === 'bypass.used')?.details).toEqual({
      bypass: 'bypass-1',
    });
    const caller = await callerOn(bench, 'agent-ana');
    await withdrawHandoff(bench.world, caller, { handoffId: view.summary.id, version: view.version });
    await expectRefusal(
      handOff(bench, 'gather-diagnostics', { requestId: requestId(2) }),
      'blocked-by-policy',
    );
  });

  it('lets nobody else through', async () => {
    const bench = createBench();
    putInForce(bench, withBypass(bypassWith({ accountIds: ['agent-ben'] })));
    await expectRefusal(handOff(bench, 'gather-diagnostics'), 'blocked-by-policy');
    expect(bench.memory.handoffs.size).toBe(0);
  });
});
