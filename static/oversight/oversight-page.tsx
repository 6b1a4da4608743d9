import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useState, type ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';
import { Waiting } from '../elements/waiting';
import { AuditTab } from './audit-tab';
import { QueueTab } from './queue-tab';
import { useHandoffs } from './use-handoffs';
import './oversight.css';

const AUDIT_TAB = 1;

/** The oversight page of governance: every hand-off that this person may see, and the trail of each. */
export function OversightPage(): ReactElement {
  const handoffs = useHandoffs();
  const [tab, setTab] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const { failure, list } = handoffs;
  const isRefused = failure?.code === 'not-permitted';
  const openTrail = (handoffId: string): void => {
    setChosen(handoffId);
    setTab(AUDIT_TAB);
  };
  return (
    <main className="page stack">
      <h1 className="visually-hidden">AI hand-off oversight</h1>
      {isRefused ? (
        <Notice tone="info" title="This page is for people whom the policy names as governance.">
          <p>A Jira admin can add you in the policy. {failure.message}</p>
        </Notice>
      ) : (
        <Failure failure={failure} onRetry={handoffs.retry} />
      )}
      {list === null && failure === null && (
        <Waiting for="Reading the hand-offs that you may see" lines={8} />
      )}
      {list !== null && (
        <Tabs id="oversight" selected={tab} onChange={setTab} shouldUnmountTabPanelOnChange>
          <TabList>
            <Tab>Queue</Tab>
            <Tab>Audit</Tab>
          </TabList>
          <TabPanel>
            <QueueTab list={list} handoffs={handoffs} onOpenTrail={openTrail} />
          </TabPanel>
          <TabPanel>
            <AuditTab list={list} handoffs={handoffs} chosen={chosen} onChoose={setChosen} />
          </TabPanel>
        </Tabs>
      )}
    </main>
  );
}
