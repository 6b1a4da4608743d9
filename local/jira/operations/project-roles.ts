import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import type { ProjectRecord, RoleRecord } from '../records';
import { selfOf } from '../site-url';
import { nameOfUser } from '../views/user-view';

/** `GET /project/{key}/role`: names and addresses, for who administers any project of the site. */
export const getProjectRoles: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  if (!call.state.projects.all().some((each) => mayAdminister(call, each))) throw noAccess();
  return ok(
    Object.fromEntries(
      project.roles.map(({ id, name }) => [name, selfOf(`project/${project.id}/role/${id}`)]),
    ),
  );
};

/** `GET /project/{key}/role/{id}`: the role with its actors by display name, for who administers this project. */
export const getProjectRole: Handler = (call) => {
  const id = call.param('id');
  if (!/^\d+$/.test(id)) throw JiraError.invalid('The id of a project role is a whole number.');
  const withoutInactive = call.flag('excludeInactiveUsers');
  const project = call.project(call.param('projectIdOrKey'));
  const role = project.roles.find((each) => each.id === id);
  if (!role || !mayAdminister(call, project)) throw noAccess();
  return ok({
    self: selfOf(`project/${project.id}/role/${id}`),
    name: role.name,
    id: Number(id),
    description: '',
    actors: actorsOf(call, role, withoutInactive),
  });
};

const mayAdminister = ({ access }: Call, project: ProjectRecord): boolean =>
  access.has('ADMINISTER_PROJECTS', project) || access.hasGlobal('ADMINISTER');

const noAccess = (): JiraError =>
  JiraError.notFound('The project or the role does not exist, or you do not administer the project.');

function actorsOf({ state }: Call, { id, groups = [], users = [] }: RoleRecord, withoutInactive: boolean) {
  const people = users
    .filter((accountId) => !withoutInactive || state.users.get(accountId)?.active === true)
    .map((accountId) => ({
      displayName: nameOfUser(state, accountId) ?? '',
      type: 'atlassian-user-role-actor',
      actorUser: { accountId },
    }));
  const teams = groups
    .flatMap((name) => state.groups.get(name) ?? [])
    .map(({ name, groupId }) => ({
      displayName: name,
      type: 'atlassian-group-role-actor',
      actorGroup: { name, displayName: name, groupId },
    }));
  return [...teams, ...people]
    .sort((a, b) => (a.displayName < b.displayName ? -1 : 1))
    .map((actor, index) => ({ id: Number(id) * 100 + index, ...actor }));
}
