import Button from '@atlaskit/button/new';
import { Checkbox } from '@atlaskit/checkbox';
import { useState, type ReactElement } from 'react';
import type { Offer } from '../../src/contract/decision';
import type { HandoffView } from '../../src/contract/handoff';
import type { ScopeReview as Review } from '../../src/contract/scope';
import { usePort, type CallFailure } from '../app-port';
import { askedName } from '../elements/asked-name';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { useRead, useWrite } from '../queries';
import { ApprovalGate } from './approval-gate';
import { ScopeReview } from './scope-review';

interface ConfirmControlsProps {
  readonly offer: Offer;
  readonly onBack: () => void;
  readonly onCancel: () => void;
  readonly onHandedOff: (view: HandoffView) => void;
}

interface ConfirmProps extends ConfirmControlsProps {
  readonly review: Review;
  readonly onScopeChanged: () => void;
}

function nextStep(review: Review): string {
  const run = review.gates.find((gate) => gate.gate === 'run');
  if (run === undefined) return `Next: the AI runs, then ${review.owner.displayName} reviews its output.`;
  const names = run.approvers.map(askedName);
  const asked = (run.isInOrder ? names.slice(0, 1) : names).join(', ');
  return run.place === 'panel'
    ? `Next: ${asked} decides in this panel; the AI waits.`
    : `Next: ${asked} gets an approval subtask; the AI waits.`;
}

/** The confirmation of exactly one sealed packet. A changed packet comes with a new key, and with an empty tick. */
function Confirm({
  offer,
  review,
  onBack,
  onCancel,
  onHandedOff,
  onScopeChanged,
}: ConfirmProps): ReactElement {
  const port = usePort();
  const [hasRead, setHasRead] = useState(false);
  const [requestId] = useState(() => port.newRequestId());
  const handOff = useWrite('panel.hand-off', onHandedOff);
  const confirm = (): void => {
    handOff.mutate(
      { operation: offer.operation, seal: review.seal, nonce: review.nonce, requestId },
      { onError: (failure: CallFailure) => failure.code === 'scope-changed' && onScopeChanged() },
    );
  };
  return (
    <>
      <Failure failure={handOff.error} onRetry={confirm} />
      <Checkbox
        label="I have read what AI may and may not do"
        isChecked={hasRead}
        onChange={(event) => setHasRead(event.currentTarget.checked)}
      />
      <p className="subtle">{nextStep(review)}</p>
      <div className="row end">
        <Button appearance="subtle" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={onBack}>Back</Button>
        <Button appearance="primary" isDisabled={!hasRead} isLoading={handOff.isPending} onClick={confirm}>
          Confirm and hand off
        </Button>
      </div>
    </>
  );
}

/** Step 3: the AI Scope Review and the gate, sealed, and the one confirmation. */
export function ConfirmControls(props: ConfirmControlsProps): ReactElement {
  const { data, error, isFetching, refetch } = useRead(
    'panel.review-scope',
    { operation: props.offer.operation },
    // Sources are collected for this one reading: a review from before may be of an older issue.
    { gcTime: 0, staleTime: Infinity },
  );
  const [hasChanged, setChanged] = useState(false);
  const reload = (): void => {
    setChanged(true);
    void refetch();
  };
  const isWaiting = isFetching || (data === undefined && error === null);
  return (
    <section aria-labelledby="step-title" className="stack">
      <StepHeading id="step-title" text="Confirm Controls" takesFocus />
      {hasChanged && (
        <Notice
          tone="warning"
          title="The issue changed after this review was prepared, so nothing was handed off."
        >
          <p>Here is the review as it is now. Read it again before you confirm.</p>
        </Notice>
      )}
      {isWaiting && <Waiting for="Collecting the sources that you may see, and sealing them" lines={8} />}
      {!isWaiting && <Failure failure={error} onRetry={() => void refetch()} />}
      {!isWaiting && data !== undefined && (
        <>
          <ScopeReview review={data} />
          <ApprovalGate gates={data.gates} />
          <p>
            Owner: <span className="strong">{data.owner.displayName}</span> reviews the output.
          </p>
          <Confirm key={data.seal} {...props} review={data} onScopeChanged={reload} />
        </>
      )}
      {!isWaiting && data === undefined && (
        <div className="row end">
          <Button onClick={props.onBack}>Back</Button>
        </div>
      )}
    </section>
  );
}
