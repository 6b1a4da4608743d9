import { useRef, useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import type { Audience } from '../../src/contract/vocabulary';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { HiddenWords } from '../elements/hidden-words';
import { HowMade, ModeNotice } from '../elements/how-made';
import { inNumbers } from '../elements/output-in-numbers';
import { postedLines } from '../elements/posted-lines';
import { Quarantined } from '../elements/quarantined';
import { SealedSources } from '../elements/sealed-sources';
import { count } from '../elements/words';
import { ManualForm, NotEnough } from './by-hand';
import { ForWhom } from './for-whom';
import { useMarking, type Marking } from './marking';
import { markedLines, marksInWords } from './marks';
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

/** What to know of the output before it is read: how it came about, and what no engine was given. */
function Head({ view, output }: Omit<ReviewOutputProps, 'onReviewed'>): ReactElement {
  return (
    <>
      <p className="strong">{inNumbers(output)}</p>
      <ModeNotice output={output} planned={view} />
      {output.mode === 'manual-template' && <ManualForm view={view} output={output} />}
      {view.summary.state === 'insufficient-evidence' && <NotEnough output={output} />}
      <Quarantined sources={view.sources} />
      <HiddenWords sources={view.sources} />
    </>
  );
}

interface CommentProps {
  readonly view: HandoffView;
  readonly output: Output;
  readonly audience: Audience;
  readonly marking: Marking;
}

function Comment({ view, output, audience, marking }: CommentProps): ReactElement | null {
  const lines = markedLines(postedLines({ ...view, audience }), output, marking.marks);
  if (lines.length === 0) return null;
  return (
    <CommentPreview
      lines={lines}
      audience={audience}
      caption={marksInWords(marking.marks, audience) ?? commentCaption(view)}
    />
  );
}

/** Step 4: claims beside their sources, the exact comment, and the owner's verdict; read-only for everybody else. */
export function ReviewOutput({ view, output, onReviewed }: ReviewOutputProps): ReactElement {
  const marking = useMarking(view.summary.id);
  const [audience, setAudience] = useState<Audience>(view.audience);
  const isReviewed = view.summary.state !== 'awaiting-review';
  const canReview = !isReviewed && view.may.review;
  const decision = useRef<HTMLDivElement>(null);
  return (
    <div className="stack">
      <Head view={view} output={output} />
      {canReview && (
        <p>
          <button type="button" className="link" onClick={() => decision.current?.focus()}>
            Go to your decision
          </button>
        </p>
      )}
      {!isReviewed && !canReview && (
        <p className="subtle">
          {view.owner.displayName} owns this work and decides about this output. You may read it.
        </p>
      )}
      <OutputWithSources
        output={output}
        sources={view.sources}
        owner={view.owner.displayName}
        {...(canReview ? { marking } : {})}
      />
      <HowMade output={output} planned={view} />
      <Disclosure title={`All sources (${count(view.sources.length, 'source')})`}>
        <SealedSources handoff={view} />
      </Disclosure>
      {canReview && view.customerComment !== null && (
        <ForWhom
          chosen={audience}
          gate={view.gates.find(({ plan }) => plan.gate === 'use')}
          onChoose={setAudience}
        />
      )}
      {/* What is not enough was never reviewed: a comment that names its reviewer would be untrue. */}
      {view.summary.state !== 'insufficient-evidence' && (
        <Comment view={view} output={output} audience={audience} marking={marking} />
      )}
      {canReview && (
        <div ref={decision} tabIndex={-1} role="group" aria-label="Your decision">
          <ReviewVerdict view={view} marking={marking} audience={audience} onReviewed={onReviewed} />
        </div>
      )}
    </div>
  );
}
