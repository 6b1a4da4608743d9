import type { IndexedValue } from '../app-modules';
import { JiraError } from '../jira-error';
import type { StatusCategoryKey } from '../records';
import type { FieldRef, TextOperand } from './ast';
import { customField } from './custom-field';
import { dateField } from './date-field';
import { EMPTINESS, EQUALITY, type JqlField, type QueryScope, type SortKey } from './field';
import { PEOPLE_FIELDS } from './people-fields';
import { propertyField } from './property-field';
import { notServed } from './refusals';
import { setField } from './set-field';
import { TEXT_FIELDS } from './text-fields';
import { noValue, resolveIssue, resolveNamed, resolveProject, visibleProjects } from './values';

const list = (id: string | null) => (id === null ? [] : [id]);

/** `INC-41` before `INC-2041`. */
const orderableKey = (key: string) => key.replace(/\d+$/, (digits) => digits.padStart(10, '0'));

const CATEGORIES: readonly { readonly id: StatusCategoryKey; readonly names: readonly string[] }[] = [
  { id: 'new', names: ['2', 'new', 'to do'] },
  { id: 'indeterminate', names: ['4', 'indeterminate', 'in progress'] },
  { id: 'done', names: ['3', 'done'] },
];

function resolveCategory(operand: TextOperand, { state }: QueryScope, field: string): string[] {
  const category = CATEGORIES.find(({ names }) => names.includes(operand.text.toLowerCase()));
  if (!category) throw noValue(operand, field);
  return state.statuses
    .all()
    .filter((status) => status.category === category.id)
    .map(({ id }) => id);
}

/** Where a thing stands in its list; the first is 0. */
const rankIn = (known: readonly { readonly id: string }[], id: string | null): SortKey => {
  const rank = known.findIndex((record) => record.id === id);
  return rank === -1 ? null : rank;
};

/** The highest priority is the first of its list and the greatest in a comparison. */
const priorityRank = (id: string | null, { state }: QueryScope): number | null => {
  const rank = rankIn(state.priorities.all(), id);
  return typeof rank === 'number' ? -rank : null;
};

const difference = (a: SortKey, b: SortKey) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : undefined;

const NUMBER = /\d+$/;
const key = setField({
  ids: ({ issue }) => [issue.id],
  resolve: resolveIssue,
  takes: 'issue',
  // Keys compare within one project only.
  compare: ({ issue }, id, { state }) => {
    const other = state.issues.get(id);
    if (other?.projectId !== issue.projectId) return undefined;
    return Number(NUMBER.exec(issue.key)?.[0]) - Number(NUMBER.exec(other.key)?.[0]);
  },
  order: { read: ({ issue }) => orderableKey(issue.key) },
});

const FIELDS: Readonly<Record<string, JqlField>> = {
  project: setField({
    ids: ({ issue }) => [issue.projectId],
    resolve: resolveProject,
    takes: 'project',
    order: { read: ({ issue }) => issue.key.replace(/-\d+$/, '') },
  }),
  projectType: setField({
    ids: ({ issue }, { state }) => list(state.projects.get(issue.projectId)?.projectTypeKey ?? null),
    resolve: (operand, _scope, field) => {
      const type = operand.text.toLowerCase();
      if (!['software', 'service_desk', 'business'].includes(type)) throw noValue(operand, field);
      return [type];
    },
    operators: EQUALITY,
  }),
  key,
  issuetype: setField({
    ids: ({ issue }) => [issue.issueTypeId],
    resolve: (operand, { state }, field) => resolveNamed(state.issueTypes.all(), operand, field),
    takes: 'issuetype',
    order: { read: ({ issue }, { state }) => rankIn(state.issueTypes.all(), issue.issueTypeId) },
  }),
  status: setField({
    ids: ({ issue }) => [issue.statusId],
    resolve: (operand, { state }, field) => resolveNamed(state.statuses.all(), operand, field),
    history: 'status',
    order: { read: ({ issue }, { state }) => rankIn(state.statuses.all(), issue.statusId) },
  }),
  statusCategory: setField({ ids: ({ issue }) => [issue.statusId], resolve: resolveCategory }),
  priority: setField({
    ids: ({ issue }) => list(issue.priorityId),
    resolve: (operand, { state }, field) => resolveNamed(state.priorities.all(), operand, field),
    compare: ({ issue }, id, scope) =>
      difference(priorityRank(issue.priorityId, scope), priorityRank(id, scope)),
    history: 'priority',
    order: { read: ({ issue }, scope) => priorityRank(issue.priorityId, scope), isDescendingFirst: true },
  }),
  resolution: setField({
    ids: ({ issue }) => list(issue.resolutionId),
    resolve: (operand, { state }, field) => resolveNamed(state.resolutions.all(), operand, field),
    compare: ({ issue }, id, { state }) =>
      difference(rankIn(state.resolutions.all(), issue.resolutionId), rankIn(state.resolutions.all(), id)),
    history: 'resolution',
    emptyName: 'unresolved',
    order: { read: ({ issue }, { state }) => rankIn(state.resolutions.all(), issue.resolutionId) },
  }),
  labels: setField({
    ids: ({ issue }) => issue.labels.map((label) => label.toLowerCase()),
    resolve: ({ text }) => [text.toLowerCase()],
  }),
  component: setField({
    ids: ({ issue }) => issue.componentIds,
    resolve: (operand, scope, field) =>
      resolveNamed(
        visibleProjects(scope).flatMap(({ components }) => components),
        operand,
        field,
      ),
  }),
  level: setField({
    ids: ({ issue }) => list(issue.securityLevelId),
    resolve: (operand, scope, field) =>
      resolveNamed(
        visibleProjects(scope).flatMap(({ securityLevels }) => securityLevels),
        operand,
        field,
      ),
  }),
  parent: setField({ ids: ({ issue }) => list(issue.parentId), resolve: resolveIssue, takes: 'issue' }),
  attachments: setField({
    ids: ({ issue }) => issue.attachments.map(({ id }) => id),
    resolve: () => [],
    operators: EMPTINESS,
  }),
  ...PEOPLE_FIELDS,
  ...TEXT_FIELDS,
  created: dateField({ at: ({ issue }) => issue.createdAt }),
  updated: dateField({ at: ({ issue }) => issue.updatedAt }),
  resolved: dateField({ at: ({ issue }) => issue.resolvedAt }),
  due: dateField({
    at: ({ issue }) => (issue.dueDate === null ? null : Date.parse(issue.dueDate)),
    isDay: true,
  }),
  statusCategoryChangedDate: dateField({ at: ({ issue }) => issue.statusChangedAt }),
};

const ALIASES: Readonly<Record<string, string>> = {
  id: 'key',
  issue: 'key',
  issuekey: 'key',
  type: 'issuetype',
  label: 'labels',
  duedate: 'due',
  createddate: 'created',
  updateddate: 'updated',
  resolutiondate: 'resolved',
};

/** Names of the fields that are served; the last two stand for whole families. */
export const JQL_FIELDS: readonly string[] = [...Object.keys(FIELDS), 'cf[id]', 'issue.property'];

/** Fields of Jira that this site has nothing for: 501 by name. Source: Atlassian's JQL fields reference. */
export const UNSERVED_JQL_FIELDS: readonly string[] = [
  ...'affectedVersion approvals category development filter fixVersion hierarchyLevel issueLinkType lastViewed organizations originalEstimate rank remainingEstimate request savedFilter searchRequest sprint team timeestimate timeoriginalestimate timespent voter votes workRatio worklogAuthor worklogComment worklogDate'.split(
    ' ',
  ),
  'customer request type',
  'epic link',
  'request channel type',
  'request type',
  'request-channel-type',
  'request-last-activity-time',
];

/**
 * The field of a query. Raises 400 in Jira's words for one that does not exist, and 501 for one that Jira has and this
 * site has not. Names are taken in any case.
 */
export function findJqlField({ name, property }: FieldRef, scope: QueryScope): JqlField {
  const lower = name.toLowerCase();
  if (property) {
    if (lower !== 'issue.property') throw notServed(`properties of '${name}'`);
    if (property.path === '') throw notServed(`the property '${property.key}' without a path`);
    return propertyField(declaredAs({ propertyKey: property.key, path: property.path }, scope));
  }
  const alias = scope.state.modules.indexes.find((index) => index.searchAlias?.toLowerCase() === lower);
  if (alias) return propertyField(alias);
  const full = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  const own = Object.keys(FIELDS).find((candidate) => candidate.toLowerCase() === full?.toLowerCase());
  const field = own === undefined ? undefined : FIELDS[own];
  if (field) return field;
  const custom = scope.state.fields
    .all()
    .find(
      (record) =>
        record.custom && record.clauseNames.some((clauseName) => clauseName.toLowerCase() === lower),
    );
  if (custom) return customField(custom);
  if (UNSERVED_JQL_FIELDS.some((known) => known.toLowerCase() === lower))
    throw notServed(`the field '${name}'`);
  throw JiraError.invalid(`Field '${name}' does not exist or you do not have permission to view it.`);
}

/** A path with the type that the app declared for it, if it did. */
function declaredAs(
  path: Pick<IndexedValue, 'propertyKey' | 'path'>,
  { state }: QueryScope,
): Parameters<typeof propertyField>[0] {
  const isSame = (index: IndexedValue) => index.propertyKey === path.propertyKey && index.path === path.path;
  return state.modules.indexes.find(isSame) ?? path;
}

/** The name that refusals show for a field. */
export function nameOf({ name, property }: FieldRef): string {
  return property ? `${name}[${property.key}].${property.path}` : name;
}
