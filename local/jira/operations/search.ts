import { LIMITS } from '../../forge/limits';
import { ok, type Call, type Handler, type Reply } from '../call';
import { runJql, type Hit } from '../jql/run';
import { readText } from '../json';
import type { IssueRecord } from '../records';
import type { SearchView } from '../search-index';
import { viewFieldSchema } from '../views/configuration-view';
import { assertServedExpand, viewIssue, type IssueSelection } from '../views/field-selection';
import { readBulkFetch, readSearchBody, readSearchQuery, type SearchRequest } from './search-request';
import { readToken, writeToken } from './search-token';

/** `GET /search/jql` */
export const searchAndReconsileIssuesUsingJql: Handler = (call) => search(call, readSearchQuery(call));

/** `POST /search/jql` */
export const searchAndReconsileIssuesUsingJqlPost: Handler = (call) => search(call, readSearchBody(call));

/** `POST /search/approximate-count`: as late as a search, and exact apart from that. */
export const countIssues: Handler = (call) => {
  const { state, access, now } = call;
  const { hits } = runJql(readText(call.body, 'jql') ?? '', {
    state,
    access,
    now,
    view: state.search.view(now),
  });
  return ok({ count: hits.length });
};

/**
 * `POST /issue/bulkfetch`: by id, those not found or hidden in `issueErrors`; never late. 100 issues, and 1,000 where
 * the fields are named, none of them with many values, and nothing is expanded (forge-facts §4).
 */
export const bulkFetchIssues: Handler = (call) => {
  const { ids, selection } = readBulkFetch(call);
  const found = new Map<string, IssueRecord>();
  const issueErrors: { id: string; errorMessage: string }[] = [];
  for (const id of ids) {
    const issue = call.state.issues.find(id);
    if (issue && call.access.seesIssue(issue)) found.set(issue.id, issue);
    else
      issueErrors.push({ id, errorMessage: 'Issue does not exist or you do not have permission to see it.' });
  }
  const issues = [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
  const shown = issues.flatMap((issue) => {
    const project = call.state.projects.get(issue.projectId);
    return project ? [viewIssue({ state: call.state, access: call.access, issue, project }, selection)] : [];
  });
  return ok({ expand: 'names,schema', issues: shown, issueErrors });
};

/** What a search says of fields once for all issues, not in each issue. */
const SHARED_EXPANDS = ['names', 'schema'];

function search(call: Call, request: SearchRequest): Reply {
  const { state, access, now } = call;
  const { jql, token, selection } = request;
  const own = selection.expand.filter((name) => !SHARED_EXPANDS.includes(name));
  assertServedExpand(own);
  const view = state.search.view(now, request.reconcileIssues);
  const { hits, order } = runJql(jql, { state, access, now, view });
  const owner = { jql, accountId: access.user?.accountId, now, keyCount: order.keyCount };
  const after = token === undefined ? undefined : readToken(token, owner);
  const rest = after ? hits.filter(({ keys }) => order.compare(keys, after) > 0) : hits;
  const page = rest.slice(0, Math.min(request.maxResults, pageLimit(selection)));
  const last = page.at(-1);
  const isLast = page.length === rest.length;
  const issues = viewHits(call, { page, view }, { ...selection, expand: own });
  return ok({
    issues,
    ...viewShared(call, issues, selection.expand),
    ...(isLast || !last ? {} : { nextPageToken: writeToken(last.keys, owner) }),
    isLast,
  });
}

/** Jira gives the longest pages for `id` and `key` alone; more than the limit is cut, not refused. */
function pageLimit({ fields, properties, expand }: IssueSelection): number {
  const isLight =
    fields.every((name) => name === 'id' || name === 'key') && properties.length + expand.length === 0;
  return isLight ? LIMITS.jiraSearchPage.value : LIMITS.jiraSearchPageWithFields.value;
}

/**
 * The issues of a page as the search sees them; one that was deleted meanwhile is left out. Without `fields`, and
 * with `id` alone, search answers nothing but ids (forge-facts §7, trap 34).
 */
function viewHits(
  { state, access }: Call,
  { page, view }: { readonly page: readonly Hit[]; readonly view: SearchView },
  selection: IssueSelection,
): Record<string, unknown>[] {
  const { fields, properties, expand } = selection;
  const isBare = fields.every((name) => name === 'id') && properties.length + expand.length === 0;
  const seen = { ...selection, fields: fields.length === 0 ? ['id'] : fields };
  const past = view.past && state.over(view.past);
  return page.flatMap(({ doc: { issue } }) => {
    const isStale = view.isStale(issue.id);
    const project = state.projects.get(issue.projectId);
    if (!project || (isStale && !state.search.current(issue.id))) return [];
    if (isBare) return [{ id: issue.id }];
    const source = isStale && past ? past : state;
    return [viewIssue({ state: source, access, issue, project }, seen)];
  });
}

/** Names and types of the fields that the page shows. */
function viewShared({ state }: Call, issues: readonly Record<string, unknown>[], expand: readonly string[]) {
  if (!SHARED_EXPANDS.some((name) => expand.includes(name))) return {};
  const ids = new Set(issues.flatMap(({ fields }) => Object.keys(fields ?? {})));
  const fields = state.fields.all().filter(({ id }) => ids.has(id));
  return {
    ...(expand.includes('names')
      ? { names: Object.fromEntries(fields.map(({ id, name }) => [id, name])) }
      : {}),
    ...(expand.includes('schema')
      ? { schema: Object.fromEntries(fields.map((field) => [field.id, viewFieldSchema(field)])) }
      : {}),
  };
}
