import { describe, expect, it } from '@jest/globals';
import type { Rule } from '../contract/rule';
import { requestHandoff } from './request-handoff';
import { reviewScope } from './review-scope';
import { putInForce, ruled } from './testing/policy';
import {
  callerOn,
  createBench,
  handOff,
  onlyHandoff,
  settle,
  subtaskOf,
  trailOf,
  REQUEST_ID,
} from './testing/bench';
import { decide, moveSubtask, review } from './testing/steps';
import { loadPanel } from './load-panel';

const ASKED = ['handoff.requested', 'eligibility.decided', 'scope.confirmed'];
const RAN = ['run.started', 'guardrail.decided', 'run.finished'];
const WRITTEN = ['writeback.intent', 'writeback.done'];

describe('a hand-off without a gate', () => {
  it('goes from request to an internal comment with one human review', async () => {
    const bench = createBench();
    const view = await handOff(bench, 'gather-diagnostics');
    expect(view.summary.state).toBe('queued');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
    await review(bench);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(trailOf(bench)).toEqual([...ASKED, 'run.queued', ...RAN, 'output.reviewed', ...WRITTEN]);
  });

  it('keeps the issue property at the state that is stored', async () => {
    const bench = createBench();
    const { summary } = await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const property = () => bench.jira.issue('10001').properties.get('ai-handoff');
    expect(property()).toMatchObject({
      handoffId: summary.id,
      state: 'awaiting-review',
      operation: 'gather-diagnostics',
    });
    await review(bench);
    await settle(bench);
    expect(property()).toMatchObject({ state: 'completed', outcome: 'completed' });
  });

  it('posts what the preview showed, without struck claims', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const claims =
      bench.memory.outputs.get(onlyHandoff(bench).id)?.sections.flatMap((section) => section.claims) ?? [];
    const [first] = claims;
    expect(claims.length).toBeGreaterThan(1);
    const { comment } = await review(bench, { strike: [first?.number ?? 0] });
    await settle(bench);
    const [posted, ...others] = bench.jira.issue('10001').posted;
    expect(others).toEqual([]);
    const text = JSON.stringify(posted?.body);
    expect(comment.every((line) => text.includes(JSON.stringify(line.text)))).toBe(true);
    expect(text).not.toContain(JSON.stringify(first?.text).slice(1, -1));
    expect(comment[0]?.text).toContain('AI output');
    expect(comment[1]?.text).toContain('for Ana Sousa; reviewed by Ben Fischer');
    expect(comment[1]?.text).toContain('Policy v1');
  });

  it('keeps the trail whole however many rules fire', async () => {
    const bench = createBench();
    const rules = Array.from({ length: 100 }, (_none, index): Rule => ({
      id: `many-${index + 1}`,
      priority: 500,
      category: 'control',
      when: {},
      effect: { type: 'allow' },
      because: 'Yes.',
      threshold: 'Any',
    }));
    putInForce(bench, ruled(...rules));
    await handOff(bench, 'gather-diagnostics');
    expect(trailOf(bench)).toHaveLength(4);
  });

  it('has the same seal a minute later, also where a rule looks at the time and one at a sample', async () => {
    const bench = createBench();
    const rule = { priority: 500, category: 'control', because: 'Yes.', threshold: 'Any' } as const;
    const always = { type: 'once', from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } as const;
    putInForce(
      bench,
      ruled(
        { ...rule, id: 'time-1', when: { during: [always] }, effect: { type: 'redact' } },
        { ...rule, id: 'sample-1', when: {}, effect: { type: 'sample', percent: 50 } },
      ),
    );
    const caller = await callerOn(bench, 'agent-ana');
    const operation = 'gather-diagnostics';
    const { seal, nonce, decision } = await reviewScope(bench.world, caller, { operation });
    expect(decision.obligations.redacts).toBe(true);
    bench.clock.advance(60_000);
    const input = { operation, seal, nonce, requestId: REQUEST_ID } as const;
    expect((await requestHandoff(bench.world, caller, input)).seal).toBe(seal);
  });

  it('is current on the panel until it is over, then one of the earlier ones', async () => {
    const bench = createBench();
    const panel = async () => loadPanel(bench.world, await callerOn(bench, 'agent-ana'));
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(await panel()).toMatchObject({
      current: { summary: { state: 'awaiting-review' } },
      earlierCount: 0,
    });
    await review(bench, { verdict: 'reject' });
    expect(await panel()).toMatchObject({ current: null, earlierCount: 1 });
  });

  it('starts a second hand-off once the first is over', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench, { verdict: 'reject' });
    await handOff(bench, 'compare-baseline', { requestId: '11111111-1111-4111-8111-111111111111' });
    const panel = await loadPanel(bench.world, await callerOn(bench, 'agent-ana'));
    expect(panel).toMatchObject({
      mode: 'issue',
      earlierCount: 1,
      current: { summary: { operation: 'compare-baseline' } },
    });
  });
});

describe('a hand-off with a gate', () => {
  it('holds the run until the approver agrees in the panel', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    expect(bench.jira.issue(subtaskOf(bench, 'run').id).assigneeId).toBe('commander-cho');
    const panel = await decide(bench, 'commander-cho', { gate: 'run' });
    expect(panel).toMatchObject({ mode: 'approval', isOpen: false });
    await settle(bench);
    await review(bench);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(trailOf(bench)).toEqual([
      ...ASKED,
      'approval.requested',
      'approval.subtask-created',
      'approval.attention',
      'approval.decided',
      'run.queued',
      ...RAN,
      'output.reviewed',
      ...WRITTEN,
    ]);
  });

  it('holds the output until the backup moves the subtask in Jira', async () => {
    const bench = createBench();
    await handOff(bench, 'draft-vendor-escalation');
    await settle(bench);
    await review(bench);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-use-approval');
    await moveSubtask(bench, 'backup-bo', { gate: 'use', toStatus: 'Approved' });
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(onlyHandoff(bench).gates[0]?.seats[0]?.decision).toMatchObject({
      by: { accountId: 'backup-bo' },
      via: 'transition',
    });
    expect(trailOf(bench).slice(-6)).toEqual([
      'approval.requested',
      'approval.subtask-created',
      'approval.attention',
      'approval.decided',
      ...WRITTEN,
    ]);
  });

  it('passes two gates with a subtask each', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'draft-vendor-escalation');
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    await review(bench);
    await settle(bench);
    await decide(bench, 'backup-bo', { gate: 'use' });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(subtaskOf(bench, 'run').id).not.toBe(subtaskOf(bench, 'use').id);
    expect(trailOf(bench).filter((event) => event === 'approval.decided')).toHaveLength(2);
    const text = JSON.stringify(bench.jira.issue('10001').posted[0]?.body);
    expect(text).toContain('Cho Min-ji (run approved), Bo Eriksson (use approved as backup)');
  });

  it('marks the subtask with the seal, the approvers and the time that is left', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    const { seal } = await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(bench.jira.issue(subtaskOf(bench, 'run').id).properties.get('ai-handoff-approval')).toEqual({
      handoffId: onlyHandoff(bench).id,
      gate: 'run',
      seal,
      approvers: ['commander-cho', 'backup-bo'],
      expiresAt: '2026-11-18T14:00:00.000Z',
    });
  });
});
