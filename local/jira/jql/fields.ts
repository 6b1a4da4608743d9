import type { Access } from '../access';
import { adfText } from '../adf';
import { isList, isObject, type Json } from '../json';
import type { IssueRecord, NamedRecord } from '../records';
import type { JiraState } from '../state';
import { nameOfUser } from '../views/user-view';
import { visibleComments } from '../views/comment-view';

/** The site and the caller that a query runs for. */
export interface QueryScope {
  readonly state: JiraState;
  readonly access: Access;
  readonly now: number;
}

/** What a JQL field compares. */
export interface JqlField {
  readonly kind: 'set' | 'text' | 'date' | 'property';
  /** Values that count as equal to the issue's, lower case; empty means EMPTY. */
  readonly values?: (issue: IssueRecord, scope: QueryScope) => readonly string[];
  readonly text?: (issue: IssueRecord, scope: QueryScope) => string;
  readonly date?: (issue: IssueRecord) => number;
  /** All values that exist; a query for another one is refused with 400, as Jira does. */
  readonly known?: (scope: QueryScope) => readonly string[];
  /** What ORDER BY compares; absent where Jira cannot order by the field. */
  readonly order?: (issue: IssueRecord, scope: QueryScope) => string | number;
}

const named = (record: NamedRecord | undefined) => (record ? [record.id, record.name.toLowerCase()] : []);
const allNamed = (records: readonly NamedRecord[]) => records.flatMap(named);

const FIELDS: Readonly<Record<string, JqlField>> = {
  project: {
    kind: 'set',
    values: ({ projectId }, { state }) => projectNames(state, projectId),
    known: ({ state, access }) =>
      state.projects
        .all()
        .filter((project) => access.seesProject(project))
        .flatMap(({ id }) => projectNames(state, id)),
    order: (issue) => issue.key.replace(/-\d+$/, ''),
  },
  key: {
    kind: 'set',
    values: (issue) => [issue.key.toLowerCase(), issue.id],
    order: (issue) => orderableKey(issue.key),
  },
  id: {
    kind: 'set',
    values: (issue) => [issue.id, issue.key.toLowerCase()],
    order: (issue) => Number(issue.id),
  },
  issuetype: {
    kind: 'set',
    values: ({ issueTypeId }, { state }) => named(state.issueTypes.get(issueTypeId)),
    known: ({ state }) => allNamed(state.issueTypes.all()),
    order: ({ issueTypeId }) => Number(issueTypeId),
  },
  status: {
    kind: 'set',
    values: ({ statusId }, { state }) => named(state.statuses.get(statusId)),
    known: ({ state }) => allNamed(state.statuses.all()),
    order: ({ statusId }) => Number(statusId),
  },
  statuscategory: {
    kind: 'set',
    values: ({ statusId }, { state }) => categoryNames(state.statuses.get(statusId)?.category),
    known: () => ['new', 'indeterminate', 'done'].flatMap(categoryNames),
  },
  priority: {
    kind: 'set',
    values: ({ priorityId }, { state }) =>
      priorityId === null ? [] : named(state.priorities.get(priorityId)),
    known: ({ state }) => allNamed(state.priorities.all()),
    // Priority 1 is the highest: descending order begins with it.
    order: ({ priorityId }) => -Number(priorityId ?? 99),
  },
  labels: { kind: 'set', values: (issue) => issue.labels.map((label) => label.toLowerCase()) },
  assignee: {
    kind: 'set',
    values: ({ assigneeId }, { state }) => userNames(state, assigneeId),
    order: ({ assigneeId }, { state }) => nameOfUser(state, assigneeId) ?? '',
  },
  reporter: {
    kind: 'set',
    values: ({ reporterId }, { state }) => userNames(state, reporterId),
    order: ({ reporterId }, { state }) => nameOfUser(state, reporterId) ?? '',
  },
  parent: {
    kind: 'set',
    values: ({ parentId }, { state }) => {
      const parent = parentId === null ? undefined : state.issues.get(parentId);
      return parent ? [parent.id, parent.key.toLowerCase()] : [];
    },
  },
  summary: { kind: 'text', text: (issue) => issue.summary, order: (issue) => issue.summary.toLowerCase() },
  text: { kind: 'text', text: allText },
  created: { kind: 'date', date: (issue) => issue.createdAt, order: (issue) => issue.createdAt },
  updated: { kind: 'date', date: (issue) => issue.updatedAt, order: (issue) => issue.updatedAt },
};

const ALIASES: Readonly<Record<string, string>> = {
  issue: 'key',
  issuekey: 'key',
  type: 'issuetype',
  createddate: 'created',
  updateddate: 'updated',
};
const PROPERTY = /^issue\.property\[["']?([^\]"']+)["']?\]\.([\w.-]+)$/i;

/** The field of this name (any case); undefined when this site serves none such. */
export function findJqlField(name: string): JqlField | undefined {
  const lower = name.toLowerCase();
  const id = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  if (id !== undefined && Object.hasOwn(FIELDS, id)) return FIELDS[id];
  const [, key, path] = PROPERTY.exec(name) ?? [];
  return key !== undefined && path !== undefined ? propertyField(key, path) : undefined;
}

function propertyField(key: string, path: string): JqlField {
  const read = (issue: IssueRecord, { state }: QueryScope) => {
    let value: Json | undefined = state.issues.property(issue.id, key);
    for (const step of path.split('.')) value = isObject(value) ? value[step] : undefined;
    return scalarTexts(value);
  };
  return { kind: 'property', values: read, order: (issue, scope) => read(issue, scope)[0] ?? '' };
}

function scalarTexts(value: Json | undefined): string[] {
  if (isList(value)) return value.flatMap((item) => scalarTexts(item));
  return value === undefined || value === null || typeof value === 'object'
    ? []
    : [String(value).toLowerCase()];
}

function projectNames(state: JiraState, projectId: string): string[] {
  const project = state.projects.get(projectId);
  return project ? [project.id, project.key.toLowerCase(), project.name.toLowerCase()] : [];
}

function categoryNames(category: string | undefined): string[] {
  if (category === 'new') return ['2', 'new', 'to do'];
  if (category === 'indeterminate') return ['4', 'indeterminate', 'in progress'];
  return category === 'done' ? ['3', 'done'] : [];
}

function userNames(state: JiraState, accountId: string | null): string[] {
  return accountId === null
    ? []
    : [accountId.toLowerCase(), (nameOfUser(state, accountId) ?? '').toLowerCase()];
}

function allText(issue: IssueRecord, { state, access }: QueryScope): string {
  const project = state.projects.get(issue.projectId);
  const comments = project ? visibleComments(state, access, { issueId: issue.id, project }) : [];
  const documents = [issue.description, issue.environment, ...comments.map(({ body }) => body)];
  return [issue.summary, ...documents.map((document) => adfText(document))].join('\n');
}

/** `INC-41` before `INC-2041`. */
function orderableKey(key: string): string {
  return key.replace(/\d+$/, (digits) => digits.padStart(10, '0'));
}
