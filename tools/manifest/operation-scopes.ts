/**
 * The classic scope of each Jira operation that the app calls, by operationId; null needs none. From Atlassian's OpenAPI,
 * `x-atlassian-oauth2-scopes`. An operation that is not here has not been looked up and fails the test.
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
  findAssignableUsers: 'read:jira-user',
  findUsers: 'read:jira-user',
  getBulkPermissions: null,
  getChangeLogs: 'read:jira-work',
  getComment: 'read:jira-work',
  getCommentProperty: 'read:jira-work',
  getComments: 'read:jira-work',
  getCreateIssueMetaIssueTypeId: 'read:jira-work',
  getCreateIssueMetaIssueTypes: 'read:jira-work',
  getCurrentUser: 'read:jira-user',
  getFields: 'read:jira-work',
  getIssue: 'read:jira-work',
  getIssueProperty: 'read:jira-work',
  getMyPermissions: 'read:jira-work',
  getProject: 'read:jira-work',
  getTransitions: 'read:jira-work',
  searchAndReconsileIssuesUsingJqlPost: 'read:jira-work',
  setCommentProperty: 'write:jira-work',
  setIssueProperty: 'write:jira-work',
  updateComment: 'write:jira-work',
};

const CALL_NAME = /\bname: '([A-Za-z]+)'/gu;

/** The operations that adapter code names in its calls. */
export const operationsIn = (code: string): readonly string[] =>
  [...code.matchAll(CALL_NAME)].flatMap(([, name]) => (name === undefined ? [] : [name]));

/** Operations that the granted scopes do not cover, with what they would need; `unknown` when nobody looked it up. */
export function uncoveredOperations(
  operations: readonly string[],
  granted: readonly string[],
): readonly { readonly operation: string; readonly needs: string }[] {
  return [...new Set(operations)].flatMap((operation) => {
    const needs = Object.hasOwn(SCOPES, operation) ? SCOPES[operation] : 'unknown';
    return needs === null || needs === undefined || granted.includes(needs) ? [] : [{ operation, needs }];
  });
}
