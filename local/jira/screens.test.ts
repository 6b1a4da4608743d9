import { beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../forge/limits';
import { createTestSite, doc, listIn, textIn, type TestSite } from './testing';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const NOT_ON_SCREEN = (id: string) =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
const edit = (body: unknown, who = 'agent-ana', query = '') =>
  site.send(who, `PUT issue/REQ-2188${query}`, body);
const read = async (fields: string) =>
  (await site.send('agent-ana', `GET issue/REQ-2188?fields=${fields}`)).body;

describe('the create screen', () => {
  const fieldsOf = async (who: string, project: string, type: string) => {
    const { body } = await site.send(who, `GET issue/createmeta/${project}/issuetypes/${type}`);
    return new Map(listIn(body, 'fields').map((field) => [textIn(field, 'fieldId'), field]));
  };

  it('names required fields and allowed values', async () => {
    const fields = await fieldsOf('agent-ana', 'SEC', '10003');
    const required = [...fields].filter(([, field]) => field['required'] === true).map(([id]) => id);
    expect(required).toEqual(['issuetype', 'project', 'summary']);
    expect(fields.get('priority')?.['allowedValues']).toHaveLength(5);
    expect(fields.get('security')?.['allowedValues']).toMatchObject([{ id: '10400' }]);
    expect(fields.get('customfield_10050')?.['allowedValues']).toMatchObject([
      { value: 'Low' },
      { value: 'Medium' },
      { value: 'High' },
      { value: 'Critical' },
    ]);
  });

  it('asks a subtask for its parent and offers it no security level', async () => {
    const fields = await fieldsOf('agent-ana', 'SEC', '10006');
    expect(fields.get('parent')).toMatchObject({ required: true });
    expect(fields.has('security')).toBe(false);
  });

  it('is empty without the permission to create', async () => {
    expect((await fieldsOf('auditor-ava', 'SEC', '10003')).size).toBe(0);
  });

  it('is what creating an issue is held to', async () => {
    const question = { project: { key: 'OPS' }, issuetype: { name: 'Question' }, summary: 's' };
    const create = (fields: object) =>
      site.send('agent-ana', 'POST issue', { fields: { ...question, ...fields } });
    expect(await create({})).toMatchObject({
      status: 400,
      body: { errors: { description: 'Description is required.' } },
    });
    const description = doc('d');
    expect(await create({ description, environment: doc('e') })).toMatchObject({
      status: 400,
      body: { errors: { environment: NOT_ON_SCREEN('environment') } },
    });
    expect((await create({ description })).status).toBe(201);
    expect((await fieldsOf('agent-ana', 'OPS', '10007')).get('description')).toMatchObject({
      required: true,
    });
  });

  it('takes links and a first transition along', async () => {
    const fields = { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 's' };
    const update = { issuelinks: [{ add: { type: { name: 'Blocks' }, outwardIssue: { key: 'INC-2041' } } }] };
    const made = await site.send('agent-ana', 'POST issue', { fields, update, transition: { id: '11' } });
    expect(made).toMatchObject({ status: 201, body: { transition: { status: 200 } } });
    const key = textIn(made.body, 'key');
    expect((await site.send('agent-ana', `GET issue/${key}?fields=status,issuelinks`)).body).toMatchObject({
      fields: { status: { name: 'In progress' }, issuelinks: [{ outwardIssue: { key: 'INC-2041' } }] },
    });
    expect((await site.send('agent-ana', 'POST issue', { fields, transition: { id: '51' } })).status).toBe(
      400,
    );
  });
});

describe('the edit screen', () => {
  it.each(['status', 'resolution', 'created', 'comment', 'made-up', '__proto__', 'customfield_99999'])(
    'does not hold %s',
    async (field) => {
      const fields = Object.fromEntries([[field, null]]);
      const answer = await edit({ fields });
      expect(answer.status).toBe(400);
      if (field !== 'comment')
        expect(JSON.stringify(answer.body)).toContain(JSON.stringify(NOT_ON_SCREEN(field)));
    },
  );

  it.each([
    ['assignee', 'ASSIGN_ISSUES', { accountId: 'agent-ana' }],
    ['reporter', 'MODIFY_REPORTER', { accountId: 'agent-ana' }],
    ['duedate', 'SCHEDULE_ISSUES', '2026-12-01'],
  ])('holds %s only for who has %s', async (field, permission, value) => {
    expect((await edit({ fields: { [field]: value } })).status).toBe(204);
    const project = site.state.findProject('REQ');
    if (!project) throw new Error('no REQ');
    site.state.projects.put(project.id, { ...project, grants: { ...project.grants, [permission]: {} } });
    expect(await edit({ fields: { [field]: value } })).toMatchObject({
      status: 400,
      body: { errors: { [field]: NOT_ON_SCREEN(field) } },
    });
  });

  it('can be overridden by a Jira admin and nobody else', async () => {
    const body = { fields: { resolution: { name: 'Duplicate' } } };
    expect((await edit(body, 'admin-ada')).status).toBe(400);
    for (const who of ['agent-ana', 'app'])
      expect((await edit(body, who, '?overrideScreenSecurity=true')).status).toBe(403);
    expect((await edit(body, 'admin-ada', '?overrideScreenSecurity=true')).status).toBe(204);
    expect(await read('resolution')).toMatchObject({ fields: { resolution: { name: 'Duplicate' } } });
  });

  it('keeps required fields from being emptied', async () => {
    expect((await edit({ fields: { summary: '' } })).status).toBe(400);
    const answer = await site.send('agent-ana', 'PUT issue/OPS-12', { fields: { description: null } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: { description: 'Description is required.' } },
    });
  });
});

describe('edit verbs', () => {
  it('add and remove items of lists, and set whole values', async () => {
    const update = {
      labels: [{ add: 'new' }, { remove: 'access' }],
      components: [{ add: { id: '100011' } }],
      priority: [{ set: { name: 'High' } }],
    };
    expect((await edit({ update })).status).toBe(204);
    expect(await read('labels,components,priority')).toMatchObject({
      fields: {
        labels: ['temporary-staff', 'new'],
        components: [{ name: 'Access' }, { name: 'Hardware' }],
        priority: { name: 'High' },
      },
    });
  });

  it('add, edit and remove comments', async () => {
    const ids = async () => {
      const { body } = await site.send('agent-ana', 'GET issue/REQ-2188/comment?orderBy=-created');
      return listIn(body, 'comments').map((comment) => textIn(comment, 'id'));
    };
    const before = await ids();
    expect((await edit({ update: { comment: [{ add: { body: doc('one') } }] } })).status).toBe(204);
    const [id = ''] = await ids();
    expect((await edit({ update: { comment: [{ edit: { id, body: doc('two') } }] } })).status).toBe(204);
    expect((await site.send('agent-ana', `GET issue/REQ-2188/comment/${id}`)).body).toMatchObject({
      body: doc('two'),
    });
    expect((await edit({ update: { comment: [{ remove: { id } }] } }, 'agent-ben')).status).toBe(400);
    expect((await edit({ update: { comment: [{ remove: { id } }] } })).status).toBe(204);
    expect(await ids()).toEqual(before);
  });

  it.each([
    ['a field in both parts', { fields: { labels: [] }, update: { labels: [{ add: 'x' }] } }],
    ['a verb that the field does not take', { update: { summary: [{ add: 'x' }] } }],
    ['a verb that nobody knows', { update: { labels: [{ copy: 'x' }] } }],
    ['two verbs at once', { update: { labels: [{ add: 'x', remove: 'y' }] } }],
    ['no list of verbs', { update: { labels: { add: 'x' } } }],
    ['nothing to change', {}],
    ['another parent', { fields: { parent: { key: 'REQ-1840' } } }],
    ['another type', { fields: { issuetype: { id: '10006' } } }],
    ['a line end in the summary', { fields: { summary: 'a\nb' } }],
    ['a history that is no object', { fields: { summary: 'x' }, historyMetadata: 'x' }],
  ])('refuse %s and change nothing', async (_what, body) => {
    const before = await read('*all');
    expect((await edit(body)).status).toBe(400);
    expect(await read('*all')).toEqual(before);
    expect(site.events).toEqual([]);
  });

  it.each([
    ['the summary', LIMITS.jiraSummary.value, (text: string) => ({ summary: text })],
    ['a description', LIMITS.jiraTextField.value, (text: string) => ({ description: doc(text) })],
    ['a text field', LIMITS.jiraTextField.value, (text: string) => ({ customfield_10053: text })],
  ])('hold %s to its limit', async (_what, limit, fields) => {
    expect((await edit({ fields: fields('x'.repeat(limit)) })).status).toBe(204);
    expect((await edit({ fields: fields('x'.repeat(limit + 1)) })).status).toBe(400);
  });

  it('answer the issue for returnIssue and keep the history metadata', async () => {
    const body = { fields: { summary: 'x' }, historyMetadata: { type: 'test', description: 'why' } };
    const answer = await edit(body, 'agent-ana', '?returnIssue=true&notifyUsers=false&expand=names');
    expect(answer).toMatchObject({
      status: 200,
      body: { key: 'REQ-2188', fields: { summary: 'x' }, names: {} },
    });
    expect((await site.send('agent-ana', 'GET issue/REQ-2188?expand=changelog')).body).toMatchObject({
      changelog: { histories: [{ historyMetadata: { type: 'test', description: 'why' } }, {}, {}, {}] },
    });
  });
});

describe('transition screens', () => {
  const move = (who: string, key: string, body: unknown) =>
    site.send(who, `POST issue/${key}/transitions`, body);
  const transitionsOf = async (who: string, key: string, query = '') => {
    const { body } = await site.send(who, `GET issue/${key}/transitions${query}`);
    return listIn(body, 'transitions');
  };

  it('are shown with their fields on request only', async () => {
    const [, resolve] = await transitionsOf('agent-ana', 'INC-2041', '?expand=transitions.fields');
    expect(resolve).toMatchObject({
      id: '41',
      hasScreen: true,
      fields: { resolution: { required: false, allowedValues: [{}, {}, {}] }, assignee: {}, comment: {} },
    });
    const [wait] = await transitionsOf('agent-ana', 'INC-2041', '?transitionId=21');
    expect(wait).toMatchObject({ id: '21', hasScreen: false });
    expect(wait).not.toHaveProperty('fields');
  });

  it('take their own fields and no others', async () => {
    const fields = { resolution: { name: 'Duplicate' }, assignee: { accountId: 'agent-ben' } };
    const refused = { transition: { id: '41' }, fields: { ...fields, summary: 'x' } };
    expect(await move('agent-ana', 'INC-2041', refused)).toMatchObject({
      status: 400,
      body: { errors: { summary: NOT_ON_SCREEN('summary') } },
    });
    expect((await move('agent-ana', 'INC-2041', { transition: { id: '21' }, fields })).status).toBe(400);
    expect((await move('agent-ana', 'INC-2041', { transition: { id: '41' }, fields })).status).toBe(204);
    expect(
      (await site.send('agent-ana', 'GET issue/INC-2041?fields=resolution,assignee')).body,
    ).toMatchObject({
      fields: { resolution: { name: 'Duplicate' }, assignee: { accountId: 'agent-ben' } },
    });
  });

  it('ask for what they require', async () => {
    await site.send('agent-ana', 'PUT issue/OPS-12/assignee', { accountId: 'agent-ana' });
    expect(await move('agent-ana', 'OPS-12', { transition: { id: '121' } })).toMatchObject({
      status: 400,
      body: { errors: { resolution: 'Resolution is required.' } },
    });
    const fields = { resolution: { name: 'Done' } };
    expect((await move('agent-ana', 'OPS-12', { transition: { id: '121' }, fields })).status).toBe(204);
  });

  it('come with a comment, properties and history metadata', async () => {
    const body = {
      transition: { id: '21' },
      update: { comment: [{ add: { body: doc('waiting') } }] },
      properties: [{ key: 'k', value: 1 }],
      historyMetadata: { type: 'test' },
    };
    expect((await move('agent-ana', 'INC-2041', body)).status).toBe(204);
    expect((await site.send('agent-ana', 'GET issue/INC-2041/properties/k')).body).toMatchObject({
      value: 1,
    });
    expect((await site.send('agent-ana', 'GET issue/INC-2041/changelog?startAt=10')).body).toMatchObject({
      values: [{ historyMetadata: { type: 'test' } }],
    });
    expect(site.events.map(({ eventType }) => eventType)).toEqual([
      'avi:jira:updated:issue',
      'avi:jira:commented:issue',
    ]);
  });
});

describe('transitions', () => {
  it('are offered to whom their condition lets through', async () => {
    const offered = async (who: string, query = '') => {
      const { body } = await site.send(who, `GET issue/OPS-12/transitions${query}`);
      return listIn(body, 'transitions');
    };
    await site.send('agent-ana', 'PUT issue/OPS-12/assignee', { accountId: 'agent-ben' });
    const answer = expect.objectContaining({ id: '121', isConditional: true });
    expect(await offered('agent-ben')).toContainEqual(answer);
    expect(await offered('agent-ana')).not.toContainEqual(answer);
    expect(await offered('agent-ana', '?includeUnavailableTransitions=true')).toContainEqual(
      expect.objectContaining({ id: '121', isAvailable: false }),
    );
    expect(await offered('auditor-ava', '?includeUnavailableTransitions=true')).toEqual([]);
    const body = { transition: { id: '121' }, fields: { resolution: { name: 'Done' } } };
    expect((await site.send('agent-ana', 'POST issue/OPS-12/transitions', body)).status).toBe(400);
    expect((await site.send('agent-ben', 'POST issue/OPS-12/transitions', body)).status).toBe(204);
  });
});
