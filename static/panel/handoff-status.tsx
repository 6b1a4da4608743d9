import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { OperationId } from '../../src/contract/vocabulary';
import { AskOnce } from '../elements/ask-once';
import { Failure } from '../elements/failure';
import { GateDecisions } from '../elements/gate-decisions';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { Notice } from '../elements/notice';
import { openGateOf } from '../elements/open-gate';
import { STATES } from '../elements/words';
import { useWrite } from '../queries';
import { CommentCheck } from './comment-check';
import { ENDINGS } from './endings';
import { Escalation } from './escalation';
import { isOver } from './refresh-interval';
import { Stages } from './stages';
import { WaitingGate } from './waiting-gate';

interface HandoffStatusProps {
  readonly view: HandoffView;
  readonly viewerId: string;
  readonly onChanged: (view: HandoffView) => void;
  /** Starts the same operation anew; null where nothing can be handed off now. */
  readonly onAskAgain: ((operation: OperationId) => void) | null;
}

function Ball({ view }: { readonly view: HandoffView }): ReactElement {
  const { summary } = view;
  if (isOver(summary.state)) {
    return (
      <span className="subtle">
        <Moment at={summary.updatedAt} />
      </span>
    );
  }
  return (
    <span className="subtle">
      <span className="strong">{summary.ballWith}</span> has it · last step <Moment at={summary.updatedAt} />
      {summary.dueAt !== null && (
        <>
          {' · due '}
          <Moment at={summary.dueAt} />
        </>
      )}
    </span>
  );
}

function Withdraw({ view, onChanged }: HandoffStatusProps): ReactElement {
  const withdraw = useWrite('panel.withdraw', onChanged);
  const send = (): void => withdraw.mutate({ handoffId: view.summary.id, version: view.version });
  return (
    <div className="stack-small">
      <AskOnce
        action="Withdraw"
        question="Withdraw this hand-off? It stops here, nothing is written back, and the record keeps it as withdrawn."
        confirm="Withdraw it"
        isBusy={withdraw.isPending}
        onConfirm={send}
      />
      <Failure failure={withdraw.error} onRetry={send} />
    </div>
  );
}

/** Where it stands in the server's words; at an end with what that means and what to do next. */
function Explanation({ view, onAskAgain }: HandoffStatusProps): ReactElement {
  const { state, operation } = view.summary;
  const ending = ENDINGS[state];
  if (ending === undefined) return <p>{view.explanation}</p>;
  return (
    <Notice tone={ending.tone} title={ending.title}>
      <p>{view.explanation}</p>
      <p>{ending.next}</p>
      {ending.canAskAgain && onAskAgain !== null && (
        <Button onClick={() => onAskAgain(operation)}>Ask again</Button>
      )}
    </Notice>
  );
}

/** State first, then who has the ball, since when and until when; then how far it is, and how it ended. */
export function HandoffStatus(props: HandoffStatusProps): ReactElement {
  const { view, viewerId, onChanged } = props;
  const { summary } = view;
  const openGate = openGateOf(view);
  return (
    <div className="stack">
      <div className="stack-small">
        <p className="strong">{summary.operationTitle}</p>
        <div className="row">
          <span role="status">
            <Lozenge {...STATES[summary.state]} />
          </span>
          <Ball view={view} />
        </div>
        <Explanation {...props} />
        {view.writtenBack !== null && (
          <p>
            Comment {view.writtenBack.commentId} on {summary.issueKey}, posted{' '}
            <Moment at={view.writtenBack.at} />.
          </p>
        )}
        {view.writtenBack !== null && <CommentCheck call="panel.check-comment" handoffId={summary.id} />}
      </div>
      {openGate !== null && (
        <WaitingGate view={view} gate={openGate} viewerId={viewerId} onChanged={onChanged} />
      )}
      {summary.state === 'escalated' && <Escalation view={view} onAnswered={onChanged} />}
      {/* At review the four steps stand above already. */}
      {summary.state !== 'awaiting-review' && <Stages stages={view.stages} />}
      <GateDecisions gates={view.gates.filter((gate) => gate !== openGate)} />
      {view.may.withdraw && <Withdraw {...props} />}
    </div>
  );
}
