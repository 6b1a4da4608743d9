import { JiraError } from '../jira-error';
import type { IssueDoc } from '../issue-doc';
import type { Ordering } from './ast';
import type { QueryScope, SortKey } from './field';
import { findJqlField, nameOf } from './fields';
import { notServed } from './refusals';

/** What an issue is sorted by: a key for each field of ORDER BY, and its id at the end. */
export type SortKeys = readonly SortKey[];

/** The order of a query: total, so that every page of it can begin after a known issue. */
export interface SearchOrder {
  /** How many keys an issue has in it. */
  readonly keyCount: number;
  keysOf(doc: IssueDoc): SortKeys;
  compare(a: SortKeys, b: SortKeys): number;
}

/** Fields without an order of their own in Jira. */
const NOT_SORTABLE = new Set(['text', 'comment', 'attachments', 'issue.property', 'watcher']);

/**
 * Compiles ORDER BY. Empty values come after all others (first, when descending); what is equal, and a query without
 * ORDER BY, has the newest issue first. Raises 400 for a field that Jira cannot sort by.
 */
export function compileOrder(orderBy: readonly Ordering[], scope: QueryScope): SearchOrder {
  const parts = orderBy.map(({ field: ref, isDescending }) => {
    const order = orderOf(ref, scope);
    return { order, sign: (isDescending ?? order.isDescendingFirst ?? false) ? -1 : 1 };
  });
  return {
    keyCount: parts.length + 1,
    keysOf: (doc) => [...parts.map(({ order }) => order.read(doc, scope)), Number(doc.issue.id)],
    compare(a, b) {
      for (const [index, { sign }] of parts.entries()) {
        const difference = compareKeys(a[index] ?? null, b[index] ?? null);
        if (difference !== 0) return sign * difference;
      }
      return compareKeys(b[parts.length] ?? null, a[parts.length] ?? null);
    },
  };
}

function orderOf(ref: Ordering['field'], scope: QueryScope) {
  const name = nameOf(ref);
  let field;
  try {
    field = findJqlField(ref, scope);
  } catch (error) {
    if (error instanceof JiraError && error.status === 400)
      throw JiraError.invalid(`Not able to sort using field '${name}'.`);
    throw error;
  }
  if (field.order) return field.order;
  if (NOT_SORTABLE.has(name.toLowerCase()))
    throw JiraError.invalid(`Field '${name}' does not support sorting.`);
  throw notServed(`ORDER BY the field '${name}'`);
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
