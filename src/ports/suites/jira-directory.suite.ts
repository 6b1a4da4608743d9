import { describe, expect, it } from '@jest/globals';
import type { KnownPerson } from '../../domain/gate/plan-gates';
import { NO_FIELDS, type JiraApp, type JiraUser, type Option } from '../jira';

/**
 * A Jira of the local site's demo seed, as far as the suite looks at it: in INC, `agent-ben` and the group of
 * incident commanders (`backup-bo`, `commander-cho`) hold the role Service owner, `commander-cho` leads Network and
 * `gone-gil` Storage, and an approval has the statuses Approved, Rejected and Escalated among others. Nobody but the two
 * admins may edit policy.
 */
export interface JiraStage {
  /** Runs with the port as the app, and as a person. */
  readonly byApp: <T>(body: (jira: JiraApp) => Promise<T>) => Promise<T>;
  readonly byPerson: <T>(accountId: string, body: (jira: JiraUser) => Promise<T>) => Promise<T>;
  /** Gives somebody the app's own permission to edit policy. */
  readonly grantPolicy: (accountId: string) => Promise<void>;
}

const COMMANDERS = 'group-incident-commanders';
const OWNER_ROLE = '10105';

const idsOf = (people: readonly KnownPerson[]): readonly string[] =>
  people.map(({ accountId }) => accountId).sort();
const namesOf = (options: readonly Option[]): readonly string[] => options.map(({ name }) => name);

function itKnowsPeople({ byApp }: JiraStage): void {
  it('gives the members of a group, and none of a group that is not there', async () => {
    const members = await byApp((jira) => jira.groupMembers(COMMANDERS));
    expect(idsOf(members)).toEqual(['backup-bo', 'commander-cho']);
    expect(members.every(({ isActive, accountType }) => isActive && accountType === 'atlassian')).toBe(true);
    expect(await byApp((jira) => jira.groupMembers('group-nobodies'))).toEqual([]);
  });

  it('gives who holds a role in a project, its groups included, and nobody elsewhere', async () => {
    const holders = (projectKey: string, roleId: string) =>
      byApp(async (jira) => idsOf(await jira.roleMembers(projectKey, roleId)));
    expect(await holders('INC', OWNER_ROLE)).toEqual(['agent-ben', 'backup-bo', 'commander-cho']);
    expect(await holders('INC', '99999')).toEqual([]);
    expect(await holders('NONE', OWNER_ROLE)).toEqual([]);
  });

  it('gives the leads of components, each once, with who left among them', async () => {
    const leads = (projectKey: string, components: readonly string[]) =>
      byApp((jira) => jira.componentLeads(projectKey, components));
    const found = await leads('INC', ['Network', 'Storage', 'E-mail', 'No such']);
    expect(idsOf(found)).toEqual(['commander-cho', 'gone-gil']);
    expect(found.find(({ accountId }) => accountId === 'gone-gil')?.isActive).toBe(false);
    expect(await leads('INC', [])).toEqual([]);
    expect(await leads('NONE', ['Network'])).toEqual([]);
  });
}

function itKnowsStatuses({ byApp }: JiraStage): void {
  it('gives the issue types of a project with their statuses, and nothing of one that cannot be seen', async () => {
    const types = await byApp((jira) => jira.statusesOf('INC'));
    const type = await byApp((jira) => jira.subtaskType('INC'));
    const approval = types?.find(({ id }) => id === type?.id);
    expect(approval?.isSubtask).toBe(true);
    expect(approval?.statuses).toEqual(expect.arrayContaining(['Approved', 'Rejected', 'Escalated']));
    expect(types?.some(({ isSubtask }) => !isSubtask)).toBe(true);
    expect(await byApp((jira) => jira.statusesOf('NONE'))).toBeNull();
  });
}

function itKnowsTheCaller({ byPerson, grantPolicy }: JiraStage): void {
  it('lets admins edit policy, and whom the permission was granted to', async () => {
    const mayEdit = (who: string) => byPerson(who, (jira) => jira.isPolicyAdmin());
    expect([await mayEdit('admin-ada'), await mayEdit('manager-mia')]).toEqual([true, false]);
    await grantPolicy('manager-mia');
    expect([await mayEdit('manager-mia'), await mayEdit('agent-ana')]).toEqual([true, false]);
  });

  it('names the roles that a person holds in a project', async () => {
    const roles = (who: string, projectKey: string) => byPerson(who, (jira) => jira.rolesIn(projectKey));
    expect(await roles('agent-ben', 'INC')).toContain('Service owner');
    expect(await roles('commander-cho', 'INC')).toContain('Service owner');
    expect(await roles('agent-ana', 'INC')).not.toContain('Service owner');
    expect(await roles('agent-ben', 'NONE')).toEqual([]);
  });
}

function itOffers({ byPerson }: JiraStage): void {
  const find = (what: Parameters<JiraUser['findOptions']>[0], query: string) =>
    byPerson('admin-ada', (jira) => jira.findOptions(what, query));

  it('offers active people by name, and nobody for an empty query', async () => {
    expect((await find('people', 'cho')).map(({ id }) => id)).toEqual(['commander-cho']);
    expect(await find('people', ' ')).toEqual([]);
    expect((await find('people', 'gil')).concat(await find('people', 'automation'))).toEqual([]);
  });

  it('offers groups, projects by key, fields by id, issue types and project roles', async () => {
    expect((await find('groups', 'commanders')).map(({ id }) => id)).toEqual([COMMANDERS]);
    expect((await find('projects', 'INC')).map(({ id }) => id)).toEqual(['INC']);
    expect(await find('fields', 'severity')).toEqual([
      { id: 'customfield_10050', name: 'Severity', detail: 'customfield_10050' },
    ]);
    expect(namesOf(await find('fields', 'customfield_10051'))).toEqual(['Data class']);
    expect(namesOf(await find('issue-types', 'incid'))).toEqual(['Incident']);
    expect(await find('project-roles', 'owner')).toEqual([
      { id: OWNER_ROLE, name: 'Service owner', detail: OWNER_ROLE },
    ]);
  });

  it('offers something of everything but people for an empty query, and nothing for one that nothing holds', async () => {
    for (const what of ['groups', 'projects', 'fields', 'issue-types', 'project-roles'] as const) {
      expect((await find(what, '')).length).toBeGreaterThan(0);
      expect(await find(what, 'no such thing')).toEqual([]);
    }
  });
}

function itReadsActiveIssues({ byApp }: JiraStage): void {
  it('gives unresolved issues with the labels and components that they have', async () => {
    const { issues } = await byApp((jira) => jira.activeIssues({ fields: NO_FIELDS, cursor: null }));
    const incident = issues.find(({ projectKey }) => projectKey === 'INC');
    expect(incident?.issueType).toBe('Incident');
    expect(incident?.rawFields).toMatchObject({ labels: expect.any(Array), components: expect.any(Array) });
  });
}

/** What the fake and the adapter over the emulator both promise of people, roles, pickers and active issues. */
export function describeJiraDirectory(name: string, stage: JiraStage): void {
  describe(`Jira’s directory, ${name}`, () => {
    itKnowsPeople(stage);
    itKnowsStatuses(stage);
    itKnowsTheCaller(stage);
    itOffers(stage);
    itReadsActiveIssues(stage);
  });
}
