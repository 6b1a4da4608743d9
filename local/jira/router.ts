import { OpenAPIRouter } from 'openapi-backend';
import type { Handler } from './call';
import { isObject } from './json';
import { describeApi, SERVED_OPERATIONS, type OperationId } from './openapi';
import * as approvals from './operations/approvals';
import * as comments from './operations/comments';
import * as configuration from './operations/configuration';
import { createIssue } from './operations/create-issue';
import { evaluateJSISJiraExpression } from './operations/expressions';
import * as groups from './operations/groups';
import * as issues from './operations/issues';
import { linkIssues } from './operations/links';
import { notify } from './operations/notify';
import * as permissions from './operations/permissions';
import * as projectRoles from './operations/project-roles';
import * as properties from './operations/properties';
import * as searches from './operations/search';
import * as requestComments from './operations/request-comments';
import { getCustomerRequestByIdOrKey } from './operations/service-desk';
import * as transitions from './operations/transitions';
import * as users from './operations/users';
import * as watchers from './operations/watchers';

/** Handler by operationId; the type demands one for each served operation. */
const HANDLERS: Readonly<Record<OperationId, Handler>> = {
  getCurrentUser: users.getCurrentUser,
  getUser: users.getUser,
  bulkGetUsers: users.bulkGetUsers,
  findUsers: users.findUsers,
  findAssignableUsers: users.findAssignableUsers,
  getUserGroups: groups.getUserGroups,
  findGroups: groups.findGroups,
  getUsersFromGroup: groups.getUsersFromGroup,
  getMyPermissions: permissions.getMyPermissions,
  getBulkPermissions: permissions.getBulkPermissions,
  searchProjects: configuration.searchProjects,
  getProject: configuration.getProject,
  getAllStatuses: configuration.getAllStatuses,
  getProjectComponents: configuration.getProjectComponents,
  getProjectRoles: projectRoles.getProjectRoles,
  getProjectRole: projectRoles.getProjectRole,
  getCreateIssueMetaIssueTypes: configuration.getCreateIssueMetaIssueTypes,
  getCreateIssueMetaIssueTypeId: configuration.getCreateIssueMetaIssueTypeId,
  getFields: configuration.getFields,
  getPriorities: configuration.getPriorities,
  searchPriorities: configuration.searchPriorities,
  getStatuses: configuration.getStatuses,
  getIssueAllTypes: configuration.getIssueAllTypes,
  getIssueTypesForProject: configuration.getIssueTypesForProject,
  getServerInfo: configuration.getServerInfo,
  getIssueLinkTypes: configuration.getIssueLinkTypes,
  createIssue,
  getIssue: issues.getIssue,
  editIssue: issues.editIssue,
  deleteIssue: issues.deleteIssue,
  assignIssue: issues.assignIssue,
  getChangeLogs: issues.getChangeLogs,
  getTransitions: transitions.getTransitions,
  doTransition: transitions.doTransition,
  getComments: comments.getComments,
  addComment: comments.addComment,
  getComment: comments.getComment,
  updateComment: comments.updateComment,
  deleteComment: comments.deleteComment,
  getCommentsByIds: comments.getCommentsByIds,
  getCommentPropertyKeys: properties.getCommentPropertyKeys,
  getCommentProperty: properties.getCommentProperty,
  setCommentProperty: properties.setCommentProperty,
  deleteCommentProperty: properties.deleteCommentProperty,
  getIssuePropertyKeys: properties.getIssuePropertyKeys,
  getIssueProperty: properties.getIssueProperty,
  setIssueProperty: properties.setIssueProperty,
  deleteIssueProperty: properties.deleteIssueProperty,
  getIssueWatchers: watchers.getIssueWatchers,
  addWatcher: watchers.addWatcher,
  removeWatcher: watchers.removeWatcher,
  notify,
  linkIssues,
  searchAndReconsileIssuesUsingJql: searches.searchAndReconsileIssuesUsingJql,
  searchAndReconsileIssuesUsingJqlPost: searches.searchAndReconsileIssuesUsingJqlPost,
  countIssues: searches.countIssues,
  evaluateJSISJiraExpression,
  bulkFetchIssues: searches.bulkFetchIssues,
  getCustomerRequestByIdOrKey,
  getRequestComments: requestComments.getRequestComments,
  createRequestComment: requestComments.createRequestComment,
  getRequestCommentById: requestComments.getRequestCommentById,
  getApprovals: approvals.getApprovals,
  getApprovalById: approvals.getApprovalById,
  answerApproval: approvals.answerApproval,
};

/** A request that found its operation. */
export interface Route {
  readonly operationId: OperationId;
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
}

const router = new OpenAPIRouter({ definition: describeApi() });

/** Paths of operations that are not served, and that would pass for an id or a key. */
const RESERVED = new Set(
  'archive archived bulk createmeta events limit picker properties recent type unarchive watching'.split(' '),
);

/** Finds the operation of a method and path (without query); undefined when this site serves none. */
export function findRoute(method: string, path: string): Route | undefined {
  const name = `${method} ${path}`;
  const known = found.get(name);
  if (known !== undefined) return known;
  const route = searchRoute(method, path);
  if (route === undefined) return undefined;
  if (found.size >= MOST_FOUND) found.clear();
  found.set(name, route);
  return route;
}

/** Matching walks all operations, and the same few paths come again and again. */
const found = new Map<string, Route>();
const MOST_FOUND = 1_000;

function searchRoute(method: string, path: string): Route | undefined {
  const request = { method, path, headers: {} };
  const operation = router.matchOperation(request);
  const served = SERVED_OPERATIONS.find(({ id }) => id === operation?.operationId);
  if (!operation || !served) return undefined;
  const parsed: { readonly params: unknown } = router.parseRequest(request, operation);
  const entries = isObject(parsed.params) ? Object.entries(parsed.params) : [];
  const texts = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const params: Readonly<Record<string, string>> = Object.fromEntries(texts);
  if (RESERVED.has(params['issueIdOrKey'] ?? '') || RESERVED.has(params['projectIdOrKey'] ?? ''))
    return undefined;
  return { operationId: served.id, handler: HANDLERS[served.id], params };
}
