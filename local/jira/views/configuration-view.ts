import { createHash } from 'node:crypto';
import { SITE_URL, selfOf } from '../site-url';
import type {
  FieldRecord,
  IssueTypeRecord,
  LinkTypeRecord,
  NamedRecord,
  ProjectRecord,
  StatusCategoryKey,
  StatusRecord,
} from '../records';
import type { JiraState } from '../state';
import { avatarUrls, viewUserId } from './user-view';

const CATEGORIES = {
  new: { id: 2, colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, colorName: 'green', name: 'Done' },
} as const;

/** Jira's three status categories, by key. */
export function viewCategory(key: StatusCategoryKey) {
  const { id, colorName, name } = CATEGORIES[key];
  return { self: selfOf(`statuscategory/${id}`), id, key, colorName, name };
}

/** A status with its category. */
export function viewStatus(status: StatusRecord) {
  return {
    self: selfOf(`status/${status.id}`),
    description: status.description,
    iconUrl: `${SITE_URL}/images/icons/statuses/generic.png`,
    name: status.name,
    untranslatedName: status.name,
    id: status.id,
    statusCategory: viewCategory(status.category),
  };
}

/** An issue type; subtasks stand at hierarchy level -1. */
export function viewIssueType(type: IssueTypeRecord) {
  return {
    self: selfOf(`issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${SITE_URL}/avatar/issuetype/${type.id}`,
    name: type.name,
    untranslatedName: type.name,
    subtask: type.subtask,
    avatarId: Number(type.id),
    hierarchyLevel: type.subtask ? -1 : 0,
  };
}

const PRIORITY_COLOURS = ['#d04437', '#f15C75', '#f79232', '#707070', '#999999'];

/** A priority as the priority operations answer it; inside an issue it is shorter. */
export function viewPriorityDetails(priority: NamedRecord) {
  return {
    ...viewPriority(priority),
    description: '',
    statusColor: PRIORITY_COLOURS[Number(priority.id) - 1] ?? '#707070',
  };
}

/** A priority. */
export function viewPriority(priority: NamedRecord) {
  return {
    self: selfOf(`priority/${priority.id}`),
    iconUrl: `${SITE_URL}/images/icons/priorities/${priority.name.toLowerCase()}_new.svg`,
    name: priority.name,
    id: priority.id,
  };
}

/** A resolution. */
export function viewResolution(resolution: NamedRecord) {
  return {
    self: selfOf(`resolution/${resolution.id}`),
    id: resolution.id,
    description: '',
    name: resolution.name,
  };
}

/** A link type with its two readings. */
export function viewLinkType(type: LinkTypeRecord) {
  return { ...type, self: selfOf(`issueLinkType/${type.id}`) };
}

/** A project as it stands inside an issue. */
export function viewProjectShort(project: ProjectRecord) {
  return {
    self: selfOf(`project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.projectTypeKey,
    simplified: false,
    avatarUrls: avatarUrls('project', project.id),
  };
}

/** A project as the project operations answer it; description and lead only where they are asked for. */
export function viewProject(state: JiraState, project: ProjectRecord, expand: readonly string[]) {
  const uuid = uuidOf(`project-${project.id}`);
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...viewProjectShort(project),
    ...(expand.includes('description') ? { description: project.description } : {}),
    ...(expand.includes('lead') ? { lead: viewLead(state, project.leadAccountId) } : {}),
    style: 'classic',
    isPrivate: false,
    properties: {},
    entityId: uuid,
    uuid,
  };
}

/** The lead of a project or a component is shown shorter than other people. */
export function viewLead(state: JiraState, accountId: string) {
  const user = viewUserId(state, accountId);
  if (user === null) return null;
  const { self, avatarUrls: avatars, displayName, active } = user;
  return { self, accountId, avatarUrls: avatars, displayName, active };
}

/** A UUID that is always the same for the same name. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The issue types of a project, in its order. */
export function issueTypesOf(state: JiraState, project: ProjectRecord): IssueTypeRecord[] {
  return project.issueTypes.flatMap(({ issueTypeId }) => state.issueTypes.get(issueTypeId) ?? []);
}

/** The data type of a field. */
export function viewFieldSchema(field: FieldRecord) {
  const { type, items, custom } = field.schema;
  return {
    type,
    ...(items === undefined ? {} : { items }),
    ...(custom === undefined
      ? { system: field.id }
      : { custom, customId: Number(field.id.replace('customfield_', '')) }),
  };
}

/** A field as `GET /field` answers it. */
export function viewField(field: FieldRecord) {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    untranslatedName: field.name,
    custom: field.custom,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: field.clauseNames,
    schema: viewFieldSchema(field),
  };
}
