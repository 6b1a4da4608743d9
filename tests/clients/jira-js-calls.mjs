const text = (words) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});
const EXPAND = 'names,schema,renderedFields,transitions,operations,editmeta,changelog';
const issue = { issueIdOrKey: 'REQ-2188' };

/** Operations that jira.js 6.2.0 has no function for. */
export const NOT_IN_CLIENT = {
  bulkGetUsers: 'experimental in the document; jira.js 6.2.0 leaves experimental operations out',
  getIssueTypesForProject: 'experimental in the document; jira.js 6.2.0 leaves experimental operations out',
  getPriorities: 'deprecated in the document; jira.js 6.2.0 leaves deprecated operations out',
};

/** Each operation with the call that reaches it, in an order in which later ones find what earlier ones made. */
export async function* calls(as) {
  const { jira, desk } = as('agent-ana');
  yield* aboutTheSite(jira, as);
  yield* onIssues(jira, as);
  yield* onComments(jira);
  yield* aroundIssues(jira);
  yield* onRequests(desk, as('manager-mia').desk);
}

function* aboutTheSite(jira, as) {
  const user = { accountId: 'agent-ben' };
  yield ['getCurrentUser', () => jira.myself.getCurrentUser({})];
  yield ['getUser', () => jira.users.getUser(user)];
  yield ['findUsers', () => jira.userSearch.findUsers({ query: 'a' })];
  yield ['findAssignableUsers', () => jira.userSearch.findAssignableUsers({ project: 'REQ', query: 'a' })];
  yield ['getUserGroups', () => jira.users.getUserGroups(user)];
  yield ['findGroups', () => jira.groups.findGroups({ query: 'a' })];
  yield ['getUsersFromGroup', () => jira.groups.getUsersFromGroup({ groupId: 'group-service-agents' })];
  yield [
    'getMyPermissions',
    () => jira.permissions.getMyPermissions({ permissions: 'EDIT_ISSUES,ADMINISTER' }),
  ];
  const projectPermissions = [{ permissions: ['EDIT_ISSUES'], projects: [10001], issues: [] }];
  yield ['getBulkPermissions', () => jira.permissions.getBulkPermissions({ projectPermissions })];
  yield ['searchProjects', () => jira.projects.searchProjects({})];
  yield ['getProject', () => jira.projects.getProject({ projectIdOrKey: 'REQ' })];
  yield ['getAllStatuses', () => jira.projects.getAllStatuses({ projectIdOrKey: 'REQ' })];
  yield [
    'getProjectComponents',
    () => jira.projectComponents.getProjectComponents({ projectIdOrKey: 'REQ' }),
  ];
  const admin = as('admin-ada').jira;
  yield ['getProjectRoles', () => admin.projectRoles.getProjectRoles({ projectIdOrKey: 'INC' })];
  yield ['getProjectRole', () => admin.projectRoles.getProjectRole({ projectIdOrKey: 'INC', id: 10105 })];
  yield [
    'evaluateJSISJiraExpression',
    () =>
      jira.jiraExpressions.evaluateJSISJiraExpression({
        expression: 'user.getProjectRoles(project).map(role => role.name)',
        context: { project: { key: 'INC' } },
      }),
  ];
  yield ['getFields', () => jira.issueFields.getFields()];
  yield ['searchPriorities', () => jira.issuePriorities.searchPriorities({ maxResults: '2' })];
  yield ['getStatuses', () => jira.workflowStatuses.getStatuses()];
  yield ['getIssueAllTypes', () => jira.issueTypes.getIssueAllTypes()];
  yield ['getServerInfo', () => jira.serverInfo.getServerInfo()];
  yield ['getIssueLinkTypes', () => jira.issueLinkTypes.getIssueLinkTypes()];
  const project = { projectIdOrKey: 'SEC' };
  yield ['getCreateIssueMetaIssueTypes', () => jira.issues.getCreateIssueMetaIssueTypes(project)];
  yield [
    'getCreateIssueMetaIssueTypeId',
    () => jira.issues.getCreateIssueMetaIssueTypeId({ ...project, issueTypeId: '10003' }),
  ];
}

function* onIssues(jira, as) {
  const { issues } = jira;
  const made = {};
  const fields = {
    project: { key: 'REQ' },
    issuetype: { name: 'Service request' },
    summary: 'Made by a client',
  };
  yield [
    'createIssue',
    async () => {
      const description = text('What a client writes.');
      const properties = [{ key: 'k', value: { a: 1 } }];
      made.issueIdOrKey = (
        await issues.createIssue({ fields: { ...fields, description }, properties, transition: { id: '11' } })
      ).key;
    },
  ];
  yield ['getIssue', () => issues.getIssue({ ...issue, expand: EXPAND, properties: ['*all'] })];
  yield [
    'editIssue',
    async () => {
      await issues.editIssue({ ...made, fields: { summary: 'Edited' }, update: { labels: [{ add: 'x' }] } });
      await issues.editIssue({ ...made, fields: { summary: 'Again' }, returnIssue: true });
    },
  ];
  yield ['assignIssue', () => issues.assignIssue({ ...made, accountId: 'agent-ben' })];
  yield ['bulkFetchIssues', () => issues.bulkFetchIssues({ issueIdsOrKeys: ['REQ-2188', 'NO-1'] })];
  yield ['getChangeLogs', () => issues.getChangeLogs(issue)];
  yield ['getTransitions', () => issues.getTransitions({ ...issue, expand: 'transitions.fields' })];
  yield [
    'doTransition',
    () =>
      issues.doTransition({ ...made, transition: { id: '41' }, fields: { resolution: { name: 'Done' } } }),
  ];
  const to = { users: [{ accountId: 'agent-ben' }] };
  yield ['notify', () => issues.notify({ ...made, subject: 's', textBody: 't', to })];
  yield ['deleteIssue', () => as('admin-ada').jira.issues.deleteIssue(made)];
}

function* onComments({ issueComments, issueCommentProperties: properties }) {
  const made = {};
  const one = () => ({ ...issue, id: made.id });
  const property = () => ({ commentId: made.id, propertyKey: 'k' });
  yield [
    'addComment',
    async () => {
      made.id = (await issueComments.addComment({ ...issue, body: text('one'), expand: 'renderedBody' })).id;
    },
  ];
  yield ['getComments', () => issueComments.getComments({ ...issue, expand: 'renderedBody' })];
  yield ['getComment', () => issueComments.getComment(one())];
  yield ['updateComment', () => issueComments.updateComment({ ...one(), body: { body: text('two') } })];
  yield [
    'getCommentsByIds',
    () => issueComments.getCommentsByIds({ ids: [Number(made.id)], expand: 'properties' }),
  ];
  yield ['setCommentProperty', () => properties.setCommentProperty({ ...property(), body: { a: 1 } })];
  yield ['getCommentProperty', () => properties.getCommentProperty(property())];
  yield ['getCommentPropertyKeys', () => properties.getCommentPropertyKeys(property())];
  yield ['deleteCommentProperty', () => properties.deleteCommentProperty(property())];
  yield ['deleteComment', () => issueComments.deleteComment(one())];
}

function* aroundIssues(jira) {
  const { issueProperties, issueWatchers, issueSearch } = jira;
  const property = { ...issue, propertyKey: 'k' };
  yield ['setIssueProperty', () => issueProperties.setIssueProperty({ ...property, body: { a: 1 } })];
  yield ['getIssueProperty', () => issueProperties.getIssueProperty(property)];
  yield ['getIssuePropertyKeys', () => issueProperties.getIssuePropertyKeys(issue)];
  yield ['deleteIssueProperty', () => issueProperties.deleteIssueProperty(property)];
  yield ['addWatcher', () => issueWatchers.addWatcher({ ...issue, body: 'agent-ana' })];
  yield ['getIssueWatchers', () => issueWatchers.getIssueWatchers(issue)];
  yield ['removeWatcher', () => issueWatchers.removeWatcher({ ...issue, accountId: 'agent-ana' })];
  const ends = { inwardIssue: { key: 'REQ-2188' }, outwardIssue: { key: 'REQ-1840' } };
  yield ['linkIssues', () => jira.issueLinks.linkIssues({ type: { name: 'Blocks' }, ...ends })];
  const jql = 'project = REQ ORDER BY created DESC';
  const search = { jql, fields: ['*all'], maxResults: 5 };
  yield ['searchAndReconsileIssuesUsingJql', () => issueSearch.searchAndReconsileIssuesUsingJql(search)];
  yield [
    'searchAndReconsileIssuesUsingJqlPost',
    () => issueSearch.searchAndReconsileIssuesUsingJqlPost(search),
  ];
  yield ['countIssues', () => issueSearch.countIssues({ jql: 'project = REQ' })];
}

function* onRequests({ request }, { request: approver }) {
  const made = {};
  yield ['getCustomerRequestByIdOrKey', () => request.getCustomerRequestByIdOrKey(issue)];
  yield [
    'createRequestComment',
    async () => {
      made.commentId = Number(
        (await request.createRequestComment({ ...issue, body: 'plain', public: false })).id,
      );
    },
  ];
  yield ['getRequestComments', () => request.getRequestComments({ ...issue, expand: ['renderedBody'] })];
  yield ['getRequestCommentById', () => request.getRequestCommentById({ ...issue, ...made })];
  yield [
    'getApprovals',
    async () => {
      made.approvalId = Number((await request.getApprovals(issue)).values[0].id);
    },
  ];
  yield ['getApprovalById', () => request.getApprovalById({ ...issue, approvalId: made.approvalId })];
  yield [
    'answerApproval',
    () => approver.answerApproval({ ...issue, approvalId: made.approvalId, decision: 'approve' }),
  ];
}
