import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HandoffCommit, HandoffStore } from '../ports/handoff-store';
import { checkSubtask } from './check-subtask';
import { settleEffect } from './commit-step';
import { performEffect } from './perform-effect';
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
import { expectRefusal } from './testing/refusal';
import { review } from './testing/steps';

/** The bench with another store over the same memory. */
const withStore = (bench: Bench, over: Partial<HandoffStore>): Bench => ({
  ...bench,
  world: { ...bench.world, handoffs: { ...bench.world.handoffs, ...over } },
});

function pendingOf({ memory }: Bench, kind: string): string {
  const [effect] = [...memory.effects.values()].filter(
    (one) => one.kind === kind && one.status === 'pending',
  );
  if (effect === undefined) throw new Error(`no ${kind} is pending`);
  return effect.id;
}

/** Lets the property's result come between a step's reading of the chain and its commit. */
function withResultBetween(bench: Bench): { readonly bench: Bench; readonly tries: () => number } {
  let tries = 0;
  const commit = async (change: HandoffCommit) => {
    tries += 1;
    if (tries === 1) {
      const effect = await bench.world.handoffs.loadEffect(pendingOf(bench, 'sync-property'));
      if (effect?.kind !== 'sync-property') throw new Error('the effect is gone');
      const happening = { event: 'effect.done', details: { effect: effect.kind } } as const;
      await settleEffect(bench.world, onlyHandoff(bench), {
        effect: { ...effect, status: 'done' },
        happening,
      });
    }
    return bench.world.handoffs.commit(change);
  };
  return { bench: withStore(bench, { commit }), tries: () => tries };
}

async function waitingForReview(): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  const run = pendingOf(bench, 'run');
  await performEffect(bench.world, run);
  return bench;
}

describe('a step whose chain moved while it was made', () => {
  it('is made again on the new head, and the person sees nothing of it', async () => {
    const bench = await waitingForReview();
    const raced = withResultBetween(bench);
    const view = await review(raced.bench);
    expect(view.summary.state).toBe('writing-back');
    expect(raced.tries()).toBe(2);
    const events = entriesOf(bench).map(({ event }) => event);
    expect(events.filter((event) => event === 'output.reviewed')).toHaveLength(1);
    expect(events.indexOf('effect.done')).toBe(events.indexOf('output.reviewed') - 1);
  });

  it('is a conflict at once when the record moved too', async () => {
    const bench = await waitingForReview();
    let tries = 0;
    const commit = async (change: HandoffCommit) => {
      tries += 1;
      if (tries === 1) await review(bench, { verdict: 'reject' });
      return bench.world.handoffs.commit(change);
    };
    await expectRefusal(review(withStore(bench, { commit })), 'conflict');
    expect(tries).toBe(1);
    expect(trailOf(bench).filter((event) => event === 'output.reviewed')).toHaveLength(1);
    expect(onlyHandoff(bench).state).toBe('rejected');
  });

  it('is a conflict after a bounded number of tries, and nothing of it is stored', async () => {
    const bench = await waitingForReview();
    let tries = 0;
    const commit = async (change: HandoffCommit) => {
      tries += 1;
      const stale = { ...change.chain, before: { nextIndex: 0, lastHash: '0'.repeat(64) } };
      return bench.world.handoffs.commit({ ...change, chain: stale });
    };
    await expectRefusal(review(withStore(bench, { commit })), 'conflict');
    expect(tries).toBe(5);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
    expect(trailOf(bench)).not.toContain('output.reviewed');
  });
});

/** Stands where an effect of this kind is pending. */
const ARRANGED: Readonly<Record<string, () => Promise<Bench>>> = {
  'sync-property': waitingForReview,
  run: async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    return bench;
  },
  'open-subtask': async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    return bench;
  },
  'write-comment': async () => {
    const bench = await waitingForReview();
    await review(bench);
    return bench;
  },
  'answer-attempt': async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const { id } = subtaskOf(bench, 'run');
    bench.jira.move(id, 'manager-mia', 'Approved');
    await checkSubtask(bench.world, id);
    return bench;
  },
};
/** The entry that says how an effect of this kind came out. */
const RESULTS = {
  'sync-property': 'effect.done',
  run: 'run.finished',
  'open-subtask': 'approval.subtask-created',
  'write-comment': 'writeback.done',
  'answer-attempt': 'effect.done',
} as const;

describe('an effect that is delivered twice at the same moment', () => {
  it.each(Object.entries(RESULTS))('%s is recorded once as %s, and stays done', async (kind, event) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const bench = await (ARRANGED[kind] ?? waitingForReview)();
        const id = pendingOf(bench, kind);
        const count = () => entriesOf(bench).filter((entry) => entry.event === event).length;
        const before = count();
        const { handoffs, audit } = bench.world;
        const slow = {
          ...bench.world,
          audit: {
            ...audit,
            open: scheduler.scheduleFunction((chain: string, accountIds: readonly string[]) =>
              audit.open(chain, accountIds),
            ),
          },
          handoffs: {
            ...handoffs,
            loadEffect: scheduler.scheduleFunction((effectId: string) => handoffs.loadEffect(effectId)),
            commit: scheduler.scheduleFunction((change: HandoffCommit) => handoffs.commit(change)),
            settleEffect: scheduler.scheduleFunction((...told: Parameters<typeof handoffs.settleEffect>) =>
              handoffs.settleEffect(...told),
            ),
            saveEffect: scheduler.scheduleFunction((...told: Parameters<typeof handoffs.saveEffect>) =>
              handoffs.saveEffect(...told),
            ),
          },
        };
        const both = Promise.all([performEffect(slow, id), performEffect(slow, id)]);
        await scheduler.waitFor(both);
        expect(count() - before).toBe(1);
        expect(bench.memory.effects.get(id)?.status).toBe('done');
      }),
      { numRuns: 40 },
    );
  });
});
