import { findAdfProblem } from './adf';
import { readAttachments } from './import-fields';
import { fromJiraDate } from './dates';
import { ImportCatalogue } from './import-catalogue';
import { isList, isObject, type Json, type JsonObject } from './json';
import type { IssueRecord } from './records';
import type { JiraState } from './state';

/** What an import did; `line` counts from 1. */
export interface ImportReport {
  readonly imported: number;
  readonly problems: readonly {
    readonly line: number;
    readonly code: ImportCode;
    readonly message: string;
  }[];
}

type ImportCode = 'not-json' | 'no-issue';

/** A line that is no issue; the message names what is missing. */
class ImportRefusal extends Error {
  constructor(
    readonly code: ImportCode,
    message: string,
  ) {
    super(message);
  }
}

/** One line is one transaction, so that a bad line leaves nothing behind. An issue whose key exists is replaced. */
export async function importIssueLines(
  state: JiraState,
  lines: AsyncIterable<string> | Iterable<string>,
  now: number,
): Promise<ImportReport> {
  const problems: { line: number; code: ImportCode; message: string }[] = [];
  let imported = 0;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      state.store.transaction(() => importIssue(state, readLine(text), now));
      imported += 1;
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      problems.push({ line, code: error.code, message: error.message });
    }
  }
  return { imported, problems };
}

interface Line {
  readonly key: string;
  readonly summary: string;
  readonly fields: JsonObject;
}

function readLine(text: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ImportRefusal('not-json', 'the line is not JSON');
  }
  const { key, fields } = isObject(value) ? value : {};
  if (typeof key !== 'string' || !/^[A-Z][A-Z0-9_]*-\d+$/.test(key))
    throw new ImportRefusal('no-issue', "'key' is missing or no issue key");
  if (!isObject(fields)) throw new ImportRefusal('no-issue', `'fields' of ${key} is missing`);
  for (const name of ['project', 'issuetype', 'status']) {
    if (!isObject(fields[name])) throw new ImportRefusal('no-issue', `'fields.${name}' of ${key} is missing`);
  }
  const { summary } = fields;
  if (typeof summary !== 'string')
    throw new ImportRefusal('no-issue', `'fields.summary' of ${key} is missing`);
  return { key, summary, fields };
}

function importIssue(state: JiraState, { key, summary, fields }: Line, now: number): void {
  const catalogue = new ImportCatalogue(state);
  const before = state.issues.find(key);
  if (before) state.issues.remove(before);
  const project = catalogue.project(fields['project'], key.replace(/-\d+$/, ''));
  const reporterId = catalogue.person(fields['reporter']);
  const statusId = catalogue.status(fields['status']);
  catalogue.reach(project.key, statusId);
  const createdAt = readDate(fields['created']) ?? now;
  const resolvedAt = readDate(fields['resolutiondate']) ?? null;
  const issue: IssueRecord = {
    id: before?.id ?? state.nextId('issue'),
    key,
    projectId: project.id,
    issueTypeId: catalogue.issueType(project.id, fields['issuetype']),
    statusId,
    statusChangedAt: resolvedAt ?? createdAt,
    summary,
    description: readDocument(key, fields['description']),
    environment: readDocument(key, fields['environment']),
    priorityId: catalogue.named(state.priorities, 'priority', fields['priority']),
    labels: readLabels(fields['labels']),
    componentIds: catalogue.components(project.id, fields['components']),
    resolutionId: catalogue.named(state.resolutions, 'resolution', fields['resolution']),
    resolvedAt,
    assigneeId: catalogue.person(fields['assignee']),
    reporterId,
    creatorId: catalogue.person(fields['creator']) ?? reporterId ?? 'unknown',
    createdAt,
    updatedAt: readDate(fields['updated']) ?? createdAt,
    dueDate: typeof fields['duedate'] === 'string' ? fields['duedate'] : null,
    parentId: null,
    securityLevelId: null,
    custom: {},
    attachments: readAttachments(fields['attachment'], now, (value) => catalogue.person(value)),
  };
  state.issues.put(issue);
  state.reserveKey(key);
  for (const comment of readComments(fields['comment'])) importComment(state, { catalogue, issue }, comment);
}

function importComment(
  state: JiraState,
  { catalogue, issue }: { catalogue: ImportCatalogue; issue: IssueRecord },
  comment: JsonObject,
): void {
  const authorId = catalogue.person(comment['author']) ?? 'unknown';
  const createdAt = readDate(comment['created']) ?? issue.createdAt;
  const body = readDocument(issue.key, comment['body']);
  if (!body) throw new ImportRefusal('no-issue', `a comment of ${issue.key} has no body`);
  state.issues.putComment({
    id: state.nextId('comment'),
    issueId: issue.id,
    authorId,
    updateAuthorId: catalogue.person(comment['updateAuthor']) ?? authorId,
    body,
    createdAt,
    updatedAt: readDate(comment['updated']) ?? createdAt,
    visibility: null,
    properties: comment['jsdPublic'] === false ? { 'sd.public.comment': { internal: true } } : {},
  });
}

function readComments(value: Json | undefined): JsonObject[] {
  const comments = isObject(value) ? value['comments'] : undefined;
  return isList(comments) ? comments.filter(isObject) : [];
}

function readDocument(key: string, value: Json | undefined): JsonObject | null {
  if (value === undefined || value === null) return null;
  const problem = findAdfProblem(value);
  if (problem !== undefined || !isObject(value)) {
    throw new ImportRefusal('no-issue', `a text of ${key} is no Atlassian Document: ${problem ?? ''}`);
  }
  return value;
}

function readLabels(value: Json | undefined): string[] {
  return isList(value) ? value.flatMap((label) => (typeof label === 'string' ? [label] : [])) : [];
}

function readDate(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? fromJiraDate(value) : undefined;
}
