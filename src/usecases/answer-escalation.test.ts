import { describe, expect, it } from '@jest/globals';
import { answerEscalation } from './answer-escalation';
import { reconstruct } from './reconstruct';
import {
  callerOn,
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  refOf,
  settle,
  type Bench,
} from './testing/bench';
import { putInForce } from './testing/policy';
import { expectSilentRefusal } from './testing/refusal';
import { decide, review } from './testing/steps';

async function escalated(): Promise<Bench> {
  const bench = createBench({ dataClass: 'Confidential' });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  await decide(bench, 'commander-cho', { gate: 'run', verdict: 'escalate', note: 'Too hot' });
  await settle(bench);
  return bench;
}

const answer = async (bench: Bench, accountId: string, version = onlyHandoff(bench).version) =>
  answerEscalation(bench.world, await callerOn(bench, accountId), {
    handoffId: onlyHandoff(bench).id,
    version,
    note: 'Moved by hand.',
  });

/** Names the owners of every class. */
const business = (accountId: string) => (bench: Bench) => {
  putInForce(bench, (document) => ({
    ...document,
    owners: document.owners.map((owners) => ({ ...owners, business: accountId })),
  }));
};

describe('an answer to an escalation', () => {
  it.each([
    ['backup-bo', 'approver'],
    ['agent-ben', 'owner'],
    ['auditor-ava', 'governance'],
  ])('by %s counts, as %s', async (accountId, by) => {
    const bench = await escalated();
    const view = await answer(bench, accountId);
    expect(view).toMatchObject({
      summary: { state: 'escalated' },
      may: { answer: false },
      escalation: { answeredBy: { accountId }, note: 'Moved by hand.' },
    });
    await settle(bench);
    expect(entriesOf(bench).find(({ event }) => event === 'escalation.answered')).toMatchObject({
      actor: { ref: refOf(bench, accountId), role: by },
      details: { by },
      bodies: [{ name: 'note' }],
    });
    expect(bench.jira.issue('10001').properties.get('ai-handoff')).toMatchObject({ escalation: 'answered' });
  });

  it('by the business owner of the class counts', async () => {
    const bench = await escalated();
    business('manager-mia')(bench);
    await answer(bench, 'manager-mia');
    expect(onlyHandoff(bench).escalationAnswer?.by.displayName).toBe('Mia Lang');
  });

  it('is one whose words the chain names, beside those of the decision', async () => {
    const bench = await escalated();
    await answer(bench, 'backup-bo');
    const { id } = onlyHandoff(bench);
    const integrity = async () =>
      (await reconstruct(bench.world, await callerOn(bench, 'auditor-ava'), { handoffId: id })).integrity;
    expect(await integrity()).toContainEqual({ name: 'note', holds: true });
    const stored = onlyHandoff(bench);
    const forged = { ...stored, escalationAnswer: { ...stored.escalationAnswer, note: 'Never mind.' } };
    bench.memory.handoffs.set(id, forged as typeof stored);
    expect(await integrity()).toContainEqual({ name: 'note', holds: false });
  });

  it.each(['agent-ana', 'commander-cho', 'outsider-oz', 'admin-ada'])(
    'by %s does not count',
    async (accountId) => {
      const bench = await escalated();
      await expectSilentRefusal(bench, () => answer(bench, accountId), 'not-permitted');
    },
  );

  it('by an account that is not active any more does not count', async () => {
    const bench = await escalated();
    bench.jira.people.set('auditor-ava', {
      accountId: 'auditor-ava',
      displayName: 'Ava Rossi',
      isActive: false,
      accountType: 'atlassian',
    });
    await expectSilentRefusal(bench, () => answer(bench, 'auditor-ava'), 'not-permitted');
  });

  it('by whoever the policy in force does not name any more does not count', async () => {
    const bench = await escalated();
    putInForce(bench, (document) => ({
      ...document,
      approvers: document.approvers.map((entry) => ({
        ...entry,
        chain: [{ type: 'account', accountId: 'secowner-sam' }],
        backups: [],
      })),
    }));
    await expectSilentRefusal(bench, () => answer(bench, 'backup-bo'), 'not-permitted');
    await answer(bench, 'secowner-sam');
    expect(onlyHandoff(bench).escalationAnswer?.by.accountId).toBe('secowner-sam');
  });

  it('comes once, on the version that was seen', async () => {
    const bench = await escalated();
    await expectSilentRefusal(bench, () => answer(bench, 'backup-bo', 1), 'conflict');
    await answer(bench, 'backup-bo');
    await expectSilentRefusal(bench, () => answer(bench, 'agent-ben'), 'wrong-state');
  });

  it('has no place where nothing was escalated', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await expectSilentRefusal(bench, () => answer(bench, 'agent-ben'), 'wrong-state');
  });

  it('is not the reviewer’s who escalated, where no gate was asked for', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench, { verdict: 'escalate' });
    await settle(bench);
    await expectSilentRefusal(bench, () => answer(bench, 'agent-ben'), 'not-permitted');
    await answer(bench, 'auditor-ava');
    expect(onlyHandoff(bench).escalationAnswer).not.toBeNull();
  });
});
