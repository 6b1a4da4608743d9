import { beforeEach, describe, expect, it } from '@jest/globals';
import { checkClaim } from './check-claim';
import { callerOn, createBench, handOff, onlyHandoff, settle, storedText, type Bench } from './testing/bench';
import { putInForce, ruled } from './testing/policy';
import { review } from './testing/steps';

const ID = 'ho-00000000-0000-4000-8000-000000000099';

let bench: Bench;
beforeEach(async () => {
  bench = createBench();
  putInForce(bench, ruled());
  await handOff(bench, 'draft-status-note');
  await settle(bench);
});

async function check(
  text: string,
  over: { accountId?: string; handoffId?: string; number?: number; issueId?: string } = {},
) {
  const caller = await callerOn(bench, over.accountId ?? 'agent-ben', over.issueId);
  const input = { handoffId: over.handoffId ?? onlyHandoff(bench).id, number: over.number ?? 1, text };
  return checkClaim(bench.world, caller, input);
}

const firstText = (): string => {
  const [output] = [...bench.memory.outputs.values()];
  return output?.sections[0]?.claims[0]?.text ?? '';
};

describe('checkClaim', () => {
  it('tells the owner what the review will say, and stores nothing', async () => {
    const before = storedText(bench);
    expect(await check(`As written. ${firstText()}`)).toEqual({ struck: null });
    expect((await check('It costs € 9,999.')).struck).toMatch(
      /^Claim 1 cannot stand in these words: No source says/u,
    );
    expect((await check('x', { number: 400 })).struck).toBe('There is no claim 400.');
    expect(storedText(bench)).toBe(before);
  });

  it('answers nobody but the owner', async () => {
    await expect(check('x', { accountId: 'agent-ana' })).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('knows no hand-off of another issue', async () => {
    await expect(check('x', { handoffId: ID })).rejects.toMatchObject({ code: 'not-found' });
    bench.jira.addIssue({ id: '10002', key: 'INC-2' });
    await expect(check('x', { issueId: '10002' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('answers only while the output waits for its review', async () => {
    await review(bench, { verdict: 'reject' });
    await expect(check('x')).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('answers nothing while AI operations are halted', async () => {
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true };
    await expect(check('x')).rejects.toMatchObject({ code: 'halted' });
  });
});
