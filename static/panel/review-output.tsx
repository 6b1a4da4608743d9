import { useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import type { Audience } from '../../src/contract/vocabulary';
import { CommentPreview } from '../elements/comment-preview';
import { inNumbers } from '../elements/output-in-numbers';
import { postedLines } from '../elements/posted-lines';
import { ForWhom } from './for-whom';
import { OutputWithSources } from './output-with-sources';
import { isOver } from './refresh-interval';
import { ReviewVerdict } from './review-verdict';

interface ReviewOutputProps {
  readonly view: HandoffView;
  readonly output: Output;
  readonly onReviewed: (view: HandoffView) => void;
}

function commentCaption({ summary, writtenBack }: HandoffView): string {
  if (writtenBack !== null) return 'as it was posted';
  return isOver(summary.state) ? 'was not posted' : 'exactly as it will be posted';
}

const textsOf = (output: Output, claims: readonly number[]): readonly string[] =>
  output.sections
    .flatMap((section) => section.claims)
    .filter((claim) => claims.includes(claim.number))
    .map((claim) => claim.text);

/** Step 4: claims beside their sources, the exact comment, and the owner's verdict; read-only for everybody else. */
export function ReviewOutput({ view, output, onReviewed }: ReviewOutputProps): ReactElement {
  const [strike, setStrike] = useState<readonly number[]>([]);
  const [audience, setAudience] = useState<Audience>(view.audience);
  const isReviewed = view.summary.state !== 'awaiting-review';
  const canReview = !isReviewed && view.may.review;
  const lines = postedLines({ ...view, audience });
  const toggle = (claim: number): void =>
    setStrike(strike.includes(claim) ? strike.filter((number) => number !== claim) : [...strike, claim]);
  return (
    <div className="stack">
      <p className="strong">{inNumbers(output)}</p>
      {!isReviewed && !canReview && (
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
      {canReview && view.customerComment !== null && (
        <ForWhom
          chosen={audience}
          gate={view.gates.find(({ plan }) => plan.gate === 'use')}
          onChoose={setAudience}
        />
      )}
      {lines.length > 0 && (
        <CommentPreview
          lines={lines}
          audience={audience}
          caption={commentCaption(view)}
          struckTexts={textsOf(output, strike)}
        />
      )}
      {canReview && <ReviewVerdict view={view} strike={strike} audience={audience} onReviewed={onReviewed} />}
    </div>
  );
}
