import { afterAll, beforeAll } from '@jest/globals';
import { describeAuditStore } from '../../src/ports/suites/audit-store.suite';
import { describeHandoffStore } from '../../src/ports/suites/handoff-store.suite';
import { describePolicyStore } from '../../src/ports/suites/policy-store.suite';
import type { Stores, WithStores } from '../../src/ports/suites/stores';
import { startAdapterHost, type AdapterHost } from './adapter-host';

let site: AdapterHost<Stores> | undefined;

async function loadStores(): Promise<Stores> {
  const { createHandoffStore } = await import('../../src/forge/storage/handoff-store');
  const { createAuditStore } = await import('../../src/forge/storage/audit-store');
  const { createPolicyStore } = await import('../../src/forge/storage/policy-store');
  return { handoffs: createHandoffStore(), audit: createAuditStore(), policies: createPolicyStore() };
}

beforeAll(async () => {
  site = await startAdapterHost(loadStores);
});

afterAll(() => site?.host.close());

const overTheEmulator: WithStores = async (body) => {
  if (site === undefined) throw new Error('the host did not start');
  const { adapters, run, reset } = site;
  await reset();
  await run(null, () => body(adapters));
};

describeHandoffStore('over the KVS emulator', overTheEmulator);
describeAuditStore('over the KVS emulator', overTheEmulator);
describePolicyStore('over the KVS emulator', overTheEmulator);
