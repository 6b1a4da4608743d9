import { beforeAll, describe, expect, it } from '@jest/globals';
import { SERVED_OPERATIONS, type OperationId } from './openapi';
import { createTestSite, doc, textIn, type TestSite } from './testing';
import { EXAMPLES, fill, prepare, type Ids } from './examples/examples';

const PEOPLE = [
  'agent-ana',
  'customer-cy',
  'outsider-oz',
  'admin-ada',
  'gone-gil',
  'bot-automation',
  'app',
  'anonymous',
];

/** What the good example of each operation answers to each of PEOPLE; the examples work on REQ-2188, which customer-cy reported. */
const STATUSES: Readonly<Record<OperationId, readonly number[]>> = {
  getCurrentUser: [200, 200, 200, 200, 401, 200, 200, 401],
  getUser: [200, 403, 403, 200, 401, 200, 200, 401],
  bulkGetUsers: [200, 403, 200, 200, 401, 200, 200, 401],
  findUsers: [200, 200, 200, 200, 401, 200, 200, 200],
  findAssignableUsers: [200, 404, 404, 200, 401, 200, 200, 401],
  getUserGroups: [200, 403, 403, 200, 401, 200, 200, 401],
  getUsersFromGroup: [200, 403, 403, 200, 401, 200, 200, 401],
  findGroups: [200, 200, 200, 200, 401, 200, 200, 200],
  getMyPermissions: [200, 200, 404, 200, 401, 200, 200, 404],
  getBulkPermissions: [200, 200, 200, 200, 401, 200, 200, 200],
  searchProjects: [200, 200, 200, 200, 401, 200, 200, 200],
  getProject: [200, 404, 404, 200, 401, 200, 200, 404],
  getAllStatuses: [200, 404, 404, 200, 401, 200, 200, 404],
  getProjectComponents: [200, 404, 404, 200, 401, 200, 200, 404],
  getProjectRoles: [404, 404, 404, 200, 401, 200, 200, 404],
  getProjectRole: [404, 404, 404, 200, 401, 200, 200, 404],
  getCreateIssueMetaIssueTypes: [200, 404, 404, 200, 401, 200, 200, 404],
  getCreateIssueMetaIssueTypeId: [200, 404, 404, 200, 401, 200, 200, 404],
  getFields: [200, 200, 200, 200, 401, 200, 200, 200],
  getPriorities: [200, 200, 200, 200, 401, 200, 200, 401],
  searchPriorities: [200, 200, 200, 200, 401, 200, 200, 401],
  getStatuses: [200, 200, 200, 200, 401, 200, 200, 200],
  getIssueAllTypes: [200, 200, 200, 200, 401, 200, 200, 200],
  getIssueTypesForProject: [200, 404, 404, 200, 401, 200, 200, 404],
  getServerInfo: [200, 200, 200, 200, 401, 200, 200, 200],
  createIssue: [201, 400, 400, 201, 401, 201, 201, 401],
  bulkFetchIssues: [200, 200, 200, 200, 401, 200, 200, 200],
  getIssue: [200, 200, 404, 200, 401, 200, 200, 404],
  editIssue: [200, 403, 404, 200, 401, 200, 200, 401],
  deleteIssue: [403, 403, 404, 204, 401, 204, 204, 401],
  assignIssue: [204, 403, 404, 204, 401, 204, 204, 401],
  getChangeLogs: [200, 200, 404, 200, 401, 200, 200, 404],
  getTransitions: [200, 200, 404, 200, 401, 200, 200, 404],
  doTransition: [204, 400, 404, 204, 401, 204, 204, 401],
  getComments: [200, 200, 404, 200, 401, 200, 200, 404],
  addComment: [201, 201, 404, 201, 401, 201, 201, 401],
  getComment: [200, 404, 404, 200, 401, 200, 200, 404],
  updateComment: [200, 404, 404, 200, 401, 200, 200, 401],
  deleteComment: [204, 404, 404, 204, 401, 204, 204, 405],
  getCommentsByIds: [200, 200, 200, 200, 401, 200, 200, 200],
  getCommentPropertyKeys: [200, 404, 404, 200, 401, 200, 200, 404],
  getCommentProperty: [200, 404, 404, 200, 401, 200, 200, 404],
  setCommentProperty: [201, 404, 404, 201, 401, 201, 201, 401],
  deleteCommentProperty: [204, 404, 404, 204, 401, 204, 204, 401],
  getIssuePropertyKeys: [200, 200, 404, 200, 401, 200, 200, 404],
  getIssueProperty: [200, 200, 404, 200, 401, 200, 200, 404],
  setIssueProperty: [201, 403, 404, 201, 401, 201, 201, 401],
  deleteIssueProperty: [204, 404, 404, 204, 401, 204, 204, 401],
  getIssueWatchers: [200, 200, 404, 200, 401, 200, 200, 404],
  addWatcher: [204, 403, 404, 204, 401, 204, 204, 401],
  removeWatcher: [204, 403, 404, 204, 401, 204, 204, 401],
  notify: [204, 403, 404, 204, 401, 204, 204, 401],
  linkIssues: [201, 404, 404, 201, 401, 201, 201, 404],
  getIssueLinkTypes: [200, 200, 200, 200, 401, 200, 200, 200],
  searchAndReconsileIssuesUsingJql: [200, 400, 400, 200, 401, 200, 200, 400],
  searchAndReconsileIssuesUsingJqlPost: [200, 400, 400, 200, 401, 200, 200, 400],
  countIssues: [200, 400, 400, 200, 401, 200, 200, 400],
  evaluateJSISJiraExpression: [200, 404, 404, 200, 401, 200, 200, 400],
  getCustomerRequestByIdOrKey: [200, 200, 404, 200, 401, 200, 200, 401],
  getRequestComments: [200, 200, 200, 200, 401, 200, 200, 401],
  createRequestComment: [201, 403, 404, 201, 401, 201, 201, 401],
  getRequestCommentById: [200, 404, 404, 200, 401, 200, 200, 401],
  getApprovals: [200, 200, 404, 200, 401, 200, 200, 401],
  getApprovalById: [200, 200, 404, 200, 401, 200, 200, 401],
  answerApproval: [403, 403, 404, 403, 401, 403, 403, 401],
};

let site: TestSite;
let ids: Ids;
beforeAll(async () => {
  site = createTestSite();
  ids = await prepare(site);
});

function goodExample(id: OperationId) {
  const example = EXAMPLES.find((each) => each.id === id);
  if (!example) throw new Error(`no example of ${id}`);
  return fill(example, ids);
}

describe('operation by person', () => {
  it.each(SERVED_OPERATIONS.map(({ id }) => id))(
    'answers %s to each kind of person as the table says',
    async (id) => {
      const { request, body } = goodExample(id);
      const statuses: Record<string, number> = {};
      for (const who of PEOPLE) statuses[who] = (await site.attempt(who, request, body)).status;
      expect(statuses).toEqual(Object.fromEntries(PEOPLE.map((who, index) => [who, STATUSES[id][index]])));
    },
  );
});

/** How many things the answers of list operations hold for agent, customer, outsider, admin, app, anonymous. */
const SEEN: readonly {
  readonly request: string;
  readonly counts: readonly number[];
  readonly body?: unknown;
}[] = [
  { request: 'GET user/search?query=a', counts: [7, 0, 0, 7, 7, 0] },
  { request: 'GET groups/picker?query=', counts: [8, 0, 0, 8, 8, 0] },
  { request: 'GET project/search', counts: [5, 0, 0, 5, 5, 0] },
  { request: 'GET status', counts: [9, 0, 0, 9, 9, 0] },
  { request: 'GET issuetype', counts: [7, 0, 0, 7, 7, 0] },
  { request: 'GET issueLinkType', counts: [4, 0, 0, 4, 4, 0] },
  { request: 'GET field', counts: [30, 26, 26, 30, 30, 26] },
  { request: 'GET issue/REQ-2188/comment', counts: [8, 5, 0, 8, 8, 0] },
  { request: 'GET issue/REQ-2188/properties', counts: [1, 1, 0, 1, 1, 0] },
  { request: 'GET issue/REQ-2188/transitions', counts: [2, 0, 0, 2, 2, 0] },
  {
    request: 'GET issue/REQ-2188/transitions?includeUnavailableTransitions=true',
    counts: [2, 0, 0, 2, 2, 0],
  },
  { request: 'GET /rest/servicedeskapi/request/REQ-2188/comment', counts: [8, 5, 0, 8, 8, 0] },
  { request: 'POST comment/list', counts: [1, 0, 0, 1, 1, 0], body: { ids: ['{comment}'] } },
  {
    request: 'POST issue/bulkfetch',
    counts: [2, 1, 0, 2, 2, 0],
    body: { issueIdsOrKeys: ['REQ-2188', 'INC-2041', 'SEC-2261'] },
  },
  { request: 'POST search/jql', counts: [1, 1, 0, 1, 1, 0], body: { jql: 'key = REQ-2188' } },
];

describe('lists', () => {
  it.each(SEEN)('$request holds what each person may see', async ({ request, counts, body: template }) => {
    const filled = fill({ id: 'getIssue', who: '', status: 0, request, body: template }, ids);
    const found: Record<string, number> = {};
    for (const who of SEERS) found[who] = countOf((await site.attempt(who, request, filled.body)).body);
    expect(found).toEqual(Object.fromEntries(SEERS.map((who, index) => [who, counts[index]])));
  });
});

const SEERS = ['agent-ana', 'customer-cy', 'outsider-oz', 'admin-ada', 'app', 'anonymous'];
const LISTS = ['values', 'comments', 'transitions', 'issues', 'groups', 'keys', 'issueLinkTypes'];

/** The length of an answer, or of its one list; an error holds nothing. */
function countOf(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  const entries = Object.entries(body ?? {}).filter(([name]) => LISTS.includes(name));
  return entries.reduce((sum, [, value]) => sum + (Array.isArray(value) ? value.length : 0), 0);
}

describe('an issue behind a security level', () => {
  const onIssue = SERVED_OPERATIONS.filter(({ path }) => path.includes('{issueIdOrKey}')).map(({ id }) => id);

  it.each(onIssue)('is not there for %s of anybody outside the level, the app included', async (id) => {
    const { request, body } = goodExample(id);
    const hidden = request.replace('REQ-2188', 'SEC-2261');
    // As documented, request comments of what one may not see are an empty page.
    const expected = id === 'getRequestComments' ? 200 : 404;
    for (const who of ['agent-ana', 'admin-ada', 'app', 'bot-automation'])
      expect([who, (await site.attempt(who, hidden, body)).status]).toEqual([who, expected]);
    const { status, body: answer } = await site.attempt('app', hidden, body);
    expect(JSON.stringify([status, answer])).not.toContain('SEC-2261"');
  });

  it('is left out as subtask, link, parent and search result', async () => {
    const level = { fields: { security: { id: '10400' } } };
    const link = {
      type: { name: 'Relates' },
      inwardIssue: { key: 'SEC-2274' },
      outwardIssue: { key: 'SEC-2236' },
    };
    expect((await site.send('secowner-sam', 'POST issueLink', link)).status).toBe(201);
    expect((await site.send('secowner-sam', 'PUT issue/SEC-2236', level)).status).toBe(204);
    const seen = await site.attempt('app', 'GET issue/SEC-2274?fields=issuelinks,subtasks');
    expect(JSON.stringify(seen.body)).not.toContain('SEC-2236');
    const own = await site.attempt('secowner-sam', 'GET issue/SEC-2274?fields=issuelinks');
    expect(JSON.stringify(own.body)).toContain('SEC-2236');
  });

  it('takes its subtasks with it', async () => {
    const type = { project: { key: 'SEC' }, issuetype: { name: 'Approval' }, summary: 's' };
    const made = await site.send('app', 'POST issue', { fields: { ...type, parent: { key: 'SEC-2274' } } });
    const key = textIn(made.body, 'key');
    expect((await site.send('app', `GET issue/${key}`)).status).toBe(200);
    const level = { fields: { security: { id: '10400' } } };
    expect((await site.send('secowner-sam', `PUT issue/${key}`, level)).status).toBe(400);
    expect((await site.send('secowner-sam', 'PUT issue/SEC-2274', level)).status).toBe(204);
    expect((await site.send('app', `GET issue/${key}`)).status).toBe(404);
    expect((await site.send('secowner-sam', `GET issue/${key}`)).status).toBe(200);
  });
});

describe('comments', () => {
  const hiddenFor = async (visibility: unknown, who: string) => {
    const fresh = createTestSite();
    const made = await fresh.send('secowner-sam', 'POST issue/INC-2041/comment', {
      body: doc('x'),
      visibility,
    });
    expect(made.status).toBe(201);
    const id = textIn(made.body, 'id');
    const paths = [`GET issue/INC-2041/comment/${id}`, `GET comment/${id}/properties`];
    const statuses = await Promise.all(paths.map(async (path) => (await fresh.send(who, path)).status));
    return statuses.every((status) => status === 404);
  };

  it('of a group are for its members', async () => {
    const group = { type: 'group', identifier: 'group-security-owners' };
    expect(await hiddenFor(group, 'secowner-sam')).toBe(false);
    for (const who of ['agent-ana', 'admin-ada', 'app', 'bot-automation'])
      expect([who, await hiddenFor(group, who)]).toEqual([who, true]);
  });

  it('of a project role are for who is in it', async () => {
    const role = { type: 'role', value: 'Service Desk Team' };
    expect(await hiddenFor(role, 'agent-ana')).toBe(false);
    for (const who of ['auditor-ava', 'admin-ada', 'app'])
      expect([who, await hiddenFor(role, who)]).toEqual([who, true]);
  });

  it('cannot be hidden from their own author', async () => {
    const visibility = { type: 'group', value: 'security-owners' };
    const answer = await site.attempt('agent-ana', 'POST issue/INC-2041/comment', {
      body: doc('x'),
      visibility,
    });
    expect(answer.status).toBe(400);
  });

  it('that are internal are not for a reporter who is no member of the desk', async () => {
    const fresh = createTestSite();
    await fresh.send('agent-ana', 'PUT issue/REQ-2188', {
      fields: { reporter: { accountId: 'outsider-oz' } },
    });
    expect(countOf((await fresh.send('outsider-oz', 'GET issue/REQ-2188/comment')).body)).toBe(5);
    expect((await fresh.send('customer-cy', 'GET issue/REQ-2188')).status).toBe(404);
    const internal = {
      body: doc('x'),
      properties: [{ key: 'sd.public.comment', value: { internal: true } }],
    };
    expect((await fresh.send('outsider-oz', 'POST issue/REQ-2188/comment', internal)).status).toBe(403);
  });
});

describe('the app', () => {
  it('is held to its own project role', async () => {
    const fresh = createTestSite();
    const project = fresh.state.findProject('REQ');
    if (!project) throw new Error('no REQ');
    const roles = project.roles.filter(({ name }) => name !== 'atlassian-addons-project-access');
    fresh.state.projects.put(project.id, { ...project, roles });
    expect((await fresh.send('app', 'GET issue/REQ-2188')).status).toBe(404);
    expect((await fresh.send('app', 'POST issue/REQ-2188/comment', { body: doc('x') })).status).toBe(404);
    expect((await fresh.send('app', 'GET issue/INC-2041')).status).toBe(200);
  });
});
