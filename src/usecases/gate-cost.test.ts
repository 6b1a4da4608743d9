import { describe, expect, it } from '@jest/globals';
import type { GateKind } from '../contract/vocabulary';
import type { HandoffCommit } from '../ports/handoff-store';
import { checkSubtask } from './check-subtask';
import { createBench, handOff, onlyHandoff, settle, subtaskOf, type Bench } from './testing/bench';
import { decide, review } from './testing/steps';

const WRITES: ReadonlySet<string> = new Set([
  'ensureSlot',
  'commit',
  'settleEffect',
  'saveEffect',
  'askEffect',
]);

/** Every call of a port by name, in order. */
function counting<T extends object>(port: T, onCall: (name: string) => void): T {
  return new Proxy(port, {
    get(target, name, self) {
      const member: unknown = Reflect.get(target, name, self);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        onCall(String(name));
        return Reflect.apply(member, target, given);
      };
    },
  });
}

interface Counted {
  readonly bench: Bench;
  readonly jira: string[];
  readonly writes: string[];
  /** The Jira calls up to the commit of the decision that passed a gate. */
  readonly untilDecided: () => readonly string[];
}

/** A bench that counts what the app asks Jira and writes to storage. */
function counted(isGated: boolean): Counted {
  const plain = createBench(isGated ? { dataClass: 'Confidential' } : {});
  const jira: string[] = [];
  const writes: string[] = [];
  let decidedAt: number | null = null;
  const handoffs = counting(plain.world.handoffs, (name) => {
    if (WRITES.has(name)) writes.push(name);
  });
  const commit = async (change: HandoffCommit) => {
    if (change.chain.entries.some(({ event }) => event === 'approval.decided')) decidedAt = jira.length;
    return handoffs.commit(change);
  };
  const note = (name: string): void => {
    jira.push(name);
  };
  const bench: Bench = {
    ...plain,
    jira: { ...plain.jira, userOf: (accountId) => counting(plain.jira.userOf(accountId), note) },
    world: {
      ...plain.world,
      jira: counting(plain.world.jira, note),
      handoffs: { ...handoffs, commit },
    },
  };
  return { bench, jira, writes, untilDecided: () => jira.slice(0, decidedAt ?? jira.length) };
}

/** The edge asks whether the person may browse the page, for every call and with or without a gate. */
const beyondEdge = (calls: readonly string[]): readonly string[] =>
  calls.filter((name) => name !== 'permissionsOn');

type Way = 'panel' | 'transition';

/** What a run gate adds from the request to its decision, to what the same hand-off costs without one until it may run. */
async function costOfRunGate(way: Way) {
  const free = counted(false);
  await handOff(free.bench, 'gather-diagnostics');
  free.bench.queue.items.splice(0, 1);
  await settle(free.bench);
  const gated = counted(true);
  await handOff(gated.bench, 'gather-diagnostics');
  await settle(gated.bench);
  await decideBy(gated.bench, 'run', way);
  return {
    jira: beyondEdge(gated.untilDecided()).length - beyondEdge(free.jira).length,
    writes: gated.writes.length - free.writes.length,
  };
}

async function decideBy(bench: Bench, gate: GateKind, way: Way): Promise<void> {
  if (way === 'panel') {
    await decide(bench, 'commander-cho', { gate });
    return;
  }
  const { id } = subtaskOf(bench, gate);
  bench.jira.move(id, 'commander-cho', 'Approved');
  await checkSubtask(bench.world, id);
}

describe('what a gate costs from hand-off to decision', () => {
  it.each<[Way, number]>([
    ['panel', 7],
    ['transition', 8],
  ])('is, decided by %s, %i calls of the port to Jira and 2 writes', async (way, jira) => {
    expect(await costOfRunGate(way)).toEqual({ jira, writes: 2 });
  });

  it('reads the issue once for an approval, and not again to ask for it', async () => {
    const { bench, jira } = counted(true);
    await handOff(bench, 'gather-diagnostics');
    jira.length = 0;
    await settle(bench);
    expect(jira).toEqual(['findApprovalSubtask', 'createSubtask', 'setIssueProperty']);
    jira.length = 0;
    await decide(bench, 'commander-cho', { gate: 'run' });
    expect(jira.filter((name) => name === 'readIssue')).toHaveLength(1);
  });

  it('is at most 8 Jira calls and 6 writes at the use gate too', async () => {
    const { bench, jira, writes, untilDecided } = counted(false);
    await handOff(bench, 'draft-vendor-escalation');
    await settle(bench);
    const before = { jira: jira.length, writes: writes.length };
    bench.clock.advance(3_600_000);
    await review(bench);
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'use' });
    expect(onlyHandoff(bench).state).toBe('writing-back');
    expect(beyondEdge(untilDecided().slice(before.jira)).length).toBeLessThanOrEqual(8);
    expect(writes.length - before.writes).toBeLessThanOrEqual(6);
  });

  it('lets an issue that is no approval subtask cost no Jira call', async () => {
    const { bench, jira } = counted(true);
    await handOff(bench, 'gather-diagnostics');
    jira.length = 0;
    await checkSubtask(bench.world, '10001');
    expect(jira).toEqual([]);
  });
});
