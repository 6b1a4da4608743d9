import { PolicyVersionSchema } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import type { ControlState, PolicyStore } from '../policy-store';
import { PortError } from '../port-error';
import { copyOf, storeSiteEntry, type FakeMemory } from './fake-memory';

function readControl({ policy, siteSwitch }: FakeMemory): ControlState {
  const parsed = PolicyVersionSchema.safeParse(policy);
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.document))
    throw new PortError('refused', 'The stored policy is damaged, so nothing is allowed');
  return structuredClone({ policy: parsed.data, siteSwitch });
}

/** The port in memory; a policy that was damaged there is refused on reading, as the adapter refuses it. */
export function createFakePolicyStore(memory: FakeMemory): PolicyStore {
  return {
    control: async () => readControl(memory),
    desk: async (issueId) => ({ ...readControl(memory), slot: copyOf(memory.slots.get(issueId)) }),
    versions: async () => structuredClone([...memory.versions].reverse()),
    publish: async (next, change, entry) => {
      if (readControl(memory).policy.version !== next.version - 1)
        throw new PortError('conflict', 'A newer policy is in force');
      const { version, publishedAt, publishedBy } = next;
      memory.policy = structuredClone(next);
      memory.versions.push({ version, publishedAt, publishedBy, change });
      storeSiteEntry(memory, entry);
    },
    setSwitch: async (wanted, entry) => {
      if (memory.siteSwitch.version !== wanted.version)
        throw new PortError('conflict', 'The switch was changed');
      memory.siteSwitch = { ...wanted, version: wanted.version + 1 };
      storeSiteEntry(memory, entry);
      return structuredClone(memory.siteSwitch);
    },
  };
}
