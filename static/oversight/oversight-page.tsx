import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useState, type ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';
import { useKeptFocus } from '../elements/use-kept-focus';
import { Waiting } from '../elements/waiting';
import { AuditTab } from './audit-tab';
import { QualityTab } from './quality/quality-tab';
import { useQuality } from './quality/use-quality';
import { QueueTab } from './queue-tab';
import { useDesk } from './use-desk';
import { useQueue } from './use-queue';
import './oversight.css';

const AUDIT_TAB = 1;

/** The tabs that this person has: the queue for everybody with a licence, the rest for governance. */
function OversightTabs({ isGovernance }: { readonly isGovernance: boolean }): ReactElement {
  const desk = useDesk();
  const quality = useQuality();
  const [tab, setTab] = useState(0);
  const openTrail = (handoffId: string): void => {
    desk.go({ at: 'story', handoffId });
    setTab(AUDIT_TAB);
  };
  const changeTab = (next: number): void => {
    // Coming back to a view is no move within it: its heading leaves the focus on the tab.
    desk.show(desk.view);
    setTab(next);
  };
  return (
    <Tabs id="oversight" selected={tab} onChange={changeTab} shouldUnmountTabPanelOnChange>
      <TabList>
        <Tab>Queue</Tab>
        {isGovernance && <Tab>Audit</Tab>}
        {isGovernance && <Tab>Quality</Tab>}
      </TabList>
      <TabPanel>
        <QueueTab isGovernance={isGovernance} onOpenTrail={openTrail} />
      </TabPanel>
      {isGovernance && (
        <TabPanel>
          <AuditTab desk={desk} />
        </TabPanel>
      )}
      {isGovernance && (
        <TabPanel>
          <QualityTab quality={quality} />
        </TabPanel>
      )}
    </Tabs>
  );
}

/** The oversight page: what waits for people, and for governance every hand-off, its trail, and how good outputs are. */
export function OversightPage(): ReactElement {
  const { items, isGovernance, failure, retry } = useQueue('mine');
  const page = useKeptFocus<HTMLElement>();
  return (
    <main ref={page} className="page stack">
      <h1 className="visually-hidden">AI hand-off oversight</h1>
      {items === null &&
        (failure === null ? (
          <Waiting for="Looking for what waits" lines={8} />
        ) : failure.code === 'not-permitted' ? (
          <Notice tone="info" title="This page is for people who work in Jira with a licence.">
            <p>{failure.message}</p>
          </Notice>
        ) : (
          <Failure failure={failure} onRetry={retry} />
        ))}
      {items !== null && <OversightTabs isGovernance={isGovernance} />}
    </main>
  );
}
