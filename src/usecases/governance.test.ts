import { describe, expect, it } from '@jest/globals';
import { digestOf } from '../domain/canonical/canonical';
import { assertGovernance } from './governance';
import { callerOn, createBench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';

describe('who sees audit trails', () => {
  it('is whoever the policy in force names, from the moment on', async () => {
    const bench = createBench();
    const [ava, ana] = [await callerOn(bench, 'auditor-ava'), await callerOn(bench, 'agent-ana')];
    await expect(assertGovernance(bench.world, ava)).resolves.toBeUndefined();
    const { policy } = bench.memory;
    const document = { ...policy.document, governance: ['agent-ana'] };
    bench.memory.policy = { ...policy, document, digest: digestOf(document) };
    await expect(assertGovernance(bench.world, ana)).resolves.toBeUndefined();
    await expectSilentRefusal(bench, () => assertGovernance(bench.world, ava), 'not-permitted');
  });

  it('is not a Jira admin who is not named, who reads how to be named', async () => {
    const bench = createBench();
    const ada = await callerOn(bench, 'admin-ada');
    expect(await ada.jira.isPolicyAdmin()).toBe(true);
    await expectSilentRefusal(bench, () => assertGovernance(bench.world, ada), 'not-permitted');
    await expect(assertGovernance(bench.world, ada)).rejects.toThrow(/name you in the policy/u);
  });
});
