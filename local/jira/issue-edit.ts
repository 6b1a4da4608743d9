import { adfText, findAdfProblem } from './adf';
import type { Call } from './call';
import { announceUpdate } from './event-of';
import { changeField, FieldRefusal, MAX_TEXT } from './issue-fields';
import { JiraError } from './jira-error';
import { isList, isObject, readText, type Json, type JsonObject } from './json';
import type { ChangeItem, IssueRecord, ProjectRecord } from './records';

const MAX_PROPERTY = 32_768;
const MAX_PROPERTY_KEY = 255;

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
      const change = changeField({ state: call.state, project: start.project, issue, value }, fieldId);
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

/**
 * Turns `update` (`{labels:[{add:'x'}]}`) into whole field values. Raises 400 for a field that `fields` sets too and for
 * an operation that this site does not serve.
 */
export function readUpdate(issue: IssueRecord, update: JsonObject, fields: JsonObject): JsonObject {
  const values: Record<string, Json> = {};
  for (const [fieldId, operations] of Object.entries(update)) {
    if (fieldId in fields) throw JiraError.fields({ [fieldId]: 'Field appears in both update and fields.' });
    if (!isList(operations)) throw JiraError.fields({ [fieldId]: 'Operations have to be an array.' });
    for (const operation of operations) {
      values[fieldId] = updatedValue(
        fieldId,
        operation,
        values[fieldId] ?? (fieldId === 'labels' ? issue.labels : null),
      );
    }
  }
  return values;
}

function updatedValue(fieldId: string, operation: Json, before: Json): Json {
  if (!isObject(operation)) throw JiraError.fields({ [fieldId]: 'An operation has to be an object.' });
  const { set, add, remove } = operation;
  if (set !== undefined) return set;
  if (fieldId === 'labels' && isList(before)) {
    if (typeof add === 'string') return [...before.filter((label) => label !== add), add];
    if (typeof remove === 'string') return before.filter((label) => label !== remove);
  }
  throw JiraError.fields({
    [fieldId]: `The operation '${Object.keys(operation).join(', ')}' is not served for this field.`,
  });
}

/** Stores an edited issue with one history entry by the caller, and queues the events. Nothing changed, nothing stored. */
export function saveEdit(call: Call, { issue, items }: AppliedFields): void {
  if (items.length === 0) return;
  const saved = { ...issue, updatedAt: call.now };
  call.state.issues.put(saved);
  call.state.issues.addHistory({ issueId: issue.id, authorId: call.actorId, createdAt: call.now, items });
  announceUpdate(call, saved, items);
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
