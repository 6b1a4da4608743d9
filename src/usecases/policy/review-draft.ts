import type { CallInput, CallOutput } from '../../contract/calls';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { assertOnBase, loadDrafted, storeDraft, type Drafted } from './life';

function assertReviewer({ draft }: Drafted, { accountId }: Caller): void {
  if (draft.authors.includes(accountId) || draft.submitted?.by === accountId)
    throw new UseCaseError(
      'own-work',
      'You edited or submitted this draft. Somebody else who may edit policy has to review it.',
    );
}

/**
 * A second person approves the draft or returns it with a note (POL-01). Raises `conflict`, `not-ready`, `own-work`, and
 * `reason-required` for a return without a note.
 */
export async function reviewDraft(
  world: World,
  caller: Caller,
  { revision, verdict, note }: CallInput<'admin.review'>,
): Promise<CallOutput<'admin.review'>> {
  const before = await loadDrafted(world, revision);
  const { draft } = before;
  if (draft.stage !== 'submitted')
    throw new UseCaseError('not-ready', 'This draft is not submitted for review.');
  assertReviewer(before, caller);
  if (verdict === 'approve') assertOnBase(before);
  else if (note === '')
    throw new UseCaseError('reason-required', 'Say what has to change before you return the draft.');
  const review = { by: caller.accountId, at: world.clock.now(), verdict, note };
  const isApproved = verdict === 'approve';
  return storeDraft(world, caller, {
    before,
    after: { ...draft, stage: isApproved ? 'approved' : 'editing', review },
    // The note stays with the draft, where it goes with it; the chain keeps what can stay for ever.
    act: { act: isApproved ? 'approved' : 'returned', note: draft.change },
  });
}
