import { JiraError } from './jira-error';
import type { OperationId } from './openapi';

/** Documented query parameters that change what Jira answers and that this site does not serve. */
const UNSERVED: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
  getCurrentUser: ['expand'],
  getUser: ['expand', 'username', 'key'],
  bulkGetUsers: ['username', 'key'],
  findUsers: ['username', 'property'],
  findAssignableUsers: ['username', 'sessionId', 'actionDescriptorId', 'recommend', 'accountType', 'appType'],
  findGroups: ['accountId', 'exclude', 'excludeId', 'caseInsensitive', 'userName'],
  getMyPermissions: ['commentId', 'projectUuid', 'projectConfigurationUuid'],
  searchProjects: ['categoryId', 'action', 'status', 'properties', 'propertyQuery'],
  getProject: ['expand', 'properties'],
  getProjectComponents: ['componentSource'],
  evaluateJSISJiraExpression: ['expand'],
  searchPriorities: ['expand'],
  getTransitions: ['sortByOpsBarAndStatus', 'skipRemoteOnlyCondition'],
  updateComment: ['overrideEditableFlag'],
  removeWatcher: ['username'],
};

/** Raises 400, naming the parameter, rather than answer as if it had not been there. */
export function refuseUnservedParameters(operationId: OperationId, query: URLSearchParams): void {
  const name = UNSERVED[operationId]?.find((each) => query.has(each));
  if (name === undefined) return;
  throw JiraError.invalid(
    `The query parameter '${name}' of ${operationId} is not served by this local site.`,
  );
}
