import type { OperationId } from '../jira/openapi';
import type { CoverageRow } from './row';

const CONTRACT = 'local/jira/contract.test.ts › answers %s as documented';
const PEOPLE = 'local/jira/permissions.test.ts › answers %s to each kind of person as the table says';
const DESK = 'local/jira/desk.test.ts › ';
const DIRECTORY = 'local/jira/directory.test.ts › ';
const SCREENS = 'local/jira/screens.test.ts › ';

interface More {
  /** What is documented and refused here by name, with 400. */
  readonly refuses?: string;
  /** In what it differs from Jira without a caller seeing it. */
  readonly differs?: string;
  readonly note?: string;
  readonly tests?: readonly string[];
}

const SUPPLEMENT =
  'Not in the trimmed document; its answers are checked against local/jira/examples/supplement.ts.';
const BEYOND = 'Not in the trimmed document, so its answers are not checked against a schema.';
const JQL = 'The rows of JQL and search say what is not served; it is refused by name.';
const NO_MAIL = 'Nothing is mailed; what would have been is kept.';

/** One entry for each served operation; the type demands it. */
const OPERATIONS: Readonly<Record<OperationId, More>> = {
  getCurrentUser: { refuses: 'expand' },
  getUser: { refuses: 'expand', note: 'E-mail addresses are hidden from everybody.' },
  bulkGetUsers: {},
  findUsers: { refuses: 'property' },
  findAssignableUsers: { refuses: 'actionDescriptorId, recommend, accountType, appType' },
  getUserGroups: { note: BEYOND },
  getUsersFromGroup: { tests: [`${DESK}are active people, and the others on request`] },
  findGroups: { refuses: 'exclude, excludeId, caseInsensitive, accountId' },
  getMyPermissions: {
    refuses:
      'commentId; permission keys beyond the twenty project ones, two global ones and those of the installed app',
    tests: [`${DIRECTORY}is held by Jira admins and by who is in a group that it was granted to`],
  },
  getBulkPermissions: {
    refuses: 'permission keys beyond the twenty project ones, two global ones and those of the installed app',
    note: 'Another account only for Jira admins, the app included (forge-facts §9.5).',
  },
  searchProjects: {
    refuses: 'action, status, categoryId, properties, propertyQuery, other orders than key and name',
  },
  getProject: { refuses: 'expand, properties' },
  getAllStatuses: { note: BEYOND },
  getProjectComponents: {
    refuses: 'componentSource',
    note: SUPPLEMENT,
    tests: [`${DIRECTORY}have the lead that the project named, and none where it named nobody`],
  },
  getProjectRoles: {
    note: SUPPLEMENT,
    tests: [`${DIRECTORY}are named to who administers a project, and do not exist for others`],
  },
  getProjectRole: {
    note: SUPPLEMENT,
    tests: [
      `${DIRECTORY}holds people and groups by display name, without inactive people on request`,
      `${DIRECTORY}does not exist for %s`,
    ],
  },
  getCreateIssueMetaIssueTypes: {},
  getCreateIssueMetaIssueTypeId: { tests: [`${SCREENS}names required fields and allowed values`] },
  getFields: {},
  getPriorities: {},
  searchPriorities: { refuses: 'expand' },
  getStatuses: {},
  getIssueAllTypes: {},
  getIssueTypesForProject: {},
  getServerInfo: {},
  createIssue: {
    note: 'The history of an issue starts empty.',
    tests: [
      `${SCREENS}is what creating an issue is held to`,
      `${SCREENS}takes links and a first transition along`,
    ],
  },
  bulkFetchIssues: {},
  getIssue: { refuses: 'versionedRepresentations' },
  editIssue: {
    refuses: 'changing parent, type or project',
    differs: '409 for concurrent edits does not come; notifyUsers changes nothing, since nothing is mailed',
    tests: [
      `${SCREENS}add and remove items of lists, and set whole values`,
      `${SCREENS}add, edit and remove comments`,
      `${SCREENS}can be overridden by a Jira admin and nobody else`,
    ],
  },
  deleteIssue: { note: BEYOND },
  assignIssue: { note: 'name and key are gone from Jira too.' },
  getChangeLogs: {},
  getTransitions: {
    refuses: 'sortByOpsBarAndStatus, skipRemoteOnlyCondition',
    tests: [`${SCREENS}are offered to whom their condition lets through`],
  },
  doTransition: {
    note: 'Workflow rules of apps are refused at start. No document says when 409 and 413 come, or whether a comment needs a screen: they never come, and it needs none.',
    tests: [`${SCREENS}come with a comment, properties and history metadata`],
  },
  getComments: {},
  addComment: { note: '413 never comes: the documents give no number of comments that is too large.' },
  getComment: {},
  updateComment: { refuses: 'overrideEditableFlag', note: NO_MAIL },
  deleteComment: {},
  getCommentsByIds: { note: BEYOND },
  getCommentPropertyKeys: {},
  getCommentProperty: {},
  setCommentProperty: {},
  deleteCommentProperty: {},
  getIssuePropertyKeys: {},
  getIssueProperty: {},
  setIssueProperty: { note: 'A trigger on its event is refused at start: the payload is not documented.' },
  deleteIssueProperty: { note: 'A trigger on its event is refused at start: the payload is not documented.' },
  getIssueWatchers: { tests: [`${DESK}are added by themselves, and others by who manages watchers`] },
  addWatcher: {
    differs: 'who comments does not come to watch the issue',
    tests: [`${DESK}have to be able to see the issue`],
  },
  removeWatcher: {},
  notify: {
    note: `There are no voters. ${NO_MAIL}`,
    tests: [
      `${DESK}keeps what would have been mailed, for who may see the issue`,
      `${DESK}refuses %s as recipient`,
    ],
  },
  linkIssues: { note: 'LINK_ISSUES is needed on both ends; Jira asks for it on one.' },
  getIssueLinkTypes: {},
  searchAndReconsileIssuesUsingJql: { note: JQL },
  searchAndReconsileIssuesUsingJqlPost: { note: JQL },
  countIssues: { note: `${JQL} ${BEYOND}` },
  evaluateJSISJiraExpression: {
    refuses:
      'every expression but `user.getProjectRoles(project).map(role => role.name)`, every context but a project, expand',
    note: `The complexity of an evaluation is not counted. ${SUPPLEMENT}`,
    tests: [
      `${DIRECTORY}gives %s the names of their own roles`,
      `${DIRECTORY}refuses what it does not serve by name`,
    ],
  },
  getCustomerRequestByIdOrKey: {
    refuses: 'expand but requestType and sla',
    note: 'The site is set up so that every issue of a service project is a request, of the type that the project has for its issue type; its goals count around the clock, with no condition that pauses or repeats them, and nobody is a participant.',
    tests: [
      `${DESK}show their type and how they stand to the goals of the project`,
      `${DESK}refuse what is not expanded here`,
    ],
  },
  getRequestComments: { refuses: 'expand=attachment', tests: [`${DESK}are paged and filtered`] },
  createRequestComment: {
    differs: 'wiki markup is kept as it is written',
    tests: [`${DESK}are internal for agents when they say so, and never for customers`],
  },
  getRequestCommentById: { refuses: 'expand=attachment' },
  getApprovals: { tests: [`${DESK}wait for all approvers and tell each whether they can answer`] },
  getApprovalById: {},
  answerApproval: {
    differs: 'every approval needs all of its approvers, and none sees a request only through it',
    tests: [
      `${DESK}refuse who is no approver, and a second answer`,
      `${DESK}move the request when they end, which is all that an app hears of`,
    ],
  },
};

const isOfDesk = (id: string) => /Request|Approval/.test(id);

/** One row for each served operation, by its operationId. */
export const JIRA_OPERATION_ROWS: readonly CoverageRow[] = Object.entries(OPERATIONS).map(
  ([id, { refuses, differs, note, tests = [] }]) => ({
    area: 'jira',
    name: id,
    status: differs === undefined ? 'supported' : 'partial',
    note: [
      refuses === undefined ? '' : `Refused with 400: ${refuses}.`,
      differs === undefined ? '' : `Differs: ${differs}.`,
      note ?? '',
    ]
      .filter((text) => text !== '')
      .join(' '),
    tests: [CONTRACT, PEOPLE, ...tests],
    source: isOfDesk(id) ? 'Atlassian OpenAPI, service desk' : 'Atlassian OpenAPI, Jira platform',
  }),
);

const UNSERVED =
  'getBulkChangelogs getChangeLogsByIds getEditIssueMeta getCreateIssueMeta createIssues getFieldsPaginated bulkGetGroups analyseExpression getProjectRoleDetails getAllProjectRoles getPrecomputations updatePrecomputations getProjectProperty setProjectProperty searchForIssuesUsingJql getIssueLink deleteIssueLink getSlaInformation getCustomerRequestStatus getCustomerTransitions getRequestParticipants'.split(
    ' ',
  );

/** Operations that are refused with 501 (`local/jira/unserved.test.ts` sends each); every other one is as well. */
export const UNSERVED_OPERATION_ROWS: readonly CoverageRow[] = UNSERVED.map((name) => ({
  area: 'jira',
  name,
  status: 'not_started',
  note: 'refused with 501',
  tests: ['local/jira/unserved.test.ts › %s is refused with 501, which names the request'],
  source: 'Atlassian OpenAPI',
}));
