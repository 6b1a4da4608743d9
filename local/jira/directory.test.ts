import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock, createTestSite, listIn, textIn, type TestSite } from './testing';
import { createJira, serveJira } from './jira';
import type { AppPermission } from './records';
import { MemoryStore } from '../store/memory-store';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const rest = (path: string) => expect.stringMatching(new RegExp(`/rest/api/3/${path}$`));

describe('components of a project', () => {
  it('have the lead that the project named, and none where it named nobody', async () => {
    const { body } = await site.send('agent-ana', 'GET project/INC/components');
    const components = Array.isArray(body) ? body : [];
    expect(components).toHaveLength(6);
    expect(components).toContainEqual(
      expect.objectContaining({
        name: 'Network',
        leadAccountId: 'commander-cho',
        lead: expect.objectContaining({
          accountId: 'commander-cho',
          displayName: 'Cho Min-ji',
          active: true,
        }),
      }),
    );
    expect(components.find((each) => textIn(each, 'name') === 'E-mail')).not.toHaveProperty('lead');
  });
});

describe('project roles', () => {
  it('are named to who administers a project, and do not exist for others', async () => {
    const { body } = await site.send('admin-ada', 'GET project/INC/role');
    expect(body).toMatchObject({
      Administrators: rest('project/10000/role/10002'),
      'Service owner': rest('project/10000/role/10105'),
    });
    expect((await site.send('agent-ana', 'GET project/INC/role')).status).toBe(404);
    expect((await site.send('app', 'GET project/INC/role')).status).toBe(200);
  });
});

describe('a project role', () => {
  it('holds people and groups by display name, without inactive people on request', async () => {
    const project = site.state.findProject('INC');
    if (!project) throw new Error('no project INC');
    const roles = project.roles.map((role) =>
      role.id === '10105' ? { ...role, users: ['gone-gil', 'agent-ben'] } : role,
    );
    site.state.projects.put(project.id, { ...project, roles });
    const named = async (query: string) =>
      listIn((await site.send('app', `GET project/INC/role/10105${query}`)).body, 'actors').map((actor) => [
        actor['type'],
        actor['displayName'],
        actor['actorUser'] ?? actor['actorGroup'],
      ]);
    const ben = ['atlassian-user-role-actor', 'Ben Fischer', { accountId: 'agent-ben' }];
    const gil = ['atlassian-user-role-actor', 'Gil Tanaka', { accountId: 'gone-gil' }];
    const name = 'incident-commanders';
    const group = { name, displayName: name, groupId: `group-${name}` };
    const team = ['atlassian-group-role-actor', name, group];
    expect(await named('')).toEqual([ben, gil, team]);
    expect(await named('?excludeInactiveUsers=true')).toEqual([ben, team]);
  });

  it.each([
    ['an agent', 'agent-ana', 'INC/role/10105'],
    ['somebody outside', 'outsider-oz', 'INC/role/10105'],
    ['a role that is not there', 'admin-ada', 'INC/role/99999'],
  ])('does not exist for %s', async (_what, who, path) => {
    expect((await site.send(who, `GET project/${path}`)).status).toBe(404);
  });
});

const NAMES = 'user.getProjectRoles(project).map(role => role.name)';
const evaluate = (who: string, expression: string, context: unknown) =>
  site.send(who, 'POST expression/evaluate', { expression, context });

describe('a Jira expression', () => {
  it.each([
    ['an agent', ['agent-ben', 'INC'], ['Service Desk Team', 'Service owner']],
    ['a member of a group of the role', ['commander-cho', 'INC'], ['Service Desk Team', 'Service owner']],
    ['the same agent elsewhere', ['agent-ben', 'ENH'], ['Service Desk Team']],
    ['an admin', ['admin-ada', 'INC'], ['Administrators']],
    ['the app', ['app', 'INC'], ['atlassian-addons-project-access']],
  ])('gives %s the names of their own roles', async (_what, [who = '', key = ''], value) => {
    expect((await evaluate(who, NAMES, { project: { key } })).body).toEqual({ value });
    const project = { id: Number(site.state.findProject(key)?.id) };
    expect((await evaluate(who, NAMES.replaceAll('role', 'r'), { project })).body).toEqual({ value });
  });

  it('refuses what it does not serve by name', async () => {
    const key = { project: { key: 'INC' } };
    const refusals = [
      await evaluate('agent-ana', 'issue.summary', key),
      await evaluate('agent-ana', NAMES.replace('role.name', 'other.name'), key),
      await evaluate('agent-ana', NAMES, { ...key, issue: { key: 'INC-2041' } }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 400]);
    for (const { body } of refusals) expect(JSON.stringify(body)).toContain('is not served');
  });

  it('fails as Jira’s does without a project, with two names for one, and without a user', async () => {
    expect((await evaluate('agent-ana', NAMES, {})).status).toBe(400);
    expect((await evaluate('agent-ana', NAMES, { project: { id: 10_000, key: 'INC' } })).status).toBe(400);
    expect((await evaluate('anonymous', NAMES, { project: { key: 'INC' } })).status).toBe(400);
    expect((await evaluate('outsider-oz', NAMES, { project: { key: 'INC' } })).status).toBe(404);
    expect((await site.send('agent-ana', 'POST expression/evaluate', {})).status).toBe(400);
  });
});

const PERMISSION: AppPermission = {
  key: 'ari:cloud:ecosystem::extension/app/environment/static/manage',
  name: 'Manage things',
  description: 'All of them.',
  defaultGrants: 'jira-administrators',
};

describe('a global permission of an app', () => {
  const holds = async (who: string, key = PERMISSION.key) => {
    const body = { globalPermissions: [key] };
    const checked = await site.send(who, 'POST permissions/check', body);
    const mine = await site.send(who, `GET mypermissions?permissions=${encodeURIComponent(key)}`);
    return [checked.body, mine.body];
  };
  const answers = (havePermission: boolean) => [
    { globalPermissions: havePermission ? [PERMISSION.key] : [], projectPermissions: [] },
    {
      permissions: {
        [PERMISSION.key]: expect.objectContaining({ type: 'GLOBAL', name: PERMISSION.name, havePermission }),
      },
    },
  ];
  const install = (permission: AppPermission): void => {
    serveJira(site.state, site.clock, [permission]);
  };

  it('is held by Jira admins and by who is in a group that it was granted to', async () => {
    install(PERMISSION);
    expect(await holds('admin-ada')).toEqual(answers(true));
    expect(await holds('manager-mia')).toEqual(answers(false));
    const membership = { accountId: 'manager-mia', group: 'ai-policy-admins' };
    expect(site.jira.changeMembership({ ...membership, isMember: true })).toBe('changed');
    expect(await holds('manager-mia')).toEqual(answers(true));
    expect(site.jira.changeMembership({ ...membership, isMember: false })).toBe('changed');
    expect(await holds('manager-mia')).toEqual(answers(false));
  });

  it.each([
    ['none', [false, false, false]],
    ['all', [true, true, false]],
    ['jira-administrators', [true, false, false]],
  ] as const)(
    'with the default grant %s is held by an admin, an agent, a customer as documented',
    async (defaultGrants, expected) => {
      install({ ...PERMISSION, defaultGrants });
      const held = [await holds('admin-ada'), await holds('agent-ana'), await holds('customer-cy')];
      expect(held).toEqual(expected.map(answers));
    },
  );

  it('is unknown where the app is not installed', async () => {
    expect(
      (await site.send('admin-ada', 'POST permissions/check', { globalPermissions: [PERMISSION.key] }))
        .status,
    ).toBe(400);
    const path = `GET mypermissions?permissions=${encodeURIComponent(PERMISSION.key)}`;
    expect((await site.send('admin-ada', path)).status).toBe(400);
  });

  it('keeps what was granted over an upgrade, and is there again after a reset', async () => {
    const store = new MemoryStore();
    const clock = createTestClock();
    const first = createJira({ store, clock, permissions: [PERMISSION] });
    first.seed('demo');
    first.changeMembership({ accountId: 'agent-ana', group: 'ai-policy-admins', isMember: true });
    const upgraded = { ...PERMISSION, name: 'Manage all things' };
    const second = createJira({ store, clock, permissions: [upgraded] });
    const ask = async () => {
      const { body } = await second.handle({
        method: 'GET',
        path: `/rest/api/3/mypermissions?permissions=${encodeURIComponent(PERMISSION.key)}`,
        headers: {},
        actor: { kind: 'user', accountId: 'agent-ana' },
      });
      return body;
    };
    const answer = (havePermission: boolean) => ({
      permissions: {
        [PERMISSION.key]: expect.objectContaining({ name: 'Manage all things', havePermission }),
      },
    });
    expect(await ask()).toEqual(answer(true));
    second.seed('demo');
    expect(await ask()).toEqual(answer(false));
  });
});

describe('a membership', () => {
  it('of nobody, of no group and of a closed account is refused', () => {
    const { jira } = site;
    const change = { accountId: 'agent-ana', group: 'service-agents', isMember: true };
    expect(jira.changeMembership({ ...change, accountId: 'nobody' })).toBe('unknown-account');
    expect(jira.changeMembership({ ...change, group: 'nobodies' })).toBe('unknown-group');
    jira.changeAccount({ accountId: 'agent-ana', status: 'closed' });
    expect(jira.changeMembership(change)).toBe('closed');
    expect(site.state.users.get('agent-ana')?.groups).toEqual([]);
  });

  it('that is there already changes nothing', () => {
    site.jira.changeMembership({ accountId: 'agent-ana', group: 'service-agents', isMember: true });
    expect(site.state.users.get('agent-ana')?.groups).toEqual(['service-agents']);
  });
});
