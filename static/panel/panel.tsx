import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { Panel as PanelData } from '../../src/contract/handoff';
import { usePort } from '../app-port';
import { Failure } from '../elements/failure';
import { Waiting } from '../elements/waiting';
import { useRead } from '../queries';
import { IssuePanel } from './issue-panel';
import './panel.css';

const ApprovalPanel = lazy(async () => ({
  default: (await import('../approval/approval-panel')).ApprovalPanel,
}));

/** Reads again whatever is shown when Jira says that the issue changed. */
function useIssueChanges(): void {
  const port = usePort();
  const client = useQueryClient();
  useEffect(
    () =>
      port.onIssueChanged(() => {
        void client.invalidateQueries({ queryKey: ['panel.load'] });
        void client.invalidateQueries({ queryKey: ['panel.handoff'] });
      }),
    [port, client],
  );
}

/** Whether a person may decide on what is shown: then a page that comes to the front again is checked again. */
const isForReview = (data: PanelData | undefined): boolean =>
  data !== undefined && (data.mode === 'approval' || data.approval !== null);

/** The issue panel: an ordinary issue, or the subtask that stands for an approval. */
export function Panel(): ReactElement {
  useIssueChanges();
  const client = useQueryClient();
  const { data, error, refetch, dataUpdatedAt } = useRead(
    'panel.load',
    {},
    { refetchOnWindowFocus: ({ state }) => isForReview(state.data) },
  );
  if (data === undefined) {
    return (
      <main className="panel">
        {error === null ? (
          <Waiting for="Reading policy for this issue" />
        ) : (
          <Failure failure={error} onRetry={() => void refetch()} />
        )}
      </main>
    );
  }
  const checkedAt = new Date(dataUpdatedAt).toISOString();
  if (data.mode === 'approval') {
    return (
      <main className="panel">
        <Suspense fallback={<Waiting for="Opening the sealed packet" />}>
          <ApprovalPanel
            key={`${data.handoff.summary.id}-${data.gate}`}
            panel={data}
            checkedAt={checkedAt}
            onDecided={(next) => client.setQueryData(['panel.load', {}], next)}
          />
        </Suspense>
      </main>
    );
  }
  return (
    <main className="panel">
      <IssuePanel panel={data} checkedAt={checkedAt} />
    </main>
  );
}
