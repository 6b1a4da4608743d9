import type { ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { STATES } from '../elements/words';
import { BackLink } from './back-link';
import { StoryAnswers } from './story-answers';
import { Timeline } from './timeline';
import { useWholeTrail } from './use-whole-trail';

interface StoryProps {
  readonly handoffId: string;
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onReconstruct: () => void;
}

/** One hand-off: the auditor's questions answered, and under them everything that happened. */
export function Story({ handoffId, takesFocus, onBack, onReconstruct }: StoryProps): ReactElement {
  const { trail, failure, retry } = useWholeTrail(handoffId);
  return (
    <section aria-labelledby="story-title" className="stack">
      <BackLink to="the search" onBack={onBack} />
      <StepHeading
        id="story-title"
        text={trail === null ? 'Hand-off' : trail.summary.operationTitle}
        takesFocus={takesFocus}
      />
      {trail === null && failure === null && <Waiting for="Reading the whole trail" lines={8} />}
      <Failure failure={failure} onRetry={retry} />
      {trail !== null && (
        <>
          <p className="row">
            <Lozenge {...STATES[trail.summary.state]} />
            <IssueLink issueKey={trail.summary.issueKey} />
            <span className="subtle">
              asked for by {trail.summary.requester.displayName} <Moment at={trail.summary.requestedAt} />
            </span>
          </p>
          <StoryAnswers {...trail} onReconstruct={onReconstruct} />
          <h3>What happened</h3>
          <Timeline entries={trail.entries} length={trail.length} nameOf={trail.nameOf} />
        </>
      )}
    </section>
  );
}
