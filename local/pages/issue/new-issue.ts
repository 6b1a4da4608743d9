import { request } from '../site/http';
import { isRecord, listOf, pick, pickText, type JsonRecord } from '../site/json';
import { toAdf } from './jira';

/** A project or an issue type to choose from. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What the person filled in; ids of Jira. */
export interface NewIssue {
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly summary: string;
  readonly description: string;
}

const byId = (value: unknown): unknown => (typeof value === 'string' ? { id: value } : undefined);
const byIds = (value: unknown): unknown => (Array.isArray(value) ? value.map(byId) : undefined);
const asIs = (value: unknown): unknown => value;

/** Fields that an app may fill in beside those of the form, and how Jira wants them. */
const PRESET: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['assignee', byId],
  ['reporter', byId],
  ['priority', byId],
  ['labels', asIs],
  ['duedate', asIs],
  ['environment', asIs],
  ['components', byIds],
  ['versions', byIds],
  ['fixVersions', byIds],
]);

/** The fields that the app filled in and the form does not show; an unknown name is left out, as in Jira. */
export function presetFields(context: JsonRecord): JsonRecord {
  const fields = Object.entries(context).flatMap(([name, value]) => {
    const read = name.startsWith('customfield_') ? asIs : PRESET.get(name);
    const field = read?.(value);
    return field === undefined ? [] : [[name, field] as const];
  });
  return Object.fromEntries(fields);
}

/** The body of createIssue: what the person filled in goes over what the app did. */
export function toCreateBody(issue: NewIssue, context: JsonRecord): unknown {
  const { projectId, issueTypeId, summary, description } = issue;
  const given = pick(context, 'description');
  const text = description.trim() === '' ? given : toAdf(description);
  return {
    fields: {
      ...presetFields(context),
      project: { id: projectId },
      issuetype: { id: issueTypeId },
      summary,
      ...(isRecord(text) ? { description: text } : {}),
    },
  };
}

const toChoice = (value: unknown): readonly Choice[] => {
  const id = pickText(value, 'id');
  return id === undefined ? [] : [{ id, name: pickText(value, 'name') ?? id }];
};

/** The projects to choose from. */
export async function loadProjectChoices(): Promise<readonly Choice[]> {
  const answer = await request('/rest/api/3/project/search?maxResults=100&orderBy=key');
  return listOf(pick(answer, 'values')).flatMap(toChoice);
}

/** The issue types in which the acting user may create issues there; subtasks are left out, as in Jira's own dialog. */
export async function loadTypeChoices(projectId: string): Promise<readonly Choice[]> {
  const answer = await request(`/rest/api/3/issue/createmeta/${encodeURIComponent(projectId)}/issuetypes`);
  return listOf(pick(answer, 'issueTypes'))
    .filter((type) => pick(type, 'subtask') !== true)
    .flatMap(toChoice);
}

/** Creates the issue as the acting user; gives its id. */
export async function createIssue(issue: NewIssue, context: JsonRecord): Promise<string> {
  return pickText(await request('/rest/api/3/issue', toCreateBody(issue, context)), 'id') ?? '';
}
