import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTestSite, type TestSite } from './testing';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const status = async (who: string, request: string, body?: unknown) =>
  (await site.send(who, request, body)).status;
const body = async (who: string, request: string, payload?: unknown) =>
  (await site.send(who, request, payload)).body;

describe('transitions', () => {
  it('moves an issue, records who did it, and announces both statuses', async () => {
    expect(await status('agent-ana', 'POST issue/INC-2041/transitions', { transition: { id: '41' } })).toBe(
      204,
    );
    const issue = await body('agent-ana', 'GET issue/INC-2041?fields=status,resolution');
    expect(issue).toMatchObject({ fields: { status: { name: 'Resolved' }, resolution: { name: 'Done' } } });
    const log = await body('agent-ana', 'GET issue/INC-2041/changelog?startAt=10');
    expect(log).toMatchObject({
      values: [
        {
          author: { accountId: 'agent-ana' },
          items: [{ field: 'status', fromString: 'In progress', toString: 'Resolved' }, {}],
        },
      ],
    });
    expect(site.events).toHaveLength(1);
    expect(site.events[0]).toMatchObject({
      eventType: 'avi:jira:updated:issue',
      atlassianId: 'agent-ana',
      selfGenerated: false,
      associatedStatuses: [{ name: 'In progress' }, { name: 'Resolved' }],
    });
  });

  it('sends the nine documented fields and no others', async () => {
    await site.send('agent-ana', 'POST issue/INC-2041/transitions', { transition: { id: '21' } });
    const issue = site.events[0]?.['issue'];
    const fields =
      typeof issue === 'object' && issue !== null && 'fields' in issue ? Object.keys(issue.fields ?? {}) : [];
    expect(fields.sort()).toEqual([
      'assignee',
      'created',
      'creator',
      'issuetype',
      'project',
      'reporter',
      'status',
      'summary',
      'updated',
    ]);
  });

  it('refuses a transition that does not leave the present status', async () => {
    expect(await status('agent-ana', 'POST issue/INC-2041/transitions', { transition: { id: '51' } })).toBe(
      400,
    );
    expect(site.events).toEqual([]);
  });

  it('refuses fields, since no transition has a screen', async () => {
    const move = { transition: { id: '41' }, fields: { summary: 'x' } };
    expect(await status('agent-ana', 'POST issue/INC-2041/transitions', move)).toBe(400);
  });
});

describe('subtasks', () => {
  const approval = {
    fields: {
      project: { key: 'INC' },
      issuetype: { name: 'Approval' },
      parent: { key: 'INC-2041' },
      summary: 'Approve',
      assignee: { accountId: 'commander-cho' },
    },
    properties: [{ key: 'ai-handoff-approval', value: { seal: 's' } }],
  };

  it('are created under their parent with assignee and property', async () => {
    const made = await body('app', 'POST issue', approval);
    const key = textOf(made, 'key');
    expect(key).toBe('INC-2042');
    expect(
      await body('commander-cho', `GET issue/${key}?fields=parent,assignee,status&properties=*all`),
    ).toMatchObject({
      fields: {
        parent: { key: 'INC-2041' },
        assignee: { accountId: 'commander-cho' },
        status: { name: 'Waiting for approval' },
      },
      properties: { 'ai-handoff-approval': { seal: 's' } },
    });
    expect(await body('agent-ana', 'GET issue/INC-2041?fields=subtasks')).toMatchObject({
      fields: { subtasks: [{ key }] },
    });
    expect(site.events.map(({ eventType }) => eventType)).toEqual(['avi:jira:created:issue']);
    expect(await status('commander-cho', `POST issue/${key}/transitions`, { transition: { id: '71' } })).toBe(
      204,
    );
    expect(await status('agent-ana', 'DELETE issue/INC-2041')).toBe(403);
    expect(await status('admin-ada', 'DELETE issue/INC-2041')).toBe(400);
    expect(await status('admin-ada', 'DELETE issue/INC-2041?deleteSubtasks=true')).toBe(204);
    expect(await status('admin-ada', `GET issue/${key}`)).toBe(404);
  });

  it.each([
    ['no parent', { ...approval.fields, parent: undefined }],
    ['a parent of another project', { ...approval.fields, parent: { key: 'REQ-2188' } }],
    [
      'an assignee who cannot see the project',
      { ...approval.fields, assignee: { accountId: 'outsider-oz' } },
    ],
    ['an inactive assignee', { ...approval.fields, assignee: { accountId: 'gone-gil' } }],
    ['an unknown field', { ...approval.fields, customfield_99999: 1 }],
    ['a field named after a prototype', { ...approval.fields, ['__proto__']: 1 }],
    ['a plain-text description', { ...approval.fields, description: 'text' }],
  ])('are refused with %s and leave nothing behind', async (_what, fields) => {
    expect(await status('app', 'POST issue', { fields })).toBe(400);
    expect(await body('agent-ana', 'GET issue/INC-2041?fields=subtasks')).toMatchObject({
      fields: { subtasks: [] },
    });
  });

  it('do not exist in a project without the type', async () => {
    const types = await body('agent-ana', 'GET issue/createmeta/OPS/issuetypes');
    expect(types).toMatchObject({ total: 1, issueTypes: [{ name: 'Question', subtask: false }] });
  });
});

describe('edits', () => {
  it('writes one history entry for several fields and nothing for no change', async () => {
    const fields = { summary: 'New', labels: ['a'], customfield_10050: { value: 'Critical' } };
    expect(await status('agent-ana', 'PUT issue/INC-2041', { fields })).toBe(204);
    expect(await status('agent-ana', 'PUT issue/INC-2041', { fields })).toBe(204);
    expect(await body('agent-ana', 'GET issue/INC-2041/changelog?startAt=10')).toMatchObject({
      total: 11,
      values: [
        {
          items: [
            { field: 'summary' },
            { field: 'labels' },
            { field: 'Severity', fromString: 'High', toString: 'Critical' },
          ],
        },
      ],
    });
    expect(site.events).toHaveLength(1);
  });

  it('announces an assignment twice, as updated and as assigned', async () => {
    expect(await status('commander-cho', 'PUT issue/INC-2041/assignee', { accountId: 'agent-ben' })).toBe(
      204,
    );
    expect(site.events.map(({ eventType }) => eventType)).toEqual([
      'avi:jira:updated:issue',
      'avi:jira:assigned:issue',
    ]);
    expect(await status('commander-cho', 'PUT issue/INC-2041/assignee', { accountId: 'outsider-oz' })).toBe(
      400,
    );
  });

  it('stores an issue property and refuses one over the limit', async () => {
    const path = 'issue/INC-2041/properties/ai-handoff';
    expect(await status('app', `PUT ${path}`, { state: 'proposed' })).toBe(201);
    expect(await status('app', `PUT ${path}`, { state: 'queued' })).toBe(200);
    expect(await body('agent-ana', `GET ${path}`)).toEqual({ key: 'ai-handoff', value: { state: 'queued' } });
    expect(await status('app', `PUT ${path}`, 'x'.repeat(32_768))).toBe(400);
    expect(await status('app', `DELETE ${path}`)).toBe(204);
    expect(await status('agent-ana', `GET ${path}`)).toBe(404);
  });

  it('links two issues once', async () => {
    const link = {
      type: { name: 'Relates' },
      inwardIssue: { key: 'INC-2041' },
      outwardIssue: { key: 'INC-2039' },
    };
    expect(await status('agent-ana', 'POST issueLink', link)).toBe(201);
    expect(await status('agent-ana', 'POST issueLink', link)).toBe(201);
    expect(await body('agent-ana', 'GET issue/INC-2039?fields=issuelinks')).toMatchObject({
      fields: { issuelinks: [{ inwardIssue: { key: 'INC-2041' } }] },
    });
    expect(await status('auditor-ava', 'POST issueLink', link)).toBe(404);
  });

  it('refuses an expand that it does not serve', async () => {
    expect(await status('agent-ana', 'GET issue/INC-2041?expand=versionedRepresentations')).toBe(400);
    expect(
      await body('agent-ana', 'GET issue/INC-2041?fields=summary&expand=names,changelog,transitions'),
    ).toMatchObject({
      names: { summary: 'Summary' },
      changelog: { total: 10 },
      transitions: [{ name: 'Wait' }, { name: 'Resolve' }],
    });
  });
});

function textOf(value: unknown, name: string): string {
  const found = new Map<string, unknown>(Object.entries(value ?? {})).get(name);
  return String(found);
}
