import type { CallInput, CallOutput } from '../../contract/calls';
import { diffPolicies } from '../../domain/policy/diff-policies';
import { mergePolicies } from '../../domain/policy/merge-policies';
import type { Caller, World } from '../world';
import { loadLife } from './life';

/** Puts the page's edits on top of the draft that is stored now, or of the policy in force where there is none. Saves nothing. */
export async function mergeDraft(
  world: World,
  _caller: Caller,
  { base, mine }: CallInput<'admin.merge'>,
): Promise<CallOutput<'admin.merge'>> {
  const { control, slot } = await loadLife(world);
  const theirs = slot.draft?.document ?? control.policy.document;
  const { document, conflicts } = mergePolicies({ base, theirs, mine });
  return {
    document,
    revision: slot.draft?.revision ?? 0,
    baseVersion: control.policy.version,
    theirs: [...diffPolicies(base, theirs)],
    conflicts: [...conflicts],
  };
}
