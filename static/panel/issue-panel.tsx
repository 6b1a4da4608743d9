import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { HandoffView, IssuePanel as PanelData, Panel } from '../../src/contract/handoff';
import type { OperationId } from '../../src/contract/vocabulary';
import { AssignFlow } from './assign-flow';
import { AtRest } from './at-rest';
import { FollowedHandoff } from './followed-handoff';
import { HeldApproval } from './held-approval';

type Place =
  | { readonly at: 'rest' }
  /** `again` is the operation that is asked for once more. */
  | { readonly at: 'assigning'; readonly again: OperationId | null }
  | { readonly at: 'handoff'; readonly id: string };

interface IssuePanelProps {
  readonly panel: PanelData;
  /** When the server last looked at the issue, ISO 8601. */
  readonly checkedAt: string;
}

interface Moves {
  readonly place: Place;
  /** Whether the person came here by their own act. */
  readonly isOwnMove: boolean;
  readonly go: (next: Place) => void;
  readonly leave: () => void;
  readonly follow: (view: HandoffView) => void;
  readonly readAgain: () => void;
}

function useMoves(current: HandoffView | null): Moves {
  const client = useQueryClient();
  const [place, setPlace] = useState<Place>(
    current === null ? { at: 'rest' } : { at: 'handoff', id: current.summary.id },
  );
  const [isOwnMove, setOwnMove] = useState(false);
  const go = (next: Place): void => {
    setOwnMove(true);
    setPlace(next);
  };
  const readAgain = (): void => void client.invalidateQueries({ queryKey: ['panel.load'] });
  return {
    place,
    isOwnMove,
    go,
    readAgain,
    leave: () => {
      readAgain();
      go({ at: 'rest' });
    },
    follow: (view) => {
      client.setQueryData(['panel.handoff', { handoffId: view.summary.id }], view);
      readAgain();
      go({ at: 'handoff', id: view.summary.id });
    },
  };
}

interface ShownProps extends IssuePanelProps {
  readonly id: string;
  readonly moves: Moves;
}

/** One hand-off, with the reviewer's screen first for whom it waits here. */
function Shown({ panel, checkedAt, id, moves }: ShownProps): ReactElement {
  const client = useQueryClient();
  const { current, approval } = panel;
  const known = current?.summary.id === id ? current : undefined;
  const canAsk = panel.canHandOff && !panel.isHalted && (current === null || known !== undefined);
  const askAgain = (operation: OperationId): void => {
    moves.readAgain();
    moves.go({ at: 'assigning', again: operation });
  };
  const showDecided = (next: Panel): void => {
    client.setQueryData(['panel.load', {}], next);
    void client.invalidateQueries({ queryKey: ['panel.handoff'] });
  };
  return (
    <HeldApproval
      approval={approval?.handoff.summary.id === id ? approval : null}
      checkedAt={checkedAt}
      onDecided={showDecided}
    >
      <FollowedHandoff
        key={id}
        handoffId={id}
        {...(known === undefined ? {} : { known })}
        viewerId={panel.viewer.accountId}
        mayAudit={panel.mayAudit}
        takesFocus={moves.isOwnMove}
        onLeave={moves.leave}
        onAskAgain={canAsk ? askAgain : null}
      />
    </HeldApproval>
  );
}

/**
 * Where the person is in the panel. An open hand-off comes first; one that the person saw stays in view after it ended,
 * until they leave it, because an outcome that vanishes was never told.
 */
export function IssuePanel({ panel, checkedAt }: IssuePanelProps): ReactElement {
  const moves = useMoves(panel.current);
  const { place, go } = moves;
  if (place.at === 'assigning') {
    return <AssignFlow panel={panel} again={place.again} onCancel={moves.leave} onHandedOff={moves.follow} />;
  }
  if (place.at === 'handoff') {
    return <Shown key={place.id} panel={panel} checkedAt={checkedAt} id={place.id} moves={moves} />;
  }
  return (
    <AtRest
      panel={panel}
      takesFocus={moves.isOwnMove}
      onAssign={() => go({ at: 'assigning', again: null })}
      onShow={(id) => go({ at: 'handoff', id })}
      onAnswered={moves.follow}
    />
  );
}
