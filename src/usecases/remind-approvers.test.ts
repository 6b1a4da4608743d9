import { describe, expect, it } from '@jest/globals';
import { remindApprovers } from './remind-approvers';
import {
  callerOn,
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  refOf,
  settle,
  subtaskOf,
  type Bench,
} from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { decide } from './testing/steps';

const HOUR_MS = 3_600_000;

async function atRunGate(): Promise<Bench> {
  const bench = createBench({ dataClass: 'Confidential' });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  return bench;
}

const remind = async (bench: Bench, accountId = 'agent-ana', version = onlyHandoff(bench).version) =>
  remindApprovers(bench.world, await callerOn(bench, accountId), {
    handoffId: onlyHandoff(bench).id,
    version,
  });

describe('a reminder', () => {
  it('is Jira’s notification to whoever is asked, with an entry for each, and nobody else learns of it', async () => {
    const bench = await atRunGate();
    const view = await remind(bench);
    expect(view.may.remind).toBe(false);
    await settle(bench);
    const notice = bench.jira.notices.at(-1);
    expect(notice).toMatchObject({ issueKey: 'INC-1', accountIds: ['commander-cho'] });
    expect(JSON.stringify(notice)).toContain(subtaskOf(bench, 'run').key);
    const entry = entriesOf(bench).find(({ event }) => event === 'approval.reminded');
    expect(entry).toMatchObject({
      actor: { role: 'requester', ref: refOf(bench, 'agent-ana') },
      details: { gate: 'run', approver: refOf(bench, 'commander-cho'), by: 'requester' },
    });
    expect(onlyHandoff(bench)).toMatchObject({ state: 'awaiting-run-approval' });
  });

  it('goes out at most once an hour', async () => {
    const bench = await atRunGate();
    await remind(bench);
    await settle(bench);
    bench.clock.advance(HOUR_MS - 60_000);
    await expectSilentRefusal(bench, () => remind(bench), 'too-many');
    bench.clock.advance(60_000);
    expect((await remind(bench)).may.remind).toBe(false);
    await settle(bench);
    expect(bench.jira.notices).toHaveLength(2);
  });

  it.each(['agent-ben', 'commander-cho', 'admin-ada'])('is not %s’s to send', async (accountId) => {
    const bench = await atRunGate();
    await expectSilentRefusal(bench, () => remind(bench, accountId), 'not-permitted');
  });

  it('is refused where no gate is open, and on a version that is not there any more', async () => {
    const bench = await atRunGate();
    await expectSilentRefusal(bench, () => remind(bench, 'agent-ana', 1), 'conflict');
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'reject' });
    await expectSilentRefusal(bench, () => remind(bench), 'wrong-state');
  });
});
