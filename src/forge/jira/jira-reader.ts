import { route } from '@forge/api';
import { adfToText } from '../../domain/packet/adf-text';
import { stripInvisible } from '../../domain/grounding/normalise';
import type { CommentReading, IssueReading, SimilarReading } from '../../domain/packet/issue-reading';
import type { FieldsWanted, IssueHeader, JiraReader } from '../../ports/jira';
import { readActiveIssues } from './active-issues';
import { createDirectory } from './jira-directory';
import { ask, orNull, type RequestJira } from './jira-http';
import { fieldsToRead, toReading, toUtc } from './read-fields';
import { readPeople } from './read-people';
import {
  ApprovalMarkSchema,
  CommentPageSchema,
  CommentSchema,
  FieldsSchema,
  IssueSchema,
  SearchSchema,
} from './schemas';
import { z } from 'zod';

const PAGE = 100;
const MAX_COMMENT_PAGES = 5;

/** Who the app is on this site: needed to tell AI's own comments from people's. */
export type OwnAccount = () => Promise<string>;

const toComment = (comment: z.infer<typeof CommentSchema>, own: string | null): CommentReading => ({
  id: comment.id,
  author: stripInvisible(comment.author?.displayName ?? 'Somebody'),
  at: toUtc(comment.created),
  text: adfToText(comment.body),
  isInternal: !comment.jsdPublic,
  isRestricted: comment.visibility !== undefined && comment.visibility !== null,
  isFromAi: own !== null && comment.author?.accountId === own,
});

/** The newest comments, oldest first, and how many there are in all. */
async function readComments(
  request: RequestJira,
  issueId: string,
  ownAccount: OwnAccount,
): Promise<Pick<IssueReading, 'comments' | 'commentsTotal'>> {
  const found: z.infer<typeof CommentSchema>[] = [];
  let total = 0;
  for (let page = 0; page < MAX_COMMENT_PAGES; page += 1) {
    const startAt = page * PAGE;
    const path = route`/rest/api/3/issue/${issueId}/comment?startAt=${startAt}&maxResults=${PAGE}&orderBy=${'-created'}`;
    const answer = await ask(request, { name: 'getComments', method: 'GET', path }, CommentPageSchema);
    total = answer.total;
    found.push(...answer.comments);
    if (answer.comments.length === 0 || found.length >= total) break;
  }
  const isFromAnApp = found.some((comment) => comment.author?.accountType === 'app');
  const own = isFromAnApp ? await ownAccount() : null;
  return { comments: found.reverse().map((comment) => toComment(comment, own)), commentsTotal: total };
}

const WORD = /[\p{L}\p{N}]{4,}/gu;

/** Words of a summary that are worth searching for: letters and digits only, so nothing of it can be JQL. */
const wordsOf = (summary: string): readonly string[] =>
  [...new Set(summary.toLowerCase().match(WORD) ?? [])].sort((a, b) => b.length - a.length).slice(0, 4);

const EmbeddedComments = z.looseObject({ comments: z.array(CommentSchema) });

function toSimilar(issue: z.infer<typeof IssueSchema>): SimilarReading {
  const fields = FieldsSchema.parse(issue.fields);
  const embedded = EmbeddedComments.safeParse(issue.fields['comment']);
  const open = (embedded.success ? embedded.data.comments : []).filter(
    (comment) => comment.visibility === undefined,
  );
  const last = open.at(-1);
  const resolution = z.looseObject({ name: z.string() }).safeParse(issue.fields['resolution']);
  const timeOf = (name: string): string => {
    const value = issue.fields[name];
    return typeof value === 'string' ? toUtc(value) : '';
  };
  return {
    key: issue.key,
    summary: stripInvisible(fields.summary),
    status: fields.status?.name ?? '',
    resolution: resolution.success ? resolution.data.name : '',
    createdAt: timeOf('created'),
    resolvedAt: timeOf('resolutiondate'),
    text: last === undefined ? '' : adfToText(last.body).slice(0, 600),
  };
}

const SIMILAR_FIELDS = [
  'summary',
  'status',
  'issuetype',
  'project',
  'resolution',
  'resolutiondate',
  'created',
  'security',
  'comment',
];

async function searchSimilar(
  request: RequestJira,
  reading: IssueReading,
  limit: number,
): Promise<readonly SimilarReading[]> {
  const summary = reading.fields.find((field) => field.label === 'Summary')?.text ?? '';
  const words = wordsOf(summary);
  if (words.length === 0) return [];
  const like = words.map((word) => `summary ~ "${word}"`).join(' OR ');
  const jql = `project = "${reading.projectKey}" AND statusCategory = Done AND key != "${reading.key}" AND (${like}) ORDER BY created DESC`;
  const path = route`/rest/api/3/search/jql`;
  const body = { jql, fields: SIMILAR_FIELDS, maxResults: 30 };
  const { issues } = await ask(
    request,
    { name: 'searchAndReconsileIssuesUsingJqlPost', method: 'POST', path, body },
    SearchSchema,
  );
  const score = (issue: z.infer<typeof IssueSchema>): number => {
    const text = FieldsSchema.parse(issue.fields).summary.toLowerCase();
    return words.filter((word) => text.includes(word)).length;
  };
  const isOpenEnough = (issue: z.infer<typeof IssueSchema>): boolean => {
    const level = FieldsSchema.parse(issue.fields).security?.id ?? null;
    return level === null || level === reading.securityLevel;
  };
  return issues
    .filter((issue) => isOpenEnough(issue) && !FieldsSchema.parse(issue.fields).issuetype.subtask)
    .sort((a, b) => score(b) - score(a))
    .slice(0, limit)
    .map(toSimilar);
}

function toHeader(issue: z.infer<typeof IssueSchema>, map: FieldsWanted): IssueHeader {
  const { parent } = FieldsSchema.parse(issue.fields);
  const mark = ApprovalMarkSchema.safeParse(issue.properties?.['ai-handoff-approval']);
  return {
    reading: toReading(issue, map),
    parent: parent === null || parent === undefined ? null : { id: parent.id, key: parent.key },
    approvalMark: mark.success ? { handoffId: mark.data.handoffId, gate: mark.data.gate } : null,
  };
}

/** The reading half of Jira for one actor. `ownAccount` is asked only when an app wrote one of the comments. */
export function createJiraReader(request: RequestJira, ownAccount: OwnAccount): JiraReader {
  const fetchIssue = (issueId: string, map: FieldsWanted, expand: string) => {
    const fields = fieldsToRead(map).join(',');
    const path = route`/rest/api/3/issue/${issueId}?fields=${fields}&properties=${'ai-handoff-approval'}&expand=${expand}`;
    return ask(request, { name: 'getIssue', method: 'GET', path }, IssueSchema);
  };
  return {
    readHeader: async (issueId, map) => {
      const issue = await orNull(fetchIssue(issueId, map, 'names'));
      return issue === null ? null : toHeader(issue, map);
    },
    readIssue: async (issueId, map) => {
      const issue = await orNull(fetchIssue(issueId, map, 'changelog'));
      if (issue === null) return null;
      return { ...toReading(issue, map), ...(await readComments(request, issueId, ownAccount)) };
    },
    readSimilar: (reading, limit) => searchSimilar(request, reading, limit),
    people: (accountIds) => readPeople(request, accountIds),
    ...createDirectory(request),
    activeIssues: (query) => readActiveIssues(request, query),
  };
}
