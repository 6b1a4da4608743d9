import { describe, expect, it } from '@jest/globals';
import { createBench, handOff, onlyHandoff, settle, type Bench } from '../usecases/testing/bench';
import { decide, review } from '../usecases/testing/steps';
import { createConsumer, createIssueTrigger, createSweep } from './background';
import { createEdge } from './testing/edge';

/** Texts that stand in the issue, in people's names and in what people type; none may reach a log (LOG-03). */
const MARKS = ['mark-body', 'mark-comment', 'mark-name', 'mark-note', 'mark@example.com', 'AKIAMARKMARKMARK'];

function markedBench(dataClass: string): Bench {
  const bench = createBench({
    dataClass,
    summary: 'Calls drop mark-body',
    description:
      'Calls fail with an error since 09:40, says mark@example.com. The key is AKIAMARKMARKMARK mark-body.',
    comments: ['We restarted it and the error came back, mark-comment.'],
  });
  for (const [id, person] of bench.jira.people) {
    bench.jira.people.set(id, { ...person, displayName: `${person.displayName} mark-name` });
  }
  return bench;
}

const leaks = (bench: Bench): readonly string[] =>
  MARKS.filter((mark) => bench.log.lines.join('\n').toLowerCase().includes(mark.toLowerCase()));

describe('the log', () => {
  it('carries nothing of an issue or a person through a whole hand-off', async () => {
    const bench = markedBench('Confidential');
    await handOff(bench, 'draft-vendor-escalation');
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
    await review(bench);
    await settle(bench);
    await decide(bench, 'backup-bo', { gate: 'use' });
    await settle(bench);
    await createSweep(bench.world)(undefined);
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(JSON.stringify(bench.jira.issue('10001').posted)).toContain('mark-body');
    expect(bench.log.lines.length).toBeGreaterThan(0);
    expect(leaks(bench)).toEqual([]);
  });

  it.each(['readIssue', 'addComment', 'setIssueProperty'] as const)(
    'carries nothing of them when %s fails',
    async (operation) => {
      const bench = markedBench('Internal');
      await handOff(bench, 'gather-diagnostics');
      if (operation !== 'readIssue') {
        await settle(bench);
        await review(bench);
      }
      bench.jira.fail(operation, 'unavailable');
      await settle(bench);
      expect(bench.log.lines.join('')).toContain('effect.failed');
      expect(leaks(bench)).toEqual([]);
    },
  );

  it('carries nothing of a payload that is refused', async () => {
    const bench = markedBench('Internal');
    const edge = createEdge('panel', { bench });
    for (const payload of ['mark-note', { operation: 'mark-note' }, { 'mark-note': 1 }]) {
      await edge.call('panel.review-scope', payload);
      await createConsumer(bench.world)({ body: payload });
      await createIssueTrigger(bench.world)({ issue: payload });
    }
    expect(bench.log.lines.length).toBeGreaterThan(0);
    expect(leaks(bench)).toEqual([]);
  });

  it('carries nothing of the words of an error', async () => {
    const bench = markedBench('Internal');
    const policies = {
      ...bench.world.policies,
      desk: async () => {
        throw new Error('mark-body');
      },
    };
    const broken = { ...bench, world: { ...bench.world, policies } };
    expect((await createEdge('panel', { bench: broken }).call('panel.load')).code).toBe('unexpected');
    bench.queue.isDown = true;
    await handOff(bench, 'gather-diagnostics');
    expect(bench.log.lines).toHaveLength(3);
    expect(leaks(bench)).toEqual([]);
  });
});

describe('the audit trail', () => {
  it('carries no body, mail address or secret of the issue', async () => {
    const bench = markedBench('Internal');
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench);
    await settle(bench);
    const trail = JSON.stringify([...bench.memory.chains.values()]).toLowerCase();
    expect(MARKS.filter((mark) => trail.includes(mark.toLowerCase()))).toEqual([]);
  });

  it('names what changed on a superseded issue, but no changed text', async () => {
    const bench = markedBench('Internal');
    await handOff(bench, 'gather-diagnostics');
    bench.jira.issue('10001').description = 'Other words, mark-comment.';
    await settle(bench);
    const trail = JSON.stringify([...bench.memory.chains.values()]);
    expect(trail).toContain('"changes":["description"]');
    expect(trail).not.toContain('mark-comment');
  });
});
