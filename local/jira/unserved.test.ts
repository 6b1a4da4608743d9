import { beforeAll, describe, expect, it } from '@jest/globals';
import { JIRA_ROWS } from '../coverage/jira-rows';
import { createTestSite, listIn, textIn, type TestSite } from './testing';

/** Operations that the app's documents name and that this site does not serve, each with a request of it. */
const UNSERVED: readonly (readonly [operationId: string, request: string])[] = [
  ['getBulkChangelogs', 'POST changelog/bulkfetch'],
  ['getChangeLogsByIds', 'POST issue/INC-2041/changelog/list'],
  ['getEditIssueMeta', 'GET issue/INC-2041/editmeta'],
  ['getCreateIssueMeta', 'GET issue/createmeta'],
  ['createIssues', 'POST issue/bulk'],
  ['getFieldsPaginated', 'GET field/search'],
  ['bulkGetGroups', 'GET group/bulk'],
  ['analyseExpression', 'POST expression/analyse'],
  ['getProjectRoleDetails', 'GET project/INC/roledetails'],
  ['getAllProjectRoles', 'GET role'],
  ['getPrecomputations', 'GET jql/function/computation'],
  ['updatePrecomputations', 'POST jql/function/computation'],
  ['getProjectProperty', 'GET project/INC/properties/k'],
  ['setProjectProperty', 'PUT project/INC/properties/k'],
  ['searchForIssuesUsingJql', 'GET search?jql=project%20%3D%20INC'],
  ['getIssueLink', 'GET issueLink/10000'],
  ['deleteIssueLink', 'DELETE issueLink/10000'],
  ['getSlaInformation', 'GET /rest/servicedeskapi/request/REQ-2188/sla'],
  ['getCustomerRequestStatus', 'GET /rest/servicedeskapi/request/REQ-2188/status'],
  ['getCustomerTransitions', 'GET /rest/servicedeskapi/request/REQ-2188/transition'],
  ['getRequestParticipants', 'GET /rest/servicedeskapi/request/REQ-2188/participant'],
];

let site: TestSite;
beforeAll(() => {
  site = createTestSite();
});

describe('operations that are not served', () => {
  it.each(UNSERVED)('%s is refused with 501, which names the request', async (_id, request) => {
    const answer = await site.attempt('agent-ana', request, {});
    expect(answer.status).toBe(501);
    const path = /^\S+ \/?([^?]*)/.exec(request)?.[1] ?? '';
    expect(JSON.stringify(answer.body)).toContain(path);
  });

  it('are those that the coverage table has as not started', () => {
    const rows = JIRA_ROWS.filter(({ status, name }) => status === 'not_started' && !name.includes(' '));
    expect(rows.map(({ name }) => name).sort()).toEqual(UNSERVED.map(([id]) => id).sort());
  });
});

describe('query parameters that are not served', () => {
  it.each([
    'GET user?accountId=agent-ana&expand=groups',
    'GET user/search?property=a',
    'GET project/search?propertyQuery=a',
    'GET project/search?orderBy=lead',
    'GET mypermissions?permissions=BROWSE_PROJECTS&commentId=1',
  ])('%s is refused by name', async (request) => {
    const { status, body } = await site.attempt('agent-ana', request);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('is not served');
  });

  it('leave those alone that are', async () => {
    const { body } = await site.attempt('agent-ana', 'GET project/search?orderBy=-key&expand=lead');
    const projects = listIn(body, 'values');
    expect(projects.map((project) => textIn(project, 'key'))).toEqual(['SEC', 'REQ', 'OPS', 'INC', 'ENH']);
    expect(projects[0]).toHaveProperty('lead');
    expect(projects[0]).not.toHaveProperty('description');
  });
});
