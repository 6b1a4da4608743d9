import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../contract/policy';
import type { Rule } from '../contract/rule';
import { createBench, entriesOf, handOff, onlyHandoff, settle, trailOf, type Bench } from './testing/bench';
import { putInForce, ruled, versionWith } from './testing/policy';
import { expectRefusal } from './testing/refusal';
import { decide, review } from './testing/steps';

const ruleWith = (effect: Rule['effect']): Rule => ({
  id: 'new-1',
  priority: 500,
  category: 'control',
  when: { kinds: ['incident'] },
  effect,
  because: 'We learned from the last outage.',
  threshold: 'Never again',
});

const STRICTER: readonly Rule['effect'][] = [
  { type: 'block' },
  { type: 'require-approval', gate: 'run' },
  { type: 'require-approval', gate: 'use' },
  { type: 'redact' },
];

describe('a policy that is published while a hand-off is open', () => {
  it.each(STRICTER)('ends a queued one when it asks for more ($type $gate)', async (effect) => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    putInForce(bench, ruled(ruleWith(effect)));
    await settle(bench);
    const { state, explanation } = onlyHandoff(bench);
    expect(state).toBe('superseded');
    expect(explanation).toContain(
      'policy v2 asks for more than v1 did. new-1: We learned from the last outage. Hand it off again',
    );
    const details = entriesOf(bench).find(({ event }) => event === 'approval.invalidated')?.details;
    expect(details).toEqual({ changes: ['policy v2'] });
  });

  it('ends one that is about to be written back, and nothing is posted', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench);
    putInForce(bench, ruled(ruleWith({ type: 'block' })));
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });

  it('takes the worth from an approval of the run', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    putInForce(bench, ruled(ruleWith({ type: 'block' })));
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('superseded');
  });

  it('changes nothing for an open one when it asks for less or the same', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    putInForce(bench, (document) => ({
      ...document,
      rules: document.rules.map((rule) =>
        rule.effect.type === 'require-approval' ? { ...rule, effect: { type: 'allow' as const } } : rule,
      ),
    }));
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({ state: 'awaiting-review', policyVersion: 1 });
    expect(trailOf(bench)).not.toContain('approval.invalidated');
  });

  it('ends one whose approvers now need more approvals than were asked for', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    putInForce(bench, (document) => ({
      ...document,
      approvers: document.approvers.map((entry) => ({
        ...entry,
        quorum: { needed: 2, of: 2, isInOrder: false },
      })),
    }));
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'superseded',
      explanation: expect.stringContaining(
        '2 people approve before run; 1 was asked for. The approval does not count',
      ),
    });
  });

  it('ends one whose class stands still by now', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const stop = {
      class: 'evidence-gathering',
      who: 'on-call',
      role: null,
      accountId: 'agent-ben',
      since: '2026-11-20T10:00:00.000Z',
      told: null,
    } as const;
    bench.memory.stops = [stop];
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
  });
});

describe('whoever wrote the policy in force', () => {
  const byCho = { authors: ['commander-cho'] };
  const asItIs = (document: PolicyDocument): PolicyDocument => ({ ...document });

  it('is not asked to approve under it until the pause is over', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    putInForce(bench, asItIs, { ...byCho, publishedAt: bench.clock.now() });
    await handOff(bench, 'gather-diagnostics');
    expect(onlyHandoff(bench).gates[0]?.plan.approvers[0]?.accountId).toBe('backup-bo');
    const later = createBench({ dataClass: 'Confidential' });
    putInForce(later, asItIs, { ...byCho, publishedAt: later.clock.now() });
    later.clock.advance(24 * 3_600_000);
    await handOff(later, 'gather-diagnostics');
    expect(onlyHandoff(later).gates[0]?.plan.approvers[0]?.accountId).toBe('commander-cho');
  });

  it('cannot approve what waits already', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    putInForce(bench, asItIs, { ...byCho, publishedAt: bench.clock.now() });
    await expectRefusal(decide(bench, 'commander-cho', { gate: 'run' }), 'not-permitted');
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    expect(entriesOf(bench).at(-1)?.details).toMatchObject({ why: 'is-author' });
    await decide(bench, 'backup-bo', { gate: 'run' });
    expect(onlyHandoff(bench).state).toBe('queued');
  });
});

describe('a policy on trial', () => {
  const blockAll = ruled(ruleWith({ type: 'block' }));
  const trialIn = (bench: Bench, projects: readonly string[]): void => {
    bench.memory.trial = { policy: versionWith(bench, blockAll), projects };
  };

  it('decides in its projects', async () => {
    const bench = createBench();
    trialIn(bench, ['INC']);
    await expectRefusal(handOff(bench, 'gather-diagnostics'), 'blocked-by-policy');
    expect(
      [...bench.memory.decisions.values()].map(({ policyVersion, outcome }) => [policyVersion, outcome]),
    ).toEqual([[2, 'blocked']]);
  });

  it('decides nowhere else', async () => {
    const bench = createBench();
    trialIn(bench, ['REQ']);
    await handOff(bench, 'gather-diagnostics');
    expect(onlyHandoff(bench)).toMatchObject({ state: 'queued', policyVersion: 1 });
  });
});

describe('the record of decisions', () => {
  it('holds what was allowed and what was blocked, without people', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const restricted = createBench({ dataClass: 'Restricted' });
    await expectRefusal(handOff(restricted, 'gather-diagnostics'), 'blocked-by-policy');
    const [allowed] = [...bench.memory.decisions.values()];
    const [blocked] = [...restricted.memory.decisions.values()];
    expect(allowed).toMatchObject({ issueKey: 'INC-1', outcome: 'eligible', policyVersion: 1 });
    expect(blocked).toMatchObject({ issueKey: 'INC-1', outcome: 'blocked' });
    expect(blocked?.input.facts).toMatchObject({ dataClass: 'restricted', ownerAccountId: 'somebody' });
    expect(JSON.stringify([allowed, blocked])).not.toContain('agent-');
  });
});
