import { describe, expect, it } from '@jest/globals';
import { readChanges } from './settle-attempt';
import { sweep } from './sweep';
import { createBench, gateIn, handOff, onlyHandoff, settle, trailOf, type Bench } from './testing/bench';
import { detailsOf, holding, waitAt } from './testing/gates';
import { expectSilentRefusal } from './testing/refusal';
import { decide } from './testing/steps';

const HOUR = 3_600_000;

/** Changes what is stored of the only hand-off's packet, behind the back of its seal. */
function tamper(bench: Bench, over: Record<string, unknown>): void {
  const { id } = onlyHandoff(bench);
  const packet = bench.memory.packets.get(id);
  if (packet !== undefined) bench.memory.packets.set(id, { ...packet, ...over });
}

function tamperOutput(bench: Bench): void {
  const { id } = onlyHandoff(bench);
  const output = bench.memory.outputs.get(id);
  if (output === undefined) throw new Error('there is no output');
  const sections = output.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => ({ ...claim, text: `${claim.text} And more.` })),
  }));
  bench.memory.outputs.set(id, { ...output, sections });
}

describe('a stored packet that is not the sealed one', () => {
  it.each(['run', 'use'] as const)('cannot be approved at the %s gate', async (gate) => {
    const bench = await waitAt(gate);
    tamper(bench, { requesterId: 'agent-ben' });
    await decide(bench, 'commander-cho', { gate });
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'superseded',
      explanation: expect.stringContaining('does not match its seal'),
    });
    expect(trailOf(bench)).not.toContain('approval.decided');
  });

  it('can still be rejected', async () => {
    const bench = await waitAt('run');
    tamper(bench, { requesterId: 'agent-ben' });
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'reject' });
    expect(onlyHandoff(bench).state).toBe('rejected');
  });

  it('asks nobody: no subtask is made for it', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    tamper(bench, { requesterId: 'agent-ben' });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('blocked');
    expect(bench.jira.issues.size).toBe(1);
  });
});

describe('what the use gate releases', () => {
  it('is fixed when the gate opens, and another output cannot be approved', async () => {
    const bench = await waitAt('use');
    expect(gateIn(bench, 'use').release).toMatch(/^[0-9a-f]{64}$/u);
    tamperOutput(bench);
    await decide(bench, 'commander-cho', { gate: 'use' });
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'superseded',
      explanation: expect.stringContaining('is not what was reviewed'),
    });
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });

  it.each([
    ['another', 'f'.repeat(64)],
    ['none', null],
  ])('is sent back with the decision; %s is superseded and writes nothing', async (_what, release) => {
    const bench = await waitAt('use');
    const call = () => decide(bench, 'commander-cho', { gate: 'use', release });
    await expectSilentRefusal(bench, call, 'superseded');
  });

  it('is nothing at the run gate', async () => {
    const bench = await waitAt('run');
    const call = () => decide(bench, 'commander-cho', { gate: 'run', release: 'f'.repeat(64) });
    await expectSilentRefusal(bench, call, 'superseded');
  });
});

describe('an approval', () => {
  it('lapses: the run does not happen after its hours, and the record names it', async () => {
    const bench = await waitAt('run', holding({ validHours: 1 }));
    await decide(bench, 'commander-cho', { gate: 'run' });
    bench.clock.advance(HOUR + 1);
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'superseded',
      explanation: expect.stringContaining('the approval of Cho Min-ji lapsed at 2026-11-18T11:00:00.000Z'),
    });
    expect(detailsOf(bench, 'approval.invalidated')).toEqual([{ changes: ['the approval lapsed'] }]);
    expect(bench.memory.outputs.size).toBe(0);
  });

  it('lapses: the post does not happen after its hours', async () => {
    const bench = await waitAt('use', holding({ validHours: 1 }));
    await decide(bench, 'commander-cho', { gate: 'use' });
    bench.clock.advance(HOUR + 1);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });

  it('counts at the last moment of its hours', async () => {
    const bench = await waitAt('run', holding({ validHours: 1 }));
    await decide(bench, 'commander-cho', { gate: 'run' });
    bench.clock.advance(HOUR);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('of the run is not asked for again at the use: its hours end there', async () => {
    const bench = await waitAt('use', holding({ validHours: 1 }));
    bench.clock.advance(3 * HOUR);
    await decide(bench, 'commander-cho', { gate: 'use' });
    await sweep(bench.world);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('completed');
  });
});

describe('another engine than the sealed one', () => {
  it('is named as a change', async () => {
    const bench = await waitAt('run');
    const { id } = onlyHandoff(bench);
    const whole = await bench.world.handoffs.loadWhole(id);
    if (whole === null) throw new Error('there is no hand-off');
    const engine = { ...whole.packet.engine, version: '0.9.0', model: 'm-1' };
    const changes = await readChanges(bench.world, { ...whole, packet: { ...whole.packet, engine } });
    expect(changes.map(({ sentence }) => sentence)).toEqual([
      'the stored packet does not match its seal',
      'the policy, the prompts or the app would not ask composer m-1 (tier 0) any more',
    ]);
  });
});
