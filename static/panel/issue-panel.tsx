import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { HandoffView, IssuePanel as PanelData } from '../../src/contract/handoff';
import { AssignFlow } from './assign-flow';
import { AtRest } from './at-rest';
import { FollowedHandoff } from './followed-handoff';

type Place =
  { readonly at: 'rest' } | { readonly at: 'assigning' } | { readonly at: 'handoff'; readonly id: string };

/**
 * Where the person is in the panel. An open hand-off comes first; one that the person saw stays in view after it ended,
 * until they leave it, because an outcome that vanishes was never told.
 */
export function IssuePanel({ panel }: { readonly panel: PanelData }): ReactElement {
  const client = useQueryClient();
  const current = panel.current;
  const [place, setPlace] = useState<Place>(
    current === null ? { at: 'rest' } : { at: 'handoff', id: current.summary.id },
  );
  const [isOwnMove, setOwnMove] = useState(false);
  const go = (next: Place): void => {
    setOwnMove(true);
    setPlace(next);
  };
  const leave = (): void => {
    void client.invalidateQueries({ queryKey: ['panel.load'] });
    go({ at: 'rest' });
  };
  const follow = (view: HandoffView): void => {
    client.setQueryData(['panel.handoff', { handoffId: view.summary.id }], view);
    void client.invalidateQueries({ queryKey: ['panel.load'] });
    go({ at: 'handoff', id: view.summary.id });
  };
  if (place.at === 'assigning') {
    return <AssignFlow panel={panel} onCancel={leave} onHandedOff={follow} />;
  }
  if (place.at === 'handoff') {
    const known = current?.summary.id === place.id ? current : undefined;
    return (
      <FollowedHandoff
        key={place.id}
        handoffId={place.id}
        {...(known === undefined ? {} : { known })}
        mayAudit={panel.mayAudit}
        takesFocus={isOwnMove}
        onLeave={leave}
      />
    );
  }
  return (
    <AtRest
      panel={panel}
      takesFocus={isOwnMove}
      onAssign={() => go({ at: 'assigning' })}
      onShow={(id) => go({ at: 'handoff', id })}
    />
  );
}
