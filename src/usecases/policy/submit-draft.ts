import type { CallInput, CallOutput } from '../../contract/calls';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import {
  assertOnBase,
  assertSound,
  asVersion,
  loadDrafted,
  soundnessOf,
  storeDraft,
  type Drafted,
} from './life';

const notReady = (message: string): UseCaseError => new UseCaseError('not-ready', message);

function assertWorthReview({ control, draft }: Drafted): void {
  if (draft.stage !== 'editing') throw notReady('This draft was submitted already.');
  if (draft.digest === control.policy.digest)
    throw notReady('This draft changes nothing of the policy in force. Change it, or discard it.');
  if (draft.change === '')
    throw notReady('Say in a sentence what changes and why, save, then submit the draft.');
}

/** Raises `not-ready` unless exactly this document was replayed whole against the version in force (U6). */
async function assertSimulated(world: World, { control, draft }: Drafted): Promise<void> {
  const row = await world.policies.simulation(draft.digest, control.policy.version);
  if (row?.simulation.phase !== 'done')
    throw notReady(
      'This draft was not simulated to the end against the policy in force. Simulate it, look at what flips, then submit it.',
    );
}

/**
 * Hands the draft to a reviewer: it has no errors, passes its own tests and was simulated as it is. Raises `conflict` and
 * `not-ready`.
 */
export async function submitDraft(
  world: World,
  caller: Caller,
  { revision }: CallInput<'admin.submit'>,
): Promise<CallOutput<'admin.submit'>> {
  const before = await loadDrafted(world, revision);
  const { draft, control } = before;
  assertOnBase(before);
  assertWorthReview(before);
  assertSound(soundnessOf(world, asVersion(draft.document, { control })));
  await assertSimulated(world, before);
  const submitted = { by: caller.accountId, at: world.clock.now() };
  return storeDraft(world, caller, {
    before,
    after: { ...draft, stage: 'submitted', submitted, review: null },
    act: { act: 'submitted', note: draft.change },
  });
}
