import { describe, expect, it } from '@jest/globals';
import { MAX_EFFECT_ATTEMPTS, type EffectKind } from '../domain/handoff/effect';
import type { JiraApp } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { performEffect } from './perform-effect';
import { sweep } from './sweep';
import {
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  settle,
  subtaskOf,
  trailOf,
  type Bench,
} from './testing/bench';
import { review } from './testing/steps';

/** A bench whose next effect is of this kind and was not performed yet; gives the effect's id. */
async function before(kind: 'run' | 'open-subtask' | 'write-comment'): Promise<readonly [Bench, string]> {
  const bench = createBench(kind === 'open-subtask' ? { dataClass: 'Confidential' } : {});
  await handOff(bench, 'gather-diagnostics');
  if (kind === 'write-comment') {
    await settle(bench);
    await review(bench);
  }
  return [bench, effectOf(bench, kind)];
}

function effectOf({ memory }: Bench, kind: EffectKind): string {
  const effect = [...memory.effects.values()].find((one) => one.kind === kind && one.status === 'pending');
  if (effect === undefined) throw new Error(`no ${kind} is pending`);
  return effect.id;
}

const subtasks = ({ jira }: Bench): number =>
  [...jira.issues.values()].filter((issue) => issue.parent !== null).length;

describe('an effect that is delivered again', () => {
  it.each(['run', 'open-subtask', 'write-comment'] as const)('%s is done once', async (kind) => {
    const [bench, id] = await before(kind);
    for (let times = 0; times < 3; times += 1) expect(await performEffect(bench.world, id)).toBe('done');
    await settle(bench);
    expect(bench.jira.issue('10001').posted.length).toBe(kind === 'write-comment' ? 1 : 0);
    expect(subtasks(bench)).toBe(kind === 'open-subtask' ? 1 : 0);
    expect(trailOf(bench).filter((event) => event === 'run.started').length).toBe(
      kind === 'open-subtask' ? 0 : 1,
    );
  });

  it.each(['open-subtask', 'write-comment'] as const)(
    '%s finds what it wrote when the commit after it was lost',
    async (kind) => {
      const [bench, id] = await before(kind);
      let isLost = true;
      const commit: typeof bench.world.handoffs.commit = async (change) => {
        if (isLost) throw new PortError('unavailable', 'Storage is away');
        return bench.world.handoffs.commit(change);
      };
      const world = { ...bench.world, handoffs: { ...bench.world.handoffs, commit } };
      expect(await performEffect(world, id)).toBe('retry');
      isLost = false;
      expect(await performEffect(world, id)).toBe('done');
      expect([bench.jira.issue('10001').posted.length, subtasks(bench)]).toEqual(
        kind === 'write-comment' ? [1, 0] : [0, 1],
      );
      expect(onlyHandoff(bench).state).toBe(kind === 'write-comment' ? 'completed' : 'awaiting-run-approval');
    },
  );

  it('of an unknown id is left alone', async () => {
    const { world } = createBench();
    expect(await performEffect(world, 'ho-1.1.run')).toBe('done');
  });
});

const FAILING: readonly (readonly ['run' | 'open-subtask' | 'write-comment', keyof JiraApp, string])[] = [
  ['run', 'readIssue', 'run-failed'],
  ['open-subtask', 'createSubtask', 'no-reachable-approver'],
  ['write-comment', 'addComment', 'run-failed'],
];

describe('an effect that Jira does not take', () => {
  it.each(FAILING)('%s is given up after the bound and ends visibly', async (kind, operation, state) => {
    const [bench, id] = await before(kind);
    bench.jira.fail(operation, 'unavailable');
    for (let tries = 1; tries < MAX_EFFECT_ATTEMPTS; tries += 1)
      expect(await performEffect(bench.world, id)).toBe('retry');
    expect(await performEffect(bench.world, id)).toBe('gave-up');
    expect(onlyHandoff(bench).state).toBe(state);
    expect(trailOf(bench).at(-1)).toBe('effect.failed');
    expect(bench.memory.effects.get(id)).toMatchObject({ status: 'failed', attempts: MAX_EFFECT_ATTEMPTS });
  });

  it('open-subtask is held in the panel when Jira refuses it', async () => {
    const [bench, id] = await before('open-subtask');
    bench.jira.fail('createSubtask', 'refused');
    expect(await performEffect(bench.world, id)).toBe('done');
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'awaiting-run-approval',
      gates: [{ plan: { place: 'panel' }, seats: [{ subtask: null }] }],
    });
    expect(trailOf(bench).at(-1)).toBe('approval.held-in-panel');
    expect(bench.jira.notices.map(({ issueKey, accountIds }) => [issueKey, accountIds])).toEqual([
      ['INC-1', ['commander-cho']],
    ]);
  });

  const REFUSABLE = FAILING.filter(([kind]) => kind !== 'open-subtask');

  it.each(REFUSABLE)('%s is given up at once when Jira refuses it', async (kind, operation, state) => {
    const [bench, id] = await before(kind);
    bench.jira.fail(operation, 'refused');
    expect(await performEffect(bench.world, id)).toBe('gave-up');
    expect(onlyHandoff(bench).state).toBe(state);
  });

  it('recovers when Jira comes back', async () => {
    const [bench, id] = await before('write-comment');
    bench.jira.fail('addComment', 'rate-limited');
    expect(await performEffect(bench.world, id)).toBe('retry');
    bench.jira.fail('addComment', null);
    expect(await performEffect(bench.world, id)).toBe('done');
    expect(onlyHandoff(bench).state).toBe('completed');
  });

  it('leaves the hand-off alone when only the property cannot be set', async () => {
    const [bench] = await before('run');
    bench.jira.fail('setIssueProperty', 'refused');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
    const { id } = onlyHandoff(bench);
    const failures = entriesOf(bench).filter(({ event }) => event === 'effect.failed');
    expect(failures.map(({ details }) => details)).toEqual(
      Array.from({ length: 2 }, () => ({
        effect: 'sync-property',
        code: 'refused',
        attempts: 1,
        attribution: 'integration',
      })),
    );
    const kept = [...bench.memory.effects.values()].filter((effect) => effect.status !== 'done');
    expect(kept.map((effect) => [effect.id.startsWith(id), effect.kind, effect.status])).toEqual(
      Array.from({ length: 2 }, () => [true, 'sync-property', 'failed']),
    );
  });

  it('write-comment is not given up while Jira may have taken it, and is not posted twice', async () => {
    const [bench, id] = await before('write-comment');
    const { jira } = bench.world;
    const away = new PortError('unavailable', 'Jira does not answer');
    let canLook = true;
    const lossy: JiraApp = {
      ...jira,
      findMarkedComment: async (issueId, mark) => {
        if (canLook) return jira.findMarkedComment(issueId, mark);
        throw away;
      },
      addComment: async (issue, body, as) => {
        await jira.addComment(issue, body, as);
        canLook = false;
        throw away;
      },
    };
    const world = { ...bench.world, jira: lossy };
    for (let attempt = 1; attempt < MAX_EFFECT_ATTEMPTS; attempt += 1)
      expect(await performEffect(world, id)).toBe('retry');
    expect(await performEffect(world, id)).toBe('left');
    expect(onlyHandoff(bench).state).toBe('writing-back');
    canLook = true;
    expect(await performEffect(world, id)).toBe('done');
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(bench.jira.issue(onlyHandoff(bench).issue.id).posted).toHaveLength(1);
  });

  it('stays pending when giving up meets another write, so that it is taken up again', async () => {
    const [bench, id] = await before('write-comment');
    bench.jira.fail('addComment', 'refused');
    const commit = async () => {
      throw new PortError('conflict', 'Somebody was first');
    };
    const world = { ...bench.world, handoffs: { ...bench.world.handoffs, commit } };
    await expect(performEffect(world, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await performEffect(bench.world, id)).toBe('gave-up');
    expect(onlyHandoff(bench).state).toBe('run-failed');
  });
});

describe('the sweep', () => {
  it('pushes an effect again whose event was lost', async () => {
    const bench = createBench();
    bench.queue.isDown = true;
    await handOff(bench, 'gather-diagnostics');
    bench.queue.isDown = false;
    expect(bench.queue.items).toEqual([]);
    bench.clock.advance(60_000);
    expect((await sweep(bench.world)).pushed).toBe(0);
    bench.clock.advance(61_000);
    expect((await sweep(bench.world)).pushed).toBe(2);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('looks at open gates, so that a lost event costs time only', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.jira.move(subtaskOf(bench, 'run').id, 'commander-cho', 'Approved');
    await sweep(bench.world);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('goes on when the queue takes nothing, and ends what is overdue', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.queue.isDown = true;
    bench.clock.advance(400 * 86_400_000);
    expect((await sweep(bench.world)).expired).toBe(1);
    expect(onlyHandoff(bench).state).toBe('timed-out');
    expect(bench.log.lines.join()).toContain('queue.push-failed');
  });

  it('does nothing where nothing is due', async () => {
    const bench = createBench();
    expect(await sweep(bench.world)).toEqual({ pushed: 0, expired: 0 });
  });
});
