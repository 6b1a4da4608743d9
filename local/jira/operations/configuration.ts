import { ok, type Handler } from '../call';
import { toJiraDate } from '../dates';
import { selfOf, SITE_URL } from '../site-url';
import {
  issueTypesOf,
  viewField,
  viewIssueType,
  viewLinkType,
  viewPriority,
  viewProject,
  viewStatus,
} from '../views/configuration-view';

/** `GET /project/{key}`, with its issue types, components and roles. */
export const getProject: Handler = (call) => {
  const project = call.project(call.param('projectIdOrKey'));
  return ok({
    ...viewProject(call.state, project),
    issueTypes: issueTypesOf(call.state, project).map(viewIssueType),
    components: project.components.map(({ id, name }) => ({ self: selfOf(`component/${id}`), id, name })),
    versions: [],
    roles: Object.fromEntries(
      project.roles.map(({ id, name }) => [name, selfOf(`project/${project.id}/role/${id}`)]),
    ),
    assigneeType: 'UNASSIGNED',
  });
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
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const startAt = call.number('startAt', 0);
  const maxResults = call.number('maxResults', 50, 100);
  const values = found
    .slice(startAt, startAt + maxResults)
    .map((project) => viewProject(call.state, project));
  const isLast = startAt + values.length >= found.length;
  return ok({ self: selfOf('project/search'), maxResults, startAt, total: found.length, isLast, values });
};

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

/** `GET /field` */
export const getFields: Handler = (call) => ok(call.state.fields.all().map(viewField));

/** `GET /priority`, highest first. */
export const getPriorities: Handler = (call) => ok(call.state.priorities.all().map(viewPriority));

/** `GET /status` */
export const getStatuses: Handler = (call) => ok(call.state.statuses.all().map(viewStatus));

/** `GET /issuetype`: the types of the projects that the caller sees. */
export const getIssueAllTypes: Handler = (call) => {
  const visible = call.state.projects.all().filter((project) => call.access.seesProject(project));
  const ids = new Set(visible.flatMap(({ issueTypes }) => issueTypes.map(({ issueTypeId }) => issueTypeId)));
  return ok([...ids].flatMap((id) => call.state.issueTypes.get(id) ?? []).map(viewIssueType));
};

/** `GET /issueLinkType` */
export const getIssueLinkTypes: Handler = (call) =>
  ok({ issueLinkTypes: call.state.linkTypes.all().map(viewLinkType) });

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
