/** Scopes that a trigger on an event needs: the classic one, or all of the granular ones. */
export interface EventScopes {
  readonly classic: string;
  readonly granular: readonly string[];
}

const jira = (...names: readonly string[]): readonly string[] => names.map((name) => `${name}:jira`);

const ISSUE = jira('read:issue', 'read:issue-type', 'read:user', 'read:project', 'read:status');
const COMMENT = [...ISSUE, ...jira('read:comment')];
const LINK = jira(
  'read:field',
  'read:issue-link-type',
  'read:issue',
  'read:issue-type',
  'read:priority',
  'read:status',
  'read:avatar',
  'read:issue.time-tracking',
  'read:project-category',
  'read:project',
  'read:user',
);
const WORKLOG = jira(
  'read:issue-worklog.property',
  'read:issue-worklog',
  'read:project-role',
  'read:comment',
  'read:avatar',
  'read:group',
  'read:user',
);
const VERSION = jira('read:project-version');
const COMPONENT = jira('read:project', 'read:user');
const PROJECT = jira('read:project');
const FIELD = jira('read:field');
const FILTER = jira('read:filter', 'read:jql');
const USER = jira('read:application-role', 'read:group', 'read:user', 'read:avatar');

type Kinds = Readonly<Record<string, readonly string[]>>;

const WORK: Kinds = {
  'assigned:issue': ISSUE,
  'created:issue': ISSUE,
  'deleted:issue': ISSUE,
  'mentioned:issue': ISSUE,
  'updated:issue': ISSUE,
  'viewed:issue': ISSUE,
  'commented:issue': COMMENT,
  'deleted:comment': COMMENT,
  'mentioned:comment': COMMENT,
  'created:issuelink': LINK,
  'deleted:issuelink': LINK,
  'created:worklog': WORKLOG,
  'updated:worklog': WORKLOG,
  'deleted:worklog': WORKLOG,
  'created:attachment': jira('read:attachment'),
  'deleted:attachment': jira('read:attachment'),
  'set:issue-property': jira('read:issue.property'),
  'deleted:issue-property': jira('read:issue.property'),
  'created:version': VERSION,
  'updated:version': VERSION,
  'released:version': VERSION,
  'unreleased:version': VERSION,
  'archived:version': VERSION,
  'unarchived:version': VERSION,
  'merged:version': VERSION,
  'moved:version': VERSION,
  'deleted:version': VERSION,
  'created:component': COMPONENT,
  'updated:component': COMPONENT,
  'deleted:component': [...COMPONENT, ...jira('read:project.component')],
  'created:project': PROJECT,
  'updated:project': PROJECT,
  'archived:project': PROJECT,
  'unarchived:project': PROJECT,
  'softdeleted:project': PROJECT,
  'restored:project': PROJECT,
  'deleted:project': PROJECT,
};

const CONFIGURATION: Kinds = {
  'created:field': FIELD,
  'updated:field': FIELD,
  'trashed:field': FIELD,
  'deleted:field': FIELD,
  'restored:field': FIELD,
  'created:field:context': FIELD,
  'updated:field:context': FIELD,
  'deleted:field:context': FIELD,
  'updated:field:context:configuration': jira('read:custom-field-contextual-configuration'),
  'failed:expression': jira('read:workflow', 'read:issue', 'read:project'),
  'created:issuetype': jira('read:issue-type'),
  'updated:issuetype': jira('read:issue-type'),
  'deleted:issuetype': jira('read:issue-type'),
  'created:filter': FILTER,
  'updated:filter': FILTER,
  'deleted:filter': FILTER,
  'timetracking:provider:changed': jira('read:issue.time-tracking'),
  'changed:configuration': jira('read:instance-configuration'),
};

const USERS: Kinds = { 'created:user': USER, 'updated:user': USER, 'deleted:user': USER };

const withScope = (classic: string, kinds: Kinds) =>
  Object.entries(kinds).map(([kind, granular]): readonly [string, EventScopes] => [
    `avi:jira:${kind}`,
    { classic, granular },
  ]);

/** Every Jira event that Forge documents, with its scopes. Source: the mapping inside @forge/manifest 13.7.0. */
export const DOCUMENTED_EVENTS: ReadonlyMap<string, EventScopes> = new Map([
  ...withScope('read:jira-work', WORK),
  ...withScope('manage:jira-configuration', CONFIGURATION),
  ...withScope('read:jira-user', USERS),
]);
