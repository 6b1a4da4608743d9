/** Granular scopes of one operation, all of them needed, without their ending; empty where only the classic one is known. */
type Granular = string;

const ISSUE =
  'read:issue-meta read:issue-security-level read:issue.vote read:issue.changelog read:avatar read:issue read:status read:user read:field-configuration';
const COMMENT =
  'read:comment read:comment.property read:group read:project read:project-role read:user read:avatar';
const COMMENT_WRITE =
  'read:comment read:comment.property read:group read:project read:project-role read:user write:comment read:avatar';
const PROJECT =
  'read:issue-type read:project read:project.property read:user read:application-role read:avatar read:group read:issue-type-hierarchy read:project-category read:project-version read:project.component';
const ISSUE_TYPE = 'read:issue-type read:avatar read:project-category read:project';
const USER = 'read:application-role read:group read:user read:avatar';

/**
 * Operations by the classic scopes that each one needs, and the granular scopes that do instead; `*` stands for one
 * path segment. Source: `x-atlassian-oauth2-scopes` of Atlassian's OpenAPI, states Current and Beta.
 */
export const OPERATIONS_BY_SCOPE: Readonly<Record<string, Readonly<Record<string, Granular>>>> = {
  'read:jira-work': {
    'GET /rest/api/3/comment/*/properties': 'read:comment.property',
    'GET /rest/api/3/comment/*/properties/*': 'read:comment.property',
    'GET /rest/api/3/field':
      'read:field read:avatar read:project-category read:project read:field-configuration',
    'POST /rest/api/3/issue/bulkfetch': ISSUE,
    'GET /rest/api/3/issue/createmeta/*/issuetypes': 'read:issue-meta read:avatar read:field-configuration',
    'GET /rest/api/3/issue/createmeta/*/issuetypes/*': 'read:issue-meta read:avatar read:field-configuration',
    'GET /rest/api/3/issue/*': ISSUE,
    'GET /rest/api/3/issue/*/changelog': 'read:issue-meta read:avatar read:issue.changelog',
    'GET /rest/api/3/issue/*/comment': COMMENT,
    'GET /rest/api/3/issue/*/comment/*': COMMENT,
    'GET /rest/api/3/issue/*/properties': 'read:issue.property',
    'GET /rest/api/3/issue/*/properties/*': 'read:issue.property',
    'GET /rest/api/3/issue/*/transitions': 'read:issue.transition read:status read:field-configuration',
    'GET /rest/api/3/issue/*/watchers': 'read:issue.watcher read:user read:avatar',
    'GET /rest/api/3/issueLinkType': 'read:issue-link-type',
    'GET /rest/api/3/issuetype': ISSUE_TYPE,
    'GET /rest/api/3/issuetype/project': ISSUE_TYPE,
    'GET /rest/api/3/mypermissions': 'read:permission',
    'GET /rest/api/3/priority': 'read:priority',
    'GET /rest/api/3/project/search': PROJECT,
    'GET /rest/api/3/project/*': PROJECT,
    'GET /rest/api/3/search/jql':
      'read:issue-details read:audit-log read:avatar read:field-configuration read:issue-meta',
    'POST /rest/api/3/search/jql':
      'read:issue-details read:field.default-value read:field.option read:field read:group',
    'GET /rest/api/3/status': 'read:status',
    'POST /rest/api/3/changelog/bulkfetch': '',
    'POST /rest/api/3/comment/list': '',
    'GET /rest/api/3/project/*/components':
      'read:project read:project.component read:user read:application-role read:avatar read:group',
    'GET /rest/api/3/project/*/role': 'read:project-role',
    'GET /rest/api/3/project/*/role/*':
      'read:user read:group read:project-role read:project read:avatar read:project-category',
    'GET /rest/api/3/project/*/statuses': '',
    'POST /rest/api/3/search/approximate-count': '',
  },
  'write:jira-work': {
    'DELETE /rest/api/3/comment/*/properties/*': 'delete:comment.property',
    'PUT /rest/api/3/comment/*/properties/*': 'write:comment.property',
    'POST /rest/api/3/issue': 'write:issue write:comment write:comment.property write:attachment read:issue',
    'PUT /rest/api/3/issue/*': 'write:issue',
    'PUT /rest/api/3/issue/*/assignee': 'write:issue',
    'POST /rest/api/3/issue/*/comment': COMMENT_WRITE,
    'DELETE /rest/api/3/issue/*/comment/*': 'delete:comment delete:comment.property',
    'PUT /rest/api/3/issue/*/comment/*': COMMENT_WRITE,
    'POST /rest/api/3/issue/*/notify': 'send:notification',
    'DELETE /rest/api/3/issue/*/properties/*': 'delete:issue.property',
    'PUT /rest/api/3/issue/*/properties/*': 'write:issue.property',
    'POST /rest/api/3/issue/*/transitions': 'write:issue write:issue.property',
    'DELETE /rest/api/3/issue/*/watchers': 'write:issue.watcher',
    'POST /rest/api/3/issue/*/watchers': 'write:issue.watcher',
    'POST /rest/api/3/issueLink': 'write:comment write:issue write:issue-link',
    'DELETE /rest/api/3/issue/*': '',
  },
  'manage:jira-configuration': {
    'GET /rest/api/3/priority/search': '',
    'GET /rest/api/3/group/member': 'read:group read:user read:avatar',
  },
  'read:jira-user': {
    'GET /rest/api/3/groups/picker': 'read:group',
    'GET /rest/api/3/myself': USER,
    'GET /rest/api/3/user': USER,
    'GET /rest/api/3/user/assignable/search':
      'read:issue read:project read:user read:application-role read:avatar read:group',
    'GET /rest/api/3/user/bulk': USER,
    'GET /rest/api/3/user/search':
      'read:user read:user.property read:application-role read:avatar read:group',
    'GET /rest/api/3/user/groups': '',
  },
  'read:jira-work read:jira-user': {
    'POST /rest/api/3/expression/evaluate': 'read:jira-expressions',
  },
  'read:servicedesk-request': {
    'GET /rest/servicedeskapi/request/*': 'read:request read:user',
    'GET /rest/servicedeskapi/request/*/approval': 'read:request.approval read:user',
    'GET /rest/servicedeskapi/request/*/approval/*': 'read:request.approval read:user',
    'GET /rest/servicedeskapi/request/*/comment': 'read:request.comment read:user',
    'GET /rest/servicedeskapi/request/*/comment/*': 'read:request.comment read:user',
  },
  'write:servicedesk-request': {
    'POST /rest/servicedeskapi/request/*/approval/*':
      'read:request.approval write:request.approval read:user',
    'POST /rest/servicedeskapi/request/*/comment': 'read:request.comment write:request.comment read:user',
  },
  none: {
    'POST /rest/api/3/permissions/check': 'read:permission',
    'GET /rest/api/3/serverInfo': '',
  },
};
