import { adfText, findAdfProblem } from './adf';
import type { Call } from './call';
import { LIMITS } from '../forge/limits';
import { announceMentions, announceUpdate } from './event-of';
import { changeField, FieldRefusal, MAX_TEXT } from './issue-fields';
import { JiraError } from './jira-error';
import { isList, isObject, readArray, readObject, readText, type Json, type JsonObject } from './json';
import type { ChangeItem, IssueRecord, ProjectRecord, ScreenFieldRecord } from './records';
import { missingFields } from './screens';

const MAX_PROPERTY = LIMITS.jiraPropertyValue.value;
const MAX_PROPERTY_KEY = LIMITS.jiraPropertyKey.value;

/** An issue after some fields were set, and what that changed. */
export interface AppliedFields {
  readonly issue: IssueRecord;
  readonly items: readonly ChangeItem[];
}

/** Applies checked field values to an issue. Raises 400 with one message per refused field; stores nothing. */
export function applyFields(
  call: Call,
  start: { readonly issue: IssueRecord; readonly project: ProjectRecord },
  values: JsonObject,
): AppliedFields {
  const errors = new Map<string, string>();
  const items: ChangeItem[] = [];
  let { issue } = start;
  for (const [fieldId, value] of Object.entries(values)) {
    try {
      const change = changeField(
        { state: call.state, access: call.access, project: start.project, issue, value },
        fieldId,
      );
      if (!change) continue;
      issue = { ...issue, ...change.patch };
      items.push(change.item);
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error;
      errors.set(fieldId, error.message);
    }
  }
  if (errors.size > 0) throw JiraError.fields(Object.fromEntries(errors));
  return { issue, items };
}

/** How a stored edit stands in the history. */
interface EditNote {
  readonly before: IssueRecord;
  /** `historyMetadata` of the request. */
  readonly metadata?: JsonObject | undefined;
}

/** Stores an edited issue with one history entry by the caller, and queues the events. Nothing changed, nothing stored. */
export function saveEdit(call: Call, { issue, items }: AppliedFields, { before, metadata }: EditNote): void {
  if (items.length === 0) return;
  const saved = { ...issue, updatedAt: call.now };
  call.state.issues.put(saved);
  call.state.issues.addHistory({
    issueId: issue.id,
    authorId: call.actorId,
    createdAt: call.now,
    items,
    ...(metadata === undefined ? {} : { metadata }),
  });
  // Subtasks take over their parent's security level.
  for (const child of call.state.issues.children(issue.id)) {
    if (child.securityLevelId !== saved.securityLevelId)
      call.state.issues.put({ ...child, securityLevelId: saved.securityLevelId });
  }
  announceUpdate(call, saved, items);
  announceMentions(call, saved, before);
}

/** Reads `historyMetadata`; undefined when the body has none. Raises 400 for anything but an object. */
export function readMetadata(body: JsonObject): JsonObject | undefined {
  return body['historyMetadata'] === undefined ? undefined : readObject(body, 'historyMetadata');
}

/** Stores the properties of a body (`properties: [{key, value}]`). Raises 400 for a bad one. */
export function putProperties(call: Call, issue: IssueRecord, body: JsonObject): void {
  for (const [key, value] of Object.entries(readProperties(readArray(body, 'properties')))) {
    call.state.issues.putProperty(issue.id, key, value);
  }
}

/** Raises 400, one message per field, when an issue is without a field that the screen requires. */
export function assertRequired(call: Call, screen: readonly ScreenFieldRecord[], issue: IssueRecord): void {
  const missing = missingFields(screen, issue);
  if (missing.length === 0) return;
  const messages = missing.map((fieldId): [string, string] => [
    fieldId,
    fieldId === 'summary'
      ? 'You must specify a summary of the issue.'
      : `${call.state.fields.get(fieldId)?.name ?? fieldId} is required.`,
  ]);
  throw JiraError.fields(Object.fromEntries(messages));
}

/** Moves `updated` of an issue on, as a comment does. */
export function touch(call: Call, issue: IssueRecord): IssueRecord {
  const touched = { ...issue, updatedAt: call.now };
  call.state.issues.put(touched);
  return touched;
}

/** Checks a comment body: ADF of bounded length, not empty. Raises 400 as Jira does, also for plain text. */
export function readBody(value: Json | undefined): JsonObject {
  const problem = findAdfProblem(value);
  if (problem !== undefined || !isObject(value)) {
    throw new JiraError(400, [], { comment: `Comment body is not valid! (${problem ?? ''})` });
  }
  const { length } = adfText(value).trim();
  if (length === 0 && isList(value['content']) && value['content'].length === 0) {
    throw new JiraError(400, [], { comment: 'Comment body can not be empty!' });
  }
  if (length > MAX_TEXT) {
    throw new JiraError(400, [], {
      comment: `The entered text is too long. It exceeds the allowed limit of ${MAX_TEXT} characters.`,
    });
  }
  return value;
}

/** Reads `properties: [{key, value}]`. Raises 400 for a bad key or a value over the limit. */
export function readProperties(list: readonly Json[]): Record<string, Json> {
  const entries = list.map((item) => {
    const key = isObject(item) ? readText(item, 'key') : undefined;
    if (!isObject(item) || key === undefined)
      throw JiraError.invalid('An entity property needs a key and a value.');
    return [key, checkProperty(key, item['value'])] as const;
  });
  return Object.fromEntries(entries);
}

/** Checks one property's key and value against Jira's limits; answers the value. Raises 400. */
export function checkProperty(key: string, value: Json | undefined): Json {
  if (key === '' || key.length > MAX_PROPERTY_KEY) {
    throw JiraError.invalid(`The property key has to have 1 to ${MAX_PROPERTY_KEY} characters.`);
  }
  if (value === undefined) throw JiraError.invalid('The property value cannot be empty.');
  if (JSON.stringify(value).length > MAX_PROPERTY) {
    throw JiraError.invalid(
      `The property value is too long: at most ${MAX_PROPERTY} characters are allowed.`,
    );
  }
  return value;
}
