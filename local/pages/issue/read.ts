import { isRecord, listOf, numberOf, pick, pickText, recordOf, textOf } from '../site/json';
import type { Detail, Issue, IssueLink, IssueRow, Person, Status } from './model';

/** Reads a user object; undefined when nobody is named. */
export function toPerson(value: unknown): Person | undefined {
  const accountId = pickText(value, 'accountId');
  if (accountId === undefined) return undefined;
  const name = pickText(value, 'displayName') ?? accountId;
  return { accountId, name, isApp: pick(value, 'accountType') === 'app' };
}

/** Reads a status object; a missing one shows as such. */
export function toStatus(value: unknown): Status {
  return {
    name: pickText(value, 'name') ?? 'No status',
    category: pickText(value, 'statusCategory', 'key') ?? 'undefined',
  };
}

/** Reads an issue as a list row; `severityId` is the id of the severity field, where the site has one. */
export function toIssueRow(value: unknown, severityId?: string): IssueRow {
  const fields = recordOf(pick(value, 'fields'));
  return {
    key: pickText(value, 'key') ?? '',
    summary: textOf(fields['summary']) ?? '(no summary)',
    type: pickText(fields, 'issuetype', 'name') ?? 'Issue',
    status: toStatus(fields['status']),
    assignee: toPerson(fields['assignee']),
    severity: severityId === undefined ? undefined : toDisplay(fields[severityId]),
    updated: textOf(fields['updated']),
  };
}

/** The text that stands for any field value; undefined for an empty one. */
export function toDisplay(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return textOf(value.flatMap((item: unknown) => toDisplay(item) ?? []).join(', '));
  if (!isRecord(value)) return textOf(value);
  return (
    pickText(value, 'displayName') ??
    pickText(value, 'name') ??
    pickText(value, 'value') ??
    pickText(value, 'key')
  );
}

const SHOWN = ['Assignee', 'Reporter', 'Severity', 'Data class', 'Service owner', 'Priority', 'Labels'];
const SHOWN_WHEN_SET = ['Components', 'Due date', 'Runbook', 'Resolution', 'Fix versions'];

function toDetails(issue: unknown): readonly Detail[] {
  const fields = recordOf(pick(issue, 'fields'));
  const ids = new Map(Object.entries(recordOf(pick(issue, 'names'))).map(([id, name]) => [name, id]));
  const read = (name: string): Detail => {
    const value = fields[ids.get(name) ?? name.toLowerCase()];
    return { name, value: toDisplay(value), person: toPerson(value) };
  };
  const optional = SHOWN_WHEN_SET.map(read).filter((detail) => detail.value !== undefined);
  const times = ['created', 'updated'].map((id) => ({
    name: id === 'created' ? 'Created' : 'Updated',
    time: textOf(fields[id]),
  }));
  return [...SHOWN.map(read), ...optional, ...times];
}

function toLink(value: unknown): readonly IssueLink[] {
  const inward = pick(value, 'inwardIssue');
  const outward = pick(value, 'outwardIssue');
  if (inward !== undefined)
    return [{ relation: pickText(value, 'type', 'inward') ?? 'links', issue: toIssueRow(inward) }];
  if (outward === undefined) return [];
  return [{ relation: pickText(value, 'type', 'outward') ?? 'links', issue: toIssueRow(outward) }];
}

// `expand=changelog` lists the newest change first, unlike the changelog's own pages.
function toNewestChange(histories: unknown): Issue['newestChange'] {
  const newest = listOf(histories)[0];
  const id = pickText(newest, 'id');
  return id === undefined ? undefined : { id, by: pickText(newest, 'author', 'accountId') ?? '' };
}

/** Reads the answer of getIssue with `fields=*all&expand=names,changelog`. */
export function toIssue(value: unknown): Issue {
  const fields = recordOf(pick(value, 'fields'));
  const project = fields['project'];
  const parent = fields['parent'];
  return {
    ...toIssueRow(value),
    id: pickText(value, 'id') ?? '',
    projectId: pickText(project, 'id') ?? '',
    projectKey: pickText(project, 'key') ?? '',
    projectName: pickText(project, 'name') ?? pickText(project, 'key') ?? '',
    isServiceDesk: pick(project, 'projectTypeKey') === 'service_desk',
    parent: isRecord(parent) ? toIssueRow(parent) : undefined,
    description: fields['description'],
    details: toDetails(value),
    links: listOf(fields['issuelinks']).flatMap(toLink),
    subtaskKeys: listOf(fields['subtasks']).flatMap((subtask) => pickText(subtask, 'key') ?? []),
    attachments: listOf(fields['attachment']).flatMap((file) => {
      const name = pickText(file, 'filename');
      return name === undefined ? [] : [{ name, size: numberOf(pick(file, 'size')) }];
    }),
    newestChange: toNewestChange(pick(value, 'changelog', 'histories')),
  };
}
