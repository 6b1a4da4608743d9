import { useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import { count } from '../elements/words';
import { CommentPreview } from '../elements/comment-preview';
import { OutputFrame, type Pointer } from './output-frame';
import { isOver } from './refresh-interval';
import { ReviewVerdict } from './review-verdict';
import { SourceView } from './source-view';
import { useIsWide } from './use-is-wide';
import './review.css';

interface ReviewOutputProps {
  readonly view: HandoffView;
  readonly output: Output;
  readonly onReviewed: (view: HandoffView) => void;
}

/** The output in numbers that can be counted, never a score (R140). */
function inNumbers({ counts, engine }: Output): string {
  const parts = [
    `${counts.grounded} of ${count(counts.claims, 'claim')} stand on a quote`,
    ...(counts.struck > 0 ? [`${counts.struck} struck`] : []),
    ...(counts.contradictions > 0 ? [count(counts.contradictions, 'contradiction')] : []),
    ...(counts.gaps > 0 ? [`${counts.gaps} missing`] : []),
    count(counts.sources, 'source'),
    engine.model === null ? `${engine.name}, no model` : `${engine.name}, ${engine.model}`,
  ];
  return parts.join(' · ');
}

function commentCaption({ summary, writtenBack }: HandoffView): string {
  if (writtenBack !== null) return 'internal, as it was posted';
  return isOver(summary.state) ? 'was not posted' : 'internal, exactly as it will be posted';
}

/** Step 4: claims beside their sources, the exact comment, and the owner's verdict; read-only for everybody else. */
export function ReviewOutput({ view, output, onReviewed }: ReviewOutputProps): ReactElement {
  const [pointer, setPointer] = useState<Pointer | null>(null);
  const [strike, setStrike] = useState<readonly number[]>([]);
  const isWide = useIsWide();
  const canReview = view.summary.state === 'awaiting-review' && view.may.review;
  const isWaitingForOther = view.summary.state === 'awaiting-review' && !view.may.review;
  const toggle = (claim: number): void =>
    setStrike(strike.includes(claim) ? strike.filter((number) => number !== claim) : [...strike, claim]);
  const source = view.sources.find((candidate) => candidate.number === pointer?.source);
  const sourceView = <SourceView source={source} quote={pointer?.quote ?? ''} total={view.sources.length} />;
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
      <div className="review-columns">
        <OutputFrame
          output={output}
          pointer={pointer}
          strike={strike}
          inlineSource={isWide ? null : sourceView}
          {...(canReview ? { onStrike: toggle } : {})}
          onPoint={setPointer}
        />
        {isWide && sourceView}
      </div>
      {view.comment.length > 0 && (
        <CommentPreview lines={view.comment} caption={commentCaption(view)} struckTexts={struckTexts} />
      )}
      {canReview && <ReviewVerdict view={view} strike={strike} onReviewed={onReviewed} />}
    </div>
  );
}
