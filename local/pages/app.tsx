import type { ReactNode } from 'react';
import { IssuePage } from './issue/issue-page';
import { AdminPage, AppPage } from './parts/app-page';
import { DialogArea } from './parts/dialog-area';
import { FlagArea } from './parts/flag-area';
import { Notice } from './parts/notice';
import { TopBar } from './parts/top-bar';
import { QueuePage } from './queue/queue-page';
import { issueKeyOf } from './site/routes';
import { place } from './site/router';
import { useStore } from './site/store';

function Page({ path }: { readonly path: string }): ReactNode {
  const issueKey = issueKeyOf(path);
  if (issueKey !== undefined) return <IssuePage key={issueKey} issueKey={issueKey} />;
  if (path === '/jira/queue') return <QueuePage />;
  if (path === '/jira/settings/apps/handoff') return <AdminPage />;
  if (path === '/jira/apps/handoff') return <AppPage type="jira:globalPage" />;
  return (
    <Notice title="There is no such page">
      <p>Go back to the queue with the link at the top.</p>
    </Notice>
  );
}

/** The whole page: bar, content, and what lies over it. */
export function App(): ReactNode {
  const { path } = useStore(place);
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <Page path={path} />
      </main>
      <DialogArea />
      <FlagArea />
    </>
  );
}
