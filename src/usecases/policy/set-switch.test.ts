import { describe, expect, it } from '@jest/globals';
import { createBench, entriesIn, type Bench } from '../testing/bench';
import { ada, max } from '../testing/policy-acts';
import { expectRefusal, expectSilentRefusal } from '../testing/refusal';
import { setSwitch } from './set-switch';

const halt = (version = 0) => ({ isHalted: true, reason: 'Wrong outputs', version });
const resume = (version = 1) => ({ isHalted: false, reason: 'Fixed', version });
const isHalted = (bench: Bench): boolean => bench.memory.siteSwitch.isHalted;

describe('the switch', () => {
  it('halts by one person and resumes by another, with reasons on record (POL-07)', async () => {
    const bench = createBench();
    const halted = await setSwitch(bench.world, await ada(bench), halt());
    expect(halted).toMatchObject({ isHalted: true, version: 1, changedBy: { displayName: 'Ada Novak' } });
    const resumed = await setSwitch(bench.world, await max(bench), resume());
    expect(resumed).toMatchObject({ isHalted: false, version: 2, changedBy: { accountId: 'admin-max' } });
    expect(entriesIn(bench, 'site')).toMatchObject([
      { event: 'killswitch.changed', details: { isHalted: true, reason: 'Wrong outputs' } },
      { event: 'killswitch.changed', details: { isHalted: false, reason: 'Fixed' } },
    ]);
  });

  it('is not resumed by whoever halted it', async () => {
    const bench = createBench();
    const caller = await ada(bench);
    await setSwitch(bench.world, caller, halt());
    await expectSilentRefusal(bench, () => setSwitch(bench.world, caller, resume()), 'own-work');
    expect(isHalted(bench)).toBe(true);
  });

  it('halts again for whoever resumed it', async () => {
    const bench = createBench();
    await setSwitch(bench.world, await ada(bench), halt());
    await setSwitch(bench.world, await max(bench), resume());
    await setSwitch(bench.world, await max(bench), halt(2));
    expect(isHalted(bench)).toBe(true);
  });

  it('halts although the policy is damaged, and does not resume then', async () => {
    const bench = createBench();
    bench.memory.policy = { ...bench.memory.policy, digest: '0'.repeat(64) };
    await setSwitch(bench.world, await ada(bench), halt());
    expect(isHalted(bench)).toBe(true);
    await expect(setSwitch(bench.world, await max(bench), resume())).rejects.toMatchObject({
      name: 'PortError',
      code: 'refused',
    });
    expect(isHalted(bench)).toBe(true);
  });

  it('is a conflict when somebody else turned it meanwhile', async () => {
    const bench = createBench();
    const caller = await max(bench);
    await setSwitch(bench.world, await ada(bench), halt());
    await expectSilentRefusal(bench, () => setSwitch(bench.world, caller, halt(0)), 'conflict');
    await expectRefusal(setSwitch(bench.world, caller, resume(0)), 'conflict');
  });
});
