import type { Stores } from '../../src/ports/suites/stores';

/** The adapters of the stores. They read Forge's globals when they are loaded, so this runs inside a started host. */
export async function loadStores(): Promise<Stores> {
  const { createHandoffStore } = await import('../../src/forge/storage/handoff-store');
  const { createAuditStore } = await import('../../src/forge/storage/audit-store');
  const { createPolicyStore } = await import('../../src/forge/storage/policy-store');
  const { createCheckpointStore } = await import('../../src/forge/storage/checkpoint-store');
  const { createPeopleRegistry } = await import('../../src/forge/storage/people-registry');
  const { createDecisionLog } = await import('../../src/forge/storage/decision-log');
  const { createSharesStore } = await import('../../src/forge/storage/shares-store');
  const { createModelState } = await import('../../src/forge/storage/model-state');
  return {
    handoffs: createHandoffStore(),
    audit: createAuditStore(),
    policies: createPolicyStore(),
    checkpoints: createCheckpointStore(),
    registry: createPeopleRegistry(),
    decisions: createDecisionLog(),
    shares: createSharesStore(),
    modelState: createModelState(),
  };
}
