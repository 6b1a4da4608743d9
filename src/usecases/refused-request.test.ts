import { describe, expect, it } from '@jest/globals';
import type { IssueSpec } from '../ports/fakes/fake-site';
import type { ErrorCode } from '../contract/errors';
import type { OperationId } from '../contract/vocabulary';
import { requestHandoff } from './request-handoff';
import { reviewScope } from './review-scope';
import { callerOn, createBench, handOff, onlyHandoff, REQUEST_ID, settle, type Bench } from './testing/bench';
import { putInForce } from './testing/policy';
import { expectRefusal, expectSilentRefusal } from './testing/refusal';

interface Case {
  readonly code: ErrorCode;
  readonly when: string;
  readonly issue?: Partial<IssueSpec>;
  readonly operation?: OperationId;
  readonly arrange?: (bench: Bench) => void;
}

const halt = ({ memory }: Bench): void => {
  memory.siteSwitch = { ...memory.siteSwitch, isHalted: true, reason: 'Drill' };
};
const loseApprovers = ({ jira }: Bench): void => {
  for (const id of ['commander-cho', 'backup-bo']) jira.people.delete(id);
};
/** Approvers are found in a field, and the field is empty. */
const nameAField = (bench: Bench): void => {
  putInForce(bench, (document) => ({
    ...document,
    approvers: document.approvers.map((entry) => ({
      ...entry,
      chain: [{ type: 'field', field: 'customfield_10099' }],
      backups: [],
    })),
  }));
};

const CASES: readonly Case[] = [
  { code: 'blocked-by-policy', when: 'data is restricted', issue: { dataClass: 'Restricted' } },
  {
    code: 'blocked-by-policy',
    when: 'a draft is asked for on critical work',
    issue: { severity: 'Critical' },
    operation: 'draft-vendor-escalation',
  },
  {
    code: 'project-not-in-policy',
    when: 'no rule names the issue',
    issue: { key: 'HR-1', issueType: 'Question' },
  },
  { code: 'operation-not-offered', when: 'another kind offers it', operation: 'prepare-sponsor-packet' },
  {
    code: 'owner-missing',
    when: 'nobody owns the issue',
    arrange: ({ jira }) => (jira.issue('10001').ownerId = null),
  },
  { code: 'owner-missing', when: 'the owner is inactive', issue: { ownerId: 'gone-gil' } },
  {
    code: 'approver-unavailable',
    when: 'nobody stands where the policy looks for the approver',
    issue: { dataClass: 'Confidential' },
    arrange: nameAField,
  },
  {
    code: 'blocked-by-policy',
    when: 'no approver has an account, so the class stands still',
    arrange: loseApprovers,
  },
  {
    code: 'blocked-by-policy',
    when: 'the on-call reviewer has left',
    arrange: ({ memory, jira }) => jira.people.delete(memory.policy.document.owners[0]?.onCall ?? ''),
  },
  { code: 'halted', when: 'the site is halted', arrange: halt },
  {
    code: 'not-found',
    when: 'the person cannot see the issue',
    arrange: ({ jira }) => jira.issue('10001').hiddenFrom.add('agent-ana'),
  },
];

describe('a request that is refused', () => {
  it.each(CASES)(
    'answers $code when $when, and writes nothing but what was decided',
    async ({ code, issue, operation, arrange }) => {
      const bench = createBench(issue);
      arrange?.(bench);
      const caller = await callerOn(bench, 'agent-ana');
      const asked = operation ?? 'gather-diagnostics';
      await expectSilentRefusal(bench, () => reviewScope(bench.world, caller, { operation: asked }), code);
      await expectRefusal(
        requestHandoff(bench.world, caller, {
          operation: asked,
          seal: '0'.repeat(64),
          nonce: '0'.repeat(32),
          requestId: REQUEST_ID,
        }),
        code,
      );
      expect(bench.memory.handoffs.size + bench.memory.chains.size + bench.queue.items.length).toBe(0);
    },
  );

  it('does not name the requester as approver of the own hand-off', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    const caller = await callerOn(bench, 'commander-cho');
    const { gates } = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
    expect(gates.map(({ approvers, backup }) => [approvers[0]?.accountId, backup])).toEqual([
      ['backup-bo', null],
    ]);
  });

  it.each<[string, Parameters<typeof createBench>[0], boolean]>([
    ['the project has no subtask type', { dataClass: 'Confidential' }, true],
    ['the issue is a subtask', { dataClass: 'Confidential', parent: { id: '1', key: 'INC-0' } }, false],
  ])('is none when %s: the gate is held in the panel', async (_why, ...[issue, isWithout]) => {
    const bench = createBench(issue);
    if (isWithout) bench.jira.withoutSubtasks.add('INC');
    const caller = await callerOn(bench, 'agent-ana');
    const { gates } = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
    expect(gates.map(({ place }) => place)).toEqual(['panel']);
  });

  it('answers scope-changed when the issue changed after the scope was shown', async () => {
    const bench = createBench();
    const caller = await callerOn(bench, 'agent-ana');
    const { seal, nonce } = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
    bench.jira.issue('10001').description += ' One more sentence.';
    const input = { operation: 'gather-diagnostics', seal, nonce, requestId: REQUEST_ID } as const;
    await expectRefusal(requestHandoff(bench.world, caller, input), 'scope-changed');
    expect(bench.memory.handoffs.size).toBe(0);
  });

  it('answers already-open while another hand-off of the issue is open', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const caller = await callerOn(bench, 'agent-ben');
    const { seal, nonce } = await reviewScope(bench.world, caller, { operation: 'compare-baseline' });
    const requestId = '22222222-2222-4222-8222-222222222222';
    await expectSilentRefusal(
      bench,
      () => requestHandoff(bench.world, caller, { operation: 'compare-baseline', seal, nonce, requestId }),
      'already-open',
    );
  });
});

describe('a request that comes more than once', () => {
  it('gives the same hand-off to the same request id', async () => {
    const bench = createBench();
    const first = await handOff(bench, 'gather-diagnostics');
    const second = await handOff(bench, 'gather-diagnostics');
    expect(second.summary.id).toBe(first.summary.id);
    expect(onlyHandoff(bench).version).toBe(1);
  });

  it('does not give another person’s hand-off to a copied request id', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await expectRefusal(handOff(bench, 'gather-diagnostics', { accountId: 'agent-ben' }), 'already-open');
  });

  it.each([2, 10])('stores one hand-off of %i requests at once', async (count) => {
    const bench = createBench();
    const caller = await callerOn(bench, 'agent-ana');
    const { seal, nonce } = await reviewScope(bench.world, caller, { operation: 'gather-diagnostics' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: count }, (_none, index) =>
        requestHandoff(bench.world, caller, {
          operation: 'gather-diagnostics',
          seal,
          nonce,
          requestId: `33333333-3333-4333-8333-${String(index).padStart(12, '0')}`,
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(onlyHandoff(bench).state).toBe('queued');
  });
});
