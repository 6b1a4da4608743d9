import type { Handoff } from '../handoff/handoff';

/** The record with other words in the notes of its reviewer, of its approvers and of whoever answered its escalation. */
export const withNotes = (handoff: Handoff, words: (note: string) => string): Handoff => {
  const { review, gates, escalationAnswer } = handoff;
  return {
    ...handoff,
    review: review === null ? null : { ...review, note: words(review.note) },
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
