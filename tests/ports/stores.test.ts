import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONDITION_READINGS } from '../../local/settings';
import { describeAuditStore } from '../../src/ports/suites/audit-store.suite';
import { describeCheckpointStore } from '../../src/ports/suites/checkpoint-store.suite';
import { describeDecisions } from '../../src/ports/suites/decision-log.suite';
import { describeErasure } from '../../src/ports/suites/erasure.suite';
import { describeHandoffStore } from '../../src/ports/suites/handoff-store.suite';
import { describeModelState } from '../../src/ports/suites/model-state.suite';
import { describePeopleRegistry } from '../../src/ports/suites/people-registry.suite';
import { describePolicyStore } from '../../src/ports/suites/policy-store.suite';
import type { Stores, WithStores } from '../../src/ports/suites/stores';
import { startAdapterHost, type AdapterHost } from './adapter-host';
import { loadStores } from './load-stores';

let site: AdapterHost<Stores> | undefined;

beforeAll(async () => {
  site = await startAdapterHost(loadStores);
});

afterAll(() => site?.host.close());

describe('the leaves of a turn that never came to its checkpoint', () => {
  it('are removed from storage by the next turn, all of them, and no others', async () => {
    if (site === undefined) throw new Error('the host did not start');
    const { adapters, run, reset, store, clock } = site;
    await reset();
    clock.advance(60_000);
    const rows = () =>
      [...store.range({ prefix: [] })].filter(({ key }) => JSON.stringify(key).includes('leaves:')).length;
    const leaf = { chain: 'site', entries: 1, lastHash: '0'.repeat(64) };
    await run(null, async () => {
      const { checkpoints } = adapters;
      const lost = await checkpoints.lease('2026-11-18T10:00:00.000Z', '2026-11-18T10:15:00.000Z');
      if (lost === null) throw new Error('somebody has the turn');
      for (let page = 0; page < 60; page += 1) await checkpoints.saveLeaves(lost, page, [leaf]);
      expect(rows()).toBe(60);
      const won = await checkpoints.lease('2026-11-18T11:00:00.000Z', '2026-11-18T11:15:00.000Z');
      if (won === null) throw new Error('the turn is not over');
      expect(rows()).toBe(0);
      await checkpoints.saveLeaves(won, 0, [leaf]);
      expect(rows()).toBe(1);
    });
  });
});

// Forge does not say what a condition on a missing key does, so the stores hold their promises under both readings.
for (const reading of CONDITION_READINGS) {
  const overTheEmulator: WithStores = async (body) => {
    if (site === undefined) throw new Error('the host did not start');
    const { adapters, run, reset, settings, clock } = site;
    await reset();
    // What the tests before used of the storage's rates is another minute's.
    clock.advance(60_000);
    settings.conditionOnMissing = reading;
    await run(null, () => body(adapters));
  };
  const name = `over the KVS emulator, where a condition on a missing key ${reading}`;
  describeHandoffStore(name, overTheEmulator);
  describeAuditStore(name, overTheEmulator);
  describePolicyStore(name, overTheEmulator);
  describeCheckpointStore(name, overTheEmulator);
  describePeopleRegistry(name, overTheEmulator);
  describeErasure(name, overTheEmulator);
  describeDecisions(name, overTheEmulator);
  describeModelState(name, overTheEmulator);
}
