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

/** A project as the project operations answer it, without what needs an expand. */
export function viewProject(state: JiraState, project: ProjectRecord) {
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...viewProjectShort(project),
    description: project.description,
    lead: viewUserId(state, project.leadAccountId),
    style: 'classic',
    isPrivate: false,
    properties: {},
  };
}

/** The issue types of a project, in its order. */
export function issueTypesOf(state: JiraState, project: ProjectRecord): IssueTypeRecord[] {
  return project.issueTypes.flatMap(({ issueTypeId }) => state.issueTypes.get(issueTypeId) ?? []);
}

/** A field as `GET /field` answers it. */
export function viewField(field: FieldRecord) {
  const { type, items, custom } = field.schema;
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
    schema: {
      type,
      ...(items === undefined ? {} : { items }),
      ...(custom === undefined
        ? { system: field.id }
        : { custom, customId: Number(field.id.replace('customfield_', '')) }),
    },
  };
}
