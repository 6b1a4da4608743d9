import { route } from '@forge/api';
import { z } from 'zod';
import { adfToText } from '../../domain/packet/adf-text';
import type { IssueReading } from '../../domain/packet/issue-reading';
import { wordsOf } from '../../domain/packet/rank-similar';
import type { SimilarReading } from '../../domain/packet/surroundings';
import { ask, type RequestJira } from './jira-http';
import { toUtc } from './read-fields';
import { CommentSchema, FieldsSchema, SearchSchema, type JiraIssue } from './schemas';

const CANDIDATES = 30;
const SEARCH_WORDS = 6;
const MAX_TEXT = 4_000;
const FIELDS = [
  'summary',
  'description',
  'status',
  'issuetype',
  'project',
  'resolution',
  'resolutiondate',
  'created',
  'security',
  'comment',
];

const NamedSchema = z.looseObject({ name: z.string() });
const EmbeddedComments = z.looseObject({ comments: z.array(CommentSchema) });

/** The last comment that every reader of the issue may read and a person wrote: an app's words are no evidence (INJ-06). */
function lastWords(issue: JiraIssue): string {
  const embedded = EmbeddedComments.safeParse(issue.fields['comment']);
  const open = (embedded.success ? embedded.data.comments : []).filter(
    ({ visibility, author }) => (visibility ?? null) === null && author?.accountType !== 'app',
  );
  return adfToText(open.at(-1)?.body).slice(0, MAX_TEXT);
}

function toSimilar(issue: JiraIssue): SimilarReading {
  const fields = FieldsSchema.parse(issue.fields);
  const resolution = NamedSchema.safeParse(issue.fields['resolution']);
  const timeOf = (name: string): string => {
    const value = issue.fields[name];
    return typeof value === 'string' ? toUtc(value) : '';
  };
  return {
    key: issue.key,
    summary: fields.summary,
    status: fields.status?.name ?? '',
    resolution: resolution.success ? resolution.data.name : '',
    createdAt: timeOf('created'),
    resolvedAt: timeOf('resolutiondate'),
    securityLevel: fields.security?.id ?? null,
    description: adfToText(issue.fields['description']).slice(0, MAX_TEXT),
    lastComment: lastWords(issue),
  };
}

/**
 * The newest finished issues of the project that hold one of the summary's longest words in summary or description: what a ranking
 * chooses from. Words are letters and digits only, so nothing of a summary can be JQL.
 */
export async function searchSimilar(
  request: RequestJira,
  reading: IssueReading,
): Promise<readonly SimilarReading[]> {
  const summary = reading.fields.find(({ id }) => id === 'summary')?.text ?? '';
  const words = [...wordsOf(summary)].sort((a, b) => b.length - a.length).slice(0, SEARCH_WORDS);
  if (words.length === 0) return [];
  const like = words.map((word) => `summary ~ "${word}" OR description ~ "${word}"`).join(' OR ');
  const jql = `project = "${reading.projectKey}" AND statusCategory = Done AND key != "${reading.key}" AND (${like}) ORDER BY created DESC`;
  const path = route`/rest/api/3/search/jql`;
  const body = { jql, fields: FIELDS, maxResults: CANDIDATES };
  const { issues } = await ask(
    request,
    { name: 'searchAndReconsileIssuesUsingJqlPost', method: 'POST', path, body },
    SearchSchema,
  );
  return issues.filter((issue) => !FieldsSchema.parse(issue.fields).issuetype.subtask).map(toSimilar);
}
