import type { Access } from '../access';
import type { IssueDoc } from '../issue-doc';
import { JiraError } from '../jira-error';
import type { SearchView } from '../search-index';
import type { JiraState } from '../state';
import { compileClause } from './compile';
import type { QueryScope } from './field';
import { compileOrder, type SearchOrder, type SortKeys } from './order';
import { parseJql } from './parse';

/** For whom, when and over what a query runs. */
export interface QueryRun {
  readonly state: JiraState;
  readonly access: Access;
  readonly now: number;
  readonly view: SearchView;
}

/** An issue that a query found, with what it is sorted by. */
export interface Hit {
  readonly doc: IssueDoc;
  readonly keys: SortKeys;
}

export interface Found {
  /** In the query's order. */
  readonly hits: readonly Hit[];
  readonly order: SearchOrder;
}

/** Runs a query over what the caller may see now. Raises 400 in Jira's words, also for an unbounded query, and 501. */
export function runJql(jql: string, run: QueryRun): Found {
  const { state, access, view } = run;
  const { where, orderBy } = parseJql(jql);
  if (!where) {
    throw JiraError.invalid(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const byId = new Map(view.docs.map((doc) => [doc.issue.id, doc]));
  const scope: QueryScope = { state, access, now: run.now, docOf: (id) => byId.get(id) };
  const test = compileClause(where, scope);
  const order = compileOrder(orderBy, scope);
  const hits = view.docs
    .filter((doc) => test(doc) && isVisible(doc, run))
    .map((doc) => ({ doc, keys: order.keysOf(doc) }));
  return { hits: hits.sort((a, b) => order.compare(a.keys, b.keys)), order };
}

/** Permissions are never late: a stale issue is judged by its level, project and reporter of now, where it still exists. */
function isVisible(doc: IssueDoc, { state, access, view }: QueryRun): boolean {
  const issue = view.isStale(doc.issue.id) ? state.search.current(doc.issue.id)?.issue : undefined;
  return access.seesIssue(issue ?? doc.issue);
}
