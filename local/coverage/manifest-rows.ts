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

const APP_FUNCTION = 'local/jira/jql/app-function.test.ts';
const RULES = 'local/jira/workflow-rules.test.ts';
const EXPRESSIONS =
  'The variables and the part of the language that local/expressions/languages.ts lists; anything else is refused at start, by its name.';
const RULE_DECLARATIONS = [
  `${TESTS} › declares workflow rules with expressions that are read at start`,
  `${TESTS} › is refused for a workflow rule that is not served here: %s`,
  'local/expressions/evaluate.test.ts › reads variables and types: %s is %s',
  'local/expressions/evaluate.test.ts › refuses by name %s',
];

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
    note: 'Search aliases, texts and people of issues; other types and entities are refused. Values that no module declares are found too.',
    tests: [
      `${TESTS} › declares what of an issue property JQL finds, and by which name`,
      `${TESTS} › is refused for an indexed property that is not served here: %s`,
      `${APP_FUNCTION} › as %s: %s`,
    ],
  }),
  row({
    name: 'jira:workflowCondition',
    status: 'partial',
    note: `${EXPRESSIONS} A rule that fails is false and the log says why; avi:jira:failed:expression is not sent. Refused at start: rules with a screen of their own. Every project here is company-managed.`,
    tests: [
      `${RULES} › hides its transition from whom it does not hold for, and refuses them to make it`,
      `${RULES} › marks its transition as conditional, and shows it as unavailable to whom asks for those`,
      `${RULES} › that fails does not hold, and the log says why`,
      `${RULES} › of an app that is not installed any more are false, as on Jira`,
      'local/site/workflow-routes.test.ts › puts a rule on a transition, lists it, keeps it over a restart and takes it off',
      ...RULE_DECLARATIONS,
    ],
    source: 'platform/forge/manifest-reference/modules/jira-workflow-condition',
  }),
  row({
    name: 'jira:workflowValidator',
    status: 'partial',
    note: `${EXPRESSIONS} Refused at start: functions, screens and an errorMessage that is no text.`,
    tests: [
      `${RULES} › offers its transition and refuses to make it, in the words of the app`,
      `${RULES} › sees what came along on the screen, and what was there before`,
      `${RULES} › is false when it is broken, and the log says so: %s`,
      `${TESTS} › is refused for a validator whose words are %j`,
      ...RULE_DECLARATIONS,
    ],
    source: 'platform/forge/manifest-reference/modules/jira-workflow-validator',
  }),
  row({
    name: 'jira:jqlFunction',
    status: 'partial',
    note: 'Of the type issue, with IN and NOT IN; not in a list, not within what another stands for. An error is shown in the words of the app, one of the platform in words of this site. Stored answers are not served over REST.',
    tests: [
      `${APP_FUNCTION} › is asked once for everybody, and finds for each what is theirs`,
      `${APP_FUNCTION} › is asked for each operator, field and list of arguments on its own`,
      `${APP_FUNCTION} › is refused with 400, the app not asked, for %s`,
      `${APP_FUNCTION} › is refused with 501 %s`,
      'local/site/workflow-routes.test.ts › is invoked without a user, once, and again after a reset',
      'local/site/workflow-routes.test.ts › that throws is a refused search and a line in the log, which alone says why',
      `${TESTS} › is refused for a JQL function that is not served here: %s`,
    ],
    source: 'cloud/jira/platform/jql-functions',
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
  'jira:workflowPostFunction',
  'jira:entityPropertySet',
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
