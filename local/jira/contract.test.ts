import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { createTestSite, doc } from './testing';

const SHARED = resolve(__dirname, '../../../shared');
const CONTRACT = resolve(SHARED, 'tools/contract.mjs');

interface ContractModule {
  readonly loadSpec: (path: string) => unknown;
  Contract: new (
    spec: unknown,
    options: object,
  ) => {
    find(method: string, path: string): object | undefined;
    checkResponse(route: object, status: number, body: unknown): string[];
  };
}

const REQUESTS: readonly (readonly [who: string, request: string, body?: unknown])[] = [
  ['agent-ana', 'GET /rest/api/3/myself'],
  ['agent-ana', 'GET /rest/api/3/user?accountId=agent-ben'],
  ['agent-ana', 'GET /rest/api/3/user/bulk?accountId=agent-ben&accountId=app-ai-handoff'],
  ['agent-ana', 'GET /rest/api/3/user/search?query=a'],
  ['agent-ana', 'GET /rest/api/3/user/assignable/search?project=INC'],
  ['agent-ana', 'GET /rest/api/3/groups/picker?query=a'],
  ['agent-ana', 'GET /rest/api/3/mypermissions?permissions=EDIT_ISSUES,ADMINISTER'],
  [
    'agent-ana',
    'POST /rest/api/3/permissions/check',
    {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [10000] }],
    },
  ],
  ['agent-ana', 'GET /rest/api/3/project/search'],
  ['agent-ana', 'GET /rest/api/3/project/INC'],
  ['agent-ana', 'GET /rest/api/3/issue/createmeta/INC/issuetypes'],
  ['agent-ana', 'GET /rest/api/3/field'],
  ['agent-ana', 'GET /rest/api/3/priority'],
  ['agent-ana', 'GET /rest/api/3/status'],
  ['agent-ana', 'GET /rest/api/3/issuetype'],
  ['agent-ana', 'GET /rest/api/3/issueLinkType'],
  ['agent-ana', 'GET /rest/api/3/serverInfo'],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041?expand=names,changelog,transitions&properties=*all'],
  ['agent-ana', 'GET /rest/api/3/issue/SEC-2274'],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041/changelog'],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041/comment'],
  ['agent-ana', 'POST /rest/api/3/issue/INC-2041/comment', { body: doc('x') }],
  [
    'agent-ana',
    'POST /rest/api/3/issue',
    { fields: { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 's' } },
  ],
  ['agent-ana', 'PUT /rest/api/3/issue/INC-2041', { fields: { summary: 's' } }],
  ['agent-ana', 'PUT /rest/api/3/issue/INC-2041/assignee', { accountId: null }],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041/transitions'],
  ['agent-ana', 'POST /rest/api/3/issue/INC-2041/transitions', { transition: { id: '21' } }],
  ['agent-ana', 'PUT /rest/api/3/issue/INC-2041/properties/k', { a: 1 }],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041/properties/k'],
  ['agent-ana', 'GET /rest/api/3/issue/INC-2041/properties'],
  [
    'agent-ana',
    'POST /rest/api/3/issueLink',
    { type: { name: 'Relates' }, inwardIssue: { key: 'INC-2041' }, outwardIssue: { key: 'INC-2039' } },
  ],
  ['agent-ana', 'POST /rest/api/3/search/jql', { jql: 'project = INC', fields: ['*all'], maxResults: 30 }],
  ['agent-ana', 'GET /rest/api/3/search/jql?jql=project%20%3D%20SEC'],
  ['agent-ana', 'POST /rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['INC-2041', 'NO-1'] }],
  ['customer-cy', 'GET /rest/servicedeskapi/request/REQ-2188'],
  ['outsider-oz', 'GET /rest/api/3/issue/INC-2041'],
  ['outsider-oz', 'GET /rest/servicedeskapi/request/REQ-2188'],
  ['agent-ana', 'POST /rest/api/3/issue', { fields: {} }],
  ['agent-ana', 'POST /rest/api/3/search/jql', { jql: '' }],
];

describe('answers', () => {
  it('keep to the published document', async () => {
    if (!existsSync(CONTRACT)) {
      console.log('not run: the contract checker is not on this machine');
      return;
    }
    const { Contract, loadSpec } = await loadModule(CONTRACT);
    const responseRequired: unknown = JSON.parse(
      readFileSync(resolve(SHARED, 'jira/response-required.json'), 'utf8'),
    );
    const contract = new Contract(loadSpec(resolve(SHARED, 'jira/jira-rest.openapi.json')), {
      Ajv,
      addFormats,
      responseRequired,
    });
    const myself = contract.find('GET', '/rest/api/3/myself');
    expect(myself && contract.checkResponse(myself, 200, { accountId: 1 }).length).toBeGreaterThan(0);
    const { send } = createTestSite();
    const problems: string[] = [];
    for (const [who, request, payload] of REQUESTS) {
      const { status, body } = await send(who, request, payload);
      const [method = '', path = ''] = request.split(' ');
      const route = contract.find(method, path.replace(/\?.*$/, ''));
      const found = route ? contract.checkResponse(route, status, body) : ['no such operation'];
      problems.push(...found.map((problem) => `${request} ${status}: ${problem}`));
    }
    expect(problems).toEqual([]);
  });
});

async function loadModule(path: string): Promise<ContractModule> {
  const loaded: unknown = await import(path);
  // Checked edge: the checker is outside the project and has no types.
  return loaded as ContractModule;
}
