import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { ReviewVerdict as Verdict } from '../../src/contract/vocabulary';
import { Failure } from '../elements/failure';
import { ReasonForm, type GivenReason } from '../elements/reason-form';
import { useShortcuts } from '../elements/use-shortcuts';
import { useWrite } from '../queries';

interface ReviewVerdictProps {
  readonly view: HandoffView;
  readonly strike: readonly number[];
  readonly onReviewed: (view: HandoffView) => void;
}

function afterAccept(view: HandoffView): string {
  const gate = view.gates.find(({ plan }) => plan.gate === 'use');
  return gate === undefined
    ? 'Accept posts this comment.'
    : `Accept sends it to ${gate.plan.approver.displayName}, who approves before it is posted.`;
}

const NEXT: Readonly<
  Record<'reject' | 'escalate', { readonly confirm: string; readonly whatHappens: string }>
> = {
  reject: { confirm: 'Reject the output', whatHappens: 'The output is dropped and nothing is posted.' },
  escalate: {
    confirm: 'Escalate the output',
    whatHappens: 'The hand-off ends here and goes to people; nothing is posted.',
  },
};

/** The owner's verdict: Accept at once, Reject and Escalate with a reason. Keys A, R and E do the same. */
export function ReviewVerdict({ view, strike, onReviewed }: ReviewVerdictProps): ReactElement {
  const [asked, setAsked] = useState<'reject' | 'escalate' | null>(null);
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
    });
  };
  const accept = (): void => send('accept', { reason: 'none', note: '' });
  useShortcuts(
    asked === null ? { a: accept, r: () => setAsked('reject'), e: () => setAsked('escalate') } : {},
  );
  return (
    <div className="stack-small verdict-bar">
      <Failure failure={review.error} />
      {asked === null ? (
        <>
          <div className="row">
            <Button appearance="primary" isLoading={review.isPending} onClick={accept}>
              Accept
            </Button>
            <Button isDisabled={review.isPending} onClick={() => setAsked('reject')}>
              Reject
            </Button>
            <Button isDisabled={review.isPending} onClick={() => setAsked('escalate')}>
              Escalate
            </Button>
            <span className="subtle keys">
              Keys: <kbd>A</kbd> <kbd>R</kbd> <kbd>E</kbd>
            </span>
          </div>
          <p className="subtle">{afterAccept(view)}</p>
        </>
      ) : (
        <ReasonForm
          {...NEXT[asked]}
          isBusy={review.isPending}
          onConfirm={(given) => send(asked, given)}
          onCancel={() => setAsked(null)}
        />
      )}
    </div>
  );
}
