import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Audience, ReviewVerdict as Verdict } from '../../src/contract/vocabulary';
import { askedName } from '../elements/asked-name';
import type { GivenReason } from '../elements/reason-form';
import { VerdictBar } from '../elements/verdict-bar';
import { useWrite } from '../queries';

interface ReviewVerdictProps {
  readonly view: HandoffView;
  readonly strike: readonly number[];
  readonly audience: Audience;
  readonly onReviewed: (view: HandoffView) => void;
}

function afterAccept(view: HandoffView, audience: Audience): string {
  const gate = view.gates.find(({ plan }) => plan.gate === 'use');
  if (gate === undefined) return 'Accept posts this comment.';
  const names = gate.plan.approvers.map(askedName).join(', ');
  const before = audience === 'customer' ? 'before the customer reads it' : 'before it is posted';
  return `Accept sends it to ${names} for approval ${before}.`;
}

const REFUSALS = {
  reject: { confirm: 'Reject the output', whatHappens: 'The output is dropped and nothing is posted.' },
  escalate: {
    confirm: 'Escalate the output',
    whatHappens: 'The hand-off ends here and goes to people; nothing is posted.',
  },
} as const;

/** The owner's verdict on the output that is shown: its version goes with the verdict. */
export function ReviewVerdict({ view, strike, audience, onReviewed }: ReviewVerdictProps): ReactElement {
  const review = useWrite('panel.review', onReviewed);
  const send = (verdict: Verdict, given: GivenReason): void => {
    if (review.isPending) return;
    review.mutate({
      handoffId: view.summary.id,
      version: view.version,
      verdict,
      ...given,
      // Striking is part of accepting: a rejected or escalated output is kept as it was.
      strike: verdict === 'accept' ? [...strike].sort((one, other) => one - other) : [],
      audience,
    });
  };
  return (
    <VerdictBar
      yes="Accept"
      whatYesDoes={afterAccept(view, audience)}
      refusals={REFUSALS}
      isBusy={review.isPending}
      failure={review.error}
      onYes={() => send('accept', { reason: 'none', note: '' })}
      onRefuse={send}
    />
  );
}
