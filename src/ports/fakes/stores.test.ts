import { describeAuditStore } from '../suites/audit-store.suite';
import { describeCheckpointStore } from '../suites/checkpoint-store.suite';
import { describeDecisions } from '../suites/decision-log.suite';
import { describeErasure } from '../suites/erasure.suite';
import { describeHandoffStore } from '../suites/handoff-store.suite';
import { describeModelState } from '../suites/model-state.suite';
import { describePeopleRegistry } from '../suites/people-registry.suite';
import { describePolicyStore } from '../suites/policy-store.suite';
import type { WithStores } from '../suites/stores';
import { createFakeAuditStore } from './audit-store.fake';
import { createFakeCheckpointStore } from './checkpoint-store.fake';
import { createFakeDecisionLog } from './decision-log.fake';
import { createFakeMemory } from './fake-memory';
import { createFakeHandoffStore } from './handoff-store.fake';
import { createFakeModelState } from './model-state.fake';
import { createFakePeopleRegistry } from './people-registry.fake';
import { createFakePolicyStore } from './policy-store.fake';
import { createFakeSharesStore } from './shares-store.fake';

const inMemory: WithStores = (body) => {
  const memory = createFakeMemory();
  return body({
    handoffs: createFakeHandoffStore(memory),
    audit: createFakeAuditStore(memory),
    policies: createFakePolicyStore(memory),
    decisions: createFakeDecisionLog(memory),
    checkpoints: createFakeCheckpointStore(memory),
    registry: createFakePeopleRegistry(memory),
    shares: createFakeSharesStore(),
    modelState: createFakeModelState(),
  });
};

describeHandoffStore('in memory', inMemory);
describeAuditStore('in memory', inMemory);
describePolicyStore('in memory', inMemory);
describeCheckpointStore('in memory', inMemory);
describePeopleRegistry('in memory', inMemory);
describeErasure('in memory', inMemory);
describeDecisions('in memory', inMemory);
describeModelState('in memory', inMemory);
