import type { ReactNode } from 'react';
import { ADMIN_PAGE, CONFIG_PAGE, GLOBAL_PAGE } from './bridge/locations';
import { CoveragePage } from './coverage/coverage-page';
import { Drawer } from './drawer/drawer';
import { IssuePage } from './issue/issue-page';
import { JiraDialogArea } from './issue/jira-dialog-area';
import { AdminPage, AppPage } from './parts/app-page';
import { DialogArea } from './parts/dialog-area';
import { FlagArea } from './parts/flag-area';
import { Notice } from './parts/notice';
import { SiteStrip } from './parts/site-strip';
import { TopBar } from './parts/top-bar';
import { QueuePage } from './queue/queue-page';
import { isBelow } from './site/page-route';
import { issueKeyOf } from './site/routes';
import { place } from './site/router';
import { useStore } from './site/store';

function Page({ path }: { readonly path: string }): ReactNode {
  const issueKey = issueKeyOf(path);
  if (issueKey !== undefined) return <IssuePage key={issueKey} issueKey={issueKey} />;
  if (path === '/jira/queue') return <QueuePage />;
  if (path === '/jira/coverage') return <CoveragePage />;
  const settings = [ADMIN_PAGE, CONFIG_PAGE].find((page) => isBelow(path, page));
  if (settings !== undefined) return <AdminPage path={settings} />;
  if (isBelow(path, GLOBAL_PAGE)) return <AppPage path={GLOBAL_PAGE} />;
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
      <Drawer />
      <SiteStrip />
      <DialogArea />
      <JiraDialogArea />
      <FlagArea />
    </>
  );
}
