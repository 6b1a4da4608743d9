import { ok, type Call, type Handler } from '../call';
import { toJiraDate } from '../dates';
import { JiraError } from '../jira-error';
import type { ProjectRecord } from '../records';
import { createScreen } from '../screens';
import { selfOf, SITE_URL } from '../site-url';
import {
  issueTypesOf,
  viewField,
  viewIssueType,
  viewLead,
  viewLinkType,
  viewPriorityDetails,
  viewProject,
  viewStatus,
} from '../views/configuration-view';
import { viewFieldMeta } from '../views/field-meta';

/** `GET /project/{key}`, with its issue types, components and roles. */
export const getProject: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  return ok({
    ...viewProject(call.state, project, ['description', 'lead']),
    issueTypes: issueTypesOf(call.state, project).map(viewIssueType),
    components: project.components.map(({ id, name }) => ({ self: selfOf(`component/${id}`), id, name })),
    versions: [],
    roles: Object.fromEntries(
      project.roles.map(({ id, name }) => [name, selfOf(`project/${project.id}/role/${id}`)]),
    ),
    assigneeType: 'UNASSIGNED',
  });
};

/** `GET /project/{key}/components`, with their leads. */
export const getProjectComponents: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  return ok(
    project.components.map(({ id, name, leadAccountId }) => ({
      self: selfOf(`component/${id}`),
      id,
      name,
      ...(leadAccountId === undefined ? {} : { lead: viewLead(call.state, leadAccountId), leadAccountId }),
      assigneeType: 'PROJECT_DEFAULT',
      isAssigneeTypeValid: false,
      project: project.key,
      projectId: Number(project.id),
    })),
  );
};

/** `GET /project/search`, filtered by key, id, name or type. */
export const searchProjects: Handler = (call) => {
  const keys = call.query.getAll('keys');
  const ids = call.query.getAll('id');
  const types = call.list('typeKey');
  const query = (call.query.get('query') ?? '').toLowerCase();
  const found = call.state.projects
    .all()
    .filter((project) => call.access.seesProject(project))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter(({ projectTypeKey }) => types.length === 0 || types.includes(projectTypeKey))
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(query))
    .sort(projectOrder(call.query.get('orderBy') ?? 'key'));
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 100);
  const values = found
    .slice(startAt, startAt + maxResults)
    .map((project) => viewProject(call.state, project, call.list('expand')));
  const isLast = startAt + values.length >= found.length;
  return ok({ self: selfOf('project/search'), maxResults, startAt, total: found.length, isLast, values });
};

/** Compares projects by `key` or `name`, with `-` from the last to the first. Raises 400 for any other order. */
function projectOrder(orderBy: string): (a: ProjectRecord, b: ProjectRecord) => number {
  const [, sign = '', field] = /^([+-]?)(key|name)$/.exec(orderBy) ?? [];
  if (field !== 'key' && field !== 'name')
    throw JiraError.invalid(`orderBy '${orderBy}' is not served for projects by this site.`);
  const direction = sign === '-' ? -1 : 1;
  return (a, b) => direction * (a[field] < b[field] ? -1 : 1);
}

/** `GET /project/{key}/statuses`: the statuses of each issue type's workflow. */
export const getAllStatuses: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  const answer = project.issueTypes.flatMap(({ issueTypeId, workflowId }) => {
    const type = call.state.issueTypes.get(issueTypeId);
    const workflow = call.state.workflows.get(workflowId);
    if (!type || !workflow) return [];
    const ids = new Set([workflow.initialStatusId, ...workflow.transitions.map(({ to }) => to)]);
    const statuses = [...ids].flatMap((id) => call.state.statuses.get(id) ?? []).map(viewStatus);
    const { self, id, name, subtask } = viewIssueType(type);
    return [{ self, id, name, subtask, statuses }];
  });
  return ok(answer);
};

/** `GET /issuetype/project?projectId=&level=`: level -1 is subtasks, 0 the others. */
export const getIssueTypesForProject: Handler = (call) => {
  const id = call.query.get('projectId');
  if (id === null || !/^\d+$/.test(id))
    throw JiraError.invalid("The query parameter 'projectId' is required.");
  const level = call.query.get('level');
  const types = issueTypesOf(call.state, call.project(id)).map(viewIssueType);
  return ok(types.filter(({ hierarchyLevel }) => level === null || String(hierarchyLevel) === level));
};

/** `GET /issue/createmeta/{project}/issuetypes` */
export const getCreateIssueMetaIssueTypes: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  const types = call.access.has('CREATE_ISSUES', project) ? issueTypesOf(call.state, project) : [];
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 200);
  const issueTypes = types.slice(startAt, startAt + maxResults).map((type) => {
    const { self, id, description, iconUrl, name, untranslatedName, subtask, hierarchyLevel } =
      viewIssueType(type);
    return { self, id, description, iconUrl, name, untranslatedName, subtask, hierarchyLevel };
  });
  return ok({ maxResults, startAt, total: types.length, issueTypes });
};

/** `GET /issue/createmeta/{project}/issuetypes/{id}`: the create screen of this caller; empty without CREATE_ISSUES. */
export const getCreateIssueMetaIssueTypeId: Handler = (call) => {
  const { state, access } = call;
  const project = call.project(call.param('projectIdOrKey'));
  const type = issueTypesOf(state, project).find(({ id }) => id === call.param('issueTypeId'));
  if (!type) throw JiraError.invalid('Specify a valid issue type');
  const screen = access.has('CREATE_ISSUES', project) ? createScreen({ state, access, project, type }) : [];
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 200);
  const fields = screen.slice(startAt, startAt + maxResults).flatMap((entry) => {
    const meta = viewFieldMeta({ state, project }, entry);
    return meta ? { ...meta, fieldId: entry.fieldId } : [];
  });
  return ok({ maxResults, startAt, total: screen.length, fields });
};

/** `GET /field`: custom fields only for who sees a project that may use them. */
export const getFields: Handler = (call) => {
  const isInside = seesAnyProject(call);
  return ok(
    call.state.fields
      .all()
      .filter(({ custom }) => isInside || !custom)
      .map(viewField),
  );
};

/** `GET /priority`, highest first. */
export const getPriorities: Handler = (call) => {
  call.access.requireUser();
  return ok(call.state.priorities.all().map(viewPriorityDetails));
};

/** `GET /priority/search`, by id, project and name; the default one is Medium. */
export const searchPriorities: Handler = (call) => {
  call.access.requireUser();
  const ids = call.query.getAll('id');
  const projects = call.query.getAll('projectId');
  const name = call.query.get('priorityName')?.toLowerCase() ?? '';
  const isOffered = projects.length === 0 || projects.some((id) => call.state.projects.get(id) !== undefined);
  const onlyDefault = call.flag('onlyDefault');
  const found = call.state.priorities
    .all()
    .filter((priority) => isOffered && (ids.length === 0 || ids.includes(priority.id)))
    .filter((priority) => priority.name.toLowerCase().includes(name))
    .map((priority) => ({ ...viewPriorityDetails(priority), isDefault: priority.name === 'Medium' }))
    .filter(({ isDefault }) => isDefault || !onlyDefault);
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 50);
  const values = found.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= found.length;
  return ok({ maxResults, startAt, total: found.length, isLast, values });
};

/** `GET /status`: nothing for who sees no project. */
export const getStatuses: Handler = (call) =>
  ok(seesAnyProject(call) ? call.state.statuses.all().map(viewStatus) : []);

/** `GET /issuetype`: the types of the projects that the caller sees; all of them for a Jira admin. */
export const getIssueAllTypes: Handler = (call) => {
  if (call.access.hasGlobal('ADMINISTER')) return ok(call.state.issueTypes.all().map(viewIssueType));
  const visible = call.state.projects.all().filter((project) => call.access.seesProject(project));
  const ids = new Set(visible.flatMap(({ issueTypes }) => issueTypes.map(({ issueTypeId }) => issueTypeId)));
  return ok([...ids].flatMap((id) => call.state.issueTypes.get(id) ?? []).map(viewIssueType));
};

/** `GET /issueLinkType` */
export const getIssueLinkTypes: Handler = (call) =>
  ok({ issueLinkTypes: seesAnyProject(call) ? call.state.linkTypes.all().map(viewLinkType) : [] });

function seesAnyProject({ state, access }: Call): boolean {
  return state.projects.all().some((project) => access.seesProject(project));
}

/** `GET /serverInfo` */
export const getServerInfo: Handler = (call) =>
  ok({
    baseUrl: SITE_URL,
    displayUrl: SITE_URL,
    version: '1001.0.0-LOCAL',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    buildDate: toJiraDate(0),
    serverTime: toJiraDate(call.now),
    scmInfo: '',
    serverTitle: 'Local site, not Atlassian',
    defaultLocale: { locale: 'en_US' },
  });
