import { beforeEach, describe, expect, it } from '@jest/globals';
import { SERVED_OPERATIONS } from './openapi';
import { findRoute } from './router';
import { createTestSite, doc, type TestSite } from './testing';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const status = async (who: string, request: string, body?: unknown) =>
  (await site.send(who, request, body)).status;
const body = async (who: string, request: string, payload?: unknown) =>
  (await site.send(who, request, payload)).body;

describe('routing', () => {
  it('reaches every served operation by its path', () => {
    for (const { id, method, path } of SERVED_OPERATIONS) {
      expect(findRoute(method, path.replace(/\{\w+\}/g, 'X-1'))?.operationId).toBe(id);
    }
  });

  it('does not take bulkfetch or createmeta for issue keys', () => {
    expect(findRoute('post', '/rest/api/3/issue/bulkfetch')?.operationId).toBe('bulkFetchIssues');
    expect(findRoute('get', '/rest/api/3/issue/createmeta/INC/issuetypes')?.operationId).toBe(
      'getCreateIssueMetaIssueTypes',
    );
  });

  it.each(['GET issue/createmeta', 'GET issue/picker?query=x', 'POST issue/bulk', 'GET project/recent'])(
    'does not take the unserved %s for a key',
    async (request) => {
      expect((await site.send('agent-ana', request, {})).status).toBe(501);
    },
  );

  it('decodes path parameters once', () => {
    expect(findRoute('get', '/rest/api/3/issue/INC-1/properties/a%2Fb%2520c')?.params['propertyKey']).toBe(
      'a/b%20c',
    );
  });

  it('answers 501 naming what it does not serve', async () => {
    const response = await site.send('agent-ana', 'GET worklog/updated');
    expect(response.status).toBe(501);
    expect(response.body).toMatchObject({
      errorMessages: [expect.stringContaining('GET /rest/api/3/worklog/updated')],
    });
  });

  it('refuses a body that is not JSON', async () => {
    const response = await site.jira.handle({
      method: 'POST',
      path: '/rest/api/3/issue',
      headers: {},
      body: '{',
      actor: { kind: 'user', accountId: 'agent-ana' },
    });
    expect(response.status).toBe(400);
  });
});

describe('permissions', () => {
  it.each([
    ['agent-ana', 200],
    ['auditor-ava', 200],
    ['admin-ada', 200],
    ['app', 200],
    ['outsider-oz', 404],
    ['anonymous', 404],
    ['gone-gil', 401],
    ['nobody-known', 401],
  ])('lets %s read INC-2041 with %i', async (who, expected) => {
    expect(await status(who, 'GET issue/INC-2041')).toBe(expected);
  });

  it('lets an auditor read and not write', async () => {
    expect(await status('auditor-ava', 'PUT issue/INC-2041', { fields: { summary: 'x' } })).toBe(403);
    expect(await status('auditor-ava', 'POST issue/INC-2041/comment', { body: doc('x') })).toBe(403);
    expect(await status('auditor-ava', 'PUT issue/INC-2041/properties/k', {})).toBe(403);
    expect(await body('auditor-ava', 'GET issue/INC-2041/transitions')).toMatchObject({ transitions: [] });
  });

  it('hides issues of a security level from everybody outside it, the app included', async () => {
    expect(await status('secowner-sam', 'GET issue/SEC-2261')).toBe(200);
    for (const who of ['agent-ana', 'admin-ada', 'app'])
      expect(await status(who, 'GET issue/SEC-2261')).toBe(404);
  });

  it('reports permissions on an issue as they are', async () => {
    const query = 'GET mypermissions?permissions=EDIT_ISSUES,ADMINISTER&issueKey=INC-2041';
    const have = async (who: string) => await body(who, query);
    expect(await have('agent-ana')).toMatchObject({
      permissions: { EDIT_ISSUES: { havePermission: true }, ADMINISTER: { havePermission: false } },
    });
    expect(await have('admin-ada')).toMatchObject({ permissions: { ADMINISTER: { havePermission: true } } });
    expect(await have('auditor-ava')).toMatchObject({
      permissions: { EDIT_ISSUES: { havePermission: false } },
    });
    expect(await status('agent-ana', 'GET mypermissions?permissions=NO_SUCH')).toBe(400);
  });

  it('checks many issues at once and leaves out those that are hidden', async () => {
    const ids = await Promise.all(['INC-2041', 'SEC-2261'].map((key) => idOf(key)));
    const check = { projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: ids, projects: [10000] }] };
    const answer = await body('agent-ana', 'POST permissions/check', check);
    expect(answer).toEqual({
      globalPermissions: [],
      projectPermissions: [{ permission: 'EDIT_ISSUES', issues: [ids[0]], projects: [10000] }],
    });
    expect(await status('agent-ana', 'POST permissions/check', { ...check, accountId: 'agent-ben' })).toBe(
      403,
    );
    expect(await status('admin-ada', 'POST permissions/check', { ...check, accountId: 'agent-ben' })).toBe(
      200,
    );
  });

  it('shows a customer the own request and no other', async () => {
    expect(await status('customer-cy', 'GET issue/REQ-2188')).toBe(200);
    expect(await status('customer-cy', 'GET issue/INC-2041')).toBe(404);
    expect(await status('customer-cy', 'GET /rest/servicedeskapi/request/REQ-2188')).toBe(200);
  });
});

describe('comments', () => {
  it('hides internal comments from customers', async () => {
    const count = async (who: string) => totalOf(await body(who, 'GET issue/REQ-2188/comment'));
    expect(await count('agent-ana')).toBe(7);
    expect(await count('customer-cy')).toBe(5);
  });

  it('hides a role comment from who is not in the role', async () => {
    const count = async (who: string) => totalOf(await body(who, 'GET issue/INC-2041/comment'));
    expect(await count('agent-ana')).toBe(15);
    expect(await count('auditor-ava')).toBe(14);
  });

  it('writes an internal comment as not public and sends one event', async () => {
    const internal = [{ key: 'sd.public.comment', value: { internal: true } }];
    const marker = { key: 'ai-handoff', value: { handoffId: 'h1' } };
    const comment = { body: doc('hello'), properties: [...internal, marker] };
    const created = await site.send('app', 'POST issue/REQ-2188/comment', comment);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      jsdPublic: false,
      author: { accountType: 'app', displayName: 'AI Handoff' },
    });
    expect(site.events).toHaveLength(1);
    expect(site.events[0]).toMatchObject({ eventType: 'avi:jira:commented:issue', selfGenerated: true });
    const id = textOf(created.body, 'id');
    expect(await body('app', `GET comment/${id}/properties/ai-handoff`)).toEqual({
      key: 'ai-handoff',
      value: { handoffId: 'h1' },
    });
    expect(await body('app', 'POST comment/list?expand=properties', { ids: [id] })).toMatchObject({
      values: [{ properties: [...internal, marker] }],
    });
    expect(await status('customer-cy', `GET issue/REQ-2188/comment/${id}`)).toBe(404);
  });

  it('pages and orders', async () => {
    const answer = await body(
      'agent-ana',
      'GET issue/INC-2009/comment?startAt=60&maxResults=3&orderBy=-created',
    );
    expect(answer).toMatchObject({ startAt: 60, maxResults: 3, total: 66, comments: [{}, {}, {}] });
  });

  it('keeps properties on an edit that leaves them out and lets only the author edit', async () => {
    const made = await body('agent-ana', 'POST issue/INC-2041/comment', {
      body: doc('a'),
      properties: [{ key: 'k', value: 1 }],
    });
    const path = `issue/INC-2041/comment/${textOf(made, 'id')}`;
    expect(await status('agent-ben', `PUT ${path}`, { body: doc('b') })).toBe(400);
    expect(await status('agent-ana', `PUT ${path}`, { body: doc('b') })).toBe(200);
    expect(await status('agent-ana', `GET comment/${textOf(made, 'id')}/properties/k`)).toBe(200);
    expect(await status('agent-ana', `DELETE ${path}`)).toBe(204);
    expect(await status('agent-ana', `GET ${path}`)).toBe(404);
  });

  it.each([
    ['plain text', 'hello'],
    ['an unknown node', { type: 'doc', version: 1, content: [{ type: 'iframe' }] }],
    ['a node in the wrong place', { type: 'doc', version: 1, content: [{ type: 'text', text: 'x' }] }],
    ['an empty text', doc('')],
    ['a prototype name as node', { type: 'doc', version: 1, content: [{ type: 'constructor' }] }],
    ['no version', { type: 'doc', content: [] }],
    ['an empty document', { type: 'doc', version: 1, content: [] }],
    ['too much text', doc('x'.repeat(32_768))],
  ])('refuses a body that is %s', async (_what, comment) => {
    expect(await status('agent-ana', 'POST issue/INC-2041/comment', { body: comment })).toBe(400);
    expect(totalOf(await body('agent-ana', 'GET issue/INC-2041/comment'))).toBe(15);
    expect(site.events).toEqual([]);
  });
});

async function idOf(key: string): Promise<number> {
  return Number(textOf(await body('secowner-sam', `GET issue/${key}?fields=summary`), 'id'));
}

function totalOf(value: unknown): number {
  return Number(textOf(value, 'total'));
}

function textOf(value: unknown, name: string): string {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(name);
  return String(found);
}
