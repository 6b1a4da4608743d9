import { request } from '../site/http';
import { listOf, numberOf, pick, pickText } from '../site/json';
import type { CommentPage, HistoryEntry, Issue, IssueRow, Transition } from './model';
import { toIssue, toIssueRow } from './read';
import { toComment, toHistoryEntry, toTransition } from './read-activity';

const API = '/rest/api/3';
const PAGE = 100;
const issueUrl = (key: string): string => `${API}/issue/${encodeURIComponent(key)}`;

/** Loads an issue with all its fields, their names, and its newest change. */
export async function loadIssue(key: string): Promise<Issue> {
  return toIssue(await request(`${issueUrl(key)}?fields=*all&expand=names,changelog`));
}

/** Something short that differs whenever the issue's page has to be loaded again. */
export async function loadSignature(key: string): Promise<string> {
  const answer = await request(`${issueUrl(key)}?fields=updated,subtasks&properties=ai-handoff`);
  return JSON.stringify([pick(answer, 'fields'), pick(answer, 'properties')]);
}

/** Loads issues as rows with their assignees; what the acting user may not see is left out by Jira. */
export async function loadRows(keys: readonly string[]): Promise<readonly IssueRow[]> {
  if (keys.length === 0) return [];
  const fields = ['summary', 'status', 'assignee', 'issuetype'];
  const answer = await request(`${API}/issue/bulkfetch`, { issueIdsOrKeys: keys, fields });
  return listOf(pick(answer, 'issues')).map((issue) => toIssueRow(issue));
}

/** Loads up to `limit` comments, newest first. */
export async function loadComments(key: string, limit: number): Promise<CommentPage> {
  const found: unknown[] = [];
  let total = limit;
  while (found.length < Math.min(limit, total)) {
    const query = `startAt=${found.length}&maxResults=${Math.min(PAGE, limit - found.length)}&orderBy=-created`;
    const page = await request(`${issueUrl(key)}/comment?${query}`);
    const comments = listOf(pick(page, 'comments'));
    total = numberOf(pick(page, 'total')) ?? 0;
    found.push(...comments);
    if (comments.length === 0) break;
  }
  return { comments: found.map(toComment), total };
}

/** Loads the whole recorded history, newest first; Jira's own order is oldest first. */
export async function loadHistory(key: string): Promise<readonly HistoryEntry[]> {
  const found: unknown[] = [];
  for (let isLast = false; !isLast;) {
    const page = await request(`${issueUrl(key)}/changelog?startAt=${found.length}&maxResults=${PAGE}`);
    const values = listOf(pick(page, 'values'));
    found.push(...values);
    isLast = pick(page, 'isLast') !== false || values.length === 0;
  }
  return found.map(toHistoryEntry).reverse();
}

/** Loads the moves that the acting user may make now. */
export async function loadTransitions(key: string): Promise<readonly Transition[]> {
  return listOf(pick(await request(`${issueUrl(key)}/transitions`), 'transitions')).flatMap(toTransition);
}

/** Moves the issue as the acting user. */
export async function doTransition(key: string, transitionId: string): Promise<void> {
  await request(`${issueUrl(key)}/transitions`, { transition: { id: transitionId } });
}

/** Adds plain text as a comment; an internal one carries the property that Jira Service Management reads. */
export async function addComment(key: string, text: string, isInternal: boolean): Promise<void> {
  const properties = [{ key: 'sd.public.comment', value: { internal: true } }];
  await request(`${issueUrl(key)}/comment`, { body: toAdf(text), ...(isInternal ? { properties } : {}) });
}

/** Plain text as ADF: an empty line parts paragraphs, a line end is a hard break. */
export function toAdf(text: string): unknown {
  const paragraphs = text.trim().split(/\n\s*\n/);
  const toContent = (line: string, index: number): unknown[] => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...(line === '' ? [] : [{ type: 'text', text: line }]),
  ];
  const content = paragraphs.map((paragraph) => ({
    type: 'paragraph',
    content: paragraph.split('\n').flatMap(toContent),
  }));
  return { type: 'doc', version: 1, content };
}

/** Whether the acting user is a Jira administrator. */
export async function loadIsAdmin(): Promise<boolean> {
  const answer = await request(`${API}/mypermissions?permissions=ADMINISTER`);
  return pick(answer, 'permissions', 'ADMINISTER', 'havePermission') === true;
}

/** The id of the field with this name; undefined where the site has none. */
export async function loadFieldId(name: string): Promise<string | undefined> {
  const field = listOf(await request(`${API}/field`)).find((each) => pick(each, 'name') === name);
  return pickText(field, 'id');
}
