import type { Handoff, ReviewRecord } from '../handoff/handoff';

/** Other words for a text of people; `longest` is its bound in the contract, in UTF-16 units. */
type Words = (text: string, longest?: number) => string;

const MAX_CLAIM = 1_200;

const inReview = (review: ReviewRecord, words: Words): ReviewRecord => ({
  ...review,
  note: words(review.note),
  edits: review.edits.map((edit) => ({ ...edit, text: words(edit.text, MAX_CLAIM) })),
});

/** The record with other words in the notes and edits of its reviewer, and the notes of its approvers and of an escalation's answer. */
export const withNotes = (handoff: Handoff, words: Words): Handoff => {
  const { review, gates, escalationAnswer } = handoff;
  return {
    ...handoff,
    review: review === null ? null : inReview(review, words),
    escalationAnswer:
      escalationAnswer === null ? null : { ...escalationAnswer, note: words(escalationAnswer.note) },
    gates: gates.map((gate) => ({
      ...gate,
      seats: gate.seats.map((seat) =>
        seat.decision === null
          ? seat
          : { ...seat, decision: { ...seat.decision, note: words(seat.decision.note) } },
      ),
    })),
  };
};
