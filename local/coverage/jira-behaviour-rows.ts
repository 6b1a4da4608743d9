import type { CoverageRow, CoverageStatus } from './row';

const PERMISSIONS = 'local/jira/permissions.test.ts › ';
const SCREENS = 'local/jira/screens.test.ts › ';
const REPARENT = 'local/jira/reparent.test.ts › ';
const ADF = 'local/jira/adf.test.ts › ';
const ACCOUNTS = 'local/jira/accounts.test.ts › ';

interface Behaviour {
  readonly status?: CoverageStatus;
  readonly note?: string;
  readonly tests: readonly string[];
  readonly source: string;
}

const row = (name: string, { status = 'supported', note = '', tests, source }: Behaviour): CoverageRow => ({
  area: 'jira',
  name,
  status,
  note,
  tests,
  source,
});

const DOCUMENT = 'Atlassian OpenAPI, Jira platform';
const MATRIX = `${PERMISSIONS}answers %s to each kind of person as the table says`;

/** How the emulated Jira behaves beyond single operations. */
export const JIRA_BEHAVIOUR_ROWS: readonly CoverageRow[] = [
  row('permissions: project roles', {
    status: 'partial',
    note: 'One scheme for all projects, by role, group, user and reporter; twenty project permissions.',
    tests: [MATRIX, `${PERMISSIONS}$request holds what each person may see`],
    source: DOCUMENT,
  }),
  row('permissions: security level', {
    tests: [
      `${PERMISSIONS}is not there for %s of anybody outside the level, the app included`,
      `${PERMISSIONS}is left out as subtask, link, parent and search result`,
      `${PERMISSIONS}takes its subtasks with it`,
    ],
    source: DOCUMENT,
  }),
  row('permissions: comment visibility', {
    tests: [
      `${PERMISSIONS}of a group are for its members`,
      `${PERMISSIONS}of a project role are for who is in it`,
      `${PERMISSIONS}cannot be hidden from their own author`,
    ],
    source: DOCUMENT,
  }),
  row('permissions: internal comments', {
    note: 'The comment property sd.public.comment in service projects.',
    tests: [`${PERMISSIONS}that are internal are not for a reporter who is no member of the desk`],
    source: 'forge-facts §4',
  }),
  row('permissions: portal customer', {
    status: 'partial',
    note: 'Sees own requests and public comments, also through the platform API, where a real customer has no access at all.',
    tests: [MATRIX, 'local/jira/jira.test.ts › shows a customer the own request and no other'],
    source: 'Atlassian OpenAPI, service desk',
  }),
  row('permissions: app user', {
    note: 'A user with a project role of its own and in no security level.',
    tests: [
      MATRIX,
      `${PERMISSIONS}is held to its own project role`,
      `${PERMISSIONS}is not there for %s of anybody outside the level, the app included`,
    ],
    source: 'forge-facts §7, trap 9',
  }),
  row('permissions: anonymous and inactive', { tests: [MATRIX], source: DOCUMENT }),
  row('closed accounts', {
    status: 'partial',
    note: 'By POST /_local/accounts. No event is sent, and names that stand in texts and in the change history stay.',
    tests: [
      `${ACCOUNTS}is in Jira an inactive person without a name`,
      `${ACCOUNTS}may do nothing, and is offered nowhere`,
      `${ACCOUNTS}keeps what it wrote, under the name of a former user`,
      `${ACCOUNTS}is as before when it is active again, also after it was closed twice`,
      'local/site/account-routes.test.ts › is answered by Jira as a former user, may not act, and is reported to the app',
    ],
    source: 'platform/forge/user-privacy-guidelines',
  }),
  row('ADF validation', {
    note: 'As strict as the published schema; extensions, synced blocks, block task items and more than 60 levels are refused too.',
    tests: [
      `${ADF}take what the schema takes, and nothing else, for documents made from the schema`,
      `${ADF}refuse what the schema refuses, for documents with one to three changes`,
      `${ADF}let a node stand, with and without each mark, where the schema does`,
      `${ADF}take the attributes that the schema takes`,
      `${ADF}are stricter than the schema about %s`,
    ],
    source: '@atlaskit/adf-schema',
  }),
  row('create and edit screens', {
    note: 'One screen for all types; a project may hide and require fields.',
    status: 'partial',
    tests: [
      `${SCREENS}is what creating an issue is held to`,
      `${SCREENS}does not hold %s`,
      `${SCREENS}holds %s only for who has %s`,
      `${SCREENS}keeps required fields from being emptied`,
    ],
    source: DOCUMENT,
  }),
  row('transition screens', {
    tests: [
      `${SCREENS}are shown with their fields on request only`,
      `${SCREENS}take their own fields and no others`,
      `${SCREENS}ask for what they require`,
    ],
    source: DOCUMENT,
  }),
  row('workflow conditions', {
    status: 'partial',
    note: 'Permission, group, assignee, reporter; those of apps stand at jira:workflowCondition.',
    tests: [`${SCREENS}are offered to whom their condition lets through`],
    source: DOCUMENT,
  }),
  row('subtasks under another parent', {
    status: 'partial',
    note: 'By PUT issue with fields.parent; within the project. Other moves are refused with 400 by name.',
    tests: [
      `${REPARENT}stands there and nowhere else, for issue views and searches`,
      `${REPARENT}tells of it with both ids, as a real site does, in event and history`,
      `${REPARENT}is not put under %s`,
      `${REPARENT}may be any but an issue that is no subtask`,
    ],
    source: 'public notes on live event bodies of October 2026',
  }),
  row('recorded answers', {
    note: 'The shape of recorded answers of Jira Cloud; what differs is named in the test.',
    tests: [
      'local/jira/recorded.test.ts › %s has the shape of ours',
      'local/jira/recorded.test.ts › differ in everything that is named as a difference',
    ],
    source: 'recordings of 2026-04-28',
  }),
  row('query parameters of operations', {
    note: 'Documented ones that are not served are refused with 400 by name; unknown ones are ignored, as Jira does.',
    tests: ['local/jira/unserved.test.ts › %s is refused by name'],
    source: DOCUMENT,
  }),
];
