import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
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

/** The issue panel: an ordinary issue, or the subtask that stands for an approval. */
export function Panel(): ReactElement {
  useIssueChanges();
  const { data, error, refetch } = useRead('panel.load', {});
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
  if (data.mode === 'approval') {
    return (
      <main className="panel">
        <Suspense fallback={<Waiting for="Opening the sealed packet" />}>
          <ApprovalPanel panel={data} />
        </Suspense>
      </main>
    );
  }
  return (
    <main className="panel">
      <IssuePanel panel={data} />
    </main>
  );
}
