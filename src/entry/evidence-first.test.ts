import { describe, expect, it } from '@jest/globals';
import type { HandoffStore } from '../ports/handoff-store';
import type { PolicyStore } from '../ports/policy-store';
import { PortError, type PortErrorCode } from '../ports/port-error';
import {
  callerOn,
  createBench,
  handOff,
  onlyHandoff,
  REQUEST_ID,
  settle,
  storedText,
  subtaskOf,
  type Bench,
} from '../usecases/testing/bench';
import { performEffect } from '../usecases/perform-effect';
import { approved, onTrial, published, save, simulateAll, submitted } from '../usecases/testing/policy-acts';
import { review } from '../usecases/testing/steps';
import { reviewScope } from '../usecases/review-scope';
import { createEdge, type Invoker } from './testing/edge';

/** One call of a person on a bench that stands right before it. */
interface Step {
  readonly name: string;
  readonly surface: 'panel' | 'admin';
  readonly arrange: () => Promise<Bench>;
  readonly payload: (bench: Bench) => unknown;
  readonly invoker: (bench: Bench) => Invoker;
}

async function waiting(dataClass: string): Promise<Bench> {
  const bench = createBench({ dataClass });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  return bench;
}

const record = (bench: Bench) => {
  const { id, version, seal } = onlyHandoff(bench);
  return { handoffId: id, version, seal };
};

const STEPS: readonly Step[] = [
  {
    name: 'panel.hand-off',
    surface: 'panel',
    arrange: async () => createBench(),
    payload: async (bench) => {
      const operation = 'gather-diagnostics';
      const { seal, nonce } = await reviewScope(bench.world, await callerOn(bench, 'agent-ana'), {
        operation,
      });
      return { operation, seal, nonce, requestId: REQUEST_ID };
    },
    invoker: () => ({ accountId: 'agent-ana' }),
  },
  {
    name: 'panel.withdraw',
    surface: 'panel',
    arrange: () => waiting('Internal'),
    payload: (bench) => ({ handoffId: record(bench).handoffId, version: record(bench).version }),
    invoker: () => ({ accountId: 'agent-ana' }),
  },
  {
    name: 'panel.review',
    surface: 'panel',
    arrange: () => waiting('Internal'),
    payload: (bench) => {
      const { handoffId, version } = record(bench);
      return {
        handoffId,
        version,
        verdict: 'accept',
        reason: 'none',
        note: '',
        strike: [],
        edits: [],
        audience: 'internal',
      };
    },
    invoker: () => ({ accountId: 'agent-ben' }),
  },
  {
    name: 'panel.decide',
    surface: 'panel',
    arrange: () => waiting('Confidential'),
    payload: (bench) => {
      const { handoffId, seal } = record(bench);
      return {
        ...{ handoffId, gate: 'run', seal, release: null },
        ...{ verdict: 'approve', reason: 'none', note: '', reading: { opened: [], seconds: 60 } },
      };
    },
    invoker: (bench) => ({ accountId: 'commander-cho', issueId: subtaskOf(bench, 'run').id }),
  },
  {
    name: 'panel.remind',
    surface: 'panel',
    arrange: () => waiting('Confidential'),
    payload: (bench) => ({ handoffId: record(bench).handoffId, version: record(bench).version }),
    invoker: () => ({ accountId: 'agent-ana' }),
  },
  {
    name: 'panel.answer-escalation',
    surface: 'panel',
    arrange: async () => {
      const bench = await waiting('Internal');
      await review(bench, { verdict: 'escalate' });
      await settle(bench);
      return bench;
    },
    payload: (bench) => {
      const { handoffId, version } = record(bench);
      return { handoffId, version, note: 'Moved by hand.' };
    },
    invoker: () => ({ accountId: 'auditor-ava' }),
  },
  {
    name: 'admin.set-switch',
    surface: 'admin',
    arrange: async () => createBench(),
    payload: () => ({ isHalted: true, reason: 'Drill', version: 0 }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.save-draft',
    surface: 'admin',
    arrange: async () => createBench(),
    payload: ({ memory }) => ({
      revision: 0,
      baseVersion: 1,
      document: memory.policy.document,
      change: 'Nothing new',
    }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.discard-draft',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await save(bench);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.simulate',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await save(bench);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision, restart: false }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.submit',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await simulateAll(bench, await save(bench));
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.review',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await submitted(bench);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision, verdict: 'approve', note: '' }),
    invoker: () => ({ accountId: 'admin-max', issueId: null }),
  },
  {
    name: 'admin.start-canary',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await approved(bench);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision, projects: ['INC'] }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.stop-canary',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await onTrial(bench, ['INC']);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.publish',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await approved(bench);
      return bench;
    },
    payload: ({ memory }) => ({ revision: memory.draftSlot.revision }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
  {
    name: 'admin.roll-back',
    surface: 'admin',
    arrange: async () => {
      const bench = createBench();
      await published(bench);
      return bench;
    },
    payload: () => ({ baseVersion: 2, version: 1, reason: 'As shipped' }),
    invoker: () => ({ accountId: 'admin-ada', issueId: null }),
  },
];

/** The bench over a storage that takes no write that carries evidence. */
function withoutEvidence(bench: Bench, code: PortErrorCode): Bench {
  const refuse = async (): Promise<never> => {
    throw new PortError(code, 'Storage takes nothing');
  };
  const handoffs: HandoffStore = { ...bench.world.handoffs, commit: refuse, settleEffect: refuse };
  const policies: PolicyStore = {
    ...bench.world.policies,
    saveSlot: refuse,
    saveSimulation: refuse,
    startTrial: refuse,
    stopTrial: refuse,
    publish: refuse,
    setSwitch: refuse,
  };
  return { ...bench, world: { ...bench.world, handoffs, policies } };
}

/** What stands in Jira: issues with comments, properties and changelog. */
const inJira = ({ jira }: Bench): string =>
  JSON.stringify([...jira.issues.values()], (_key, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );

/** What is stored but for the empty slot, which says nothing of a hand-off. */
const stored = (bench: Bench): string => {
  const slots = new Map([...bench.memory.slots].filter(([, slot]) => slot.version > 0));
  return storedText({ ...bench, memory: { ...bench.memory, slots } });
};

const CODES = ['unavailable', 'rate-limited', 'refused', 'conflict'] as const;

describe.each(STEPS)('$name, when its evidence cannot be stored (U3, T3)', (step) => {
  it.each(CODES)('(%s) does nothing, and says so and what to do', async (code) => {
    const bench = await step.arrange();
    const payload = await step.payload(bench);
    // References of people are no evidence: they may stay.
    const { audit } = bench.world;
    await audit.open('site', ['agent-ana', 'agent-ben', 'commander-cho', 'backup-bo', 'auditor-ava']);
    const before = [stored(bench), inJira(bench)];
    const edge = createEdge(step.surface, { bench: withoutEvidence(bench, code) });
    const answer = await edge.call(step.name, payload, step.invoker(bench));
    expect(answer.code).toBe(code === 'conflict' ? 'conflict' : 'unavailable');
    expect(answer.data).toMatchObject({
      message: expect.stringMatching(/try again|then decide again|make your change again|tell an admin/u),
      retryable: code !== 'refused',
    });
    await settle(bench);
    expect([stored(bench), inJira(bench)]).toEqual(before);
  });

  it('succeeds when storage is back', async () => {
    const bench = await step.arrange();
    const payload = await step.payload(bench);
    const edge = createEdge(step.surface, { bench });
    expect((await edge.call(step.name, payload, step.invoker(bench))).code).toBe('ok');
  });
});

describe('an effect whose evidence cannot be stored', () => {
  it('of the run leaves no output behind, and asks for another try', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const before = [stored(bench), inJira(bench)];
    const silent = withoutEvidence(bench, 'unavailable');
    const [run] = [...bench.memory.effects.values()].filter(({ kind }) => kind === 'run');
    expect(await performEffect(silent.world, run?.id ?? '')).toBe('retry');
    expect(bench.memory.outputs.size).toBe(0);
    expect(inJira(bench)).toBe(before[1]);
    expect(bench.memory.effects.get(run?.id ?? '')).toMatchObject({ status: 'pending', attempts: 1 });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('of the write-back is never a comment without its intent: the intent was stored before', async () => {
    const bench = await waiting('Internal');
    await expect(review(withoutEvidence(bench, 'unavailable'))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await settle(bench);
    expect(bench.jira.issue('10001').posted).toEqual([]);
    await review(bench);
    expect(bench.memory.chains.get(onlyHandoff(bench).id)?.entries.at(-1)?.event).toBe('writeback.intent');
    expect(bench.jira.issue('10001').posted).toEqual([]);
    await settle(bench);
    expect(bench.jira.issue('10001').posted).toHaveLength(1);
  });
});
