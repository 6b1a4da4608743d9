import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Audience, ReviewVerdict as Verdict } from '../../src/contract/vocabulary';
import { askedName } from '../elements/asked-name';
import type { GivenReason } from '../elements/reason-form';
import { VerdictBar } from '../elements/verdict-bar';
import { useWrite } from '../queries';
import type { Marking } from './marking';
import { marksInWords } from './marks';

interface ReviewVerdictProps {
  readonly view: HandoffView;
  readonly marking: Marking;
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

/** What a refusal does; what was struck or changed says which claims were wrong and why, so it goes with it (R186). */
function refusalsWith(hasMarks: boolean) {
  const kept = hasMarks ? ' What you struck and changed is recorded with its reasons.' : '';
  return {
    reject: {
      confirm: 'Reject the output',
      whatHappens: `The output is dropped and nothing is posted.${kept}`,
    },
    escalate: {
      confirm: 'Escalate the output',
      whatHappens: `The hand-off ends here and goes to people; nothing is posted.${kept}`,
    },
  } as const;
}

const hindranceOf = ({ open }: Marking): string | null =>
  open === null ? null : `Save or cancel first what is open at claim ${open.claim}.`;

/** The owner's verdict on the output that is shown: its version goes with the verdict. */
export function ReviewVerdict({ view, marking, audience, onReviewed }: ReviewVerdictProps): ReactElement {
  const review = useWrite('panel.review', onReviewed);
  const send = (verdict: Verdict, given: GivenReason): void => {
    if (review.isPending) return;
    review.mutate({
      handoffId: view.summary.id,
      version: view.version,
      verdict,
      ...given,
      strike: [...marking.marks.strike],
      edits: [...marking.marks.edits],
      audience,
    });
  };
  return (
    <VerdictBar
      yes="Accept"
      whatYesDoes={afterAccept(view, audience)}
      hindrance={hindranceOf(marking)}
      refusals={refusalsWith(marksInWords(marking.marks, 'internal') !== null)}
      isBusy={review.isPending}
      failure={review.error}
      onYes={() => send('accept', { reason: 'none', note: '' })}
      onRefuse={send}
    />
  );
}
