import { createHash } from 'node:crypto';
import { ok, type Call, type Handler, type Reply } from '../call';
import { runJql } from '../jql/run';
import { JiraError } from '../jira-error';
import { isObject, readArray, readText, readTexts } from '../json';
import type { IssueRecord } from '../records';
import { assertServedExpand, viewIssue, type IssueSelection } from '../views/field-selection';

const MAX_WITH_FIELDS = 100;
const MAX_IDS_ONLY = 5000;
const MAX_PROPERTIES = 5;
const MAX_BULK = 100;
const MAX_BULK_EXPLICIT = 1000;

interface Search {
  readonly jql: string;
  readonly maxResults: number;
  readonly token: string | undefined;
  readonly selection: IssueSelection;
}

/** `GET /search/jql` */
export const searchAndReconsileIssuesUsingJql: Handler = (call) =>
  search(call, {
    jql: call.query.get('jql') ?? '',
    maxResults: call.number('maxResults', 50),
    token: call.query.get('nextPageToken') ?? undefined,
    selection: {
      fields: call.list('fields'),
      properties: call.list('properties'),
      expand: call.list('expand'),
    },
  });

/** `POST /search/jql` */
export const searchAndReconsileIssuesUsingJqlPost: Handler = (call) => {
  const { maxResults = 50 } = call.body;
  if (typeof maxResults !== 'number' || !Number.isInteger(maxResults) || maxResults < 0) {
    throw JiraError.invalid("'maxResults' has to be a whole number.");
  }
  const expand = readText(call.body, 'expand') ?? '';
  return search(call, {
    jql: readText(call.body, 'jql') ?? '',
    maxResults,
    token: readText(call.body, 'nextPageToken'),
    selection: {
      fields: readTexts(call.body, 'fields'),
      properties: readTexts(call.body, 'properties'),
      expand: expand.split(',').filter((name) => name !== ''),
    },
  });
};

/** `POST /search/approximate-count` */
export const countIssues: Handler = (call) =>
  ok({ count: runJql(readText(call.body, 'jql') ?? '', call).length });

/** `POST /issue/bulkfetch`: by id, those not found or hidden in `issueErrors`. */
export const bulkFetchIssues: Handler = (call) => {
  const ids = readTexts(call.body, 'issueIdsOrKeys');
  const selection = {
    fields: readTexts(call.body, 'fields'),
    properties: readTexts(call.body, 'properties'),
    expand: readTexts(call.body, 'expand'),
  };
  assertServedExpand(selection.expand);
  const isLight =
    selection.fields.length > 0 && !selection.fields.some((name) => /^(\*|comment$|attachment$)/.test(name));
  const limit = isLight && selection.expand.length === 0 ? MAX_BULK_EXPLICIT : MAX_BULK;
  if (ids.length === 0 || ids.length > limit)
    throw JiraError.invalid(`1 to ${limit} issue ids or keys are required.`);
  const found = new Map<string, IssueRecord>();
  const issueErrors: { id: string; errorMessage: string }[] = [];
  for (const id of ids) {
    const issue = call.state.issues.find(id);
    if (issue && call.access.seesIssue(issue)) found.set(issue.id, issue);
    else
      issueErrors.push({ id, errorMessage: 'Issue does not exist or you do not have permission to see it.' });
  }
  const issues = [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
  return ok({ expand: 'names,schema', issues: viewIssues(call, issues, selection), issueErrors });
};

function search(call: Call, { jql, maxResults, token, selection }: Search): Reply {
  assertServedExpand(selection.expand);
  if (selection.properties.length > MAX_PROPERTIES)
    throw JiraError.invalid(`At most ${MAX_PROPERTIES} properties can be requested.`);
  if (isObject(call.payload) && readArray(call.payload, 'reconcileIssues').length > 50) {
    throw JiraError.invalid('At most 50 issues can be reconciled.');
  }
  const all = runJql(jql, call);
  const start = token === undefined ? 0 : readToken(token, jql);
  const isLight = selection.fields.every((name) => name === 'id' || name === 'key');
  const page = all.slice(
    start,
    start + Math.max(1, Math.min(maxResults, isLight ? MAX_IDS_ONLY : MAX_WITH_FIELDS)),
  );
  const next = start + page.length;
  const isLast = next >= all.length;
  return ok({
    issues: viewFound(call, page, selection),
    ...(isLast ? {} : { nextPageToken: writeToken(next, jql) }),
    isLast,
  });
}

/** Without `fields`, search answers the ids alone (forge-facts §7, trap 34). */
function viewFound(
  call: Call,
  issues: readonly IssueRecord[],
  selection: IssueSelection,
): Record<string, unknown>[] {
  const { fields, properties, expand } = selection;
  if (fields.length > 0) return viewIssues(call, issues, selection);
  if (properties.length === 0 && expand.length === 0) return issues.map(({ id }) => ({ id }));
  return viewIssues(call, issues, { ...selection, fields: ['id'] });
}

function viewIssues({ state, access }: Call, issues: readonly IssueRecord[], selection: IssueSelection) {
  return issues.flatMap((issue): Record<string, unknown>[] => {
    const project = state.projects.get(issue.projectId);
    return project ? [viewIssue({ state, access, issue, project }, selection)] : [];
  });
}

const fingerprint = (jql: string) => createHash('sha256').update(jql).digest('base64url').slice(0, 12);

/** The token is opaque to callers and holds for the query that it was given for. */
function writeToken(next: number, jql: string): string {
  return Buffer.from(`${fingerprint(jql)}:${next}`).toString('base64url');
}

function readToken(token: string, jql: string): number {
  const [print, next] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (print !== fingerprint(jql) || next === undefined || !/^\d+$/.test(next)) {
    throw JiraError.invalid('The provided nextPageToken is invalid for this query.');
  }
  return Number(next);
}
