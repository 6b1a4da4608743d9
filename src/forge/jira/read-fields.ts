import { adfToText } from '../../domain/packet/adf-text';
import type {
  AttachmentReading,
  FieldReading,
  IssueReading,
  LinkReading,
} from '../../domain/packet/issue-reading';
import { MAX_HISTORY } from '../../domain/packet/baseline';
import { nameOfValue } from '../../domain/policy/facts';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { FieldMap } from '../../contract/policy';
import type { FieldsWanted } from '../../ports/jira';
import { FieldsSchema, LinkSchema, type JiraIssue } from './schemas';

const STANDARD = [
  'summary',
  'status',
  'issuetype',
  'project',
  'priority',
  'labels',
  'components',
  'assignee',
  'reporter',
  'parent',
  'security',
  'environment',
  'duedate',
  'created',
  'resolutiondate',
  'description',
  'attachment',
  'issuelinks',
  'subtasks',
] as const;

/** What a policy looks at in any issue, whatever it maps. */
const TO_DECIDE = ['project', 'issuetype', 'status', 'priority', 'labels', 'components'] as const;

const mappedIn = (map: FieldMap): readonly string[] => [
  ...[...map.severity, ...map.dataClass, ...map.impact, ...map.environment, ...map.customerFacing].map(
    ({ field }) => field,
  ),
  ...map.owner,
  ...map.requestType,
];

/** The fields that a read of an issue asks for: ours, those that policy maps, and others that are wanted. */
export const fieldsToRead = (wanted: FieldsWanted): readonly string[] => [
  ...new Set([...STANDARD, ...mappedIn(wanted), ...wanted.runbook, ...(wanted.extra ?? [])]),
];

/** The fields that a decision asks for, without an issue's texts. */
export const fieldsToDecide = (wanted: FieldsWanted): readonly string[] => [
  ...new Set([...TO_DECIDE, ...mappedIn(wanted), ...(wanted.extra ?? [])]),
];

/** Jira's time (`2026-04-28T15:41:27.114+0200`) as ISO 8601 UTC; a value that is no time becomes the empty string. */
export function toUtc(jiraTime: string): string {
  const time = Date.parse(jiraTime.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

/** A field value as a line of text: names of what it holds; empty for what has none. */
export function displayOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(displayOf)
      .filter((text) => text !== '')
      .join(', ');
  const named = nameOfValue(value);
  if (named !== null) return named;
  const person =
    typeof value === 'object' && value !== null && 'displayName' in value ? value.displayName : '';
  return typeof person === 'string' ? person : '';
}

function firstSet(fields: JiraIssue['fields'], ids: readonly string[]): { id: string; text: string } | null {
  for (const id of ids) {
    const text = displayOf(fields[id]);
    if (text !== '') return { id, text };
  }
  return null;
}

function readingsOf(issue: JiraIssue, map: FieldMap): FieldReading[] {
  const { fields } = issue;
  const custom = (entries: readonly { readonly field: string }[]): string[] =>
    entries.map((entry) => entry.field).filter((id) => !(STANDARD as readonly string[]).includes(id));
  const wanted: readonly (readonly [string, readonly string[]])[] = [
    ['Summary', ['summary']],
    ['Status', ['status']],
    ['Severity', custom(map.severity)],
    ['Priority', ['priority']],
    ['Data class', custom(map.dataClass)],
    ['Impact', custom(map.impact)],
    ['Service environment', custom(map.environment)],
    ['Customer-facing', custom(map.customerFacing)],
    ['Components', ['components']],
    ['Labels', ['labels']],
    ['Assignee', ['assignee']],
    ['Reporter', ['reporter']],
    ['Request type', map.requestType],
    ['Service owner', map.owner.filter((id) => id !== 'assignee' && id !== 'reporter')],
    ['Due date', ['duedate']],
    ['Runbook', map.runbook],
  ];
  const readings = wanted.flatMap(([label, ids]) => {
    const found = firstSet(fields, ids);
    return found === null ? [] : [{ id: found.id, label, text: found.text }];
  });
  const environment = adfToText(fields['environment']);
  return environment === ''
    ? readings
    : [...readings, { id: 'environment', label: 'Environment', text: environment }];
}

function linksOf(links: readonly unknown[]): LinkReading[] {
  return links.flatMap((raw) => {
    const link = LinkSchema.safeParse(raw);
    if (!link.success) return [];
    const { id, type, inwardIssue, outwardIssue } = link.data;
    const other = outwardIssue ?? inwardIssue;
    if (other === undefined) return [];
    return [
      {
        id,
        relation: outwardIssue === undefined ? type.inward : type.outward,
        key: other.key,
        summary: other.fields.summary,
        status: other.fields.status?.name ?? '',
      },
    ];
  });
}

const attachmentsOf = (files: ReturnType<typeof FieldsSchema.parse>['attachment']): AttachmentReading[] =>
  (files ?? []).map((file) => ({
    id: file.id,
    name: file.filename,
    author: withoutUnseen(file.author?.displayName ?? ''),
    at: toUtc(file.created),
    size: file.size,
    mediaType: file.mimeType,
  }));

/**
 * Changes of these fields say nothing about the work, are long texts that Jira repeats in its history, or name other issues,
 * which not every reader of this one may see (U4).
 */
const SILENT = new Set([
  'description',
  'Comment',
  'Rank',
  'Attachment',
  'Link',
  'RemoteIssueLink',
  'RemoteWorkItemLink',
  'Parent',
  'IssueParentAssociation',
  'Epic Link',
  'Epic Child',
]);

function historyOf(issue: JiraIssue): IssueReading['history'] {
  return (issue.changelog?.histories ?? [])
    .flatMap((history) =>
      history.items
        .filter((item) => !SILENT.has(item.field))
        .map((item, index) => ({
          id: `${history.id}.${index}`,
          author: withoutUnseen(history.author?.displayName ?? ''),
          at: toUtc(history.created),
          field: withoutUnseen(item.field),
          from: withoutUnseen(item.fromString ?? '').slice(0, 200),
          to: withoutUnseen(item.toString ?? '').slice(0, 200),
        })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-MAX_HISTORY);
}

/** Reads an issue's own part of a reading; comments are read elsewhere. */
export function toReading(issue: JiraIssue, map: FieldMap): IssueReading {
  const fields = FieldsSchema.parse(issue.fields);
  return {
    id: issue.id,
    key: issue.key,
    projectKey: fields.project.key,
    projectId: fields.project.id,
    projectType: fields.project.projectTypeKey,
    issueType: fields.issuetype.name,
    isSubtask: fields.issuetype.subtask,
    subtaskIds: (fields.subtasks ?? []).map(({ id }) => id),
    isDone: fields.status?.statusCategory?.key === 'done',
    securityLevel: fields.security?.id ?? null,
    rawFields: issue.fields,
    fields: readingsOf(issue, map),
    description: adfToText(issue.fields['description']),
    comments: [],
    commentsTotal: 0,
    history: historyOf(issue),
    links: linksOf(fields.issuelinks ?? []),
    attachments: attachmentsOf(fields.attachment),
  };
}
