import { route } from '@forge/api';
import { z } from 'zod';
import type { KnownPerson } from '../../domain/gate/plan-gates';
import type { JiraReader } from '../../ports/jira';
import { ask, orNull, type RequestJira } from './jira-http';
import { readPeople, toPerson } from './read-people';
import { readStatuses } from './read-statuses';
import { ComponentSchema, GroupPageSchema, RoleSchema } from './schemas';

const MOST_MEMBERS = 100;
/** Jira gives no longer page of members. */
const MEMBERS_PAGE = 50;

/** Active members, by the granular scopes of this one operation (docs/privacy.md, Scopes). */
async function groupMembers(request: RequestJira, groupId: string): Promise<readonly KnownPerson[]> {
  const found: KnownPerson[] = [];
  for (;;) {
    const path = route`/rest/api/3/group/member?groupId=${groupId}&startAt=${found.length}&maxResults=${MEMBERS_PAGE}`;
    const page = await orNull(
      ask(request, { name: 'getUsersFromGroup', method: 'GET', path }, GroupPageSchema),
    );
    if (page === null) return [];
    found.push(...page.values.map(toPerson));
    if (page.isLast || page.values.length === 0 || found.length >= MOST_MEMBERS)
      return found.slice(0, MOST_MEMBERS);
  }
}

/** Needs to administer the project, which the app does by its own role there, and few people do. */
async function roleMembers(
  request: RequestJira,
  projectKey: string,
  roleId: string,
): Promise<readonly KnownPerson[]> {
  const path = route`/rest/api/3/project/${projectKey}/role/${roleId}`;
  const role = await orNull(ask(request, { name: 'getProjectRole', method: 'GET', path }, RoleSchema));
  const ids = new Set<string>();
  for (const { actorUser, actorGroup } of role?.actors ?? []) {
    if (ids.size >= MOST_MEMBERS) break;
    if (actorUser) ids.add(actorUser.accountId);
    if (actorGroup)
      for (const { accountId } of await groupMembers(request, actorGroup.groupId)) ids.add(accountId);
  }
  return readPeople(request, [...ids].slice(0, MOST_MEMBERS));
}

async function componentLeads(
  request: RequestJira,
  projectKey: string,
  names: readonly string[],
): Promise<readonly KnownPerson[]> {
  if (names.length === 0) return [];
  const path = route`/rest/api/3/project/${projectKey}/components`;
  const components = await orNull(
    ask(request, { name: 'getProjectComponents', method: 'GET', path }, z.array(ComponentSchema)),
  );
  const leads = (components ?? [])
    .filter(({ name }) => names.includes(name))
    .map(({ lead }) => lead?.accountId);
  return readPeople(
    request,
    leads.filter((id) => id !== undefined),
  );
}

/** Who stands behind groups, project roles and components, and a project's statuses, as this actor may see it. */
export const createDirectory = (
  request: RequestJira,
): Pick<JiraReader, 'groupMembers' | 'roleMembers' | 'componentLeads' | 'statusesOf'> => ({
  groupMembers: (groupId) => groupMembers(request, groupId),
  roleMembers: (projectKey, roleId) => roleMembers(request, projectKey, roleId),
  componentLeads: (projectKey, components) => componentLeads(request, projectKey, components),
  statusesOf: (projectKey) => readStatuses(request, projectKey),
});
