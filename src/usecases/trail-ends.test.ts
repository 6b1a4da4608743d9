import { describe, expect, it } from '@jest/globals';
import { callerOn, createBench, entriesOf, handOff, onlyHandoff, refOf, settle } from './testing/bench';
import { sweep } from './sweep';
import { withdrawHandoff } from './withdraw-handoff';

const MINUTE = 60_000;

describe('the ends that nobody decided', () => {
  it('a time-out carries the wall clock of the sweep and the time that had passed (T21)', async () => {
    const late = createBench();
    await handOff(late, 'gather-diagnostics');
    await settle(late);
    const { dueAt } = onlyHandoff(late);
    late.clock.advance(73 * 60 * MINUTE);
    await sweep(late.world);
    expect(entriesOf(late).at(-1)).toMatchObject({
      event: 'handoff.timed-out',
      at: '2026-11-21T11:00:00.000Z',
      state: 'timed-out',
      details: { from: 'awaiting-review', dueAt },
      actor: { kind: 'app' },
      onBehalfOf: refOf(late, 'agent-ana'),
    });
    expect(onlyHandoff(late)).toMatchObject({
      updatedAt: '2026-11-21T11:00:00.000Z',
      eraseFrom: '2026-11-21T11:00:00.000Z',
      dueAt: null,
      review: null,
    });
  });

  it('a halt carries the wall clock of the step that it stopped, and why (T10, T21)', async () => {
    const halted = createBench();
    await handOff(halted, 'gather-diagnostics');
    halted.clock.advance(5 * MINUTE);
    halted.memory.siteSwitch = { ...halted.memory.siteSwitch, isHalted: true, reason: 'Drill' };
    await settle(halted);
    expect(entriesOf(halted).filter(({ event }) => event === 'handoff.halted')).toMatchObject([
      { at: '2026-11-18T10:05:00.000Z', state: 'halted', details: { reason: 'Drill' } },
    ]);
  });

  it('a withdrawal names who withdrew and from where', async () => {
    const withdrawn = createBench();
    const { summary, version } = await handOff(withdrawn, 'gather-diagnostics');
    const caller = await callerOn(withdrawn, 'agent-ana');
    await withdrawHandoff(withdrawn.world, caller, { handoffId: summary.id, version });
    expect(entriesOf(withdrawn).at(-1)).toMatchObject({
      event: 'handoff.withdrawn',
      actor: { ref: refOf(withdrawn, 'agent-ana') },
      details: { from: 'queued' },
    });
  });
});
