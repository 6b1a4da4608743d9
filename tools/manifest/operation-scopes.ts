/**
 * The scopes of each Jira operation that the app calls, by operationId, all of them needed; null needs none. From Atlassian's
 * OpenAPI, `x-atlassian-oauth2-scopes`: the classic ones, and the granular ones where the classic one would be able to do more
 * than read. An operation that is not here has not been looked up and fails the test.
 */
const SCOPES: Readonly<Record<string, string | null>> = {
  addComment: 'write:jira-work',
  assignIssue: 'write:jira-work',
  bulkFetchIssues: 'read:jira-work',
  bulkGetUsers: 'read:jira-user',
  createIssue: 'write:jira-work',
  deleteComment: 'write:jira-work',
  deleteIssueProperty: 'write:jira-work',
  doTransition: 'write:jira-work',
  editIssue: 'write:jira-work',
  evaluateJSISJiraExpression: 'read:jira-work read:jira-user',
  findAssignableUsers: 'read:jira-user',
  findGroups: 'read:jira-user',
  findUsers: 'read:jira-user',
  getBulkPermissions: null,
  getChangeLogs: 'read:jira-work',
  getComment: 'read:jira-work',
  getCommentProperty: 'read:jira-work',
  getComments: 'read:jira-work',
  getCreateIssueMetaIssueTypeId: 'read:jira-work',
  getCustomerRequestByIdOrKey: 'read:servicedesk-request',
  getCreateIssueMetaIssueTypes: 'read:jira-work',
  getCurrentUser: 'read:jira-user',
  getFields: 'read:jira-work',
  getIssue: 'read:jira-work',
  getIssueAllTypes: 'read:jira-work',
  getIssueProperty: 'read:jira-work',
  getMyPermissions: 'read:jira-work',
  getProject: 'read:jira-work',
  getProjectComponents: 'read:jira-work',
  getProjectRole: 'read:jira-work',
  getProjectRoles: 'read:jira-work',
  getTransitions: 'read:jira-work',
  notify: 'write:jira-work',
  getUsersFromGroup: 'read:group:jira read:user:jira read:avatar:jira',
  searchProjects: 'read:jira-work',
  getAllStatuses: 'read:jira-work',
  searchAndReconsileIssuesUsingJqlPost: 'read:jira-work',
  setCommentProperty: 'write:jira-work',
  setIssueProperty: 'write:jira-work',
  updateComment: 'write:jira-work',
};

const CALL_NAME = /\bname: '([A-Za-z]+)'/gu;

/** The operations that adapter code names in its calls. */
export const operationsIn = (code: string): readonly string[] =>
  [...code.matchAll(CALL_NAME)].flatMap(([, name]) => (name === undefined ? [] : [name]));

/** Operations that the granted scopes do not cover, with each scope that they lack; `unknown` when nobody looked it up. */
export function uncoveredOperations(
  operations: readonly string[],
  granted: readonly string[],
): readonly { readonly operation: string; readonly needs: string }[] {
  return [...new Set(operations)].flatMap((operation) => {
    const scopes = Object.hasOwn(SCOPES, operation) ? SCOPES[operation] : 'unknown';
    const missing = (scopes?.split(' ') ?? []).filter((scope) => !granted.includes(scope));
    return missing.map((needs) => ({ operation, needs }));
  });
}
