import { request, RequestFailure } from '../site/http';
import { listOf, numberOf, pick, pickText } from '../site/json';
import { loadFieldId } from './jira';
import type { IssueRow } from './model';
import { toIssueRow } from './read';

/** A project of the filter. */
export interface Project {
  readonly key: string;
  readonly name: string;
}

/** What the list shows: one project or all, a text, and the token of the page. */
export interface QueueFilter {
  readonly project: string;
  readonly text: string;
  readonly after: string;
}

/** A page of the list; `next` is the token of the page after it. */
export interface QueuePage {
  readonly rows: readonly IssueRow[];
  readonly next?: string | undefined;
  readonly total?: number | undefined;
}

const PAGE_SIZE = 25;
/** Jira's text search has its own language; what a person types here are words only. */
const wordsOf = (text: string): string => text.replace(/[^\p{L}\p{N}_]+/gu, ' ').trim();

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * The JQL of a filter. It always names projects, because Jira refuses unbounded queries. A text that looks like an
 * issue key finds that issue.
 */
export function toJql(filter: QueueFilter, projects: readonly Project[]): string {
  const keys = filter.project === '' ? projects.map((project) => project.key) : [filter.project];
  const text = filter.text.trim();
  const isKey = /^[a-z][a-z0-9_]+-\d+$/i.test(text);
  const words = wordsOf(text);
  const sought = isKey ? ` AND key = ${quote(text.toUpperCase())}` : ` AND text ~ ${quote(words)}`;
  return `project in (${keys.map(quote).join(', ')})${words === '' ? '' : sought} ORDER BY updated DESC`;
}

/** Loads the projects that the acting user may browse. */
export async function loadProjects(): Promise<readonly Project[]> {
  const answer = await request('/rest/api/3/project/search?maxResults=100&orderBy=key');
  return listOf(pick(answer, 'values')).flatMap((project) => {
    const key = pickText(project, 'key');
    return key === undefined ? [] : [{ key, name: pickText(project, 'name') ?? key }];
  });
}

let severityId: Promise<string | undefined> | undefined;

/** Loads one page of issues with the count of all; a key that names no issue finds nothing. */
export async function searchIssues(filter: QueueFilter, projects: readonly Project[]): Promise<QueuePage> {
  if (projects.length === 0) return { rows: [], total: 0 };
  const jql = toJql(filter, projects);
  const severity = await (severityId ??= loadFieldId('Severity'));
  const fields = [
    'summary',
    'issuetype',
    'status',
    'assignee',
    'updated',
    ...(severity === undefined ? [] : [severity]),
  ];
  const after = filter.after === '' ? {} : { nextPageToken: filter.after };
  try {
    const [page, count] = await Promise.all([
      request('/rest/api/3/search/jql', { jql, fields, maxResults: PAGE_SIZE, ...after }),
      request('/rest/api/3/search/approximate-count', { jql }).catch(() => undefined),
    ]);
    const rows = listOf(pick(page, 'issues')).map((issue) => toIssueRow(issue, severity));
    return { rows, next: pickText(page, 'nextPageToken'), total: numberOf(pick(count, 'count')) };
  } catch (error) {
    // Jira answers 400 for a key that does not exist or may not be seen.
    if (jql.includes(' AND key = ') && error instanceof RequestFailure && error.status === 400)
      return { rows: [], total: 0 };
    throw error;
  }
}
