import type { CoverageRow, CoverageStatus } from './row';

const BRIDGE = '@forge/bridge 7.2.0';
const JIRA_BRIDGE = '@forge/jira-bridge 0.40.1';
const UI_KIT = '@forge/react';

const PACKAGE = 'local/pages/bridge/package.test.ts';
const HOST = 'local/pages/bridge-host.test.ts';
const REFUSED = `${PACKAGE} › refuses %s by name`;

interface Details {
  readonly note?: string;
  readonly status?: CoverageStatus;
  readonly source?: string;
}

const served = (name: string, tests: readonly string[], details: Details = {}): CoverageRow => {
  const { note = '', status = 'supported', source = BRIDGE } = details;
  return { area: 'bridge', name, status, note, tests, source };
};

const refused = (name: string, why: string, source = BRIDGE): CoverageRow => ({
  area: 'bridge',
  name,
  status: 'not_started',
  note: `Refused by name with a BridgeAPIError: ${why}.`,
  tests: [REFUSED],
  source,
});

const partial = (note: string, source = BRIDGE): Details => ({ note, status: 'partial', source });
/** Served whole but for what is refused by name. */
const within = (note: string, source = BRIDGE): Details => ({ note, status: 'supported', source });

const NO_REMOTE = 'no remotes';
const NO_REALTIME = 'no realtime channels';
const NO_PERMISSIONS = 'no egress or remotes that a customer grants';
const NO_UI_KIT = 'Custom UI only';

/** Coverage of the area `bridge`: the commands of `window.__bridge.callBridge`. */
export const BRIDGE_ROWS: readonly CoverageRow[] = [
  served(
    'invoke',
    [
      `${PACKAGE} › invokes a resolver and gives what it answers`,
      `${HOST} › wraps the answer when metadata is asked for`,
      `${HOST} › rejects an invoke with the message of the server`,
    ],
    within(
      'Resolvers only: remotes and containers (invokeType) are refused by name. rateLimitProperties are empty: the site counts and does not tell.',
    ),
  ),
  served('getContext', [`${HOST} › gives the context with the theme, and a dialog its opener's words`]),
  served(
    'fetchProduct',
    [
      `${PACKAGE} › asks Jira as the person`,
      `${PACKAGE} › refuses other products, files and paths outside /rest/`,
    ],
    within('Jira only, text bodies only; scopes of the manifest bite.'),
  ),
  served('enableTheming', [`${HOST} › tells frames of the theme once they asked for it`]),
  served('showFlag', [`${HOST} › shows a flag whose action runs in the frame`]),
  served('closeFlag', [`${PACKAGE} › shows a flag and takes it away`]),
  served('openModal', [
    `${HOST} › opens a dialog on a resource of the manifest`,
    `${HOST} › tells the opener what its dialog gave, and gives the keyboard back to it`,
    'tests/browser/bridge.test.ts › closes a dialog of the app with Escape where the app allows it, and gives the keyboard back',
  ]),
  served('close', [`${HOST} › closes a dialog with what it gave, and nothing else`]),
  served('submit', [`${PACKAGE} › says that a panel cannot be closed, submitted or opened`]),
  served('onClose', [`${PACKAGE} › tells a dialog that it closes`]),
  served(
    'open',
    [`${PACKAGE} › says that a panel cannot be closed, submitted or opened`],
    partial('No module has a dialog of its own to open.'),
  ),
  served('refresh', [`${PACKAGE} › loads the issue again on refresh`]),
  served('reload', [`${PACKAGE} › reloads, names the window and says that it is ready`]),
  served(
    'createHistory',
    [
      `${HOST} › keeps the route of a module that fills a page in the address, both ways`,
      'tests/browser/bridge.test.ts › keeps the route of a page of the app through reload and back',
      `${PACKAGE} › has a history for modules that fill a page only`,
    ],
    within('For jira:adminPage and jira:globalPage; other modules have no route and are refused.'),
  ),
  served(
    'navigate',
    [`${HOST} › goes to issues and pages of the app`, `${HOST} › refuses to go to %j`],
    within(
      'Targets issue and module; the others are refused by name. An address outside opens a tab of its own.',
    ),
  ),
  served('getUrl', [`${HOST} › goes to issues and pages of the app`], within('Targets issue and module.')),
  served('emit', [`${PACKAGE} › carries events of the app and public ones apart`]),
  served('on', [`${HOST} › carries events between frames until one leaves`]),
  served(
    'emitPublic',
    [`${PACKAGE} › carries events of the app and public ones apart`],
    partial('No other app is there to hear it.'),
  ),
  served(
    'onPublic',
    [`${PACKAGE} › carries events of the app and public ones apart`],
    partial('No other app is there to be heard.'),
  ),
  served('emitReadyEvent', [`${PACKAGE} › reloads, names the window and says that it is ready`]),
  served('changeWindowTitle', [`${PACKAGE} › reloads, names the window and says that it is ready`]),
  served('getFrameId', [`${PACKAGE} › reloads, names the window and says that it is ready`]),
  served('isRovoEnabled', [`${PACKAGE} › has no Rovo and no consent`], partial('Always false.')),
  served(
    'getCookieConsentPreferences',
    [`${PACKAGE} › has no Rovo and no consent`],
    partial('Only the strictly necessary, as for somebody who has agreed to nothing.'),
  ),
  served(
    'emitFrontendCustomMetric',
    [`${PACKAGE} › takes a metric with a valid name only`],
    partial('Checked, then dropped: which metrics are registered stands in the developer console.'),
  ),
  served('refreshIssueView', [`${PACKAGE} › opens Jira's own dialogs and loads the issue again`], {
    source: JIRA_BRIDGE,
  }),
  served('openIssueViewModal', [`${PACKAGE} › opens Jira's own dialogs and loads the issue again`], {
    source: JIRA_BRIDGE,
  }),
  served(
    'openIssueCreateModal',
    [
      `${PACKAGE} › opens Jira's own dialogs and loads the issue again`,
      'local/pages/issue/new-issue.test.ts › puts what the person filled in over what the app did',
    ],
    partial(
      'The form has project, type, summary and description; other fields are taken as the app gave them.',
      JIRA_BRIDGE,
    ),
  ),

  refused('fetchRemote', NO_REMOTE),
  refused('requestTeamworkGraph', 'no Teamwork Graph'),
  refused('fetchUserRecommendations', 'no recommendation service'),
  refused('getFrameDispatch', NO_UI_KIT),
  refused('publishRealtimeChannel', NO_REALTIME),
  refused('subscribeRealtimeChannel', NO_REALTIME),
  refused('openRovo', 'Rovo is not enabled'),
  refused('initFeatureFlags', 'no developer console that holds flags'),
  refused('trackObjectStoreAction', 'no object store'),
  refused('__permission__egressGet', NO_PERMISSIONS),
  refused('__permission__egressSet', NO_PERMISSIONS),
  refused('__permission__egressDeleteDomain', NO_PERMISSIONS),
  refused('__permission__egressDeleteGroup', NO_PERMISSIONS),
  refused('__permission__remoteGet', NO_PERMISSIONS),
  refused('__permission__remoteSet', NO_PERMISSIONS),
  refused('setWorkflowRuleConfigurationCallback', 'no configuration of workflow rules', JIRA_BRIDGE),
  refused('getUiModificationsInternalAPI', 'no UI modifications', JIRA_BRIDGE),
  refused('getCustomFieldInternalAPI', 'no custom fields of an app', JIRA_BRIDGE),
  refused('reconcile', NO_UI_KIT, UI_KIT),
  refused('onError', NO_UI_KIT, UI_KIT),
];
