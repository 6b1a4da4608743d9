import type { ReactElement } from 'react';
import type { CallOutput } from '../../src/contract/calls';
import type { Claim, Output } from '../../src/contract/output';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { Failure } from '../elements/failure';
import { HiddenWords } from '../elements/hidden-words';
import { HowMade, ModeNotice } from '../elements/how-made';
import { inNumbers } from '../elements/output-in-numbers';
import { postedLines } from '../elements/posted-lines';
import { Quarantined } from '../elements/quarantined';
import { SealedSources } from '../elements/sealed-sources';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { CLAIM_REASONS } from '../elements/output-words';
import { count } from '../elements/words';
import { CommentCheck } from '../panel/comment-check';
import { OutputWithSources } from '../panel/output-with-sources';
import { useRead } from '../queries';
import { BackLink } from './back-link';
import { IntegrityList } from './integrity-list';
import { ReviewActs } from './review-acts';

type Reconstruction = CallOutput<'oversight.reconstruct'>;

type Strikes = Reconstruction['strikes'];

function struckIn(claim: Claim, strikes: Strikes): Claim {
  const strike = strikes.find(({ number }) => number === claim.number);
  if (strike === undefined || claim.struck !== null) return claim;
  const struck = `Struck by the reviewer: ${CLAIM_REASONS[strike.reason]}`;
  return { ...claim, struck, struckBy: 'reviewer' };
}

/** The output with what its reviewer struck, told apart from what the app struck before. */
const withStruck = (output: Output, strikes: Strikes): Output => ({
  ...output,
  sections: output.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => struckIn(claim, strikes)),
  })),
});

function Shown({ view, strikes }: Pick<Reconstruction, 'view' | 'strikes'>): ReactElement {
  const { sources, audience, writtenBack } = view;
  const output = view.output === null ? null : withStruck(view.output, strikes);
  const comment = postedLines(view);
  return (
    <>
      {output === null ? (
        <p>There is no output to show: none was made, or its text was erased.</p>
      ) : (
        <>
          <p className="strong">{inNumbers(output)}</p>
          <ModeNotice output={output} planned={view} />
          <OutputWithSources output={output} sources={sources} owner={view.owner.displayName} />
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
      {writtenBack !== null && <CommentCheck call="oversight.check-comment" handoffId={view.summary.id} />}
      <Quarantined sources={sources} />
      <HiddenWords sources={sources} />
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
          <ReviewActs {...data} />
          <Shown {...data} />
        </>
      )}
    </section>
  );
}
