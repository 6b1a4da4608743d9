import api, { route } from '@forge/api';
import type { JiraUser } from '../../ports/jira';
import { ask, orNull, tell, type RequestJira } from './jira-http';
import { createJiraReader, toPerson, type OwnAccount } from './jira-reader';
import { BulkPermissionsSchema, MyPermissionsSchema, TransitionsSchema, UserSchema } from './schemas';
import { z } from 'zod';

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
    permissionsOn: async (issueId) => {
      const held = await orNull(permissions(request, ['BROWSE_PROJECTS', 'EDIT_ISSUES'], issueId));
      return held?.has('BROWSE_PROJECTS') === true ? { mayEdit: held.has('EDIT_ISSUES') } : null;
    },
    isAdmin: async () => (await permissions(request, ['ADMINISTER'], null)).has('ADMINISTER'),
    visibleAmong: (issueIds) => visibleAmong(request, issueIds),
    findPeople: async (query) => {
      const path = route`/rest/api/3/user/search?query=${query}&maxResults=${20}`;
      return (await ask(request, { name: 'findUsers', method: 'GET', path }, z.array(UserSchema))).map(
        toPerson,
      );
    },
    transitionTo: (issueId, statuses) => transitionTo(request, issueId, statuses),
  };
}
