import { describe, expect, it } from '@jest/globals';
import {
  callerOn,
  createBench,
  handOff,
  onlyHandoff,
  settle,
  subtaskOf,
  trailOf,
  type Bench,
} from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { review } from './testing/steps';
import { withdrawHandoff } from './withdraw-handoff';
import { sweep } from './sweep';

async function atReview(): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  return bench;
}

/** Numbers of the claims that nothing has struck. */
async function claimsOf(bench: Bench): Promise<number[]> {
  const whole = await bench.world.handoffs.loadWhole(onlyHandoff(bench).id);
  const claims = whole?.output?.sections.flatMap((section) => section.claims) ?? [];
  return claims.flatMap(({ number, struck }) => (struck === null ? [number] : []));
}

async function withdraw(
  bench: Bench,
  accountId: string,
  version = onlyHandoff(bench).version,
): Promise<unknown> {
  const caller = await callerOn(bench, accountId);
  return withdrawHandoff(bench.world, caller, { handoffId: onlyHandoff(bench).id, version });
}

const halt = ({ memory }: Bench): void => {
  memory.siteSwitch = { ...memory.siteSwitch, isHalted: true, reason: 'Drill' };
};

describe('a review', () => {
  it.each([
    ['reject', 'rejected'],
    ['escalate', 'escalated'],
  ] as const)('to %s ends as %s and posts nothing', async (verdict, state) => {
    const bench = await atReview();
    await review(bench, { verdict });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe(state);
    expect(trailOf(bench).at(-1)).toBe('output.reviewed');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });

  it('is refused to anybody but the owner', async () => {
    const bench = await atReview();
    await expectSilentRefusal(bench, () => review(bench, { accountId: 'agent-ana' }), 'not-permitted');
  });

  it('is refused on a version that is not there any more', async () => {
    const bench = await atReview();
    await expectSilentRefusal(bench, () => review(bench, { version: 1 }), 'conflict');
  });

  it('is refused without a reason to reject', async () => {
    const bench = await atReview();
    await expectSilentRefusal(
      bench,
      () => review(bench, { verdict: 'reject', reason: 'none' }),
      'reason-required',
    );
  });

  it('is refused while the site is halted', async () => {
    const bench = await atReview();
    halt(bench);
    await expectSilentRefusal(bench, () => review(bench), 'halted');
  });

  it('is refused when it strikes every claim and accepts', async () => {
    const bench = await atReview();
    const strike = await claimsOf(bench);
    await expectSilentRefusal(bench, () => review(bench, { strike }), 'invalid-input');
  });

  it('is refused when it strikes a claim that is not there', async () => {
    const bench = await atReview();
    await expectSilentRefusal(bench, () => review(bench, { strike: [301] }), 'invalid-input');
  });

  it('keeps the trail whole however many claims are struck', async () => {
    const bench = await atReview();
    const [, ...others] = await claimsOf(bench);
    expect(others.length).toBeGreaterThan(3);
    await review(bench, { strike: others });
    expect(trailOf(bench)).toContain('output.reviewed');
  });

  it('is refused once it was given', async () => {
    const bench = await atReview();
    await review(bench, { verdict: 'reject' });
    await expectSilentRefusal(bench, () => review(bench), 'wrong-state');
  });
});

describe('a withdrawal', () => {
  it('ends as withdrawn, and nothing runs after it', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await withdraw(bench, 'agent-ana');
    await settle(bench);
    expect(onlyHandoff(bench)).toMatchObject({ state: 'withdrawn' });
    expect(trailOf(bench).at(-1)).toBe('handoff.withdrawn');
    expect(bench.memory.outputs.size).toBe(0);
  });

  it('is refused to anybody but the requester', async () => {
    const bench = await atReview();
    await expectSilentRefusal(bench, () => withdraw(bench, 'agent-ben'), 'not-permitted');
  });

  it('is refused on a version that is not there any more', async () => {
    const bench = await atReview();
    await expectSilentRefusal(bench, () => withdraw(bench, 'agent-ana', 1), 'conflict');
  });

  it('is refused once the output is used', async () => {
    const bench = await atReview();
    await review(bench);
    await expectSilentRefusal(bench, () => withdraw(bench, 'agent-ana'), 'wrong-state');
  });

  it('is not-found from another issue', async () => {
    const bench = await atReview();
    bench.jira.addIssue({ id: '10002', key: 'INC-2' });
    const caller = await callerOn(bench, 'agent-ana', '10002');
    const { id, version } = onlyHandoff(bench);
    await expectSilentRefusal(
      bench,
      () => withdrawHandoff(bench.world, caller, { handoffId: id, version }),
      'not-found',
    );
  });
});

describe('what nobody decides', () => {
  it('does not end while the site is halted, and ends once it has resumed', async () => {
    const bench = await atReview();
    halt(bench);
    bench.clock.advance(72 * 3_600_000 + 1);
    expect(await sweep(bench.world)).toMatchObject({ expired: 0 });
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: false };
    expect(await sweep(bench.world)).toMatchObject({ expired: 1 });
  });

  it('ends as timed-out, never as rejected', async () => {
    const bench = await atReview();
    bench.clock.advance(72 * 3_600_000 + 1);
    expect(await sweep(bench.world)).toMatchObject({ expired: 1 });
    expect(onlyHandoff(bench).state).toBe('timed-out');
    expect(trailOf(bench).at(-1)).toBe('handoff.timed-out');
  });

  it('counts a decision that was taken in time and came to light late', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.clock.advance(3_600_000);
    bench.jira.move(subtaskOf(bench, 'run').id, 'commander-cho', 'Approved');
    bench.clock.advance(4 * 3_600_000);
    await sweep(bench.world);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });
});

describe('the kill switch', () => {
  it('stops a queued run as halted', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    halt(bench);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('halted');
    expect(trailOf(bench).at(-1)).toBe('handoff.halted');
    expect(bench.memory.outputs.size).toBe(0);
  });

  it('stops a write-back that was accepted before it', async () => {
    const bench = await atReview();
    await review(bench);
    halt(bench);
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('halted');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });
});

describe('a run', () => {
  it('ends as insufficient-evidence when nothing but fields can be quoted', async () => {
    const bench = createBench({ description: '', comments: [], projectType: 'software' });
    await handOff(bench, 'draft-status-note');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('insufficient-evidence');
    expect(trailOf(bench).at(-1)).toBe('run.finished');
  });

  it('ends as superseded when the issue changed while it waited', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    bench.jira.issue('10001').severity = 'Critical';
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
  });

  it('ends as run-failed when the stored packet is not the sealed one', async () => {
    const bench = createBench();
    const { summary } = await handOff(bench, 'gather-diagnostics');
    const packet = bench.memory.packets.get(summary.id);
    if (packet !== undefined) bench.memory.packets.set(summary.id, { ...packet, requesterId: 'agent-ben' });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('run-failed');
  });

  it('ends as superseded before the write-back when the issue changed after the review', async () => {
    const bench = await atReview();
    await review(bench);
    bench.jira.issue('10001').dataClass = 'Restricted';
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
    expect(bench.jira.issue('10001').posted).toEqual([]);
  });
});
