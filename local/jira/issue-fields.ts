import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from '../forge/limits';
import { Access } from './access';
import { adfText, findAdfProblem } from './adf';
import { notOnScreen } from './issue-changes';
import { isList, isObject, type Json, type JsonObject } from './json';
import type { ChangeItem, FieldRecord, IssueRecord, ProjectRecord } from './records';
import type { JiraState } from './state';
import { nameOfUser } from './views/user-view';

/** Jira's limit for text fields, counted over the plain text. */
export const MAX_TEXT = LIMITS.jiraTextField.value;
const MAX_SUMMARY = LIMITS.jiraSummary.value;

interface Shown {
  readonly id: string | null;
  readonly text: string | null;
}

/** A checked new value: what to store, and how histories show old and new. */
export interface FieldChange {
  readonly patch: Partial<IssueRecord>;
  readonly item: ChangeItem;
}

interface WriteInput {
  readonly state: JiraState;
  readonly access: Access;
  readonly project: ProjectRecord;
  readonly issue: IssueRecord;
  readonly value: Json;
}

interface Writer {
  /** The value to store; throws an Error whose message is the field's error. */
  readonly read: (input: WriteInput) => Partial<IssueRecord>;
  /** How a history shows the field of an issue. */
  readonly show: (issue: IssueRecord, state: JiraState, project: ProjectRecord) => Shown;
}

/** A refused field value; its message goes into `errors` under the field's id. */
export class FieldRefusal extends Error {}

const textOnly = (text: string | null): Shown => ({ id: null, text });

const WRITERS: Readonly<Record<string, Writer>> = {
  summary: {
    read: ({ value }) => ({ summary: readSummary(value) }),
    show: (issue) => textOnly(issue.summary),
  },
  description: {
    read: ({ value }) => ({ description: readAdf(value) }),
    show: (issue) => textOnly(issue.description && adfText(issue.description)),
  },
  environment: {
    read: ({ value }) => ({ environment: readAdf(value) }),
    show: (issue) => textOnly(issue.environment && adfText(issue.environment)),
  },
  labels: {
    read: ({ value }) => ({ labels: readLabels(value) }),
    show: (issue) => ({ id: '', text: issue.labels.join(' ') }),
  },
  priority: {
    read: ({ state, value }) => ({ priorityId: readNamed(value, state.priorities.all()) }),
    show: ({ priorityId }, state) => ({
      id: priorityId,
      text: priorityId && (state.priorities.get(priorityId)?.name ?? null),
    }),
  },
  components: {
    read: ({ project, value }) => {
      if (!isList(value)) throw new FieldRefusal('data was not an array');
      const chosen = value.flatMap((item) => readNamed(item, project.components) ?? []);
      return { componentIds: project.components.map(({ id }) => id).filter((id) => chosen.includes(id)) };
    },
    show: ({ componentIds }, _state, project) =>
      textOnly(
        project.components
          .filter(({ id }) => componentIds.includes(id))
          .map(({ name }) => name)
          .join(', ') || null,
      ),
  },
  assignee: {
    read: ({ state, project, value }) => ({ assigneeId: readAssignee(value, { state, project }) }),
    show: ({ assigneeId }, state) => ({ id: assigneeId, text: nameOfUser(state, assigneeId) }),
  },
  reporter: {
    read: ({ state, value }) => ({ reporterId: readUser(value, state) }),
    show: ({ reporterId }, state) => ({ id: reporterId, text: nameOfUser(state, reporterId) }),
  },
  resolution: {
    read: ({ state, value }) => ({ resolutionId: readNamed(value, state.resolutions.all()) }),
    show: ({ resolutionId }, state) => ({
      id: resolutionId,
      text: resolutionId && (state.resolutions.get(resolutionId)?.name ?? null),
    }),
  },
  duedate: {
    read: ({ value }) => ({ dueDate: readDay(value) }),
    show: ({ dueDate }) => ({ id: dueDate, text: dueDate }),
  },
  security: {
    read: ({ project, value }) => ({ securityLevelId: readNamed(value, project.securityLevels) }),
    show: ({ securityLevelId }, _state, project) => ({
      id: securityLevelId,
      text: project.securityLevels.find(({ id }) => id === securityLevelId)?.name ?? null,
    }),
  },
};

/** A subtask under another issue of its project, with that issue's security level (forge-facts §1.9 has no field for it). */
function changeParent(input: WriteInput): FieldChange | undefined {
  const { state, issue } = input;
  const parent = readParent(input);
  if (parent.id === issue.parentId) return undefined;
  const show = (id: string | null): Shown => ({ id, text: id && (state.issues.get(id)?.key ?? null) });
  const patch = { parentId: parent.id, securityLevelId: parent.securityLevelId };
  return toChange(patch, { field: 'IssueParentAssociation', fieldtype: 'jira' }, [
    show(issue.parentId),
    show(parent.id),
  ]);
}

function readParent({ state, access, project, value }: WriteInput): IssueRecord {
  const id = isObject(value) ? (value['id'] ?? value['key']) : undefined;
  const parent = typeof id === 'string' ? state.issues.find(id) : undefined;
  if (!parent || !access.seesIssue(parent)) throw new FieldRefusal('Could not find issue by id or key.');
  const isSubtask = state.issueTypes.get(parent.issueTypeId)?.subtask === true;
  if (isSubtask || parent.projectId !== project.id)
    throw new FieldRefusal('The parent has to be an issue of the same project that is no subtask.');
  return parent;
}

/** Checks one new field value against the site. Raises FieldRefusal; undefined when nothing changes. */
export function changeField(input: WriteInput, fieldId: string): FieldChange | undefined {
  const custom = input.state.fields.get(fieldId);
  if (custom?.custom) return changeCustom(input, custom);
  if (fieldId === 'parent') return changeParent(input);
  const writer = Object.hasOwn(WRITERS, fieldId) ? WRITERS[fieldId] : undefined;
  if (!writer) throw new FieldRefusal(notOnScreen(fieldId));
  const patch = writer.read(input);
  if (isUnchanged(input.issue, patch)) return undefined;
  const before = writer.show(input.issue, input.state, input.project);
  const after = writer.show({ ...input.issue, ...patch }, input.state, input.project);
  return toChange(patch, { field: fieldId, fieldtype: 'jira', fieldId }, [before, after]);
}

function changeCustom({ state, issue, value }: WriteInput, field: FieldRecord): FieldChange | undefined {
  const { [field.id]: before, ...others } = issue.custom;
  const after = readCustom(value, field, state);
  const show = (stored: string | null | undefined): Shown => {
    if (stored === null || stored === undefined) return { id: null, text: null };
    if (field.schema.type === 'user') return { id: stored, text: nameOfUser(state, stored) };
    const option = field.options?.find(({ id }) => id === stored);
    return option ? { id: option.id, text: option.value } : textOnly(stored);
  };
  const patch = { custom: after === null ? others : { ...others, [field.id]: after } };
  if (isUnchanged(issue, patch)) return undefined;
  return toChange(patch, { field: field.name, fieldtype: 'custom', fieldId: field.id }, [
    show(before),
    show(after),
  ]);
}

/** What is stored decides, not how it shows: another mention or mark is a change, though the text is the same. */
function isUnchanged(issue: IssueRecord, patch: Partial<IssueRecord>): boolean {
  return isDeepStrictEqual({ ...issue, ...patch }, issue);
}

function toChange(
  patch: Partial<IssueRecord>,
  head: Pick<ChangeItem, 'field' | 'fieldtype' | 'fieldId'>,
  [before, after]: readonly [Shown, Shown],
): FieldChange {
  return {
    patch,
    item: { ...head, from: before.id, fromString: before.text, to: after.id, toString: after.text },
  };
}

function readCustom(value: Json, field: FieldRecord, state: JiraState): string | null {
  if (value === null) return null;
  if (field.schema.type === 'user') return readUser(value, state);
  if (field.schema.type === 'option') {
    return readNamed(
      value,
      (field.options ?? []).map((option) => ({ id: option.id, name: option.value })),
      'value',
    );
  }
  if (typeof value !== 'string') throw new FieldRefusal('Operation value must be a string');
  if (value.length > MAX_TEXT)
    throw new FieldRefusal(
      `The entered text is too long. It exceeds the allowed limit of ${MAX_TEXT} characters.`,
    );
  return value;
}

function readSummary(value: Json): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new FieldRefusal('You must specify a summary of the issue.');
  if (value.length > MAX_SUMMARY) throw new FieldRefusal(`Summary can't exceed ${MAX_SUMMARY} characters.`);
  if (/[\r\n]/.test(value))
    throw new FieldRefusal('The summary is invalid because it contains newline characters.');
  return value;
}

function readAdf(value: Json): JsonObject | null {
  if (value === null) return null;
  const problem = findAdfProblem(value);
  if (problem !== undefined || !isObject(value)) {
    throw new FieldRefusal(
      `Operation value must be an Atlassian Document (see the Atlassian Document Format): ${problem ?? ''}`,
    );
  }
  if (adfText(value).length > MAX_TEXT) throw new FieldRefusal('CONTENT_LIMIT_EXCEEDED');
  return value;
}

function readLabels(value: Json): string[] {
  if (!isList(value)) throw new FieldRefusal('data was not an array');
  return value.map((label) => {
    if (typeof label !== 'string' || label === '') throw new FieldRefusal('string expected at index 0');
    if (/\s/.test(label)) throw new FieldRefusal(`The label '${label}' contains spaces which is invalid.`);
    return label;
  });
}

function readNamed(
  value: Json,
  known: readonly { id: string; name: string }[],
  nameKey = 'name',
): string | null {
  if (value === null) return null;
  if (!isObject(value)) throw new FieldRefusal('expected Object');
  const { id, [nameKey]: name } = value;
  const found = known.find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
  if (!found) throw new FieldRefusal(`Option ${JSON.stringify(id ?? name ?? null)} is not valid`);
  return found.id;
}

function readUser(value: Json, state: JiraState): string {
  const accountId = isObject(value) ? (value['accountId'] ?? value['id']) : undefined;
  const user = typeof accountId === 'string' ? state.users.get(accountId) : undefined;
  if (!user) throw new FieldRefusal('Specify a valid value: the user does not exist.');
  return user.accountId;
}

/** An assignee has to be active and assignable in the project; null (or -1, the project's default) means nobody. */
export function readAssignee(
  value: Json,
  { state, project }: Pick<WriteInput, 'state' | 'project'>,
): string | null {
  if (value === null) return null;
  if (isObject(value) && (value['accountId'] === null || value['accountId'] === '-1')) return null;
  const accountId = readUser(value, state);
  if (Access.of(state, accountId).has('ASSIGNABLE_USER', project)) return accountId;
  throw new FieldRefusal(`User '${accountId}' cannot be assigned issues.`);
}

function readDay(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw new FieldRefusal('Error parsing date string, expected yyyy-MM-dd');
}
