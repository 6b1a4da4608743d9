import type { CallInput, CallOutput } from '../contract/calls';
import type { Output } from '../contract/output';
import { withReview } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { readEntries } from './chain-rows';
import { integrityOf } from './texts-of';
import { toView } from './view-handoff';
import { loadVisibleWhole } from './visible-handoffs';
import type { Caller, World } from './world';

type Reconstruction = CallOutput<'oversight.reconstruct'>;

/** The engine's output with the reviewer's edits in it (`was` holds the engine's words) and without the strikes, which stand beside it. */
const inTheirWords = ({ handoff, output }: WholeHandoff): Output | null =>
  output === null || handoff.review === null
    ? output
    : withReview(output, { struck: [], edits: handoff.review.edits });

/** The reviewer's edits beside the words that the engine had written and what a guardrail had said of those. */
function editsOf({ handoff: { review }, output }: WholeHandoff): Reconstruction['edits'] {
  const claims = output?.sections.flatMap((section) => section.claims) ?? [];
  return (review?.edits ?? []).map((edit) => {
    const engine = claims.find(({ number }) => number === edit.number);
    return { ...edit, was: engine?.text ?? null, struckBefore: engine?.struck ?? null };
  });
}

/**
 * What the reviewer of a hand-off saw: the sealed packet and the output with the reviewer's edits; beside it the verdict, its note,
 * strikes and edits with their reasons; the comment as it was posted or would be; and for each text whether it is the one that the
 * chain names. Raises `not-found`, also for an issue that the caller may not browse.
 */
export async function reconstruct(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.reconstruct'>,
): Promise<Reconstruction> {
  const whole = await loadVisibleWhole(world, caller, input.handoffId);
  const { review, erased } = whole.handoff;
  const entries = await readEntries(world, whole.handoff.id);
  const viewer = { accountId: caller.accountId, at: world.clock.now(), document: null };
  const [erasedAt] = [erased.packet, erased.output].filter((at) => at !== null).sort();
  return {
    view: { ...toView(whole, viewer), output: inTheirWords(whole) },
    review:
      review === null
        ? null
        : {
            by: review.by.displayName,
            at: review.at,
            verdict: review.verdict,
            reason: review.reason,
            note: review.note,
          },
    strikes: [...(review?.struck ?? [])],
    edits: editsOf(whole),
    integrity: [...integrityOf(whole, entries)],
    erasedAt: erasedAt ?? null,
  };
}
