import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useState, type ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';
import { Waiting } from '../elements/waiting';
import { AuditTab } from './audit-tab';
import { QueueTab } from './queue-tab';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { useDesk } from './use-desk';
import { useHandoffs } from './use-handoffs';
import './oversight.css';

const AUDIT_TAB = 1;

/** The oversight page of governance: every hand-off that this person may see, and the trail of each. */
export function OversightPage(): ReactElement {
  const handoffs = useHandoffs(EVERY_TRAIL);
  const desk = useDesk();
  const [tab, setTab] = useState(0);
  const { failure, list } = handoffs;
  const isRefused = failure?.code === 'not-permitted';
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
    <main className="page stack">
      <h1 className="visually-hidden">AI hand-off oversight</h1>
      {isRefused ? (
        <Notice tone="info" title="This page is for people whom the policy names as governance.">
          <p>{failure.message}</p>
          <p>
            Jira admins add people in the settings of AI hand-off, tab Audit, under “Who may read the audit
            trail”.
          </p>
        </Notice>
      ) : (
        <Failure failure={failure} onRetry={handoffs.retry} />
      )}
      {list === null && failure === null && (
        <Waiting for="Reading the hand-offs that you may see" lines={8} />
      )}
      {list !== null && (
        <Tabs id="oversight" selected={tab} onChange={changeTab} shouldUnmountTabPanelOnChange>
          <TabList>
            <Tab>Queue</Tab>
            <Tab>Audit</Tab>
          </TabList>
          <TabPanel>
            <QueueTab list={list} handoffs={handoffs} onOpenTrail={openTrail} />
          </TabPanel>
          <TabPanel>
            <AuditTab desk={desk} />
          </TabPanel>
        </Tabs>
      )}
    </main>
  );
}
