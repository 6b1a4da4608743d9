import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { Panel as PanelData } from '../../src/contract/handoff';
import { usePort } from '../app-port';
import { Failure } from '../elements/failure';
import { useKeptFocus } from '../elements/use-kept-focus';
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

/** What stands in the panel: what waits for an approver on its subtask, else the issue and its hand-off. */
function Shown({
  panel,
  checkedAt,
}: {
  readonly panel: PanelData;
  readonly checkedAt: string;
}): ReactElement {
  const client = useQueryClient();
  if (panel.mode !== 'approval') return <IssuePanel panel={panel} checkedAt={checkedAt} />;
  return (
    <Suspense fallback={<Waiting for="Opening the sealed packet" />}>
      <ApprovalPanel
        key={`${panel.handoff.summary.id}-${panel.gate}`}
        panel={panel}
        checkedAt={checkedAt}
        onDecided={(next) => client.setQueryData(['panel.load', {}], next)}
      />
    </Suspense>
  );
}

/** The issue panel: an ordinary issue, or the subtask that stands for an approval. */
export function Panel(): ReactElement {
  useIssueChanges();
  const { data, error, refetch, dataUpdatedAt } = useRead(
    'panel.load',
    {},
    { refetchOnWindowFocus: ({ state }) => isForReview(state.data) },
  );
  const page = useKeptFocus<HTMLElement>();
  return (
    <main ref={page} className="panel">
      {data === undefined && error === null && <Waiting for="Reading policy for this issue" />}
      {data === undefined && <Failure failure={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Shown panel={data} checkedAt={new Date(dataUpdatedAt).toISOString()} />}
    </main>
  );
}
