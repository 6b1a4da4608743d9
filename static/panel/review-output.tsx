import { useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import { CommentPreview } from '../elements/comment-preview';
import { inNumbers } from '../elements/output-in-numbers';
import { OutputWithSources } from './output-with-sources';
import { isOver } from './refresh-interval';
import { ReviewVerdict } from './review-verdict';

interface ReviewOutputProps {
  readonly view: HandoffView;
  readonly output: Output;
  readonly onReviewed: (view: HandoffView) => void;
}

function commentCaption({ summary, writtenBack }: HandoffView): string {
  if (writtenBack !== null) return 'internal, as it was posted';
  return isOver(summary.state) ? 'was not posted' : 'internal, exactly as it will be posted';
}

/** Step 4: claims beside their sources, the exact comment, and the owner's verdict; read-only for everybody else. */
export function ReviewOutput({ view, output, onReviewed }: ReviewOutputProps): ReactElement {
  const [strike, setStrike] = useState<readonly number[]>([]);
  const canReview = view.summary.state === 'awaiting-review' && view.may.review;
  const isWaitingForOther = view.summary.state === 'awaiting-review' && !view.may.review;
  const toggle = (claim: number): void =>
    setStrike(strike.includes(claim) ? strike.filter((number) => number !== claim) : [...strike, claim]);
  const struckTexts = output.sections
    .flatMap((section) => section.claims)
    .filter((claim) => strike.includes(claim.number))
    .map((claim) => claim.text);
  return (
    <div className="stack">
      <p className="strong">{inNumbers(output)}</p>
      {isWaitingForOther && (
        <p className="subtle">
          {view.owner.displayName} owns this work and decides about this output. You may read it.
        </p>
      )}
      <OutputWithSources
        output={output}
        sources={view.sources}
        strike={strike}
        {...(canReview ? { onStrike: toggle } : {})}
      />
      {view.comment.length > 0 && (
        <CommentPreview lines={view.comment} caption={commentCaption(view)} struckTexts={struckTexts} />
      )}
      {canReview && <ReviewVerdict view={view} strike={strike} onReviewed={onReviewed} />}
    </div>
  );
}
