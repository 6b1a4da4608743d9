import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { CallOutput } from '../../src/contract/calls';
import type { Person } from '../../src/contract/scope';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { Waiting } from '../elements/waiting';
import { useRead } from '../queries';
import { ApproversTab } from './approvers-tab';
import { AuditTab } from './audit-tab';
import type { ApproversDraft, AuditDraft, OffersDraft } from './draft';
import { EnginesTab } from './engines-tab';
import { nameOf } from '../elements/name-of';
import { OperationsTab } from './operations-tab';
import { RulesTab } from './rules-tab';
import { SwitchesTab } from './switches-tab';
import { VersionsTab } from './versions-tab';
import './admin.css';

export type Settings = CallOutput<'admin.load'>;

/** What a tab gets that finds people: the way to have somebody's name known in every tab. */
export interface Finding {
  readonly onFound: (person: Person) => void;
}

function VersionBar({ settings }: { readonly settings: Settings }): ReactElement {
  const { policy } = settings;
  return (
    <p className="version-bar">
      <span>
        Policy v{policy.version}, in force since <Moment at={policy.publishedAt} /> by{' '}
        {nameOf(settings.people, policy.publishedBy)}
      </span>
      {settings.switch.isHalted && <span className="strong">AI operations are halted</span>}
    </p>
  );
}

interface TabsProps {
  readonly settings: Settings;
  readonly onReload: () => Promise<unknown>;
}

/** The tabs over the policy in force. Drafts and people found live here, above the tabs, so that switching loses nothing. */
function SettingsTabs({ settings, onReload }: TabsProps): ReactElement {
  const [offers, setOffers] = useState<OffersDraft | null>(null);
  const [approvers, setApprovers] = useState<ApproversDraft | null>(null);
  const [audit, setAudit] = useState<AuditDraft | null>(null);
  const [found, setFound] = useState<readonly Person[]>([]);
  const shared = { settings: { ...settings, people: [...settings.people, ...found] }, onReload };
  const finding = { onFound: (person: Person): void => setFound([...found, person]) };
  return (
    <Tabs id="settings" shouldUnmountTabPanelOnChange>
      <TabList>
        <Tab>Operations</Tab>
        <Tab>Rules</Tab>
        <Tab>Approvers</Tab>
        <Tab>Engines</Tab>
        <Tab>Audit</Tab>
        <Tab>Switches</Tab>
        <Tab>Versions</Tab>
      </TabList>
      <TabPanel>
        <OperationsTab {...shared} draft={offers} onDraft={setOffers} />
      </TabPanel>
      <TabPanel>
        <RulesTab rules={settings.policy.document.rules} />
      </TabPanel>
      <TabPanel>
        <ApproversTab {...shared} {...finding} draft={approvers} onDraft={setApprovers} />
      </TabPanel>
      <TabPanel>
        <EnginesTab settings={settings} />
      </TabPanel>
      <TabPanel>
        <AuditTab {...shared} {...finding} draft={audit} onDraft={setAudit} />
      </TabPanel>
      <TabPanel>
        <SwitchesTab {...shared} />
      </TabPanel>
      <TabPanel>
        <VersionsTab settings={settings} />
      </TabPanel>
    </Tabs>
  );
}

/** The settings page of Jira admins: the policy in force, and the few things that may be changed here. */
export function AdminPage(): ReactElement {
  const client = useQueryClient();
  const { data, error, refetch } = useRead('admin.load', {});
  return (
    <main className="page stack">
      <h1 className="visually-hidden">AI hand-off settings</h1>
      {data === undefined && error === null && <Waiting for="Reading the policy in force" lines={8} />}
      <Failure failure={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <>
          <VersionBar settings={data} />
          <SettingsTabs
            settings={data}
            onReload={() => client.invalidateQueries({ queryKey: ['admin.load'] })}
          />
        </>
      )}
    </main>
  );
}
