import { LIMITS } from '../../forge/limits';
import { Access, isGlobalPermission, isProjectPermission, type ProjectPermission } from '../access';
import { ok, type Call, type Handler } from '../call';
import { JiraError } from '../jira-error';
import { isObject, readArray, readText, readTexts, type Json } from '../json';
import type { IssueRecord, ProjectRecord } from '../records';

const MAX_CHECKED = LIMITS.jiraPermissionItems.value;

/** `GET /mypermissions?permissions=`: on an issue, in a project, or (without either) anywhere. */
export const getMyPermissions: Handler = (call) => {
  const wanted = call.list('permissions');
  if (wanted.length === 0) throw JiraError.invalid('The permissions query parameter is required.');
  const context = contextOf(call);
  const entries = wanted.map((key) => {
    const isGlobal = isGlobalPermission(key, call.state);
    const havePermission = isGlobal
      ? call.access.hasGlobal(key)
      : hasInContext(call, readPermission(key), context);
    return [
      key,
      {
        id: key,
        key,
        name: call.state.appPermissions.get(key)?.name ?? nameOf(key),
        type: isGlobal ? 'GLOBAL' : 'PROJECT',
        description: call.state.appPermissions.get(key)?.description ?? '',
        havePermission,
      },
    ] as const;
  });
  return ok({ permissions: Object.fromEntries(entries) });
};

/**
 * `POST /permissions/check`: unknown ids are left out, which means denied. Asking for another account needs
 * ADMINISTER; that the app may not do so either is our strict reading of an open point (forge-facts §9.5).
 */
export const getBulkPermissions: Handler = (call) => {
  const accountId = readText(call.body, 'accountId');
  const isOther = accountId !== undefined && accountId !== call.access.user?.accountId;
  if (isOther && !call.access.hasGlobal('ADMINISTER')) {
    throw JiraError.forbidden('Administer Jira is needed to check the permissions of another user.');
  }
  const access = isOther ? Access.of(call.state, accountId) : call.access;
  const wantedGlobal = readTexts(call.body, 'globalPermissions');
  const unknown = wantedGlobal.find((key) => !isGlobalPermission(key, call.state));
  if (unknown !== undefined) throw JiraError.invalid(`Unrecognized permission: ${unknown}`);
  return ok({
    globalPermissions: wantedGlobal.filter((key) => access.hasGlobal(key)),
    projectPermissions: readArray(call.body, 'projectPermissions').flatMap((item) =>
      checkProjects(call, access, item),
    ),
  });
};

function checkProjects({ state }: Call, access: Access, item: Json) {
  if (!isObject(item)) throw JiraError.invalid("'projectPermissions' has to hold objects.");
  const permissions = readTexts(item, 'permissions').map(readPermission);
  if (permissions.length === 0) throw JiraError.invalid('At least one project permission is required.');
  const issueIds = readTexts(item, 'issues');
  const projectIds = readTexts(item, 'projects');
  if (issueIds.length > MAX_CHECKED || projectIds.length > MAX_CHECKED) {
    throw JiraError.invalid(`At most ${MAX_CHECKED} issues and ${MAX_CHECKED} projects can be checked.`);
  }
  const issues = issueIds.flatMap((id) => state.issues.get(id) ?? []);
  const projects = projectIds.flatMap((id) => state.projects.get(id) ?? []);
  return permissions.map((permission) => ({
    permission,
    issues: issues
      .filter((issue) => mayOnIssue({ state, access }, permission, issue))
      .map(({ id }) => Number(id)),
    projects: projects.filter((project) => access.has(permission, project)).map(({ id }) => Number(id)),
  }));
}

/** A permission on an issue that one may not browse is none. */
function mayOnIssue(
  { state, access }: Pick<Call, 'state' | 'access'>,
  permission: ProjectPermission,
  issue: IssueRecord,
) {
  const project = state.projects.get(issue.projectId);
  return (
    project !== undefined &&
    access.has('BROWSE_PROJECTS', project, issue) &&
    access.has(permission, project, issue)
  );
}

function contextOf(call: Call): { issue?: IssueRecord; project?: ProjectRecord } {
  const issue = call.query.get('issueId') ?? call.query.get('issueKey');
  if (issue !== null) return call.issue(issue);
  const project = call.query.get('projectId') ?? call.query.get('projectKey');
  if (project !== null) return { project: call.project(project) };
  return {};
}

function hasInContext(
  call: Call,
  permission: ProjectPermission,
  context: ReturnType<typeof contextOf>,
): boolean {
  if (context.project) return call.access.has(permission, context.project, context.issue);
  return call.state.projects.all().some((project) => call.access.has(permission, project));
}

function readPermission(key: string): ProjectPermission {
  if (!isProjectPermission(key)) throw JiraError.invalid(`Unrecognized permission: ${key}`);
  return key;
}

function nameOf(key: string): string {
  const words = key.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
