import api, { getAppContext, route } from '@forge/api';
import type { JiraUser } from '../../ports/jira';
import { PortError } from '../../ports/port-error';
import { findOptions } from './find-options';
import { ask, orNull, tell, type RequestJira } from './jira-http';
import { createJiraReader, type OwnAccount } from './jira-reader';
import { readSurroundings } from './read-surroundings';
import { BulkPermissionsSchema, MyPermissionsSchema, RoleNamesSchema, TransitionsSchema } from './schemas';

async function permissions(
  request: RequestJira,
  names: readonly string[],
  issueId: string | null,
): Promise<ReadonlySet<string>> {
  const query = new URLSearchParams({
    permissions: names.join(','),
    ...(issueId === null ? {} : { issueId }),
  });
  const path = route`/rest/api/3/mypermissions?${query}`;
  const answer = await ask(request, { name: 'getMyPermissions', method: 'GET', path }, MyPermissionsSchema);
  return new Set(names.filter((name) => answer.permissions[name]?.havePermission === true));
}

/** The key of `jira:globalPermission` in manifest.yml. */
const POLICY_ADMIN = 'policy-admin';

/** As Jira names the permission: Atlassian's page of `jira:globalPermission`. */
function policyAdminKey(): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${POLICY_ADMIN}`;
}

/**
 * Jira admins are asked for first and alone: Jira refuses a question that names a permission it does not know, and a
 * site that does not know ours yet must not lock its admins out.
 */
async function isPolicyAdmin(request: RequestJira): Promise<boolean> {
  if ((await permissions(request, ['ADMINISTER'], null)).has('ADMINISTER')) return true;
  const key = policyAdminKey();
  try {
    return (await permissions(request, [key], null)).has(key);
  } catch (error) {
    if (error instanceof PortError && error.code === 'refused') return false;
    throw error;
  }
}

/**
 * By a Jira expression, because the REST operations on project roles are for who administers the project, and anybody may ask
 * for their own roles so (Jira expressions, type User, `getProjectRoles`).
 */
async function rolesIn(request: RequestJira, projectKey: string): Promise<readonly string[]> {
  const body = {
    expression: 'user.getProjectRoles(project).map(role => role.name)',
    context: { project: { key: projectKey } },
  };
  const path = route`/rest/api/3/expression/evaluate`;
  const roles = await orNull(
    ask(request, { name: 'evaluateJSISJiraExpression', method: 'POST', path, body }, RoleNamesSchema),
  );
  return roles?.value ?? [];
}

async function visibleAmong(request: RequestJira, issueIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = issueIds.map(Number).filter(Number.isSafeInteger).slice(0, 1_000);
  // Jira answers true for an empty list of issues (facts §3.2), so an empty list is never sent.
  if (ids.length === 0) return new Set();
  const body = { projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: ids }] };
  const path = route`/rest/api/3/permissions/check`;
  const answer = await ask(
    request,
    { name: 'getBulkPermissions', method: 'POST', path, body },
    BulkPermissionsSchema,
  );
  const granted =
    answer.projectPermissions.find((entry) => entry.permission === 'BROWSE_PROJECTS')?.issues ?? [];
  return new Set(granted.map(String));
}

async function transitionTo(
  request: RequestJira,
  issueId: string,
  statuses: readonly string[],
): Promise<boolean> {
  const path = route`/rest/api/3/issue/${issueId}/transitions`;
  const { transitions } = await ask(
    request,
    { name: 'getTransitions', method: 'GET', path },
    TransitionsSchema,
  );
  const wanted = statuses.map((status) => status.toLowerCase());
  const transition = transitions.find(({ to }) => wanted.includes(to.name.toLowerCase()));
  if (transition === undefined) return false;
  await tell(request, {
    name: 'doTransition',
    method: 'POST',
    path,
    body: { transition: { id: transition.id } },
  });
  return true;
}

/** Jira as the person of this invocation; exists in resolvers only (facts §3.3). */
export function createJiraUser(ownAccount: OwnAccount): JiraUser {
  const request: RequestJira = (path, init) => api.asUser().requestJira(path, init);
  return {
    ...createJiraReader(request, ownAccount),
    readSurroundings: (reading) => readSurroundings(request, ownAccount, reading),
    permissionsOn: async (issueId) => {
      const held = await orNull(permissions(request, ['BROWSE_PROJECTS', 'EDIT_ISSUES'], issueId));
      return held?.has('BROWSE_PROJECTS') === true ? { mayEdit: held.has('EDIT_ISSUES') } : null;
    },
    isPolicyAdmin: () => isPolicyAdmin(request),
    rolesIn: (projectKey) => rolesIn(request, projectKey),
    findOptions: (what, query) => findOptions(request, what, query),
    visibleAmong: (issueIds) => visibleAmong(request, issueIds),
    transitionTo: (issueId, statuses) => transitionTo(request, issueId, statuses),
  };
}
