import Button from '@atlaskit/button/new';
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { HandoffState, OperationId } from '../../src/contract/vocabulary';
import type { CallFailure } from '../app-port';
import { EvidenceBundle } from '../elements/evidence-bundle';
import { Failure } from '../elements/failure';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { useRead } from '../queries';
import { HandoffStatus } from './handoff-status';
import { isOver, refreshInterval } from './refresh-interval';
import { useWatched } from './use-watched';
import { Stepper } from './stepper';

const loadReview = async () => ({ default: (await import('./review-output')).ReviewOutput });
const ReviewOutput = lazy(loadReview);

interface FollowedHandoffProps {
  readonly handoffId: string;
  readonly known?: HandoffView;
  readonly viewerId: string;
  readonly mayAudit: boolean;
  readonly takesFocus: boolean;
  readonly onLeave: () => void;
  /** Starts the same operation anew; null where nothing can be handed off now. */
  readonly onAskAgain: ((operation: OperationId) => void) | null;
}

/** Reads a hand-off again and again, as soon as its state makes it worth while. */
function useFollowed(
  handoffId: string,
  known: HandoffView | undefined,
): UseQueryResult<HandoffView, CallFailure> {
  const watchedMs = useWatched();
  return useRead(
    'panel.handoff',
    { handoffId },
    {
      ...(known === undefined ? {} : { initialData: known }),
      refetchInterval: ({ state }) => refreshInterval(state.data?.summary.state, watchedMs()),
      refetchIntervalInBackground: false,
    },
  );
}

interface EndedProps extends Pick<FollowedHandoffProps, 'handoffId' | 'mayAudit' | 'onLeave'> {
  /** Missing while it is read, or where it cannot be. */
  readonly state: HandoffState | undefined;
}

/** What is left to do at the end, or where nothing can be shown; nothing while the work goes on. */
function Ended({ handoffId, mayAudit, state, onLeave }: EndedProps): ReactElement | null {
  if (state !== undefined && !isOver(state)) return null;
  return (
    <>
      {mayAudit && state !== undefined && <EvidenceBundle call="panel.evidence" handoffId={handoffId} />}
      <div className="row end">
        <Button onClick={onLeave}>Back to the overview</Button>
      </div>
    </>
  );
}

/** One hand-off from waiting to its end, kept fresh by itself; at review it becomes step 4. */
export function FollowedHandoff({
  handoffId,
  known,
  viewerId,
  mayAudit,
  takesFocus,
  onLeave,
  onAskAgain,
}: FollowedHandoffProps): ReactElement {
  const client = useQueryClient();
  // Fetched while the work runs, so that the output stands there as soon as it is ready.
  useEffect(() => void loadReview(), []);
  const { data, error, refetch } = useFollowed(handoffId, known);
  const show = (view: HandoffView): void => {
    client.setQueryData(['panel.handoff', { handoffId }], view);
    void client.invalidateQueries({ queryKey: ['panel.load'] });
  };
  const state = data?.summary.state;
  const output = data?.output ?? null;
  return (
    <div className="stack">
      {state === 'awaiting-review' && <Stepper current="Review Output" />}
      <section aria-labelledby="handoff-title" className="stack">
        <StepHeading
          id="handoff-title"
          text={state === 'awaiting-review' ? 'Review Output' : 'AI hand-off'}
          takesFocus={takesFocus}
        />
        <Failure failure={error} onRetry={() => void refetch()} />
        {data === undefined && error === null && <Waiting for="Reading the hand-off" />}
        {data !== undefined && (
          <HandoffStatus view={data} viewerId={viewerId} onChanged={show} onAskAgain={onAskAgain} />
        )}
        {data !== undefined && output !== null && (
          <Suspense fallback={<Waiting for="Opening the output" lines={8} />}>
            <ReviewOutput key={data.version} view={data} output={output} onReviewed={show} />
          </Suspense>
        )}
        <Ended handoffId={handoffId} mayAudit={mayAudit} state={state} onLeave={onLeave} />
      </section>
    </div>
  );
}
