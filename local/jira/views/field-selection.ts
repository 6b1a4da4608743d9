import { JiraError } from '../jira-error';
import type { FieldRecord } from '../records';
import { selfOf } from '../site-url';
import type { JiraState } from '../state';
import { viewHistory } from './comment-view';
import { viewFieldSchema } from './configuration-view';
import { viewCustomField, SYSTEM_FIELD_VIEWS, type IssueLook } from './issue-view';
import { viewEditMeta, viewOperations, viewRenderedFields } from './issue-expansions';
import { viewTransitions } from './transition-view';

/** What Jira calls navigable leaves these out. */
const NOT_NAVIGABLE = new Set(['comment', 'attachment']);
const ISSUE_EXPAND = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';
const SERVED_EXPANDS = [
  'names',
  'schema',
  'renderedFields',
  'transitions',
  'transitions.fields',
  'operations',
  'editmeta',
  'changelog',
];
/** `expand=changelog` shows the newest entries only; the changelog operation pages through all. */
const MAX_EXPANDED_HISTORIES = 100;

/** What a caller asked for of each issue. */
export interface IssueSelection {
  /** Field names with `*all`, `*navigable` and `-x`. */
  readonly fields: readonly string[];
  readonly properties: readonly string[];
  readonly expand: readonly string[];
}

/** Raises 400 for an expand that the emulator does not serve, instead of leaving it out. */
export function assertServedExpand(expand: readonly string[]): void {
  const unknown = expand.find((name) => !SERVED_EXPANDS.includes(name));
  if (unknown !== undefined) {
    throw JiraError.invalid(
      `expand '${unknown}' is not served by this site; served are ${SERVED_EXPANDS.join(', ')}.`,
    );
  }
}

/** Field ids for a selection, in the site's order; unknown names are ignored as Jira does. */
function selectFields(fields: readonly string[], custom: readonly FieldRecord[]): string[] {
  const all = [...Object.keys(SYSTEM_FIELD_VIEWS), ...custom.map(({ id }) => id)];
  const excluded = new Set(fields.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const included = fields.filter((name) => !name.startsWith('-'));
  const isAll = included.includes('*all') || included.length === 0;
  const isNavigable = included.includes('*navigable');
  return all.filter(
    (id) => !excluded.has(id) && (isAll || (isNavigable && !NOT_NAVIGABLE.has(id)) || included.includes(id)),
  );
}

/** One issue with the selected fields, properties and expansions. */
export function viewIssue(look: IssueLook, selection: IssueSelection): Record<string, unknown> {
  const { state, issue } = look;
  const custom = state.fields.all().filter((field) => field.custom);
  const selected = selectFields(selection.fields, custom);
  const fields: Record<string, unknown> = {};
  for (const id of selected) {
    const customField = custom.find((field) => field.id === id);
    const value = customField ? viewCustomField(look, customField) : SYSTEM_FIELD_VIEWS[id]?.(look);
    if (value !== undefined) fields[id] = value;
  }
  return {
    expand: ISSUE_EXPAND,
    id: issue.id,
    self: selfOf(`issue/${issue.id}`),
    key: issue.key,
    fields,
    ...viewProperties(look, selection.properties),
    ...viewExpansions(look, selection.expand, selected),
  };
}

function viewProperties({ state, issue }: IssueLook, wanted: readonly string[]) {
  if (wanted.length === 0) return {};
  const keys = state.issues.propertyKeys(issue.id);
  const shown = keys.filter((key) => wanted.includes('*all') || wanted.includes(key));
  return { properties: Object.fromEntries(shown.map((key) => [key, state.issues.property(issue.id, key)])) };
}

type Expansion = (look: IssueLook, selected: readonly string[]) => Readonly<Record<string, unknown>>;

const EXPANSIONS: Readonly<Record<string, Expansion>> = {
  names: ({ state }, selected) => ({
    names: Object.fromEntries(fieldsOf(state, selected).map(({ id, name }) => [id, name])),
  }),
  schema: ({ state }, selected) => ({
    schema: Object.fromEntries(fieldsOf(state, selected).map((field) => [field.id, viewFieldSchema(field)])),
  }),
  renderedFields: (look, selected) => ({ renderedFields: viewRenderedFields(look, selected) }),
  transitions: (look) => ({ transitions: viewTransitions(look, {}) }),
  'transitions.fields': (look) => ({ transitions: viewTransitions(look, { withFields: true }) }),
  operations: (look) => ({ operations: viewOperations(look) }),
  editmeta: (look) => ({ editmeta: viewEditMeta(look) }),
  changelog: ({ state, issue }) => {
    const histories = state.issues.history(issue.id).reverse();
    const shown = histories.slice(0, MAX_EXPANDED_HISTORIES).map((entry) => viewHistory(state, entry));
    return {
      changelog: { startAt: 0, maxResults: shown.length, total: histories.length, histories: shown },
    };
  },
};

function viewExpansions(look: IssueLook, expand: readonly string[], selected: readonly string[]) {
  return Object.fromEntries(
    expand.flatMap((name) => Object.entries(EXPANSIONS[name]?.(look, selected) ?? {})),
  );
}

function fieldsOf(state: JiraState, selected: readonly string[]): FieldRecord[] {
  return state.fields.all().filter(({ id }) => selected.includes(id));
}
