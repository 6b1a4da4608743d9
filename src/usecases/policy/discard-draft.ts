import type { CallInput, CallOutput } from '../../contract/calls';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { draftEntry, loadDrafted, nextSlot, stepTo, taking } from './life';

/** Removes the draft. Raises `conflict`, and `not-ready` while it is on trial. */
export async function discardDraft(
  world: World,
  caller: Caller,
  { revision }: CallInput<'admin.discard-draft'>,
): Promise<CallOutput<'admin.discard-draft'>> {
  const before = await loadDrafted(world, revision);
  const { draft } = before;
  if (draft.stage === 'canary')
    throw new UseCaseError('not-ready', 'This draft is on trial. Stop the trial before you discard it.');
  const entry = draftEntry(world, caller, { act: 'discarded', note: draft.change, digest: draft.digest });
  await taking(world.policies.saveSlot(stepTo(before, nextSlot(before, null), entry)));
  return { draft: null };
}
