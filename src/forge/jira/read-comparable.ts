import { route } from '@forge/api';
import { z } from 'zod';
import { BASELINE } from '../../domain/packet/baseline';
import type { IssueReading } from '../../domain/packet/issue-reading';
import type { CourseReading } from '../../domain/packet/surroundings';
import { ask, type RequestJira } from './jira-http';
import { toUtc } from './read-fields';
import { CommentSchema, FieldsSchema, IssueSchema, UserSchema, type JiraIssue } from './schemas';

const FIELDS = [
  'summary',
  'status',
  'issuetype',
  'project',
  'created',
  'resolutiondate',
  'security',
  'reporter',
  'comment',
];

const EmbeddedComments = z.looseObject({ total: z.number(), comments: z.array(CommentSchema) });
const ComparableSchema = z.looseObject({
  issues: z.array(
    IssueSchema.extend({ changelog: IssueSchema.shape.changelog.unwrap().extend({ total: z.number() }) }),
  ),
});
type ComparableIssue = z.infer<typeof ComparableSchema>['issues'][number];

const accountOf = (value: unknown): string => {
  const user = UserSchema.safeParse(value);
  return user.success ? user.data.accountId : '';
};

/** Comments for some readers only and those of apps are no response that a customer got. */
function commentsOf(issue: JiraIssue): Pick<CourseReading, 'comments' | 'hasAllComments'> {
  const embedded = EmbeddedComments.safeParse(issue.fields['comment']);
  if (!embedded.success) return { comments: [], hasAllComments: false };
  const { comments, total } = embedded.data;
  return {
    comments: comments
      .filter(({ visibility, author }) => (visibility ?? null) === null && author?.accountType !== 'app')
      .map(({ author, created, jsdPublic }) => ({
        by: author?.accountId ?? '',
        at: toUtc(created),
        isInternal: !jsdPublic,
      })),
    hasAllComments: total <= comments.length,
  };
}

function toCourse(issue: ComparableIssue): CourseReading {
  const fields = FieldsSchema.parse(issue.fields);
  const { histories, total } = issue.changelog;
  const timeOf = (name: string): string => {
    const value = issue.fields[name];
    return typeof value === 'string' ? toUtc(value) : '';
  };
  return {
    key: issue.key,
    securityLevel: fields.security?.id ?? null,
    createdAt: timeOf('created'),
    resolvedAt: timeOf('resolutiondate'),
    reporter: accountOf(issue.fields['reporter']),
    status: fields.status?.name ?? '',
    ...commentsOf(issue),
    changes: histories.flatMap(({ items }) =>
      items.map((item) => ({
        field: item.field,
        from: item.fromString ?? '',
        to: item.toString ?? '',
      })),
    ),
    hasAllChanges: total <= histories.length,
  };
}

const quoted = (name: string): string => `"${name.replace(/[\\"]/gu, String.raw`\$&`)}"`;

/**
 * Finished issues of the same project and type, the newest first, with their comments and history as far as a search gives them:
 * one call. The days are whole days of the person's time zone, so that the sample holds still for a day.
 */
export async function readComparable(
  request: RequestJira,
  reading: IssueReading,
): Promise<readonly CourseReading[]> {
  const jql = `project = ${quoted(reading.projectKey)} AND issuetype = ${quoted(reading.issueType)} AND statusCategory = Done AND resolved >= startOfDay("-${BASELINE.days}d") AND key != ${quoted(reading.key)} ORDER BY resolved DESC`;
  const path = route`/rest/api/3/search/jql`;
  const body = { jql, fields: FIELDS, expand: 'changelog', maxResults: BASELINE.most };
  const { issues } = await ask(
    request,
    { name: 'searchAndReconsileIssuesUsingJqlPost', method: 'POST', path, body },
    ComparableSchema,
  );
  return issues.map(toCourse);
}
