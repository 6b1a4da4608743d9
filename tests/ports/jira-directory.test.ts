import { describe, expect, it } from '@jest/globals';
import { describeJiraDirectory } from '../../src/ports/suites/jira-directory.suite';
import { answersOf, portCodeOf } from './jira-answers';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const { watch, answer } = answersOf(site);

const grantPolicy = async (accountId: string): Promise<void> => {
  site.host().jira.changeMembership({ accountId, group: 'ai-policy-admins', isMember: true });
};
describeJiraDirectory('over the emulator', { byApp: site.asApp, byPerson: site.asUser, grantPolicy });

describe('members of a group', () => {
  it('are read page by page, and no more than 100', async () => {
    const user = (at: number) => ({
      accountId: `p-${at}`,
      displayName: `P ${at}`,
      active: true,
      accountType: 'atlassian',
    });
    const asked: string[] = [];
    site.host().tap(({ path }, given) => {
      if (!path.includes('/group/member')) return given;
      const startAt = Number(new URL(path, 'http://jira').searchParams.get('startAt'));
      asked.push(String(startAt));
      const values = Array.from({ length: 50 }, (_none, at) => user(startAt + at));
      return { status: 200, headers: {}, body: { values, isLast: startAt >= 150 } };
    });
    const members = await site.asApp((jira) => jira.groupMembers('group-service-agents'));
    expect([asked, members.length, members.at(-1)?.accountId]).toEqual([['0', '50'], 100, 'p-99']);
  });

  it('are nobody for who may not browse people', async () => {
    expect(
      await site.asUser('outsider-oz', (jira) => jira.groupMembers('group-incident-commanders')),
    ).toEqual([]);
  });

  it('are not half read when Jira fails', async () => {
    answer(/group\/member/u, { status: 503 });
    const reading = site.asApp((jira) => jira.groupMembers('group-incident-commanders'));
    expect(await portCodeOf(reading)).toBe('unavailable');
  });
});

describe('holders of a project role', () => {
  it('leave out actors that are neither a person nor a group with an id', async () => {
    const actors = [
      { type: 'atlassian-group-role-actor', actorGroup: { name: 'old' } },
      { type: 'atlassian-user-role-actor', actorUser: { accountId: 'agent-ben' } },
      { type: 'something-new' },
    ];
    answer(/\/role\/10105/u, { body: { id: 10_105, actors } });
    const people = await site.asApp((jira) => jira.roleMembers('INC', '10105'));
    expect(people.map(({ accountId }) => accountId)).toEqual(['agent-ben']);
  });

  it('are nobody for a person who does not administer the project', async () => {
    expect(await site.asUser('agent-ana', (jira) => jira.roleMembers('INC', '10105'))).toEqual([]);
    expect(await site.asUser('admin-ada', (jira) => jira.roleMembers('INC', '10105'))).toHaveLength(3);
  });
});

describe('leads of components', () => {
  it('cost one call for the components and one for the people, and none for no component', async () => {
    const asked = watch();
    await site.asApp((jira) => jira.componentLeads('INC', ['Network', 'Identity']));
    expect(asked).toEqual(['GET project/INC/components', 'GET user/bulk']);
    await site.asApp((jira) => jira.componentLeads('INC', []));
    expect(asked).toHaveLength(2);
  });
});

describe('statuses of a project', () => {
  it('cost one call, and their names hold no invisible characters', async () => {
    const asked = watch();
    await site.asApp((jira) => jira.statusesOf('INC'));
    expect(asked).toEqual(['GET project/INC/statuses']);
    const type = {
      id: '7',
      name: 'Approval',
      subtask: true,
      statuses: [{ id: '1', name: 'App\u{200b}roved' }],
    };
    answer(/\/statuses/u, { body: [type, { id: '8', statuses: [] }] });
    expect(await site.asApp((jira) => jira.statusesOf('INC'))).toEqual([
      { id: '7', isSubtask: true, statuses: ['Approved'] },
      { id: '8', isSubtask: false, statuses: [] },
    ]);
  });

  it('are not taken for a hidden project when Jira fails', async () => {
    answer(/\/statuses/u, { status: 503 });
    expect(await portCodeOf(site.asApp((jira) => jira.statusesOf('INC')))).toBe('unavailable');
  });
});

describe('who may edit policy', () => {
  it('is one question for an admin and two for others', async () => {
    const asked = watch();
    await site.asUser('admin-ada', (jira) => jira.isPolicyAdmin());
    expect(asked).toEqual(['GET mypermissions']);
    await site.asUser('agent-ana', (jira) => jira.isPolicyAdmin());
    expect(asked).toHaveLength(3);
  });

  it('asks for the permission by the key that Jira gave it', async () => {
    const asked: (string | null)[] = [];
    site.host().tap(({ path }, response) => {
      asked.push(new URL(path, 'http://jira').searchParams.get('permissions'));
      return response;
    });
    await site.asUser('agent-ana', (jira) => jira.isPolicyAdmin());
    const { permissionsOfApp } = site.host().host.manifest;
    expect(permissionsOfApp).toHaveLength(1);
    expect(asked).toEqual(['ADMINISTER', permissionsOfApp[0]?.key]);
  });

  it('is admins alone while Jira does not know the permission, and nobody while it cannot be asked', async () => {
    answer(/permissions=ari/u, { status: 400, body: { errorMessages: ['Unrecognized permission'] } });
    expect(await site.asUser('admin-ada', (jira) => jira.isPolicyAdmin())).toBe(true);
    expect(await site.asUser('agent-ana', (jira) => jira.isPolicyAdmin())).toBe(false);
    answer(/mypermissions/u, { status: 503 });
    expect(await portCodeOf(site.asUser('admin-ada', (jira) => jira.isPolicyAdmin()))).toBe('unavailable');
  });
});

describe('roles of a person', () => {
  it('are asked for in one call, also by who administers nothing', async () => {
    const asked = watch();
    expect(await site.asUser('agent-ben', (jira) => jira.rolesIn('INC'))).toEqual([
      'Service Desk Team',
      'Service owner',
    ]);
    expect(asked).toEqual(['POST expression/evaluate']);
  });

  it('are none in a project that the person does not see, and no answer of another shape is taken', async () => {
    expect(await site.asUser('outsider-oz', (jira) => jira.rolesIn('INC'))).toEqual([]);
    answer(/expression/u, { body: { value: 'Administrators' } });
    expect(await portCodeOf(site.asUser('agent-ben', (jira) => jira.rolesIn('INC')))).toBe('unavailable');
  });
});

describe('options of a picker', () => {
  it('are none where Jira shows a person nothing', async () => {
    const found = (what: 'project-roles' | 'groups' | 'projects') =>
      site.asUser('outsider-oz', (jira) => jira.findOptions(what, ''));
    expect([await found('project-roles'), await found('groups'), await found('projects')]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await site.asUser('agent-ana', (jira) => jira.findOptions('project-roles', ''))).toEqual([]);
  });

  it('are at most 20, exact ones first, and two issue types of one name are one', async () => {
    const named = (name: string, id = name) => ({ id, name, custom: true });
    const fields = Array.from({ length: 30 }, (_none, at) => named(`Impact ${at}`, `customfield_1${at}`));
    answer(/\/field$/u, { body: [...fields, named('Business impact', 'a'), named('impact', 'b')] });
    const found = await site.asUser('admin-ada', (jira) => jira.findOptions('fields', 'Impact'));
    expect([found.length, found[0]?.id, found[1]?.name]).toEqual([20, 'b', 'Impact 0']);
    answer(/\/issuetype$/u, {
      body: [named('Task', '1'), named('Task', '2'), { id: '3', name: 'Sub', subtask: true }],
    });
    expect(await site.asUser('admin-ada', (jira) => jira.findOptions('issue-types', ''))).toEqual([
      { id: 'Task', name: 'Task', detail: '' },
      { id: 'Sub', name: 'Sub', detail: 'Sub-task' },
    ]);
  });

  it('hold no inactive person and no app, whatever Jira answers', async () => {
    const person = (accountId: string, active: boolean, accountType = 'atlassian') => ({
      accountId,
      displayName: accountId,
      active,
      accountType,
    });
    answer(/user\/search/u, {
      body: [person('left', false), person('robot', true, 'app'), person('here', true)],
    });
    const found = await site.asUser('admin-ada', (jira) => jira.findOptions('people', 'a'));
    expect(found.map(({ id }) => id)).toEqual(['here']);
  });

  it('carry no invisible characters and no role without an id', async () => {
    answer(/\/role$/u, {
      body: { 'Ow\u200bners': 'https://x/rest/api/3/project/1/role/7', Broken: 'https://x' },
    });
    expect(await site.asUser('admin-ada', (jira) => jira.findOptions('project-roles', ''))).toEqual([
      { id: '7', name: 'Owners', detail: '7' },
    ]);
  });

  it('of roles come from a company-managed project, which shares them with the others', async () => {
    const asked: string[] = [];
    site.host().tap(({ path }, given) => {
      asked.push(path);
      if (!path.includes('/project/search')) return given;
      const project = (key: string, style: string) => ({ key, name: key, style });
      return { ...given, body: { values: [project('AAA', 'next-gen'), project('INC', 'classic')] } };
    });
    const roles = await site.asUser('admin-ada', (jira) => jira.findOptions('project-roles', 'owner'));
    expect(roles.map(({ id }) => id)).toEqual(['10105']);
    expect(asked.at(-1)).toContain('/project/INC/role');
  });
});

describe('a notification', () => {
  it('reaches who may see the issue, and nobody else', async () => {
    const message = { subject: 'A class stands still', text: 'Its owner left.' };
    await site.asApp((jira) => jira.notifyPeople('INC-2041', ['backup-bo', 'outsider-oz'], message));
    expect(site.host().jira.notifications().at(-1)).toMatchObject({
      recipients: ['backup-bo'],
      subject: message.subject,
      textBody: message.text,
    });
  });
});
