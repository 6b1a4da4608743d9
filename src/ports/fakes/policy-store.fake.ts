import { PolicyVersionSchema, type PolicyVersion } from '../../contract/policy';
import { PolicyDraftSchema, type VersionSummary } from '../../contract/policy-life';
import { digestOf } from '../../domain/canonical/canonical';
import {
  forgetInDraft,
  forgetInSimulation,
  forgetInStops,
  forgetInSummary,
  forgetInVersion,
  type Forgotten,
} from '../../domain/policy/forget-author';
import type { ControlState, LifeStep, NewVersion, PolicyStore } from '../policy-store';
import { PortError } from '../port-error';
import { copyOf, pageOf, storeSiteEntry, type FakeMemory } from './fake-memory';

const PAGE = 20;
const KEPT = 5;
/** Characters of a document's JSON that memory takes, so that a test can find the limit. */
const MOST = 1_000_000;

/** Policies that were found whole: to digest one is slow, and a damaged one is another object. */
const sound = new WeakSet<PolicyVersion>();

function checkPolicy(policy: PolicyVersion): void {
  if (sound.has(policy)) return;
  const parsed = PolicyVersionSchema.safeParse(policy);
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.document))
    throw new PortError('refused', 'The stored policy is damaged, so nothing is allowed');
  sound.add(policy);
}

function readControl({ policy, trial, stops, siteSwitch }: FakeMemory): ControlState {
  checkPolicy(policy);
  if (trial !== null) checkPolicy(trial.policy);
  return structuredClone({ policy, trial, stops, siteSwitch });
}

const conflict = (what: string): PortError => new PortError('conflict', what);

/** Stores the slot and the entry, unless another act came first. */
function act(memory: FakeMemory, { slot, baseVersion, entry }: LifeStep): void {
  if (memory.draftSlot.revision !== slot.revision - 1) throw conflict('The draft was changed');
  if (readControl(memory).policy.version !== baseVersion) throw conflict('A newer policy is in force');
  storeSiteEntry(memory, entry);
  memory.draftSlot = structuredClone(slot);
}

function addVersion(memory: FakeMemory, next: NewVersion, state: VersionSummary['state']): void {
  const { policy, reviewedBy, change } = structuredClone(next);
  const { version, digest, publishedAt, publishedBy } = policy;
  const summary = { version, state, publishedAt, publishedBy, reviewedBy, change, digest };
  memory.versions.set(version, { policy, summary });
}

function drop(memory: FakeMemory, version: number): void {
  const stored = memory.versions.get(version);
  if (stored === undefined) throw new PortError('refused', 'A version on trial is not stored');
  memory.versions.set(version, { ...stored, summary: { ...stored.summary, state: 'dropped' } });
  memory.trial = null;
}

type Life = Pick<PolicyStore, 'slot' | 'saveSlot' | 'publish' | 'startTrial' | 'stopTrial'>;

const lifeIn = (memory: FakeMemory): Life => ({
  slot: async () => {
    const { draft } = memory.draftSlot;
    const parsed = PolicyDraftSchema.safeParse(draft);
    const isSound = parsed.success && parsed.data.digest === digestOf(parsed.data.document);
    return structuredClone({ ...memory.draftSlot, draft: isSound ? draft : null });
  },
  saveSlot: async (step) => act(memory, step),
  publish: async (next, step) => {
    const { trial } = memory;
    act(memory, step);
    if (trial !== null) drop(memory, trial.policy.version);
    memory.policy = structuredClone(next.policy);
    addVersion(memory, next, 'past');
  },
  startTrial: async (next, step) => {
    act(memory, step);
    memory.trial = structuredClone({ policy: next.policy, projects: next.projects });
    addVersion(memory, next, 'canary');
  },
  stopTrial: async (version, step) => {
    act(memory, step);
    drop(memory, version);
  },
});

const seen = ({ policy }: FakeMemory, summary: VersionSummary): VersionSummary =>
  summary.version === policy.version ? { ...summary, state: 'in-force' } : summary;

type Lists = Pick<PolicyStore, 'versions' | 'version' | 'simulation' | 'saveSimulation'>;

const listsIn = (memory: FakeMemory): Lists => ({
  versions: async (cursor) => {
    const newestFirst = [...memory.versions.entries()].sort(([one], [other]) => other - one);
    return pageOf(
      newestFirst.map(([, { summary }]) => seen(memory, summary)),
      cursor,
      PAGE,
    );
  },
  version: async (version) => {
    const stored = memory.versions.get(version);
    if (stored === undefined) return null;
    checkPolicy(stored.policy);
    return structuredClone({ ...stored, summary: seen(memory, stored.summary) });
  },
  simulation: async (digest, baseVersion) => copyOf(memory.simulations.get(`${digest}.${baseVersion}`)),
  saveSimulation: async (row, entry) => {
    const key = `${row.simulation.digest}.${row.simulation.baseVersion}`;
    if ((memory.simulations.get(key)?.counter ?? 0) !== row.counter - 1)
      throw conflict('Somebody else goes on with this simulation');
    if (entry !== null) storeSiteEntry(memory, entry);
    memory.simulations.set(key, structuredClone(row));
    const old = [...memory.simulations.keys()].slice(0, -KEPT);
    for (const one of old) memory.simulations.delete(one);
  },
});

function forget(memory: FakeMemory, forgotten: Forgotten): void {
  const { accountId, ref } = forgotten;
  const { policy, trial, draftSlot, siteSwitch } = memory;
  memory.policy = forgetInVersion(policy, forgotten);
  for (const [version, stored] of memory.versions)
    memory.versions.set(version, {
      policy: forgetInVersion(stored.policy, forgotten),
      summary: forgetInSummary(stored.summary, forgotten),
    });
  if (trial !== null) memory.trial = { ...trial, policy: forgetInVersion(trial.policy, forgotten) };
  if (draftSlot.draft !== null) {
    const draft = forgetInDraft(draftSlot.draft, forgotten);
    const revision = draftSlot.revision + 1;
    if (JSON.stringify(draft) !== JSON.stringify(draftSlot.draft))
      memory.draftSlot = { ...draftSlot, revision, draft: { ...draft, revision } };
  }
  for (const [key, row] of memory.simulations)
    memory.simulations.set(key, { ...row, simulation: forgetInSimulation(row.simulation, forgotten) });
  memory.stops = forgetInStops(memory.stops, forgotten);
  if (siteSwitch.changedBy === accountId) memory.siteSwitch = { ...siteSwitch, changedBy: ref };
}

/** The port in memory; a policy that was damaged there is refused on reading, as the adapter refuses it. */
export function createFakePolicyStore(memory: FakeMemory): PolicyStore {
  return {
    control: async () => readControl(memory),
    desk: async (issueId) => ({
      ...readControl(memory),
      slot: copyOf(memory.slots.get(issueId)),
      gateOf: memory.gateSubtasks.get(issueId) ?? null,
    }),
    ...lifeIn(memory),
    ...listsIn(memory),
    fits: (document) => JSON.stringify(document).length <= MOST,
    setStops: async (before, next, entry) => {
      if (digestOf(memory.stops) !== digestOf(before)) throw conflict('The stops were changed');
      storeSiteEntry(memory, entry);
      memory.stops = structuredClone(next);
    },
    setSwitch: async (wanted, entry) => {
      if (memory.siteSwitch.version !== wanted.version) throw conflict('The switch was changed');
      storeSiteEntry(memory, entry);
      memory.siteSwitch = { ...wanted, version: wanted.version + 1 };
      return structuredClone(memory.siteSwitch);
    },
    forgetAuthor: async (accountId, ref) => forget(memory, { accountId, ref }),
  };
}
