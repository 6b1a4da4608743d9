import type { CoverageRow } from './row';

const TESTS = 'local/forge/manifest.test.ts';
const REFUSED = 'is refused for a module that is not served here: %s';

type Row = Partial<CoverageRow> & { readonly name: string };

const row = ({ name, ...more }: Row): CoverageRow => ({
  area: 'manifest',
  name,
  status: 'supported',
  note: '',
  tests: [`${TESTS} › of the fixture is taken`],
  source: `platform/forge/manifest-reference/modules/${name}`,
  ...more,
});

const ONLY_SHOWN = 'displayConditions, pages and sections are refused at start.';

const SERVED: readonly CoverageRow[] = [
  row({
    name: 'jira:issuePanel',
    note: `Shown on every issue, as after an admin chose it for all. ${ONLY_SHOWN}`,
  }),
  row({ name: 'jira:issueContext', note: ONLY_SHOWN }),
  row({ name: 'jira:adminPage', note: ONLY_SHOWN }),
  row({ name: 'jira:globalPage', note: ONLY_SHOWN }),
  row({
    name: 'function',
    note: 'Handlers of one bundle, index.<export>; memoryMB is checked and not enforced.',
    tests: [
      'local/forge/host.test.ts › is refused when the bundle lacks a handler, and leaves the globals as they were',
      `${TESTS} › is refused for a function key of 24 characters`,
      `${TESTS} › is taken from 1 to 900 on a function of the background: %s`,
      `${TESTS} › is refused on a function that a screen or a trigger uses: %s`,
      `${TESTS} › is refused on a function that a consumer shares with a trigger, which then has 25 s`,
    ],
  }),
  row({
    name: 'trigger',
    tests: [
      `${TESTS} › are refused for an event that never comes: %s`,
      `${TESTS} › need the scope of their event, or all of its granular ones`,
    ],
  }),
  row({ name: 'consumer', note: 'The old form with resolver is refused.' }),
  row({
    name: 'scheduledTrigger',
    tests: [`${TESTS} › are at most five`, `${TESTS} › have at most one every five minutes`],
  }),
  row({ name: 'llm', note: 'Family claude.' }),
  row({
    name: 'jira:entityProperty',
    status: 'partial',
    note: 'Declared only: the site builds no index from it.',
    tests: [`${TESTS} › may declare entity properties, which change nothing here`],
  }),
  row({
    name: 'jira:globalPermission',
    status: 'partial',
    note: 'One default grant; Jira has it from the start, with the group ai-policy-admins beside. anonymousAllowed: true is refused, as are texts by i18n. Who is in a group changes by POST /_local/groups.',
    tests: [
      `${TESTS} › declares a global permission by the key that Jira knows it by`,
      'local/jira/directory.test.ts › is held by Jira admins and by who is in a group that it was granted to',
    ],
  }),
  row({
    name: 'app.storage.entities',
    tests: [
      `${TESTS} › are held to the rules of the platform`,
      'local/forge/kvs/entity-rules.test.ts › refuses %s',
    ],
    source: 'platform/forge/storage-reference/entities-manifest',
  }),
  row({
    name: 'permissions.scopes',
    note: 'Both forms. Names that Forge does not know are found by npm run manifest, not at start.',
    tests: [
      'local/forge/doors/jira-door.test.ts › are needed by their classic name, which the refusal gives',
      'local/forge/doors/jira-door.test.ts › may be granular ones, if they are complete',
      'local/forge/doors/jira-door.test.ts › of somebody else acts as them with the scope of the call, and no other',
    ],
    source: 'platform/forge/manifest-reference/permissions',
  }),
  row({
    name: 'unknown fields',
    note: 'Refused at start wherever the site acts on the part.',
    tests: [
      `${TESTS} › is refused for a field that is not served here: %s`,
      `${TESTS} › is refused for a root key that is not served here`,
      `${TESTS} › is refused for one key on two modules of different kinds`,
    ],
    source: 'platform/forge/manifest-reference',
  }),
];

const NOT_SERVED = [
  'jira:issueAction',
  'jira:issueGlance',
  'jira:issueActivity',
  'jira:projectPage',
  'jira:projectSettingsPage',
  'jira:dashboardGadget',
  'jira:issueViewBackgroundScript',
  'jira:globalBackgroundScript',
  'jira:personalSettingsPage',
  'jira:fullPage',
  'jira:command',
  'jira:issueNavigatorAction',
  'jira:projectPermission',
  'jira:actionValidator',
  'jira:workflowValidator',
  'jira:workflowCondition',
  'jira:workflowPostFunction',
  'jira:jqlFunction',
  'jiraServiceManagement:queuePage',
  'jiraServiceManagement:organizationPanel',
  'jiraServiceManagement:portalRequestDetailPanel',
  'webtrigger',
  'sql',
  'action',
  'rovo:agent',
  'rovo:skill',
  'rovo:mcp',
  'rovo:agentConnector',
  'automation:actionProvider',
  'preUninstall',
];

/** Coverage of the area `manifest`. */
export const MANIFEST_ROWS: readonly CoverageRow[] = [
  ...SERVED,
  row({
    name: 'jira:entityPropertySet',
    status: 'partial',
    note: 'Declared only: the site builds no index from it.',
    tests: [`${TESTS} › may declare entity properties, which change nothing here`],
  }),
  ...NOT_SERVED.map((name) =>
    row({
      name,
      status: 'not_started',
      note: 'A manifest with it is refused at start, by its name.',
      tests: [],
    }),
  ),
  row({
    name: 'modules of any other type',
    note: 'Refused at start, by their name.',
    tests: [`${TESTS} › ${REFUSED}`],
    source: 'platform/forge/manifest-reference/modules',
  }),
];
