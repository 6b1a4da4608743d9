import { describe, expect, it } from '@jest/globals';
import { toolAnswer, type FakeAnswerer } from '../ports/fakes/platform.fake';
import { performEffect } from './perform-effect';
import { callerOn, handOff, onlyHandoff, settle, trailOf, type Bench } from './testing/bench';
import { benchWith, fails, honest, LARGE, largeDoes, never, runOn, SMALL } from './testing/models';
import { putInForce } from './testing/policy';
import { withdrawHandoff } from './withdraw-handoff';

const MINUTE = 60_000;

describe('what is known of a model', () => {
  const trip = async (bench: Bench): Promise<void> => {
    const heldUntil = new Date(Date.parse(bench.clock.now()) + 2 * MINUTE).toISOString();
    await bench.modelState.update(LARGE, (now) => ({ ...now, failures: 3, heldUntil }));
  };

  it('keeps it from being asked while its circuit is open, and lets one run probe it afterwards (SUP-03)', async () => {
    const bench = benchWith(honest);
    await trip(bench);
    const output = await runOn(bench);
    expect(output.fallbacks).toEqual([
      {
        engine: `model ${LARGE} (tier 2)`,
        why: 'it failed several times lately and is left alone for a while',
      },
    ]);
    expect(bench.models.asked.map(({ model }) => model)).toEqual([SMALL]);

    const later = benchWith(honest);
    await trip(later);
    later.clock.advance(3 * MINUTE);
    expect(await runOn(later)).toMatchObject({ engine: { model: LARGE } });
    expect(later.modelState.records.get(LARGE)).toMatchObject({ failures: 0, heldUntil: null });
  });

  it('opens the circuit after three faults in one run, for the whole site', async () => {
    const bench = benchWith(largeDoes(() => fails('unavailable')));
    await runOn(bench);
    expect(bench.modelState.records.get(LARGE)).toMatchObject({ failures: 3, tokens: 0 });
    expect(bench.modelState.records.get(LARGE)?.heldUntil).not.toBeNull();
  });

  it('is not touched by an answer that is refused: one ticket must not take a model from the site', async () => {
    const bench = benchWith(largeDoes((request) => toolAnswer(request, null)));
    await runOn(bench);
    expect(bench.modelState.records.get(LARGE)).toMatchObject({ failures: 0, heldUntil: null });
    const declined = benchWith(largeDoes(() => fails('refused')));
    await runOn(declined);
    expect(declined.modelState.records.get(LARGE)).toMatchObject({ failures: 0, heldUntil: null, tokens: 0 });
  });

  it('counts the tokens that it took, and what a question that timed out is thought to have taken', async () => {
    const bench = benchWith(honest);
    await runOn(bench);
    expect(bench.modelState.records.get(LARGE)).toMatchObject({ day: '2026-11-18', tokens: 1_200 });
    const late = benchWith(largeDoes(never));
    await runOn(late);
    expect(late.modelState.records.get(LARGE)?.tokens).toBeGreaterThan(500);
  });

  it('keeps a tier within its tokens of the day, over all its models (SUP-04)', async () => {
    const bench = benchWith(honest, { names: [[SMALL], [LARGE, 'other']], tokensPerDay: 50_000 });
    await bench.modelState.update('other', (now) => ({ ...now, day: '2026-11-18', tokens: 45_000 }));
    expect(await runOn(bench)).toMatchObject({
      engine: { model: SMALL },
      fallbacks: [
        { why: 'the tokens of tier 2 for today are used up' },
        { why: 'the tokens of tier 2 for today are used up' },
      ],
    });
  });

  it('has no limit where the policy gives none', async () => {
    const bench = benchWith(honest, { tokensPerDay: null });
    await bench.modelState.update(LARGE, (now) => ({ ...now, day: '2026-11-18', tokens: 900_000_000 }));
    expect(await runOn(bench)).toMatchObject({ engine: { model: LARGE } });
  });

  it('cannot be read: then no model is asked, and the composer works', async () => {
    const bench = benchWith(honest);
    bench.modelState.isDown = true;
    expect(await runOn(bench)).toMatchObject({
      mode: 'composer',
      fallbacks: [
        { why: 'what is known of its state could not be read' },
        { why: 'what is known of its state could not be read' },
      ],
    });
    expect(bench.models.asked).toEqual([]);
  });

  it('cannot be stored after an answer: the answer counts all the same', async () => {
    const bench = benchWith((request) => {
      bench.modelState.isDown = true;
      return honest(request);
    });
    expect(await runOn(bench)).toMatchObject({ mode: 'model' });
    expect(bench.log.lines.join('\n')).toContain('model.state-unsaved');
  });
});

describe('while a model is asked', () => {
  /** A model that lets something happen and answers a minute later. */
  const slowly =
    (bench: () => Bench, happens: () => unknown): FakeAnswerer =>
    async (request) => {
      await happens();
      await bench().clock.pause(7_000);
      await never();
      return honest(request);
    };

  it('a withdrawal is heard: the answer is dropped and nothing is stored over it', async () => {
    const bench: Bench = benchWith(
      slowly(
        () => bench,
        async () => {
          const { id, version } = onlyHandoff(bench);
          await withdrawHandoff(bench.world, await callerOn(bench, 'agent-ana'), { handoffId: id, version });
        },
      ),
    );
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('withdrawn');
    expect(bench.memory.outputs.size).toBe(0);
    expect(bench.models.asked).toHaveLength(1);
    expect(trailOf(bench)).not.toContain('run.finished');
  });

  it('a halt is heard', async () => {
    const bench: Bench = benchWith(
      slowly(
        () => bench,
        () => {
          bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true, reason: 'Drill' };
        },
      ),
    );
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({ state: 'halted', explanation: 'Halted: Drill' });
    expect(bench.models.asked).toHaveLength(1);
  });

  it('a halt that comes with the answer is heard before anything is stored (POL-06)', async () => {
    const bench: Bench = benchWith((request) => {
      bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true, reason: 'Drill' };
      return honest(request);
    });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('halted');
    expect(bench.memory.outputs.size).toBe(0);
  });

  it('a run ends before its time limit although a model never answers', async () => {
    const bench = benchWith(never);
    await handOff(bench, 'gather-diagnostics');
    const before = Date.parse(bench.clock.now());
    await settle(bench);
    expect(Date.parse(bench.clock.now()) - before).toBeLessThan(onlyHandoff(bench).runMinutes * MINUTE);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('no other is asked when the time of the run is over: its tokens would be for nothing', async () => {
    const bench = benchWith(largeDoes(never));
    putInForce(bench, (document) => ({ ...document, limits: { ...document.limits, runMinutes: 1 } }));
    expect(await runOn(bench)).toMatchObject({
      mode: 'composer',
      fallbacks: [
        { why: 'it took too long' },
        { engine: `model ${SMALL} (tier 1)`, why: 'the time of the run was over before it could be asked' },
      ],
    });
    expect(bench.models.asked.map(({ model }) => model)).toEqual([LARGE]);
    expect(bench.modelState.records.get(SMALL)).toBeUndefined();
  });

  it('one is asked while five seconds are left, and not with less', async () => {
    const asked = async (seconds: number): Promise<readonly string[]> => {
      const bench: Bench = benchWith(
        largeDoes(() => {
          // A run of one minute asks for 40 seconds; the look that goes with the question moves this clock by three.
          bench.clock.advance((40 - 3 - seconds) * 1_000);
          return fails('timed-out');
        }),
      );
      putInForce(bench, (document) => ({ ...document, limits: { ...document.limits, runMinutes: 1 } }));
      await runOn(bench);
      return bench.models.asked.map(({ model }) => model);
    };
    expect(await asked(5)).toEqual([LARGE, SMALL]);
    expect(await asked(4)).toEqual([LARGE]);
  });

  it('no answer is waited for longer than 170 seconds', async () => {
    const bench = benchWith(largeDoes(never), {});
    putInForce(bench, (document) => ({ ...document, limits: { ...document.limits, runMinutes: 14 } }));
    await handOff(bench, 'gather-diagnostics');
    const before = Date.parse(bench.clock.now());
    await settle(bench);
    expect(Date.parse(bench.clock.now()) - before).toBeLessThan(180_000);
    expect(Date.parse(bench.clock.now()) - before).toBeGreaterThanOrEqual(170_000);
  });
});

describe('a run that was cut off', () => {
  it('is taken up again, and what it makes is stored once', async () => {
    const bench = benchWith(honest);
    await handOff(bench, 'gather-diagnostics');
    const [item] = bench.queue.items;
    if (item === undefined) throw new Error('nothing is queued');
    // Storage goes away with the model's answer, as when the function is ended between the answer and the commit.
    const handoffs = {
      ...bench.world.handoffs,
      load: () => Promise.reject(new Error('the function was ended')),
    };
    const cut = { ...bench.world, handoffs };
    expect(await performEffect(cut, item.id)).toBe('retry');
    expect(onlyHandoff(bench).state).toBe('running');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
    expect(trailOf(bench).filter((event) => event === 'run.finished')).toHaveLength(1);
    expect(trailOf(bench).filter((event) => event === 'run.started')).toHaveLength(1);
  });
});
