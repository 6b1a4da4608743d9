import type { ReactElement } from 'react';
import type { CallOutput } from '../../src/contract/calls';
import type { Output } from '../../src/contract/output';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { Failure } from '../elements/failure';
import { HowMade, ModeNotice } from '../elements/how-made';
import { Moment } from '../elements/moment';
import { inNumbers } from '../elements/output-in-numbers';
import { postedLines } from '../elements/posted-lines';
import { SealedSources } from '../elements/sealed-sources';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { count } from '../elements/words';
import { OutputWithSources } from '../panel/output-with-sources';
import { useRead } from '../queries';
import { BackLink } from './back-link';
import { IntegrityList } from './integrity-list';

type Reconstruction = CallOutput<'oversight.reconstruct'>;

const VERDICTS = { accept: 'accepted', reject: 'rejected', escalate: 'escalated' } as const;

/** The output with what its reviewer struck, told apart from what the app struck before. */
const withStruck = (output: Output, struck: readonly number[]): Output => ({
  ...output,
  sections: output.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) =>
      claim.struck === null && struck.includes(claim.number)
        ? { ...claim, struck: 'Struck by the reviewer', struckBy: 'reviewer' }
        : claim,
    ),
  })),
});

function Review({ review, struck }: Pick<Reconstruction, 'review' | 'struck'>): ReactElement {
  if (review === null) return <p>Nobody has reviewed this output.</p>;
  return (
    <div>
      <p>
        <span className="strong">{review.by}</span> {VERDICTS[review.verdict]} the output{' '}
        <Moment at={review.at} />
        {struck.length > 0 && `, striking ${count(struck.length, 'claim')}`}
      </p>
      {review.note !== '' && <p>Note: “{review.note}”</p>}
    </div>
  );
}

function Shown({ view, struck }: Pick<Reconstruction, 'view' | 'struck'>): ReactElement {
  const { output, sources, audience, writtenBack } = view;
  const comment = postedLines(view);
  return (
    <>
      {output === null ? (
        <p>There is no output to show: none was made, or its text was erased.</p>
      ) : (
        <>
          <p className="strong">{inNumbers(output)}</p>
          <ModeNotice output={output} planned={view} />
          <OutputWithSources
            output={withStruck(output, struck)}
            sources={sources}
            owner={view.owner.displayName}
          />
          <HowMade output={output} planned={view} />
        </>
      )}
      {comment.length > 0 && (
        <CommentPreview
          lines={comment}
          audience={audience}
          caption={writtenBack === null ? 'was not posted' : 'as it was posted'}
        />
      )}
      <Disclosure title={`What AI read (${count(sources.length, 'source')})`}>
        <SealedSources handoff={view} />
      </Disclosure>
    </>
  );
}

interface ReconstructProps {
  readonly handoffId: string;
  readonly takesFocus: boolean;
  readonly onBack: () => void;
}

/** What the reviewer had on the screen, from the texts that were kept, and whether each is the one that the chain names. */
export function Reconstruct({ handoffId, takesFocus, onBack }: ReconstructProps): ReactElement {
  const { data, error, refetch } = useRead('oversight.reconstruct', { handoffId });
  return (
    <section aria-labelledby="reconstruct-title" className="stack">
      <BackLink to="the story" onBack={onBack} />
      <StepHeading id="reconstruct-title" text="What the reviewer saw" takesFocus={takesFocus} />
      {data === undefined && error === null && <Waiting for="Reading the texts that were kept" lines={8} />}
      <Failure failure={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <>
          <p className="subtle">
            {data.view.summary.issueKey} · {data.view.summary.operationTitle}
          </p>
          <IntegrityList integrity={data.integrity} erasedAt={data.erasedAt} />
          <Review review={data.review} struck={data.struck} />
          <Shown view={data.view} struck={data.struck} />
        </>
      )}
    </section>
  );
}
