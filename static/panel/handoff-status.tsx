import type { ReactElement } from 'react';
import type { GateStatus, HandoffView } from '../../src/contract/handoff';
import { AskOnce } from '../elements/ask-once';
import { Failure } from '../elements/failure';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { STATES } from '../elements/words';
import { GateDecisions } from '../elements/gate-decisions';
import { useWrite } from '../queries';
import { isOver } from './refresh-interval';
import { Stages } from './stages';

interface HandoffStatusProps {
  readonly view: HandoffView;
  readonly onChanged: (view: HandoffView) => void;
}

const openGate = ({ gates }: HandoffView): GateStatus | undefined =>
  gates.find((gate) => gate.decision === null && gate.subtaskKey !== null);

function Ball({ view }: { readonly view: HandoffView }): ReactElement {
  const { summary } = view;
  const subtaskKey = openGate(view)?.subtaskKey ?? null;
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
      {subtaskKey !== null && (
        <>
          {' · '}
          <IssueLink issueKey={subtaskKey} /> approval subtask
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

/** State first, then who has the ball, since when and until when; then how far it is, and how it ended. */
export function HandoffStatus({ view, onChanged }: HandoffStatusProps): ReactElement {
  const { summary } = view;
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
        <p>{view.explanation}</p>
        {view.writtenBack !== null && (
          <p>
            Written back as comment {view.writtenBack.commentId} on {summary.issueKey},{' '}
            <Moment at={view.writtenBack.at} />.
          </p>
        )}
      </div>
      {/* At review the four steps stand above already. */}
      {summary.state !== 'awaiting-review' && <Stages stages={view.stages} />}
      <GateDecisions gates={view.gates} />
      {view.may.withdraw && <Withdraw view={view} onChanged={onChanged} />}
    </div>
  );
}
