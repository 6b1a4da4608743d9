import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTestSite, listIn, textIn, type TestSite } from './testing';

let site: TestSite;
let other: string;
let subtask: string;

const create = async (fields: object): Promise<string> =>
  textIn((await site.send('agent-ana', 'POST issue', { fields: { summary: 's', ...fields } })).body, 'key');

beforeEach(async () => {
  site = createTestSite();
  const project = { key: 'SEC' };
  other = await create({ project, issuetype: { name: 'Security review' } });
  subtask = await create({ project, issuetype: { name: 'Approval' }, parent: { key: 'SEC-2274' } });
  site.events.length = 0;
});

const move = (parent: unknown, key = subtask, who = 'agent-ana') =>
  site.send(who, `PUT issue/${key}`, { fields: { parent } });

async function childrenOf(key: string): Promise<readonly string[]> {
  const { body } = await site.send('agent-ana', `GET issue/${key}?fields=subtasks`);
  const fields = new Map<string, unknown>(Object.entries(body ?? {})).get('fields');
  return listIn(fields, 'subtasks').map((child) => textIn(child, 'key'));
}

describe('a subtask that is put under another parent', () => {
  it('stands there and nowhere else, for issue views and searches', async () => {
    expect((await move({ key: other })).status).toBe(204);
    expect(await childrenOf(other)).toEqual([subtask]);
    expect(await childrenOf('SEC-2274')).not.toContain(subtask);
    const { body } = await site.send('agent-ana', `GET search/jql?fields=key&jql=parent%3D${other}`);
    expect(listIn(body, 'issues')).toMatchObject([{ key: subtask }]);
  });

  it('is not deleted with its former parent', async () => {
    await move({ key: other });
    expect((await site.send('admin-ada', 'DELETE issue/SEC-2274?deleteSubtasks=true')).status).toBe(204);
    expect((await site.send('agent-ana', `GET issue/${subtask}`)).status).toBe(200);
    expect((await site.send('admin-ada', `DELETE issue/${other}`)).status).toBe(400);
  });

  it('tells of it with both ids, as a real site does, in event and history', async () => {
    const ids = await Promise.all(
      ['SEC-2274', other].map(async (key) =>
        textIn((await site.send('agent-ana', `GET issue/${key}`)).body, 'id'),
      ),
    );
    const item = {
      field: 'IssueParentAssociation',
      fieldtype: 'jira',
      from: ids[0],
      fromString: 'SEC-2274',
      to: ids[1],
      toString: other,
    };
    await move({ key: other });
    expect(site.events).toMatchObject([
      { eventType: 'avi:jira:updated:issue', changelog: { items: [item] } },
    ]);
    expect(JSON.stringify(site.events)).not.toContain('fieldId');
    const { body } = await site.send('agent-ana', `GET issue/${subtask}/changelog`);
    expect(listIn(body, 'values').at(-1)).toMatchObject({ items: [item] });
  });

  it('takes over the security level', async () => {
    await site.send('secowner-sam', `PUT issue/${other}`, {
      fields: { security: { name: 'Restricted to security' } },
    });
    const isHidden = (await site.send('agent-ana', `GET issue/${other}`)).status === 404;
    expect(isHidden).toBe(true);
    expect((await move({ key: other }, subtask, 'secowner-sam')).status).toBe(204);
    expect((await site.send('agent-ana', `GET issue/${subtask}`)).status).toBe(404);
  });

  it.each<[what: string, parent: (names: { other: string; subtask: string }) => unknown]>([
    ['nothing', () => null],
    ['an issue that does not exist', () => ({ key: 'SEC-1' })],
    ['an issue of another project', () => ({ key: 'INC-2041' })],
    ['itself', ({ subtask: own }) => ({ key: own })],
    ['a text', ({ other: key }) => key],
  ])('is not put under %s', async (_what, parent) => {
    expect(await move(parent({ other, subtask }))).toMatchObject({
      status: 400,
      body: { errors: { parent: expect.any(String) } },
    });
    expect(await childrenOf('SEC-2274')).toContain(subtask);
    expect(site.events).toEqual([]);
  });

  it('is not changed by its own parent again, nor by who may not edit', async () => {
    expect((await move({ key: 'SEC-2274' })).status).toBe(204);
    expect((await move({ key: other }, subtask, 'auditor-ava')).status).toBe(403);
    expect(site.events).toEqual([]);
  });

  it('may be any but an issue that is no subtask', async () => {
    expect((await move({ key: 'SEC-2274' }, other)).body).toMatchObject({
      errors: { parent: "Changing 'parent' is not served by this local site." },
    });
  });
});
