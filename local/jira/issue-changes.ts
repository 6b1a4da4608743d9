import { JiraError } from './jira-error';
import { isList, isObject, readObject, type Json, type JsonObject } from './json';
import type { FieldRecord, IssueRecord, ScreenFieldRecord } from './records';
import type { JiraState } from './state';
import { operationsOf } from './views/field-meta';

const COMMENT_VERBS = ['add', 'edit', 'remove'] as const;

/** One verb on the comments of an issue, with what it carries. */
export interface CommentVerb {
  readonly verb: (typeof COMMENT_VERBS)[number];
  readonly value: JsonObject;
}

/** What a request body asks to change: whole new field values, comments, links. */
export interface Changes {
  readonly values: JsonObject;
  readonly comments: readonly CommentVerb[];
  readonly links: readonly JsonObject[];
}

interface Ground {
  readonly state: JiraState;
  readonly issue: IssueRecord;
  readonly screen: readonly ScreenFieldRecord[];
  /** `overrideScreenSecurity`: fields need not be on the screen. */
  readonly isOverriding?: boolean;
}

/** Jira's words for a field that the screen does not hold or that does not exist. */
export function notOnScreen(fieldId: string): string {
  return `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

/**
 * Reads `fields` and `update` of an edit or a transition. Raises 400 with one message per refused field: in both
 * parts, not on the screen, or with a verb that the field does not take.
 */
export function readChanges(body: JsonObject, ground: Ground): Changes {
  const fields = readObject(body, 'fields');
  const update = readObject(body, 'update');
  const errors = new Map<string, string>();
  const offered = new Set(ground.screen.map(({ fieldId }) => fieldId));
  for (const fieldId of [...Object.keys(fields), ...Object.keys(update)]) {
    if (Object.hasOwn(fields, fieldId) && Object.hasOwn(update, fieldId)) {
      errors.set(fieldId, `Field '${fieldId}' cannot be set in both 'fields' and 'update'.`);
    } else if (!offered.has(fieldId) && !ground.isOverriding) errors.set(fieldId, notOnScreen(fieldId));
  }
  for (const fieldId of ['comment', 'issuelinks'].filter((id) => Object.hasOwn(fields, id))) {
    errors.set(fieldId, `Field '${fieldId}' is changed through 'update' only.`);
  }
  if (errors.size > 0) throw JiraError.fields(Object.fromEntries(errors));
  const { comment = [], issuelinks = [], ...others } = update;
  const updated = Object.entries(others).map(
    ([fieldId, operations]) => [fieldId, newValue(ground, fieldId, operations)] as const,
  );
  return {
    values: { ...fields, ...Object.fromEntries(updated) },
    comments: readVerbs('comment', comment).map(readCommentVerb),
    links: readVerbs('issuelinks', issuelinks).map(({ verb, value }) => {
      if (verb !== 'add' || !isObject(value)) throw unsupported('issuelinks', verb);
      return value;
    }),
  };
}

function readCommentVerb({ verb, value }: Verb): CommentVerb {
  const known = COMMENT_VERBS.find((name) => name === verb);
  if (!known || !isObject(value)) throw unsupported('comment', verb);
  return { verb: known, value };
}

interface Verb {
  readonly verb: string;
  readonly value: Json;
}

function readVerbs(fieldId: string, operations: Json): Verb[] {
  if (!isList(operations)) throw JiraError.fields({ [fieldId]: 'Operations have to be an array.' });
  return operations.map((operation) => {
    const [entry, ...more] = isObject(operation) ? Object.entries(operation) : [];
    if (!entry || more.length > 0)
      throw JiraError.fields({ [fieldId]: 'An operation is an object with one verb.' });
    return { verb: entry[0], value: entry[1] };
  });
}

function newValue({ state, issue }: Ground, fieldId: string, operations: Json): Json {
  let value = listOf(issue, fieldId);
  let whole: Json | undefined;
  for (const { verb, value: given } of readVerbs(fieldId, operations)) {
    if (!operationsOf(fieldId).includes(verb)) throw unsupported(fieldId, verb, state.fields.get(fieldId));
    if (verb === 'set') {
      whole = given;
      value = isList(given) ? given : [];
    } else {
      const others = value.filter((item) => !isSame(item, given));
      value = verb === 'add' ? [...others, given] : others;
      whole = value;
    }
  }
  if (whole === undefined) throw JiraError.fields({ [fieldId]: 'At least one operation is required.' });
  return whole;
}

/** The present items of a field that takes `add` and `remove`. */
function listOf(issue: IssueRecord, fieldId: string): readonly Json[] {
  if (fieldId === 'labels') return issue.labels;
  return fieldId === 'components' ? issue.componentIds.map((id) => ({ id })) : [];
}

function isSame(item: Json, given: Json): boolean {
  if (!isObject(item) || !isObject(given)) return item === given;
  return given['id'] !== undefined && item['id'] === given['id'];
}

function unsupported(fieldId: string, verb: string, field?: FieldRecord): JiraError {
  const supported = operationsOf(fieldId).join(', ');
  const message = `Field with id '${fieldId}' and name '${field?.name ?? fieldId}' does not support operation '${verb}'. Supported operations are: ${supported}.`;
  return JiraError.fields({ [fieldId]: message });
}
