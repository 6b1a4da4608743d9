import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyDraft } from '../../contract/policy-life';
import type { Caller, World } from '../world';
import { draftEntry, nextSlot, stepTo, taking, viewOf } from './life';
import { loadTried } from './on-trial';

/** Ends the trial; the draft stays approved, and the policy in force decides everywhere. Raises `conflict` and `not-ready`. */
export async function stopCanary(
  world: World,
  caller: Caller,
  { revision }: CallInput<'admin.stop-canary'>,
): Promise<CallOutput<'admin.stop-canary'>> {
  const before = await loadTried(world, revision);
  const { draft, canary } = before;
  const after: PolicyDraft = { ...draft, stage: 'approved', canary: null };
  const slot = nextSlot(before, after);
  const entry = draftEntry(world, caller, {
    act: 'canary-stopped',
    note: `version ${canary.version} in ${canary.projects.join(', ')}`,
    digest: draft.digest,
  });
  await taking(world.policies.stopTrial(canary.version, stepTo(before, slot, entry)));
  return viewOf(world, before.control, { ...after, revision: slot.revision });
}
