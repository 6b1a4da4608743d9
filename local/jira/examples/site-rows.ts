import { NOBODY, REST, type Rows } from './example';

const ROLE_NAMES = 'user.getProjectRoles(project).map(role => role.name)';
const IN_REQ = { project: { key: 'REQ' } };
const CHECK = { projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [10_001] }] };

/** Examples of what answers about people, permissions and settings. */
export const SITE_ROWS = {
  getCurrentUser: [
    [`GET ${REST}/myself`, 200],
    [`GET ${REST}/myself`, 401, undefined, NOBODY],
  ],
  getUser: [
    [`GET ${REST}/user?accountId=agent-ben`, 200],
    [`GET ${REST}/user?accountId=nobody`, 404],
    [`GET ${REST}/user`, 400],
  ],
  bulkGetUsers: [
    [`GET ${REST}/user/bulk?accountId=agent-ben&accountId=app-ai-handoff`, 200],
    [`GET ${REST}/user/bulk`, 400],
  ],
  findUsers: [
    [`GET ${REST}/user/search?query=a`, 200],
    [`GET ${REST}/user/search`, 400],
  ],
  findAssignableUsers: [
    [`GET ${REST}/user/assignable/search?project=INC&query=a`, 200],
    [`GET ${REST}/user/assignable/search?query=a`, 400],
    [`GET ${REST}/user/assignable/search?issueKey=SEC-2261&query=a`, 404],
  ],
  getUserGroups: [
    [`GET ${REST}/user/groups?accountId=agent-ana`, 200],
    [`GET ${REST}/user/groups?accountId=nobody`, 404],
  ],
  findGroups: [
    [`GET ${REST}/groups/picker?query=a`, 200],
    [`GET ${REST}/groups/picker?maxResults=x`, 400],
  ],
  getUsersFromGroup: [
    [`GET ${REST}/group/member?groupId=group-service-agents&maxResults=2`, 200],
    [`GET ${REST}/group/member?groupname=nobody`, 404],
    [`GET ${REST}/group/member`, 400],
  ],
  getMyPermissions: [
    [`GET ${REST}/mypermissions?permissions=EDIT_ISSUES,ADMINISTER&issueKey=REQ-2188`, 200],
    [`GET ${REST}/mypermissions`, 400],
    [`GET ${REST}/mypermissions?permissions=NO_SUCH`, 400],
    [`GET ${REST}/mypermissions?permissions=EDIT_ISSUES&issueKey=SEC-2261`, 404],
  ],
  getBulkPermissions: [
    [`POST ${REST}/permissions/check`, 200, { globalPermissions: ['ADMINISTER'], ...CHECK }],
    [`POST ${REST}/permissions/check`, 403, { ...CHECK, accountId: 'agent-ben' }],
    [`POST ${REST}/permissions/check`, 400, { globalPermissions: ['NO_SUCH'] }],
  ],
  searchProjects: [
    [`GET ${REST}/project/search`, 200],
    [`GET ${REST}/project/search?maxResults=x`, 400],
  ],
  getProject: [
    [`GET ${REST}/project/REQ`, 200],
    [`GET ${REST}/project/NONE`, 404],
  ],
  getAllStatuses: [
    [`GET ${REST}/project/REQ/statuses`, 200],
    [`GET ${REST}/project/NONE/statuses`, 404],
  ],
  getProjectComponents: [
    [`GET ${REST}/project/REQ/components`, 200],
    [`GET ${REST}/project/NONE/components`, 404],
    [`GET ${REST}/project/REQ/components?componentSource=compass`, 400],
  ],
  getProjectRoles: [
    [`GET ${REST}/project/REQ/role`, 200, undefined, 'admin-ada'],
    [`GET ${REST}/project/REQ/role`, 404],
    [`GET ${REST}/project/NONE/role`, 404, undefined, 'admin-ada'],
  ],
  getProjectRole: [
    [`GET ${REST}/project/INC/role/10105`, 200, undefined, 'admin-ada'],
    [`GET ${REST}/project/INC/role/10105?excludeInactiveUsers=true`, 200, undefined, 'admin-ada'],
    [`GET ${REST}/project/INC/role/1`, 404, undefined, 'admin-ada'],
    [`GET ${REST}/project/INC/role/x`, 400, undefined, 'admin-ada'],
    [`GET ${REST}/project/INC/role/10105`, 404],
  ],
  evaluateJSISJiraExpression: [
    [`POST ${REST}/expression/evaluate`, 200, { expression: ROLE_NAMES, context: IN_REQ }],
    [`POST ${REST}/expression/evaluate`, 400, { expression: 'issue.key', context: IN_REQ }],
    [
      `POST ${REST}/expression/evaluate`,
      404,
      { expression: ROLE_NAMES, context: { project: { key: 'NONE' } } },
    ],
  ],
  getCreateIssueMetaIssueTypes: [
    [`GET ${REST}/issue/createmeta/REQ/issuetypes`, 200],
    [`GET ${REST}/issue/createmeta/NONE/issuetypes`, 404],
  ],
  getCreateIssueMetaIssueTypeId: [
    [`GET ${REST}/issue/createmeta/SEC/issuetypes/10003`, 200],
    [`GET ${REST}/issue/createmeta/REQ/issuetypes/1`, 400],
  ],
  getFields: [
    [`GET ${REST}/field`, 200],
    [`GET ${REST}/field`, 401, undefined, 'gone-gil'],
  ],
  getPriorities: [
    [`GET ${REST}/priority`, 200],
    [`GET ${REST}/priority`, 401, undefined, NOBODY],
  ],
  searchPriorities: [
    [`GET ${REST}/priority/search?maxResults=2`, 200],
    [`GET ${REST}/priority/search`, 401, undefined, NOBODY],
  ],
  getStatuses: [
    [`GET ${REST}/status`, 200],
    [`GET ${REST}/status`, 401, undefined, 'gone-gil'],
  ],
  getIssueAllTypes: [
    [`GET ${REST}/issuetype`, 200],
    [`GET ${REST}/issuetype`, 401, undefined, 'gone-gil'],
  ],
  getIssueTypesForProject: [
    [`GET ${REST}/issuetype/project?projectId=10001`, 200],
    [`GET ${REST}/issuetype/project?projectId=1`, 404],
    [`GET ${REST}/issuetype/project`, 400],
  ],
  getServerInfo: [
    [`GET ${REST}/serverInfo`, 200],
    [`GET ${REST}/serverInfo`, 401, undefined, 'gone-gil'],
  ],
} as const satisfies Readonly<Record<string, Rows>>;
