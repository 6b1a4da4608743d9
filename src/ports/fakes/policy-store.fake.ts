import { PolicyVersionSchema, type PolicyVersion } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import type { ControlState, PolicyStore } from '../policy-store';
import { PortError } from '../port-error';
import { copyOf, storeSiteEntry, type FakeMemory } from './fake-memory';

/** Policies that were found whole: to digest one is slow, and a damaged one is another object. */
const sound = new WeakSet<PolicyVersion>();

function checkPolicy(policy: PolicyVersion): void {
  if (sound.has(policy)) return;
  const parsed = PolicyVersionSchema.safeParse(policy);
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.document))
    throw new PortError('refused', 'The stored policy is damaged, so nothing is allowed');
  sound.add(policy);
}

function readControl({ policy, siteSwitch }: FakeMemory): ControlState {
  checkPolicy(policy);
  return structuredClone({ policy, siteSwitch });
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
      storeSiteEntry(memory, entry);
      memory.policy = structuredClone(next);
      memory.versions.push({ version, publishedAt, publishedBy, change });
    },
    setSwitch: async (wanted, entry) => {
      if (memory.siteSwitch.version !== wanted.version)
        throw new PortError('conflict', 'The switch was changed');
      storeSiteEntry(memory, entry);
      memory.siteSwitch = { ...wanted, version: wanted.version + 1 };
      return structuredClone(memory.siteSwitch);
    },
    forgetAuthor: async (accountId, ref) => {
      const replaced = (author: string): string => (author === accountId ? ref : author);
      const { policy, siteSwitch, versions } = memory;
      memory.policy = { ...policy, publishedBy: replaced(policy.publishedBy) };
      const authors = versions.map((version) => ({ ...version, publishedBy: replaced(version.publishedBy) }));
      versions.splice(0, Infinity, ...authors);
      const { changedBy } = siteSwitch;
      memory.siteSwitch = { ...siteSwitch, changedBy: changedBy === null ? null : replaced(changedBy) };
    },
  };
}
