import type { Document } from 'openapi-backend';

type Method = 'get' | 'post' | 'put' | 'delete';

/** One served operation: Atlassian's operationId, method and path. */
export interface ServedOperation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
}

const API = '/rest/api/3';
const issue = `${API}/issue/{issueIdOrKey}`;
const createMeta = `${API}/issue/createmeta/{projectIdOrKey}`;
const request = '/rest/servicedeskapi/request/{issueIdOrKey}';

/** Every operation that the emulated Jira serves. Whatever is not here is answered with 501. */
export const SERVED_OPERATIONS = [
  { id: 'getCurrentUser', method: 'get', path: `${API}/myself` },
  { id: 'getUser', method: 'get', path: `${API}/user` },
  { id: 'bulkGetUsers', method: 'get', path: `${API}/user/bulk` },
  { id: 'findUsers', method: 'get', path: `${API}/user/search` },
  { id: 'findAssignableUsers', method: 'get', path: `${API}/user/assignable/search` },
  { id: 'getUserGroups', method: 'get', path: `${API}/user/groups` },
  { id: 'getUsersFromGroup', method: 'get', path: `${API}/group/member` },
  { id: 'findGroups', method: 'get', path: `${API}/groups/picker` },
  { id: 'getMyPermissions', method: 'get', path: `${API}/mypermissions` },
  { id: 'getBulkPermissions', method: 'post', path: `${API}/permissions/check` },
  { id: 'searchProjects', method: 'get', path: `${API}/project/search` },
  { id: 'getProject', method: 'get', path: `${API}/project/{projectIdOrKey}` },
  { id: 'getAllStatuses', method: 'get', path: `${API}/project/{projectIdOrKey}/statuses` },
  { id: 'getProjectComponents', method: 'get', path: `${API}/project/{projectIdOrKey}/components` },
  { id: 'getProjectRoles', method: 'get', path: `${API}/project/{projectIdOrKey}/role` },
  { id: 'getProjectRole', method: 'get', path: `${API}/project/{projectIdOrKey}/role/{id}` },
  { id: 'getCreateIssueMetaIssueTypes', method: 'get', path: `${createMeta}/issuetypes` },
  { id: 'getCreateIssueMetaIssueTypeId', method: 'get', path: `${createMeta}/issuetypes/{issueTypeId}` },
  { id: 'getFields', method: 'get', path: `${API}/field` },
  { id: 'getPriorities', method: 'get', path: `${API}/priority` },
  { id: 'searchPriorities', method: 'get', path: `${API}/priority/search` },
  { id: 'getStatuses', method: 'get', path: `${API}/status` },
  { id: 'getIssueAllTypes', method: 'get', path: `${API}/issuetype` },
  { id: 'getIssueTypesForProject', method: 'get', path: `${API}/issuetype/project` },
  { id: 'getServerInfo', method: 'get', path: `${API}/serverInfo` },
  { id: 'createIssue', method: 'post', path: `${API}/issue` },
  { id: 'bulkFetchIssues', method: 'post', path: `${API}/issue/bulkfetch` },
  { id: 'getIssue', method: 'get', path: issue },
  { id: 'editIssue', method: 'put', path: issue },
  { id: 'deleteIssue', method: 'delete', path: issue },
  { id: 'assignIssue', method: 'put', path: `${issue}/assignee` },
  { id: 'getChangeLogs', method: 'get', path: `${issue}/changelog` },
  { id: 'getTransitions', method: 'get', path: `${issue}/transitions` },
  { id: 'doTransition', method: 'post', path: `${issue}/transitions` },
  { id: 'getComments', method: 'get', path: `${issue}/comment` },
  { id: 'addComment', method: 'post', path: `${issue}/comment` },
  { id: 'getComment', method: 'get', path: `${issue}/comment/{id}` },
  { id: 'updateComment', method: 'put', path: `${issue}/comment/{id}` },
  { id: 'deleteComment', method: 'delete', path: `${issue}/comment/{id}` },
  { id: 'getCommentsByIds', method: 'post', path: `${API}/comment/list` },
  { id: 'getCommentPropertyKeys', method: 'get', path: `${API}/comment/{commentId}/properties` },
  { id: 'getCommentProperty', method: 'get', path: `${API}/comment/{commentId}/properties/{propertyKey}` },
  { id: 'setCommentProperty', method: 'put', path: `${API}/comment/{commentId}/properties/{propertyKey}` },
  {
    id: 'deleteCommentProperty',
    method: 'delete',
    path: `${API}/comment/{commentId}/properties/{propertyKey}`,
  },
  { id: 'getIssuePropertyKeys', method: 'get', path: `${issue}/properties` },
  { id: 'getIssueProperty', method: 'get', path: `${issue}/properties/{propertyKey}` },
  { id: 'setIssueProperty', method: 'put', path: `${issue}/properties/{propertyKey}` },
  { id: 'deleteIssueProperty', method: 'delete', path: `${issue}/properties/{propertyKey}` },
  { id: 'getIssueWatchers', method: 'get', path: `${issue}/watchers` },
  { id: 'addWatcher', method: 'post', path: `${issue}/watchers` },
  { id: 'removeWatcher', method: 'delete', path: `${issue}/watchers` },
  { id: 'notify', method: 'post', path: `${issue}/notify` },
  { id: 'linkIssues', method: 'post', path: `${API}/issueLink` },
  { id: 'getIssueLinkTypes', method: 'get', path: `${API}/issueLinkType` },
  { id: 'searchAndReconsileIssuesUsingJql', method: 'get', path: `${API}/search/jql` },
  { id: 'searchAndReconsileIssuesUsingJqlPost', method: 'post', path: `${API}/search/jql` },
  { id: 'countIssues', method: 'post', path: `${API}/search/approximate-count` },
  { id: 'evaluateJSISJiraExpression', method: 'post', path: `${API}/expression/evaluate` },
  { id: 'getCustomerRequestByIdOrKey', method: 'get', path: request },
  { id: 'getRequestComments', method: 'get', path: `${request}/comment` },
  { id: 'createRequestComment', method: 'post', path: `${request}/comment` },
  { id: 'getRequestCommentById', method: 'get', path: `${request}/comment/{commentId}` },
  { id: 'getApprovals', method: 'get', path: `${request}/approval` },
  { id: 'getApprovalById', method: 'get', path: `${request}/approval/{approvalId}` },
  { id: 'answerApproval', method: 'post', path: `${request}/approval/{approvalId}` },
] as const satisfies readonly ServedOperation[];

export type OperationId = (typeof SERVED_OPERATIONS)[number]['id'];

/** Our OpenAPI description of what is served: what `openapi-backend` routes by. Bodies are checked by the handlers. */
export function describeApi(): Document {
  const paths: Record<string, Record<string, object>> = {};
  for (const { id, method, path } of SERVED_OPERATIONS) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
    const parameters = names.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    paths[path] = { ...paths[path], [method]: { operationId: id, parameters, responses: {} } };
  }
  return { openapi: '3.0.3', info: { title: 'Jira of the local site', version: '1' }, paths };
}
