import { JiraError } from '../jira-error';
import type { FieldRecord } from '../records';
import { selfOf } from '../site-url';
import { viewHistory } from './comment-view';
import { viewCustomField, SYSTEM_FIELD_VIEWS, type IssueLook } from './issue-view';
import { viewTransitions } from './transition-view';

/** What Jira calls navigable leaves these out. */
const NOT_NAVIGABLE = new Set(['comment', 'attachment']);
const ISSUE_EXPAND = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';
const SERVED_EXPANDS = ['names', 'changelog', 'transitions'];
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

function viewExpansions(look: IssueLook, expand: readonly string[], selected: readonly string[]) {
  const { state, issue } = look;
  const expansions: Record<string, unknown> = {};
  if (expand.includes('names')) {
    const names = state.fields.all().filter(({ id }) => selected.includes(id));
    expansions['names'] = Object.fromEntries(names.map(({ id, name }) => [id, name]));
  }
  if (expand.includes('changelog')) {
    const histories = state.issues.history(issue.id).reverse();
    const shown = histories.slice(0, MAX_EXPANDED_HISTORIES).map((entry) => viewHistory(state, entry));
    expansions['changelog'] = {
      startAt: 0,
      maxResults: shown.length,
      total: histories.length,
      histories: shown,
    };
  }
  if (expand.includes('transitions')) expansions['transitions'] = viewTransitions(look, false);
  return expansions;
}
