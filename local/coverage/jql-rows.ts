import type { CoverageRow, CoverageStatus } from './row';

const SEMANTICS = 'local/jira/jql/semantics.test.ts › ';
const REFUSALS = 'local/jira/jql/refusals.test.ts › ';
const FIND = [`${SEMANTICS}finds by %s`];
const TEXT = [`${SEMANTICS}match by words: %s`];
const DATES = [`${SEMANTICS}compare by instant: %s`];
const PAST = [`${SEMANTICS}is searched by %s`];
const CALLS = [`${SEMANTICS}stand for values: %s`];
const WRITTEN = [`${SEMANTICS}are read as Jira reads them: %j`];
const EMPTIES = [`${SEMANTICS}are left out by what is negated: %s`];

const docs = (page: string) => `support.atlassian.com, JQL ${page}`;

interface Served {
  readonly names: string;
  readonly tests: readonly string[];
  readonly status?: CoverageStatus;
  readonly note?: string;
}

/** One row for each of some names that are separated by `|`. */
function rows(
  kind: 'field' | 'operator' | 'function' | 'keyword',
  { names, tests, status = 'supported', note = '' }: Served,
): CoverageRow[] {
  return names.split('|').map((name) => ({
    area: 'jira',
    name: `JQL ${kind} ${name}${kind === 'function' ? '()' : ''}`,
    status,
    note,
    tests,
    source: docs(`${kind}s`),
  }));
}

const partial = { status: 'partial', tests: FIND } as const;
const FIELD_ROWS = [
  ...rows('field', {
    names:
      'project|projectType|key|issuetype|status|statusCategory|priority|resolution|labels|component|level|parent|attachments',
    tests: FIND,
  }),
  ...rows('field', {
    names: 'assignee|reporter|creator|watcher',
    ...partial,
    note: 'By account id or full name; e-mail addresses are hidden on this site. WAS and CHANGED are refused for creator.',
  }),
  ...rows('field', {
    names: 'summary|description|environment|comment|text',
    tests: TEXT,
    status: 'partial',
    note: 'No stemming, no fuzzy, boosted, ranged or grouped terms: these are refused with 501.',
  }),
  ...rows('field', { names: 'created|updated|resolved|due|statusCategoryChangedDate', tests: DATES }),
  ...rows('field', {
    names: 'cf[id]',
    ...partial,
    note: 'Options, people and texts, by cf[id] or name; other types are refused with 501.',
  }),
  ...rows('field', {
    names: 'issue.property',
    ...partial,
    note: 'Every property is searchable, declared by jira:entityProperty or not; = != IN NOT IN IS only. Values declared as people take functions of people.',
  }),
];

const OPERATOR_ROWS = [
  ...rows('operator', { names: '=|>|>=|<|<=|in', tests: FIND }),
  ...rows('operator', { names: '!=|not in|is|is not|!~', tests: EMPTIES }),
  ...rows('operator', { names: '~', tests: TEXT }),
  ...rows('operator', { names: 'was|was not|was in|was not in|changed', tests: PAST }),
  ...rows('keyword', { names: 'after|before|on|during|by|from|to', tests: PAST }),
];

const FUNCTION_ROWS = [
  ...rows('function', {
    names:
      'currentUser|membersOf|linkedIssues|watchedIssues|standardIssueTypes|subtaskIssueTypes|projectsLeadByUser',
    tests: [...CALLS, ...FIND],
  }),
  ...rows('function', {
    names: 'now|startOfDay|startOfWeek|startOfMonth|startOfYear|endOfDay|endOfWeek|endOfMonth|endOfYear',
    tests: DATES,
    note: 'Everybody is in UTC; a week begins on Sunday.',
  }),
];

const refused = (kind: 'field' | 'function', names: string) =>
  rows(kind, {
    names,
    tests: [`${REFUSALS}is refused with 501 by name: %s`],
    status: 'not_started',
    note: 'Refused with 501, naming it.',
  });
const UNSERVED_ROWS = [
  ...refused(
    'field',
    'affectedVersion|approvals|category|development|filter|fixVersion|hierarchyLevel|issueLinkType|lastViewed|organizations|originalEstimate|rank|remainingEstimate|request|savedFilter|searchRequest|sprint|team|timeestimate|timeoriginalestimate|timespent|voter|votes|workRatio|worklogAuthor|worklogComment|worklogDate|customer request type|epic link|request channel type|request type|request-channel-type|request-last-activity-time',
  ),
  ...refused(
    'function',
    'approved|approver|breached|cascadeOption|closedSprints|completed|componentsLeadByUser|currentLogin|earliestUnreleasedVersion|elapsed|everbreached|futureSprints|issueHistory|issuesWithRemoteLinksByGlobalId|lastLogin|latestReleasedVersion|myApproval|myPending|openSprints|organizationMembers|paused|pending|pendingBy|projectsWhereUserHasPermission|projectsWhereUserHasRole|releasedVersions|remaining|running|unreleasedVersions|updatedBy|votedIssues|withinCalendarHours',
  ),
];

const LAG = 'local/jira/search-lag.test.ts › ';
const PAGING = 'local/jira/search-paging.test.ts › ';
const search = (name: string, row: Omit<Served, 'names'>): CoverageRow => ({
  area: 'jira',
  name: `search ${name}`,
  status: row.status ?? 'supported',
  note: row.note ?? '',
  tests: row.tests,
  source: 'Atlassian OpenAPI',
});

/** Coverage of JQL and of search: one row for each field, operator, keyword and function of the registries in `local/jira/jql`. */
export const JQL_ROWS: readonly CoverageRow[] = [
  ...FIELD_ROWS,
  ...OPERATOR_ROWS,
  ...FUNCTION_ROWS,
  ...UNSERVED_ROWS,
  search('syntax', {
    tests: [...WRITTEN, `${REFUSALS}is refused in the words of Jira: %j`],
    note: 'AND OR NOT && || & | ! with parentheses, quotes, escapes, reserved words and characters.',
  }),
  search('order', {
    tests: [`${SEMANTICS}of %j is kept`, `${REFUSALS}has at most seven fields in ORDER BY`],
    status: 'partial',
    note: 'Not by labels, component, level, parent and long texts (501). Without ORDER BY the newest first, also for texts, where Jira goes by relevance.',
  }),
  search('bounds', { tests: [`${REFUSALS}is refused with 400: %s`] }),
  search('lag', {
    tests: [
      `${LAG}does not see a new issue until the lag is over`,
      `${LAG}finds and shows a changed issue as it was`,
      `${LAG}still counts a deleted issue, and leaves it out of the answer`,
    ],
    note: 'Set by the settings of the site; off unless set. A restart shows everything.',
  }),
  search('reconcileIssues', {
    tests: [
      `${LAG}sees a new issue at once when it is reconciled`,
      'local/jira/search.test.ts › takes 50 issues to reconcile and not 51',
    ],
  }),
  search('paging', {
    tests: [
      `${PAGING}together are the whole answer, each issue once, whatever their size and order`,
      `${PAGING}holds for its query and its person only`,
      `${PAGING}holds for 7 days`,
    ],
  }),
  search('expand', {
    tests: ['local/jira/search.test.ts › answers the fields, properties and expansions that were asked for'],
    status: 'partial',
    note: 'names and schema once for all issues, the rest as getIssue serves it; versionedRepresentations and unknown ones are refused with 400, where Jira ignores the unknown.',
  }),
];
