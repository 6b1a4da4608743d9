/** Operations by the classic scope that each one needs; `*` stands for one path segment. Source: Atlassian's OpenAPI, `x-atlassian-oauth2-scopes` with state Current. */
const OPERATIONS_BY_SCOPE: Readonly<Record<string, readonly string[]>> = {
  'read:jira-work': [
    'POST /rest/api/3/changelog/bulkfetch',
    'GET /rest/api/3/comment/*/properties',
    'GET /rest/api/3/comment/*/properties/*',
    'POST /rest/api/3/comment/list',
    'GET /rest/api/3/field',
    'GET /rest/api/3/issue/*',
    'GET /rest/api/3/issue/*/changelog',
    'GET /rest/api/3/issue/*/comment',
    'GET /rest/api/3/issue/*/comment/*',
    'GET /rest/api/3/issue/*/properties',
    'GET /rest/api/3/issue/*/properties/*',
    'GET /rest/api/3/issue/*/transitions',
    'GET /rest/api/3/issue/*/watchers',
    'POST /rest/api/3/issue/bulkfetch',
    'GET /rest/api/3/issue/createmeta/*/issuetypes',
    'GET /rest/api/3/issue/createmeta/*/issuetypes/*',
    'GET /rest/api/3/issueLinkType',
    'GET /rest/api/3/issuetype',
    'GET /rest/api/3/issuetype/project',
    'GET /rest/api/3/mypermissions',
    'GET /rest/api/3/priority',
    'GET /rest/api/3/priority/search',
    'GET /rest/api/3/project/*',
    'GET /rest/api/3/project/*/statuses',
    'GET /rest/api/3/project/search',
    'POST /rest/api/3/search/approximate-count',
    'GET /rest/api/3/search/jql',
    'POST /rest/api/3/search/jql',
    'GET /rest/api/3/status',
  ],
  'write:jira-work': [
    'DELETE /rest/api/3/comment/*/properties/*',
    'PUT /rest/api/3/comment/*/properties/*',
    'POST /rest/api/3/issue',
    'DELETE /rest/api/3/issue/*',
    'PUT /rest/api/3/issue/*',
    'PUT /rest/api/3/issue/*/assignee',
    'POST /rest/api/3/issue/*/comment',
    'DELETE /rest/api/3/issue/*/comment/*',
    'PUT /rest/api/3/issue/*/comment/*',
    'POST /rest/api/3/issue/*/notify',
    'DELETE /rest/api/3/issue/*/properties/*',
    'PUT /rest/api/3/issue/*/properties/*',
    'POST /rest/api/3/issue/*/transitions',
    'DELETE /rest/api/3/issue/*/watchers',
    'POST /rest/api/3/issue/*/watchers',
    'POST /rest/api/3/issueLink',
  ],
  'manage:jira-configuration': ['GET /rest/api/3/group/member'],
  'read:jira-user': [
    'GET /rest/api/3/groups/picker',
    'GET /rest/api/3/myself',
    'GET /rest/api/3/user',
    'GET /rest/api/3/user/assignable/search',
    'GET /rest/api/3/user/bulk',
    'GET /rest/api/3/user/groups',
    'GET /rest/api/3/user/search',
  ],
  none: ['POST /rest/api/3/permissions/check', 'GET /rest/api/3/serverInfo'],
  'read:servicedesk-request': [
    'GET /rest/servicedeskapi/request/*',
    'GET /rest/servicedeskapi/request/*/approval',
    'GET /rest/servicedeskapi/request/*/approval/*',
    'GET /rest/servicedeskapi/request/*/comment',
    'GET /rest/servicedeskapi/request/*/comment/*',
  ],
  'write:servicedesk-request': [
    'POST /rest/servicedeskapi/request/*/approval/*',
    'POST /rest/servicedeskapi/request/*/comment',
  ],
};

const SCOPE_OF = new Map(
  Object.entries(OPERATIONS_BY_SCOPE).flatMap(([scope, operations]) =>
    operations.map((operation) => [operation, scope] as const),
  ),
);

/** What a call needs: a scope, nothing, or `unknown` when the table does not have the operation. */
export type ScopeNeed =
  | { readonly kind: 'scope'; readonly scope: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** Finds the classic scope for a Jira or JSM call; literal segments win over `*`. */
export function findScope(method: string, path: string): ScopeNeed {
  const [pathname = ''] = path.split('?');
  const parts = pathname.split('/');
  for (const [operation, scope] of SCOPE_OF) {
    if (operation === `${method} ${pathname}`) return toNeed(scope);
  }
  for (const [operation, scope] of SCOPE_OF) {
    const [verb, pattern = ''] = operation.split(' ');
    const pieces = pattern.split('/');
    if (verb !== method || pieces.length !== parts.length) continue;
    if (pieces.every((piece, index) => piece === '*' || piece === parts[index])) return toNeed(scope);
  }
  return { kind: 'unknown' };
}

function toNeed(scope: string): ScopeNeed {
  return scope === 'none' ? { kind: 'none' } : { kind: 'scope', scope };
}
