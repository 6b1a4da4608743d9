import { describeAuditStore } from '../suites/audit-store.suite';
import { describeHandoffStore } from '../suites/handoff-store.suite';
import { describePolicyStore } from '../suites/policy-store.suite';
import type { WithStores } from '../suites/stores';
import { createFakeAuditStore } from './audit-store.fake';
import { createFakeMemory } from './fake-memory';
import { createFakeHandoffStore } from './handoff-store.fake';
import { createFakePolicyStore } from './policy-store.fake';

const inMemory: WithStores = (body) => {
  const memory = createFakeMemory();
  return body({
    handoffs: createFakeHandoffStore(memory),
    audit: createFakeAuditStore(memory),
    policies: createFakePolicyStore(memory),
  });
};

describeHandoffStore('in memory', inMemory);
describeAuditStore('in memory', inMemory);
describePolicyStore('in memory', inMemory);
