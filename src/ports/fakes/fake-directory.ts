import type { KnownPerson } from '../../domain/gate/plan-gates';
import type { Findable, JiraReader, JiraUser, Option, TypeStatuses } from '../jira';
import { projectOf, type FakeIssue } from './fake-site';

/** A project role as the fake holds it; members are account ids. */
export interface FakeRole {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** Who stands behind groups, project roles and components. Tests change it in place. */
export interface FakeDirectory {
  /** Account ids by group id. */
  readonly groups: Map<string, readonly string[]>;
  /** By project key. */
  readonly roles: Map<string, readonly FakeRole[]>;
  /** By project key: the lead's account id by the component's name. */
  readonly componentLeads: Map<string, ReadonlyMap<string, string>>;
  /** By project key; a project that is not here cannot be seen. */
  readonly statuses: Map<string, readonly TypeStatuses[]>;
  /** Custom fields of the site: names by id. */
  readonly fields: Map<string, string>;
}

const MOST_MEMBERS = 100;
const MOST_OPTIONS = 20;

/** A directory of nobody, with the fields of the local site. */
export const createFakeDirectory = (): FakeDirectory => ({
  groups: new Map(),
  roles: new Map(),
  componentLeads: new Map(),
  statuses: new Map(),
  fields: new Map([
    ['customfield_10050', 'Severity'],
    ['customfield_10051', 'Data class'],
    ['customfield_10052', 'Service owner'],
    ['customfield_10053', 'Runbook'],
  ]),
});

interface Site {
  readonly directory: FakeDirectory;
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly issues: ReadonlyMap<string, FakeIssue>;
}

/** Those of the accounts that exist, each once, in order. */
export const knownPeople = (
  { people }: Pick<Site, 'people'>,
  accountIds: readonly string[],
): readonly KnownPerson[] =>
  [...new Set(accountIds)].flatMap((id) => {
    const person = people.get(id);
    return person === undefined ? [] : [{ ...person }];
  });

const isActiveHuman = ({ isActive, accountType }: KnownPerson): boolean =>
  isActive && accountType === 'atlassian';

/** The directory's part of the port. Groups give active people only, as Jira does. */
export function readDirectory(
  site: Site,
): Pick<JiraReader, 'groupMembers' | 'roleMembers' | 'componentLeads' | 'statusesOf'> {
  const { groups, roles, componentLeads, statuses } = site.directory;
  return {
    groupMembers: async (groupId) =>
      knownPeople(site, groups.get(groupId) ?? [])
        .filter(({ isActive }) => isActive)
        .slice(0, MOST_MEMBERS),
    roleMembers: async (projectKey, roleId) => {
      const role = roles.get(projectKey)?.find(({ id }) => id === roleId);
      return knownPeople(site, role?.members ?? []).slice(0, MOST_MEMBERS);
    },
    componentLeads: async (projectKey, components) => {
      const leads = componentLeads.get(projectKey);
      return knownPeople(
        site,
        components.flatMap((name) => leads?.get(name) ?? []),
      );
    },
    statusesOf: async (projectKey) => statuses.get(projectKey) ?? null,
  };
}

/** Names of the roles that somebody holds in a project. */
export const rolesHeld = (
  { roles }: FakeDirectory,
  projectKey: string,
  accountId: string,
): readonly string[] =>
  (roles.get(projectKey) ?? []).filter(({ members }) => members.includes(accountId)).map(({ name }) => name);

function optionsOf(site: Site, what: Findable): readonly Option[] {
  const { directory, people, issues } = site;
  const named = (names: Iterable<string>): Option[] =>
    [...new Set(names)].sort().map((name) => ({ id: name, name, detail: '' }));
  switch (what) {
    case 'people':
      return [...people.values()]
        .filter(isActiveHuman)
        .map(({ accountId, displayName }) => ({ id: accountId, name: displayName, detail: accountId }));
    case 'groups':
      return named(directory.groups.keys());
    case 'projects':
      return named([...issues.values()].map(projectOf));
    case 'fields':
      return [...directory.fields].map(([id, name]) => ({ id, name, detail: id }));
    case 'issue-types':
      return named([...issues.values()].map(({ issueType }) => issueType));
    case 'project-roles': {
      const roles = [...directory.roles.values()].flat();
      return [...new Map(roles.map((role) => [role.id, role])).values()].map(({ id, name }) => ({
        id,
        name,
        detail: id,
      }));
    }
  }
}

/** What a picker offers: nobody for an empty query of people. */
export const findIn =
  (site: Site): JiraUser['findOptions'] =>
  async (what, query) => {
    const wanted = query.trim().toLowerCase();
    if (what === 'people' && wanted === '') return [];
    return optionsOf(site, what)
      .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted))
      .slice(0, MOST_OPTIONS);
  };
