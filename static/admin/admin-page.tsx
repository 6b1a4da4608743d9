import './work/without-eval';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Person } from '../../src/contract/scope';
import { Failure } from '../elements/failure';
import { useKeptFocus } from '../elements/use-kept-focus';
import { Waiting } from '../elements/waiting';
import { useRead } from '../queries';
import { ApproversTab } from './approvers/approvers-tab';
import { AuditTab } from './audit/audit-tab';
import { EnginesTab } from './engines/engines-tab';
import { GatesTab } from './gates/gates-tab';
import { GuardrailsTab } from './guardrails/guardrails-tab';
import { Guide } from './guide/guide';
import { GuideOffer } from './guide/guide-offer';
import { OperationsTab } from './kinds/operations-tab';
import { LifeArea } from './life/life-area';
import { RulesTab } from './rules/rules-tab';
import type { Settings } from './settings';
import { SwitchesTab } from './switches-tab';
import { VersionsTab } from './versions/versions-tab';
import { EditingProvider, useEditing, type Editing } from './work/editing';
import { useCheck } from './work/use-check';
import { useWork } from './work/use-work';
import './admin.css';

/** Forms of the document: they stand still while the draft is on trial, and say why. */
function Forms({ children }: { readonly children: ReactNode }): ReactElement {
  const { frozen } = useEditing();
  return (
    <div className="forms">
      {frozen !== null && <p className="frozen">{frozen}</p>}
      <fieldset disabled={frozen !== null}>{children}</fieldset>
    </div>
  );
}

const FORMS = [
  { name: 'Operations', Form: OperationsTab },
  { name: 'Rules', Form: RulesTab },
  { name: 'Approvers', Form: ApproversTab },
  { name: 'Gates', Form: GatesTab },
  { name: 'Engines', Form: EnginesTab },
  { name: 'Guardrails', Form: GuardrailsTab },
  { name: 'Audit', Form: AuditTab },
] as const;

function SettingsTabs({ settings }: { readonly settings: Settings }): ReactElement {
  return (
    <Tabs id="settings" shouldUnmountTabPanelOnChange>
      <TabList>
        {FORMS.map(({ name }) => (
          <Tab key={name}>{name}</Tab>
        ))}
        <Tab>Switches</Tab>
        <Tab>Versions</Tab>
      </TabList>
      {FORMS.map(({ name, Form }) => (
        <TabPanel key={name}>
          <Forms>
            <Form />
          </Forms>
        </TabPanel>
      ))}
      <TabPanel>
        <SwitchesTab settings={settings} />
      </TabPanel>
      <TabPanel>
        <VersionsTab />
      </TabPanel>
    </Tabs>
  );
}

/** The policy in force, the draft, and the tabs. Edits and people found live here, so that switching tabs loses nothing. */
function LoadedSettings({ settings }: { readonly settings: Settings }): ReactElement {
  const working = useWork(settings);
  const checked = useCheck(working.work.document);
  const [found, setFound] = useState<readonly Person[]>([]);
  const [isGuided, setGuided] = useState(false);
  const editing: Editing = {
    settings,
    document: working.work.document,
    set: working.set,
    checked,
    frozen:
      settings.draft?.draft.stage === 'canary'
        ? 'The draft is on trial, so nothing can be edited now. Stop the canary to edit it, or publish it.'
        : null,
    people: [...settings.people, settings.viewer, ...found],
    onFound: (person) => setFound((known) => [...known, person]),
  };
  return (
    <EditingProvider value={editing}>
      <LifeArea editing={editing} working={working} />
      {isGuided ? (
        <Guide onClose={() => setGuided(false)} />
      ) : (
        <>
          <GuideOffer
            isFirstRun={settings.policy.version === 1 && settings.draft === null}
            onStart={() => setGuided(true)}
          />
          <SettingsTabs settings={settings} />
        </>
      )}
    </EditingProvider>
  );
}

/** The settings page: the policy's document, its draft and its life. */
export function AdminPage(): ReactElement {
  const { data, error, refetch } = useRead('admin.load', {});
  const page = useKeptFocus<HTMLElement>();
  return (
    <main ref={page} className="page stack" aria-labelledby="settings-title">
      <h1 id="settings-title" className="visually-hidden">
        AI hand-off settings
      </h1>
      {data === undefined && error === null && <Waiting for="Reading the policy in force" lines={8} />}
      <Failure failure={error} onRetry={() => void refetch()} />
      {data !== undefined && <LoadedSettings settings={data} />}
    </main>
  );
}
