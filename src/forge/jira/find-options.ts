import { isActivePerson } from '../../domain/gate/plan-gates';
import { route, type Route } from '@forge/api';
import { z } from 'zod';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { Findable, Option } from '../../ports/jira';
import { ask, orNull, type RequestJira } from './jira-http';
import {
  FieldSchema,
  GroupsSchema,
  NamedTypeSchema,
  ProjectPageSchema,
  RoleMapSchema,
  UserSchema,
} from './schemas';
import { toPerson } from './read-people';

const MOST = 20;

/** What Jira does not show to this person gives no options. */
async function get<T extends z.ZodType>(
  request: RequestJira,
  call: { readonly name: string; readonly path: Route },
  schema: T,
): Promise<z.infer<T> | null> {
  return orNull(ask(request, { ...call, method: 'GET' }, schema));
}

/** Those that hold the query in a name or an id, exact ones first, then those that begin so. */
function matching(options: readonly Option[], query: string): readonly Option[] {
  const wanted = query.toLowerCase();
  const rankOf = ({ id, name }: Option): number => {
    const words = [id.toLowerCase(), name.toLowerCase()];
    if (words.includes(wanted)) return 0;
    if (words.some((word) => word.startsWith(wanted))) return 1;
    return words.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  return options
    .map((option) => ({ option, rank: rankOf(option) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

/** Active people; Jira's search finds no inactive ones, and apps are left out. Everybody is no answer. */
async function findPeople(request: RequestJira, query: string): Promise<readonly Option[]> {
  if (query === '') return [];
  const path = route`/rest/api/3/user/search?query=${query}&maxResults=${MOST * 2}`;
  const users = (await get(request, { name: 'findUsers', path }, z.array(UserSchema))) ?? [];
  return users
    .map(toPerson)
    .filter(isActivePerson)
    .map(({ accountId, displayName }) => ({ id: accountId, name: displayName, detail: accountId }));
}

async function findGroups(request: RequestJira, query: string): Promise<readonly Option[]> {
  const path = route`/rest/api/3/groups/picker?query=${query}&maxResults=${MOST}`;
  const found = await get(request, { name: 'findGroups', path }, GroupsSchema);
  return (found?.groups ?? []).map(({ groupId, name }) => ({ id: groupId, name, detail: groupId }));
}

/** A policy names projects by key. */
async function findProjects(request: RequestJira, query: string): Promise<readonly Option[]> {
  const path = route`/rest/api/3/project/search?query=${query}&maxResults=${MOST}&orderBy=${'key'}`;
  const found = await get(request, { name: 'searchProjects', path }, ProjectPageSchema);
  return (found?.values ?? []).map(({ key, name }) => ({ id: key, name, detail: key }));
}

async function findFields(request: RequestJira, query: string): Promise<readonly Option[]> {
  const path = route`/rest/api/3/field`;
  const fields = (await get(request, { name: 'getFields', path }, z.array(FieldSchema))) ?? [];
  return matching(
    fields.map(({ id, name }) => ({ id, name, detail: id })),
    query,
  );
}

/** A policy names issue types by name, so two of one name are one. */
async function findIssueTypes(request: RequestJira, query: string): Promise<readonly Option[]> {
  const path = route`/rest/api/3/issuetype`;
  const types = (await get(request, { name: 'getIssueAllTypes', path }, z.array(NamedTypeSchema))) ?? [];
  const byName = new Map(types.map((type) => [type.name, type]));
  const options = [...byName.values()].map(({ name, subtask }) => ({
    id: name,
    name,
    detail: subtask ? 'Sub-task' : '',
  }));
  return matching(options, query);
}

/** Ends in the role's id: `…/project/10000/role/10002`. */
const ROLE_ID = /\/role\/(\d{1,18})$/u;

/**
 * Project roles, which all company-managed projects of a site share; so one of them is asked, and a team-managed one only
 * where there is no other. Jira names roles to who administers some project.
 */
async function findRoles(request: RequestJira, query: string): Promise<readonly Option[]> {
  const all = route`/rest/api/3/project/search?maxResults=${100}&orderBy=${'key'}`;
  const projects =
    (await get(request, { name: 'searchProjects', path: all }, ProjectPageSchema))?.values ?? [];
  const project = projects.find(({ style }) => style === 'classic') ?? projects[0];
  if (project === undefined) return [];
  const path = route`/rest/api/3/project/${project.key}/role`;
  const roles = (await get(request, { name: 'getProjectRoles', path }, RoleMapSchema)) ?? {};
  const options = Object.entries(roles).flatMap(([name, self]) => {
    const id = ROLE_ID.exec(self)?.[1];
    return id === undefined ? [] : [{ id, name, detail: id }];
  });
  return matching(options, query);
}

const FINDERS: Readonly<
  Record<Findable, (request: RequestJira, query: string) => Promise<readonly Option[]>>
> = {
  people: findPeople,
  groups: findGroups,
  projects: findProjects,
  fields: findFields,
  'issue-types': findIssueTypes,
  'project-roles': findRoles,
};

/** At most 20 options, their names without invisible characters: whoever may name a group or a field is not trusted for it. */
export async function findOptions(
  request: RequestJira,
  what: Findable,
  query: string,
): Promise<readonly Option[]> {
  const found = await FINDERS[what](request, query.trim());
  return found.slice(0, MOST).map((option) => ({ ...option, name: withoutUnseen(option.name) }));
}
